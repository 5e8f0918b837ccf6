// Labels that clean up: which of them an error jumps to decides what stays behind.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int check(const char *text);

// Missed by cppcheck.
int one_rung_too_low_bad(void)
{
  int result = -1;
  char *a = malloc(8);
  if (a == NULL)
    goto out;
  char *b = malloc(8);
  if (b == NULL)
    goto free_a;
  char *c = malloc(8);
  if (c == NULL)
    goto free_a; // should be free_b
  result = 0;
  free(c);
  free(b);
free_a:
  free(a);
out:
  return result; // expect: leak
}

int one_rung_too_low_ok(void)
{
  int result = -1;
  char *a = malloc(8);
  if (a == NULL)
    goto out;
  char *b = malloc(8);
  if (b == NULL)
    goto free_a;
  char *c = malloc(8);
  if (c == NULL)
    goto free_b;
  result = 0;
  free(c);
free_b:
  free(b);
free_a:
  free(a);
out:
  return result;
}

// Missed by cppcheck.
int label_behind_the_release_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;
  int c = fgetc(in);
  if (c == EOF)
    goto done;
  ungetc(c, in);
  fclose(in);
done:
  return c; // expect: leak
}

int label_behind_the_release_ok(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;
  int c = fgetc(in);
  if (c == EOF)
    goto done;
  ungetc(c, in);
done:
  fclose(in);
  return c;
}

// All pointers start as NULL, so that one label serves every error.
// Missed by cppcheck.
int one_label_for_all_bad(const char *text)
{
  int result = -1;
  char *a = NULL;
  char *b = NULL;
  char *c = NULL;
  a = strdup(text);
  if (a == NULL)
    goto out;
  b = strdup(text);
  if (b == NULL)
    goto out;
  c = strdup(text);
  if (c == NULL)
    goto out;
  result = check(c);
out:
  free(a);
  free(c);
  return result; // expect: leak
}

int one_label_for_all_ok(const char *text)
{
  int result = -1;
  char *a = NULL;
  char *b = NULL;
  char *c = NULL;
  a = strdup(text);
  if (a == NULL)
    goto out;
  b = strdup(text);
  if (b == NULL)
    goto out;
  c = strdup(text);
  if (c == NULL)
    goto out;
  result = check(c);
out:
  free(a);
  free(b);
  free(c);
  return result;
}

// Success leaves through the error label too, and the result tells them apart.
// Missed by gcc and cppcheck.
char *kept_on_success_bad(const char *text)
{
  char *key = strdup(text);
  char *value = malloc(10);
  int error = 1;
  if (key == NULL || value == NULL)
    goto out;
  if (check(key) != 0)
    goto out;
  error = 0;
out:
  free(key);
  if (error)
    return NULL; // expect: leak
  return value;
}

char *kept_on_success_ok(const char *text)
{
  char *key = strdup(text);
  char *value = malloc(10);
  int error = 1;
  if (key == NULL || value == NULL)
    goto out;
  if (check(key) != 0)
    goto out;
  error = 0;
out:
  free(key);
  if (error) {
    free(value);
    return NULL;
  }
  return value;
}

// Missed by clang, gcc and cppcheck.
int do_once_instead_of_goto_bad(const char *path)
{
  int result = -1;
  int fd = -1;
  char *buffer = NULL;
  do {
    buffer = malloc(64);
    if (buffer == NULL)
      break;
    fd = open(path, O_RDONLY);
    if (fd < 0)
      break;
    if (read(fd, buffer, 64) < 0)
      break;
    close(fd);
    result = 0;
  } while (0);
  free(buffer);
  return result; // expect: leak
}

int do_once_instead_of_goto_ok(const char *path)
{
  int result = -1;
  int fd = -1;
  char *buffer = NULL;
  do {
    buffer = malloc(64);
    if (buffer == NULL)
      break;
    fd = open(path, O_RDONLY);
    if (fd < 0)
      break;
    if (read(fd, buffer, 64) < 0)
      break;
    result = 0;
  } while (0);
  if (fd >= 0)
    close(fd);
  free(buffer);
  return result;
}

// Missed by cppcheck.
int retry_jumps_back_bad(const char *path)
{
  char *buffer;
  int tries = 0;
again:
  buffer = malloc(64); // expect: leak in loop
  if (buffer == NULL)
    return -1;
  int fd = open(path, O_RDONLY);
  if (fd < 0) {
    if (tries++ < 3)
      goto again;
    free(buffer);
    return -1;
  }
  close(fd);
  free(buffer);
  return 0;
}

int retry_jumps_back_ok(const char *path)
{
  char *buffer = malloc(64);
  int tries = 0;
  if (buffer == NULL)
    return -1;
again:;
  int fd = open(path, O_RDONLY);
  if (fd < 0) {
    if (tries++ < 3)
      goto again;
    free(buffer);
    return -1;
  }
  close(fd);
  free(buffer);
  return 0;
}

// A label that a computed jump may reach.
// Missed by gcc and cppcheck.
int computed_jump_bad(int which)
{
  static void *const labels[] = {&&keep, &&drop};
  char *p = malloc(4);
  if (p == NULL)
    return -1;
  goto *labels[which & 1];
keep:
  return 1; // expect: leak
drop:
  free(p);
  return 0;
}

int computed_jump_ok(int which)
{
  static void *const labels[] = {&&first, &&second};
  char *p = malloc(4);
  if (p == NULL)
    return -1;
  goto *labels[which & 1];
first:
  free(p);
  return 1;
second:
  free(p);
  return 0;
}

// The ladder of a constructor: what is built belongs to the caller only at the top.
struct reader {
  FILE *in;
  char *buffer;
};

// Missed by clang and cppcheck.
struct reader *constructor_ladder_bad(const char *path)
{
  struct reader *reader = malloc(sizeof *reader);
  if (reader == NULL)
    return NULL;
  reader->in = fopen(path, "r");
  if (reader->in == NULL)
    goto free_reader;
  reader->buffer = malloc(512);
  if (reader->buffer == NULL)
    goto free_reader; // the stream stays open
  return reader;
free_reader:
  free(reader); // expect: leak
  return NULL;
}

struct reader *constructor_ladder_ok(const char *path)
{
  struct reader *reader = malloc(sizeof *reader);
  if (reader == NULL)
    return NULL;
  reader->in = fopen(path, "r");
  if (reader->in == NULL)
    goto free_reader;
  reader->buffer = malloc(512);
  if (reader->buffer == NULL)
    goto close_in;
  return reader;
close_in:
  fclose(reader->in);
free_reader:
  free(reader);
  return NULL;
}
