// The pointer in disguise: numbers, tags, offsets, unions, structs by value.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int check(const char *text);

// Reported where it is fine by clang.
void as_a_number_ok(void)
{
  uintptr_t number = (uintptr_t)malloc(10);
  number += 0;
  free((void *)number);
}

// A tag in the low bit, taken off before the release.
// Reported where it is fine by gcc and cppcheck.
void tagged_ok(int is_leaf)
{
  char *block = malloc(10);
  if (block == NULL)
    return;
  uintptr_t tagged = (uintptr_t)block | (is_leaf ? 1u : 0u);
  if (tagged & 1)
    puts("leaf");
  free((void *)(tagged & ~(uintptr_t)1));
}

struct header {
  size_t size;
  max_align_t body[];
};

static void *body_new(size_t size)
{
  struct header *header = malloc(sizeof *header + size);
  if (header == NULL)
    return NULL;
  header->size = size;
  return header->body;
}

static void body_free(void *body)
{
  if (body != NULL)
    free((char *)body - offsetof(struct header, body));
}

// The block is known by a pointer into its middle.
// Missed by gcc and cppcheck.
int FN_behind_a_header_bad(void)
{
  char *text = body_new(10);
  if (text == NULL)
    return -1;
  text[0] = 'x';
  return text[0]; // expect: leak
}

int behind_a_header_ok(void)
{
  char *text = body_new(10);
  if (text == NULL)
    return -1;
  text[0] = 'x';
  int first = text[0];
  body_free(text);
  return first;
}

// The pointer moves along the block; the start is kept.
// Missed by cppcheck.
void moved_along_bad(const char *text)
{
  char *at = strdup(text);
  if (at == NULL)
    return;
  while (*at == ' ')
    at++;
  check(at);
} // expect: leak

void moved_along_ok(const char *text)
{
  char *start = strdup(text);
  if (start == NULL)
    return;
  char *at = start;
  while (*at == ' ')
    at++;
  check(at);
  free(start);
}

struct inner {
  char *text;
};

union either {
  struct inner *inner;
  long number;
};

struct outer {
  union either either;
  int kind;
};

// Missed by cppcheck; reported where it is fine by clang.
void union_in_a_struct_bad(void)
{
  struct outer outer = {.either.inner = malloc(sizeof(struct inner))};
  outer.kind = 1;
} // expect: leak

void union_in_a_struct_ok(void)
{
  struct outer outer = {.either.inner = malloc(sizeof(struct inner))};
  outer.kind = 1;
  free(outer.either.inner);
}

struct named {
  char *data;
  char name[8];
};

// A write to the array beside it leaves the pointer alone.
// Missed by clang.
void array_beside_it_bad(void)
{
  struct named named;
  named.data = malloc(1);
  strcpy(named.name, "one");
  puts(named.name);
} // expect: leak

void array_beside_it_ok(void)
{
  struct named named;
  named.data = malloc(1);
  strcpy(named.name, "one");
  puts(named.name);
  free(named.data);
}

struct result {
  int is_valid;
  char *text;
};

static struct result make_result(size_t n)
{
  struct result result = {0, NULL};
  result.text = malloc(n);
  if (result.text != NULL)
    result.is_valid = 1;
  return result;
}

// What a struct carries home by value.
// Missed by clang and cppcheck.
int struct_by_value_ok(void)
{
  struct result result = make_result(10);
  if (!result.is_valid)
    return -1;
  free(result.text);
  result = make_result(20);
  if (!result.is_valid)
    return -1;
  free(result.text);
  return 0;
}

int FN_struct_by_value_bad(void)
{
  struct result result = make_result(10);
  if (!result.is_valid)
    return -1;
  return result.text[0]; // expect: leak
}

// Missed by cppcheck.
void struct_is_copied_bad(void)
{
  struct inner a = {strdup("a")};
  struct inner b = a;
  if (b.text != NULL)
    puts(b.text);
} // expect: leak

void struct_is_copied_ok(void)
{
  struct inner a = {strdup("a")};
  struct inner b = a;
  if (b.text != NULL)
    puts(b.text);
  free(b.text);
}

// Missed by clang and cppcheck.
void copied_by_memcpy_bad(void)
{
  struct inner a = {strdup("a")};
  struct inner b;
  memcpy(&b, &a, sizeof b);
  puts("copied");
} // expect: leak

void copied_by_memcpy_ok(void)
{
  struct inner a = {strdup("a")};
  struct inner b;
  memcpy(&b, &a, sizeof b);
  free(b.text);
}

// The name is copied in beside the pointer. Missed by clang.
void copied_in_part_bad(const char *name)
{
  struct named named;
  named.data = malloc(1);
  memcpy(named.name, name, 8);
  puts(named.name);
} // expect: leak

void copied_in_part_ok(const char *name)
{
  struct named named;
  named.data = malloc(1);
  memcpy(named.name, name, 8);
  puts(named.name);
  free(named.data);
}

// What the old block held lives on in the new one. Missed by clang and cppcheck.
char **moved_to_a_larger_block_ok(size_t n)
{
  char **old = calloc(1, sizeof *old);
  if (old == NULL)
    return NULL;
  old[0] = strdup("first");
  char **larger = calloc(n, sizeof *larger);
  if (larger != NULL)
    memcpy(larger, old, sizeof *old);
  else
    free(old[0]);
  free(old);
  return larger;
}

char **moved_to_a_larger_block_bad(size_t n)
{
  char **old = calloc(1, sizeof *old);
  if (old == NULL)
    return NULL;
  old[0] = strdup("first");
  char **larger = calloc(n, sizeof *larger);
  if (larger != NULL)
    memcpy(larger, old, sizeof *old);
  free(old); // expect: leak
  return larger;
}

// Missed by cppcheck.
int compound_literal_bad(void)
{
  struct inner *inner = &(struct inner){strdup("a")};
  if (inner->text == NULL)
    return -1;
  return inner->text[0]; // expect: leak
}

int compound_literal_ok(void)
{
  struct inner *inner = &(struct inner){strdup("a")};
  if (inner->text == NULL)
    return -1;
  int first = inner->text[0];
  free(inner->text);
  return first;
}

// Missed by cppcheck.
void swapped_bad(void)
{
  char *a = malloc(4);
  char *b = malloc(8);
  char *t = a;
  a = b;
  b = t;
  free(a);
} // expect: leak

void swapped_ok(void)
{
  char *a = malloc(4);
  char *b = malloc(8);
  char *t = a;
  a = b;
  b = t;
  free(a);
  free(b);
}

// Missed by cppcheck.
int matrix_bad(int rows, int columns)
{
  int(*cells)[columns] = malloc(sizeof(int[rows][columns]));
  if (cells == NULL)
    return -1;
  cells[0][0] = 1;
  return cells[0][0]; // expect: leak
}

int matrix_ok(int rows, int columns)
{
  int(*cells)[columns] = malloc(sizeof(int[rows][columns]));
  if (cells == NULL)
    return -1;
  cells[0][0] = 1;
  int first = cells[0][0];
  free(cells);
  return first;
}

// Rows of a matrix, allocated in one loop and released in another.
int rows_ok(int n)
{
  int *rows[8] = {0};
  int sum = 0;
  if (n > 8)
    return -1;
  for (int i = 0; i < n; i++)
    rows[i] = calloc(4, sizeof **rows);
  for (int i = 0; i < n; i++)
    sum += rows[i] != NULL ? rows[i][0] : 0;
  for (int i = 0; i < n; i++)
    free(rows[i]);
  return sum;
}

struct node {
  int value;
  struct node *left, *right;
};

struct entry {
  long key;
  struct node link;
};

#define entry_of(node) ((struct entry *)((char *)(node)-offsetof(struct entry, link)))

// The member inside stands for the whole.
// Missed by cppcheck; reported where it is fine by gcc.
int container_of_bad(void)
{
  struct entry *entry = malloc(sizeof *entry);
  if (entry == NULL)
    return -1;
  struct node *node = &entry->link;
  node->value = 1;
  return node->value; // expect: leak
}

int container_of_ok(void)
{
  struct entry *entry = malloc(sizeof *entry);
  if (entry == NULL)
    return -1;
  struct node *node = &entry->link;
  node->value = 1;
  int value = node->value;
  free(entry_of(node));
  return value;
}
