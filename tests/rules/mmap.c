// rules/mmap.yaml: mappings, which are nothing where they are MAP_FAILED.
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#include <sys/shm.h>

int mapping_bad(int fd, size_t length)
{
  char *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED)
    return -1;
  return bytes[0]; // expect: leak
}

int mapping_ok(int fd, size_t length)
{
  char *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED)
    return -1;
  int first = bytes[0];
  munmap(bytes, length);
  return first;
}

int unmapped_twice_bad(int fd, size_t length)
{
  char *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED)
    return -1;
  munmap(bytes, length);
  return munmap(bytes, length); // expect: double release
}

int read_after_it_was_unmapped_bad(int fd, size_t length)
{
  char *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED)
    return -1;
  munmap(bytes, length);
  return bytes[0]; // expect: use after release
}

char *moved_ok(char *bytes, size_t from, size_t to)
{
  char *moved = mremap(bytes, from, to, MREMAP_MAYMOVE);
  return moved == MAP_FAILED ? NULL : moved;
}

char *stays_when_it_cannot_grow_bad(int fd, size_t length)
{
  char *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED)
    return NULL;
  char *larger = mremap(bytes, length, 2 * length, MREMAP_MAYMOVE);
  if (larger == MAP_FAILED)
    return NULL; // expect: leak
  return larger;
}

int segment_bad(int id)
{
  char *bytes = shmat(id, NULL, 0);
  if (bytes == (void *)-1)
    return -1;
  return bytes[0]; // expect: leak
}

int segment_ok(int id)
{
  char *bytes = shmat(id, NULL, 0);
  if (bytes == (void *)-1)
    return -1;
  int first = bytes[0];
  shmdt(bytes);
  return first;
}
