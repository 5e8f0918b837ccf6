// One exit of several that forgets what the others release: most real leaks.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

extern int check(const char *text);

int second_allocation_fails_bad(size_t n)
{
  char *keys = malloc(n);
  if (keys == NULL)
    return -ENOMEM;
  char *values = malloc(n);
  if (values == NULL)
    return -ENOMEM; // expect: leak
  free(values);
  free(keys);
  return 0;
}

int second_allocation_fails_ok(size_t n)
{
  char *keys = malloc(n);
  if (keys == NULL)
    return -ENOMEM;
  char *values = malloc(n);
  if (values == NULL) {
    free(keys);
    return -ENOMEM;
  }
  free(values);
  free(keys);
  return 0;
}

// Missed by cppcheck.
int both_tested_at_once_bad(size_t n)
{
  char *keys = malloc(n);
  char *values = malloc(n);
  if (keys == NULL || values == NULL)
    return -1; // expect: leak, leak
  free(keys);
  free(values);
  return 0;
}

int both_tested_at_once_ok(size_t n)
{
  char *keys = malloc(n);
  char *values = malloc(n);
  if (keys == NULL || values == NULL) {
    free(keys);
    free(values);
    return -1;
  }
  free(keys);
  free(values);
  return 0;
}

// Missed by clang and gcc.
int third_step_fails_bad(const char *path)
{
  struct stat info;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (fstat(fd, &info) < 0) {
    close(fd);
    return -2;
  }
  char *data = malloc((size_t)info.st_size);
  if (data == NULL) {
    close(fd);
    return -3;
  }
  if (read(fd, data, (size_t)info.st_size) != info.st_size) {
    close(fd);
    return -4; // expect: leak
  }
  close(fd);
  free(data);
  return 0;
}

int third_step_fails_ok(const char *path)
{
  struct stat info;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (fstat(fd, &info) < 0) {
    close(fd);
    return -2;
  }
  char *data = malloc((size_t)info.st_size);
  if (data == NULL) {
    close(fd);
    return -3;
  }
  if (read(fd, data, (size_t)info.st_size) != info.st_size) {
    close(fd);
    free(data);
    return -4;
  }
  close(fd);
  free(data);
  return 0;
}

// Missed by cppcheck.
int wrong_argument_is_seen_too_late_bad(const char *path, int mode)
{
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return -1;
  switch (mode) {
  case 0:
    fputs("zero\n", out);
    break;
  case 1:
    fputs("one\n", out);
    break;
  default:
    return -2; // expect: leak
  }
  return fclose(out);
}

int wrong_argument_is_seen_too_late_ok(const char *path, int mode)
{
  if (mode != 0 && mode != 1)
    return -2;
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return -1;
  switch (mode) {
  case 0:
    fputs("zero\n", out);
    break;
  case 1:
    fputs("one\n", out);
    break;
  default:
    return -2;
  }
  return fclose(out);
}

// Missed by cppcheck.
int early_success_bad(const char *path)
{
  char line[128];
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;
  while (fgets(line, sizeof line, in) != NULL)
    if (strcmp(line, "stop\n") == 0)
      return 1; // expect: leak
  fclose(in);
  return 0;
}

int early_success_ok(const char *path)
{
  char line[128];
  int found = 0;
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;
  while (!found && fgets(line, sizeof line, in) != NULL)
    found = strcmp(line, "stop\n") == 0;
  fclose(in);
  return found;
}

// The test of the call that got it may as well say that the call took it.
// Missed by cppcheck.
int FN_cleanup_comes_before_the_last_step_bad(const char *name)
{
  char *copy = strdup(name);
  if (copy == NULL)
    return -1;
  if (check(copy) != 0) {
    free(copy);
    return -1;
  }
  char *upper = strdup(copy);
  free(copy);
  if (upper == NULL)
    return -1;
  if (check(upper) != 0)
    return -1; // expect: leak
  free(upper);
  return 0;
}

int cleanup_comes_before_the_last_step_ok(const char *name)
{
  char *copy = strdup(name);
  if (copy == NULL)
    return -1;
  if (check(copy) != 0) {
    free(copy);
    return -1;
  }
  char *upper = strdup(copy);
  free(copy);
  if (upper == NULL)
    return -1;
  int result = check(upper);
  free(upper);
  return result;
}

// Missed by clang, gcc and cppcheck.
int connection_refused_bad(const char *host)
{
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  int fd = socket(list->ai_family, SOCK_STREAM, 0);
  if (fd < 0) {
    freeaddrinfo(list);
    return -1;
  }
  if (connect(fd, list->ai_addr, list->ai_addrlen) < 0) {
    close(fd);
    return -1; // expect: leak
  }
  freeaddrinfo(list);
  return fd;
}

int connection_refused_ok(const char *host)
{
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  int fd = socket(list->ai_family, SOCK_STREAM, 0);
  if (fd >= 0 && connect(fd, list->ai_addr, list->ai_addrlen) < 0) {
    close(fd);
    fd = -1;
  }
  freeaddrinfo(list);
  return fd;
}

int size_overflows_bad(size_t count, size_t size)
{
  char *header = malloc(16);
  if (!header)
    return -1;
  if (size != 0 && count > (size_t)-1 / size)
    return -2; // expect: leak
  char *body = calloc(count, size);
  int result = body == NULL ? -1 : 0;
  free(body);
  free(header);
  return result;
}

int size_overflows_ok(size_t count, size_t size)
{
  if (size != 0 && count > (size_t)-1 / size)
    return -2;
  char *header = malloc(16);
  if (!header)
    return -1;
  char *body = calloc(count, size);
  int result = body == NULL ? -1 : 0;
  free(body);
  free(header);
  return result;
}

// A NULL result tells the caller nothing of the half that was built.
// Missed by clang and cppcheck.
char **half_built_bad(const char *a, const char *b)
{
  char **pair = malloc(2 * sizeof *pair);
  if (pair == NULL)
    return NULL;
  pair[0] = strdup(a);
  if (pair[0] == NULL) {
    free(pair);
    return NULL;
  }
  pair[1] = strdup(b);
  if (pair[1] == NULL) {
    free(pair); // expect: leak
    return NULL;
  }
  return pair;
}

char **half_built_ok(const char *a, const char *b)
{
  char **pair = malloc(2 * sizeof *pair);
  if (pair == NULL)
    return NULL;
  pair[0] = strdup(a);
  if (pair[0] == NULL) {
    free(pair);
    return NULL;
  }
  pair[1] = strdup(b);
  if (pair[1] == NULL) {
    free(pair[0]);
    free(pair);
    return NULL;
  }
  return pair;
}

// fclose() is called even where it is the last thing that can fail.
// Missed by clang and cppcheck.
int test_that_skips_the_close_bad(const char *path, const char *text)
{
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return -1;
  if (fputs(text, out) == EOF || fclose(out) != 0) // on EOF nobody closes it
    return -1;                                      // expect: leak
  return 0;
}

int test_that_skips_the_close_ok(const char *path, const char *text)
{
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return -1;
  int failed = fputs(text, out) == EOF;
  if (fclose(out) != 0 || failed)
    return -1;
  return 0;
}
