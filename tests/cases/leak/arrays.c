// Arrays of pointers, walked by an index of which the number is not known.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct item {
  int id;
  char *name, *value;
};

static void free_all(char **texts, int n)
{
  for (int i = 0; i < n; i++)
    free(texts[i]);
}

// Missed by gcc and cppcheck.
void elements_released_by_a_callee_bad(void)
{
  char **texts = calloc(2, sizeof *texts);
  if (texts == NULL)
    return;
  texts[0] = strdup("a");
  texts[1] = strdup("b");
  free_all(texts, 2);
} // expect: leak

void elements_released_by_a_callee_ok(void)
{
  char **texts = calloc(2, sizeof *texts);
  if (texts == NULL)
    return;
  texts[0] = strdup("a");
  texts[1] = strdup("b");
  free_all(texts, 2);
  free(texts);
}

static void free_names(struct item *items, int n)
{
  for (int i = 0; i < n; i++)
    free(items[i].name);
}

void members_released_by_a_callee_bad(void)
{
  struct item items[2];
  char *other = strdup("c");
  items[0].name = strdup("a");
  items[1].name = strdup("b");
  free_names(items, 2);
  if (other != NULL)
    puts(other);
} // expect: leak

void members_released_by_a_callee_ok(void)
{
  struct item items[2];
  items[0].name = strdup("a");
  items[1].name = strdup("b");
  free_names(items, 2);
}

void table_of_structs_ok(struct item *items, int n)
{
  while (n-- > 0) {
    free(items[n].name);
    free(items[n].value);
  }
  free(items);
}

// Two indices that may be equal, or not.
void one_element_is_replaced_ok(struct item *items, int n, int k)
{
  free(items[k].name);
  items[k].name = strdup("x");
  free(items[n].name);
  items[n].name = NULL;
}

// Missed by gcc and cppcheck; reported where it is fine by gcc.
void all_but_the_first_bad(void)
{
  char *texts[2];
  for (int i = 0; i < 2; i++)
    texts[i] = strdup("x");
  for (int i = 1; i < 2; i++)
    free(texts[i]);
} // expect: leak

void all_of_two_ok(void)
{
  char *texts[2];
  for (int i = 0; i < 2; i++)
    texts[i] = strdup("x");
  for (int i = 0; i < 2; i++)
    free(texts[i]);
}

// Undone from where it failed.
int undone_backwards_ok(char **texts, int n)
{
  int i;
  for (i = 0; i < n; i++) {
    texts[i] = malloc(8);
    if (texts[i] == NULL)
      goto fail;
  }
  return 0;
fail:
  while (--i >= 0)
    free(texts[i]);
  return -1;
}

// Missed by cppcheck.
int undone_backwards_on_the_heap_bad(int n)
{
  int i;
  char **texts = calloc((size_t)n, sizeof *texts);
  if (texts == NULL)
    return -1;
  for (i = 0; i < n; i++) {
    texts[i] = malloc(8);
    if (texts[i] == NULL)
      goto fail;
  }
  while (--i >= 0)
    free(texts[i]);
  free(texts);
  return 0;
fail:
  while (--i >= 0)
    free(texts[i]);
  return -1; // expect: leak
}

int undone_backwards_on_the_heap_ok(int n)
{
  int i, result = -1;
  char **texts = calloc((size_t)n, sizeof *texts);
  if (texts == NULL)
    return -1;
  for (i = 0; i < n; i++) {
    texts[i] = malloc(8);
    if (texts[i] == NULL)
      goto fail;
  }
  result = 0;
fail:
  while (--i >= 0)
    free(texts[i]);
  free(texts);
  return result;
}

// A list that ends with NULL.
void ended_by_null_ok(char **texts)
{
  for (char **t = texts; *t != NULL; t++)
    free(*t);
  free(texts);
}

// Missed by clang, gcc and cppcheck.
int descriptors_in_an_array_ok(void)
{
  int ends[2][2];
  if (pipe(ends[0]) < 0)
    return -1;
  if (pipe(ends[1]) < 0) {
    close(ends[0][0]);
    close(ends[0][1]);
    return -1;
  }
  for (int i = 0; i < 2; i++) {
    close(ends[i][0]);
    close(ends[i][1]);
  }
  return 0;
}

int descriptors_in_an_array_bad(void)
{
  int ends[2][2];
  if (pipe(ends[0]) < 0)
    return -1;
  if (pipe(ends[1]) < 0) {
    close(ends[0][0]);
    return -1; // expect: leak
  }
  for (int i = 0; i < 2; i++) {
    close(ends[i][0]);
    close(ends[i][1]);
  }
  return 0;
}
