// The freed object is reached by another way.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <dirent.h>
#include <netdb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct node {
  struct node *next, *previous;
  char *name;
  int uses;
};

// Missed by cppcheck.
int second_name_bad(struct node *node)
{
  struct node *same = node;
  free(node);
  return same->uses; // expect: use after release
}

int second_name_ok(struct node *node)
{
  struct node *same = node;
  int uses = same->uses;
  free(node);
  return uses;
}

void unlinked_too_late_bad(struct node *node)
{
  free(node);
  node->previous->next = node->next; // expect: use after release
}

void unlinked_too_late_ok(struct node *node)
{
  node->previous->next = node->next;
  node->next->previous = node->previous;
  free(node);
}

// Missed by clang, gcc and cppcheck.
size_t inside_the_block_bad(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return 0;
  char *dot = strchr(copy, '.');
  free(copy);
  return dot != NULL ? strlen(dot) : 0; // expect: use after release
}

size_t inside_the_block_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return 0;
  char *dot = strchr(copy, '.');
  size_t length = dot != NULL ? strlen(dot) : 0;
  free(copy);
  return length;
}

// The entry belongs to the folder.
// Missed by clang, gcc and cppcheck.
void entry_of_a_closed_folder_bad(DIR *folder)
{
  struct dirent *entry = readdir(folder);
  if (entry == NULL)
    return;
  closedir(folder);
  puts(entry->d_name); // expect: use after release
}

void entry_of_a_closed_folder_ok(DIR *folder)
{
  struct dirent *entry = readdir(folder);
  if (entry != NULL)
    puts(entry->d_name);
  closedir(folder);
}

// Missed by clang, gcc and cppcheck.
int address_of_a_freed_list_bad(const char *host, int fd)
{
  struct addrinfo *list;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return -1;
  struct sockaddr *address = list->ai_addr;
  freeaddrinfo(list);
  return connect(fd, list->ai_addr, 4) + address->sa_family; // expect: use after release
}

int address_of_a_freed_list_ok(const char *host, int fd)
{
  struct addrinfo *list;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return -1;
  int result = connect(fd, list->ai_addr, list->ai_addrlen);
  freeaddrinfo(list);
  return result;
}

// Missed by clang, gcc and cppcheck.
int unmapped_bad(int fd, size_t size)
{
  int *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (map == MAP_FAILED)
    return -1;
  munmap(map, size);
  return map[1]; // expect: use after release
}

int unmapped_ok(int fd, size_t size)
{
  int *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (map == MAP_FAILED)
    return -1;
  int second = map[1];
  munmap(map, size);
  return second;
}

struct conn {
  FILE *stream;
  char *peer;
};

static void conn_close(struct conn *conn)
{
  fclose(conn->stream);
  free(conn->peer);
  free(conn);
}

// Missed by gcc and cppcheck.
void printed_after_close_bad(struct conn *conn)
{
  char *peer = conn->peer;
  conn_close(conn);
  printf("closed %s\n", peer); // expect: use after release
}

void printed_after_close_ok(struct conn *conn)
{
  printf("closing %s\n", conn->peer);
  conn_close(conn);
}

// realloc() may have moved it.
// Missed by gcc and cppcheck.
char *old_place_bad(char *text, size_t n)
{
  char *end = text + strlen(text);
  char *more = realloc(text, n);
  if (more == NULL)
    return text;
  *end = '\0'; // expect: use after release
  return more;
}

char *old_place_ok(char *text, size_t n)
{
  size_t length = strlen(text);
  char *more = realloc(text, n);
  if (more == NULL)
    return text;
  more[length] = '\0';
  return more;
}

// Missed by cppcheck.
void given_back_then_written_bad(char **slot)
{
  char *p = *slot;
  free(p);
  **slot = 'x'; // expect: use after release
}

void given_back_then_written_ok(char **slot)
{
  char *p = *slot;
  free(p);
  *slot = strdup("x");
}

static struct node *cache;

// Missed by cppcheck.
int still_cached_bad(void)
{
  struct node *node = cache;
  if (node == NULL)
    return 0;
  free(node);
  return cache->uses; // expect: use after release
}

int still_cached_ok(void)
{
  struct node *node = cache;
  if (node == NULL)
    return 0;
  cache = node->next;
  free(node);
  return cache == NULL ? 0 : cache->uses;
}
