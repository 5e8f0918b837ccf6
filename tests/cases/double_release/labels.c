// Released on the way to a label that releases.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern int check(const char *text);

// Missed by cppcheck.
int released_before_the_jump_bad(const char *text)
{
  int result = -1;
  char *a = strdup(text);
  char *b = strdup(text);
  if (a == NULL || b == NULL)
    goto out;
  if (check(a) != 0) {
    free(b);
    goto out;
  }
  result = check(b);
out:
  free(a);
  free(b); // expect: double release
  return result;
}

int released_before_the_jump_ok(const char *text)
{
  int result = -1;
  char *a = strdup(text);
  char *b = strdup(text);
  if (a == NULL || b == NULL)
    goto out;
  if (check(a) != 0) {
    free(b);
    b = NULL;
    goto out;
  }
  result = check(b);
out:
  free(a);
  free(b);
  return result;
}

// Missed by cppcheck; reported where it is fine by cppcheck.
int stream_is_closed_on_success_too_bad(const char *path)
{
  int result = -1;
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return -1;
  if (fputs("text", out) == EOF)
    goto fail;
  if (fclose(out) != 0) // it is closed, even so
    goto fail;
  return 0;
fail:
  fclose(out); // expect: double release
  return result;
}

int stream_is_closed_on_success_too_ok(const char *path)
{
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return -1;
  if (fputs("text", out) == EOF)
    goto fail;
  return fclose(out);
fail:
  fclose(out);
  return -1;
}

// The descriptor went into the stream.
// Missed by clang, gcc and cppcheck.
int stream_over_a_descriptor_bad(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  FILE *in = fdopen(fd, "r");
  if (in == NULL)
    goto fail;
  if (fgetc(in) == EOF) {
    fclose(in);
    goto fail;
  }
  fclose(in);
  return 0;
fail:
  close(fd); // expect: double release
  return -1;
}

int stream_over_a_descriptor_ok(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  FILE *in = fdopen(fd, "r");
  if (in == NULL) {
    close(fd);
    return -1;
  }
  int c = fgetc(in);
  fclose(in);
  return c;
}

// close() in the loop, close() behind it.
// Missed by clang, gcc and cppcheck.
int both_ends_are_closed_early_bad(int n)
{
  int ends[2];
  if (pipe(ends) < 0)
    return -1;
  close(ends[0]);
  if (n > 0 && write(ends[1], "x", 1) != 1)
    goto out;
  close(ends[1]);
  return 0;
out:
  close(ends[0]); // expect: double release
  close(ends[1]);
  return -1;
}

int both_ends_are_closed_early_ok(int n)
{
  int ends[2];
  if (pipe(ends) < 0)
    return -1;
  close(ends[0]);
  ends[0] = -1;
  if (n > 0 && write(ends[1], "x", 1) != 1)
    goto out;
  close(ends[1]);
  return 0;
out:
  if (ends[0] >= 0)
    close(ends[0]);
  close(ends[1]);
  return -1;
}

// Missed by clang, gcc and cppcheck.
int address_list_bad(const char *host)
{
  struct addrinfo *list = NULL;
  int result = -1;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return -1;
  if (list->ai_family != 2) {
    freeaddrinfo(list);
    goto out;
  }
  result = 0;
out:
  freeaddrinfo(list); // expect: double release
  return result;
}

int address_list_ok(const char *host)
{
  struct addrinfo *list = NULL;
  int result = -1;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return -1;
  if (list->ai_family == 2)
    result = 0;
  freeaddrinfo(list);
  return result;
}

// Missed by clang, gcc and cppcheck.
int mapping_bad(int fd, size_t size)
{
  char *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (map == MAP_FAILED)
    return -1;
  int first = map[0];
  munmap(map, size);
  if (first == 0)
    goto fail;
  return first;
fail:
  munmap(map, size); // expect: double release
  return -1;
}

int mapping_ok(int fd, size_t size)
{
  char *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (map == MAP_FAILED)
    return -1;
  int first = map[0];
  if (first == 0)
    goto fail;
  munmap(map, size);
  return first;
fail:
  munmap(map, size);
  return -1;
}

// 'done' was to say that it is gone, and is set on one way only.
// Reported where it is fine by cppcheck.
int flag_is_not_set_bad(const char *text, int n)
{
  bool done = false;
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  if (n == 1) {
    free(copy);
    done = true;
  } else if (n == 2) {
    free(copy);
  }
  if (!done)
    free(copy); // expect: double release
  return n;
}

int flag_is_not_set_ok(const char *text, int n)
{
  bool done = false;
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  if (n == 1 || n == 2) {
    free(copy);
    done = true;
  }
  if (!done)
    free(copy);
  return n;
}

// A switch that falls through.
// Missed by cppcheck.
void falls_through_bad(char *a, char *b, int n)
{
  switch (n) {
  case 0:
    free(a);
    // fall through
  case 1:
    free(a); // expect: double release
    break;
  default:
    free(b);
  }
}

void falls_through_ok(char *a, char *b, int n)
{
  switch (n) {
  case 0:
    free(a);
    // fall through
  case 1:
    free(b);
    break;
  default:
    break;
  }
}
