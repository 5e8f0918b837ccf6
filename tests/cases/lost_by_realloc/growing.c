// realloc() and what it leaves behind.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vector {
  int *items;
  size_t count, room;
};

// Missed by clang, gcc and cppcheck.
int member_bad(struct vector *vector)
{
  vector->items = realloc(vector->items, (vector->room + 8) * sizeof *vector->items);
  if (vector->items == NULL)
    return -1;
  vector->room += 8;
  return 0;
}

int member_ok(struct vector *vector)
{
  int *items = realloc(vector->items, (vector->room + 8) * sizeof *items);
  if (items == NULL)
    return -1;
  vector->items = items;
  vector->room += 8;
  return 0;
}

// Missed by cppcheck.
int own_member_bad(void)
{
  struct vector vector = {malloc(8), 0, 2};
  if (vector.items == NULL)
    return -1;
  vector.items = realloc(vector.items, 16); // expect: lost by realloc
  if (vector.items == NULL)
    return -1;
  free(vector.items);
  return 0;
}

int own_member_ok(void)
{
  struct vector vector = {malloc(8), 0, 2};
  if (vector.items == NULL)
    return -1;
  int *items = realloc(vector.items, 16);
  if (items == NULL) {
    free(vector.items);
    return -1;
  }
  free(items);
  return 0;
}

// The other name still has it.
// Missed by gcc and cppcheck.
char *other_name_ok(char *text, size_t n)
{
  char *old = text;
  text = realloc(text, n);
  if (text == NULL)
    free(old);
  return text;
}

char *other_name_bad(size_t n)
{
  char *text = malloc(4);
  if (text == NULL)
    return NULL;
  char *old = text;
  text = realloc(text, n);
  if (text == NULL) {
    puts(old);
    return NULL; // expect: leak
  }
  return text;
}

// An exit follows: nothing is lost that matters.
char *or_die_ok(size_t n)
{
  char *text = malloc(4);
  if (text == NULL)
    exit(1);
  text = realloc(text, n);
  if (text == NULL)
    exit(1);
  return text;
}

static void *grow(void *block, size_t size)
{
  void *more = realloc(block, size);
  if (more == NULL) {
    free(block);
    return NULL;
  }
  return more;
}

// A wrapper that frees the old one where it fails.
// Missed by cppcheck.
int by_a_wrapper_that_frees_ok(void)
{
  char *text = malloc(4);
  if (text == NULL)
    return -1;
  text = grow(text, 8);
  if (text == NULL)
    return -1;
  free(text);
  return 0;
}

int by_a_wrapper_that_frees_bad(void)
{
  char *text = malloc(4);
  if (text == NULL)
    return -1;
  char *more = grow(text, 8);
  if (more == NULL) {
    free(text); // expect: double release
    return -1;
  }
  free(more);
  return 0;
}

static void *must_grow(void *block, size_t size)
{
  void *more = realloc(block, size);
  if (more == NULL)
    abort();
  return more;
}

// Missed by cppcheck.
int by_a_wrapper_that_dies_ok(void)
{
  char *text = malloc(4);
  if (text == NULL)
    return -1;
  text = must_grow(text, 8);
  free(text);
  return 0;
}

int by_a_wrapper_that_dies_bad(int n)
{
  char *text = malloc(4);
  if (text == NULL)
    return -1;
  text = must_grow(text, 8);
  if (n < 0)
    return -1; // expect: leak
  free(text);
  return 0;
}

// One function for all: size 0 frees.
static void *allocate(void *block, size_t size)
{
  if (size == 0) {
    free(block);
    return NULL;
  }
  return realloc(block, size);
}

// Missed by cppcheck.
int one_function_for_all_bad(void)
{
  char *text = allocate(NULL, 10);
  if (text == NULL)
    return -1;
  text[0] = 'x';
  return text[0]; // expect: leak
}

int one_function_for_all_ok(void)
{
  char *text = allocate(NULL, 10);
  if (text == NULL)
    return -1;
  text[0] = 'x';
  allocate(text, 0);
  return 0;
}

void null_is_grown_ok(size_t n)
{
  char *text = realloc(NULL, n);
  free(text);
}

void null_is_grown_bad(size_t n)
{
  char *text = realloc(NULL, n);
  if (text != NULL)
    text[0] = 'x';
} // expect: leak

// Missed by gcc and cppcheck.
char *appended_ok(char **texts, int n)
{
  char *all = NULL;
  size_t length = 0;
  for (int i = 0; i < n; i++) {
    size_t more = strlen(texts[i]);
    char *next = realloc(all, length + more + 1);
    if (next == NULL) {
      free(all);
      return NULL;
    }
    all = next;
    memcpy(all + length, texts[i], more + 1);
    length += more;
  }
  return all;
}

char *appended_bad(char **texts, int n)
{
  char *all = NULL;
  size_t length = 0;
  for (int i = 0; i < n; i++) {
    size_t more = strlen(texts[i]);
    char *next = realloc(all, length + more + 1);
    if (next == NULL)
      return NULL; // expect: leak
    all = next;
    memcpy(all + length, texts[i], more + 1);
    length += more;
  }
  return all;
}
