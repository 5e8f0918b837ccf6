// Tests that agree with each other: who has seen one knows the other.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int check(const char *text);

// Missed by cppcheck.
int same_comparison_twice_bad(int a, int b)
{
  char *p = NULL;
  if (a > b)
    p = malloc(100);
  if (a < b)
    free(p);
  return 0; // expect: leak
}

int same_comparison_twice_ok(int a, int b)
{
  char *p = NULL;
  if (a > b)
    p = malloc(100);
  if (a > b)
    free(p);
  return 0;
}

// Missed by cppcheck.
int comparison_turned_round_bad(int a, int b)
{
  char *p = NULL;
  if (a < b)
    p = malloc(100);
  puts("between");
  if (b < a)
    free(p);
  return 0; // expect: leak
}

int comparison_turned_round_ok(int a, int b)
{
  char *p = NULL;
  if (a < b)
    p = malloc(100);
  puts("between");
  if (b > a)
    free(p);
  return 0;
}

#define OWNS_NAME 1u
#define OWNS_FILE 2u

// Bits of a mask say what is owned.
// Missed by cppcheck.
int owned_bits_bad(const char *name, const char *path)
{
  unsigned owned = 0;
  char *copy = strdup(name);
  if (copy != NULL)
    owned |= OWNS_NAME;
  FILE *in = fopen(path, "r");
  if (in != NULL)
    owned |= OWNS_FILE;
  int result = owned == (OWNS_NAME | OWNS_FILE) ? check(copy) : -1;
  if (owned & OWNS_FILE)
    fclose(in);
  return result; // expect: leak
}

int owned_bits_ok(const char *name, const char *path)
{
  unsigned owned = 0;
  char *copy = strdup(name);
  if (copy != NULL)
    owned |= OWNS_NAME;
  FILE *in = fopen(path, "r");
  if (in != NULL)
    owned |= OWNS_FILE;
  int result = owned == (OWNS_NAME | OWNS_FILE) ? check(copy) : -1;
  if (owned & OWNS_FILE)
    fclose(in);
  if (owned & OWNS_NAME)
    free(copy);
  return result;
}

// A bit of the caller's flags, asked twice.
// Missed by clang, gcc and cppcheck.
int bit_of_a_parameter_bad(unsigned flags, const char *path)
{
  int fd = -1;
  if (flags & 4)
    fd = open(path, O_RDONLY);
  if (flags & 8)
    close(fd);
  return 0; // expect: leak
}

int bit_of_a_parameter_ok(unsigned flags, const char *path)
{
  int fd = -1;
  if (flags & 4)
    fd = open(path, O_RDONLY);
  if (flags & 4)
    close(fd);
  return 0;
}

// Missed by cppcheck.
int should_free_bad(const char *text, int n)
{
  const char *shown = text;
  bool must_free = false;
  if (n > 0) {
    shown = strndup(text, (size_t)n);
    if (shown == NULL)
      return -1;
    must_free = n > 10;
  }
  int result = check(shown);
  if (must_free)
    free((void *)shown);
  return result; // expect: leak
}

int should_free_ok(const char *text, int n)
{
  const char *shown = text;
  bool must_free = false;
  if (n > 0) {
    shown = strndup(text, (size_t)n);
    if (shown == NULL)
      return -1;
    must_free = true;
  }
  int result = check(shown);
  if (must_free)
    free((void *)shown);
  return result;
}

// The pointers say it themselves: different from what was given means made here.
// Missed by cppcheck; reported where it is fine by clang and gcc.
int differs_from_what_was_given_bad(const char *text)
{
  char *shown = (char *)text;
  if (text[0] == '~')
    shown = strdup(text + 1);
  if (shown == NULL)
    return -1;
  int result = check(shown);
  if (text[1] != '~' && shown != text)
    free(shown);
  return result; // expect: leak
}

int differs_from_what_was_given_ok(const char *text)
{
  char *shown = (char *)text;
  if (text[0] == '~')
    shown = strdup(text + 1);
  if (shown == NULL)
    return -1;
  int result = check(shown);
  if (shown != text)
    free(shown);
  return result;
}

// Missed by cppcheck.
int counted_steps_bad(void)
{
  int step = 0;
  char *a = NULL, *b = NULL;
  if ((a = malloc(4)) == NULL)
    goto fail;
  step++;
  if ((b = malloc(4)) == NULL)
    goto fail;
  step++;
  free(b);
  free(a);
  return 0;
fail:
  if (step > 1)
    free(a);
  return -step; // expect: leak
}

int counted_steps_ok(void)
{
  int step = 0;
  char *a = NULL, *b = NULL;
  if ((a = malloc(4)) == NULL)
    goto fail;
  step++;
  if ((b = malloc(4)) == NULL)
    goto fail;
  step++;
  free(b);
  free(a);
  return 0;
fail:
  if (step > 0)
    free(a);
  return -step;
}

enum mode { MODE_NONE, MODE_FILE, MODE_MEMORY };

// Missed by cppcheck.
int kind_says_which_bad(enum mode mode, const char *path)
{
  FILE *in = NULL;
  char *block = NULL;
  if (mode == MODE_FILE) {
    in = fopen(path, "r");
    if (in == NULL)
      return -1;
  } else if (mode == MODE_MEMORY) {
    block = malloc(100);
    if (block == NULL)
      return -1;
  }
  puts("between");
  switch (mode) {
  case MODE_FILE:
    fclose(in);
    break;
  default:
    break;
  }
  return 0; // expect: leak
}

int kind_says_which_ok(enum mode mode, const char *path)
{
  FILE *in = NULL;
  char *block = NULL;
  if (mode == MODE_FILE) {
    in = fopen(path, "r");
    if (in == NULL)
      return -1;
  } else if (mode == MODE_MEMORY) {
    block = malloc(100);
    if (block == NULL)
      return -1;
  }
  puts("between");
  switch (mode) {
  case MODE_FILE:
    fclose(in);
    break;
  case MODE_MEMORY:
    free(block);
    break;
  default:
    break;
  }
  return 0;
}

struct options {
  bool quiet;
  int depth;
};

// A member of the caller's struct, which nobody writes in between.
// Missed by cppcheck.
int member_steers_bad(const struct options *options)
{
  char *p = NULL;
  if (options->depth > 3)
    p = malloc(10);
  if (options->quiet)
    free(p);
  return 0; // expect: leak
}

int member_steers_ok(const struct options *options)
{
  char *p = NULL;
  if (options->depth > 3)
    p = malloc(10);
  if (options->depth > 3)
    free(p);
  return 0;
}

// The error code says whether the block is there.
// Missed by cppcheck.
int error_code_says_bad(const char *text)
{
  char *p = NULL;
  int error = 0;
  if (text == NULL)
    error = -22;
  else if ((p = strdup(text)) == NULL)
    error = -12;
  if (error == 0 && text[0] == '#')
    return 0; // expect: leak
  if (error == 0)
    error = check(p);
  if (error != -22)
    free(p);
  return error;
}

int error_code_says_ok(const char *text)
{
  char *p = NULL;
  int error = 0;
  if (text == NULL)
    error = -22;
  else if ((p = strdup(text)) == NULL)
    error = -12;
  if (error)
    return error;
  error = check(p);
  free(p);
  return error;
}

// 'result' is what the call gave; the same test later is the same answer.
// Missed by clang, gcc and cppcheck.
int code_is_copied_bad(void)
{
  int fds[2];
  int code = pipe(fds);
  int saved = code;
  if (saved != 0)
    return -1;
  close(fds[0]);
  if (code == 0 && fds[1] > 1000)
    return -2; // expect: leak
  close(fds[1]);
  return 0;
}

int code_is_copied_ok(void)
{
  int fds[2];
  int code = pipe(fds);
  int saved = code;
  puts("between");
  if (saved == 0) {
    close(fds[0]);
    close(fds[1]);
  }
  return code;
}

// Bit-fields that share a byte are one place to the engine.
void FP_bit_fields_of_one_byte_ok(void)
{
  struct {
    unsigned is_owner : 1;
    unsigned is_new : 1;
  } flags = {0, 0};
  char *block = malloc(10);
  flags.is_owner = 1;
  flags.is_new = 0;
  if (flags.is_owner)
    free(block);
} // expect: leak
