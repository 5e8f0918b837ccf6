// One object under two names.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pair {
  char *left, *right;
};

// Missed by cppcheck.
void both_members_bad(void)
{
  struct pair pair;
  pair.left = malloc(4);
  pair.right = pair.left;
  free(pair.left);
  free(pair.right); // expect: double release
}

void both_members_ok(void)
{
  struct pair pair;
  pair.left = malloc(4);
  pair.right = pair.left;
  free(pair.left);
  pair.right = NULL;
  free(pair.right);
}

// Missed by cppcheck.
void copy_of_the_struct_bad(void)
{
  struct pair a = {strdup("l"), strdup("r")};
  struct pair b = a;
  free(a.left);
  free(a.right);
  free(b.left); // expect: double release
}

void copy_of_the_struct_ok(void)
{
  struct pair a = {strdup("l"), strdup("r")};
  struct pair b = a;
  free(a.left);
  free(b.right);
}

// Missed by clang and cppcheck.
void FN_copy_by_memcpy_bad(struct pair *from)
{
  struct pair to;
  memcpy(&to, from, sizeof to);
  free(to.left);
  free(from->left); // expect: double release
}

void copy_by_memcpy_ok(struct pair *from)
{
  struct pair to;
  memcpy(&to, from, sizeof to);
  free(to.left);
  from->left = NULL;
  free(from->right);
}

union word {
  char *text;
  void *any;
  size_t number;
};

// Missed by clang and cppcheck.
void other_member_of_a_union_bad(void)
{
  union word word;
  word.text = malloc(4);
  free(word.text);
  free(word.any); // expect: double release
}

void other_member_of_a_union_ok(void)
{
  union word word;
  word.text = malloc(4);
  free(word.text);
  word.any = NULL;
  free(word.any);
}

// dup() makes another one, of its own.
// Missed by clang and gcc.
void duplicate_bad(int fd)
{
  int other = dup(fd);
  if (other < 0)
    return;
  close(other);
  close(other); // expect: double release
}

void duplicate_ok(int fd)
{
  int other = dup(fd);
  if (other < 0)
    return;
  close(other);
  close(fd);
}

// fileno() lends the stream's.
// Missed by clang, gcc and cppcheck.
void descriptor_of_a_stream_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return;
  int fd = fileno(in);
  fclose(in);
  close(fd); // expect: double release
}

void descriptor_of_a_stream_ok(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return;
  int fd = dup(fileno(in));
  fclose(in);
  if (fd >= 0)
    close(fd);
}

// Missed by cppcheck.
void address_of_the_pointer_bad(void)
{
  char *p = malloc(4);
  char **slot = &p;
  free(*slot);
  free(p); // expect: double release
}

void address_of_the_pointer_ok(void)
{
  char *p = malloc(4);
  char **slot = &p;
  free(*slot);
  *slot = NULL;
  free(p);
}

struct list {
  struct list *next, *previous;
  char *name;
};

// Neighbours point at each other.
// Missed by cppcheck.
void neighbours_bad(struct list *a)
{
  struct list *b = a->next;
  free(b);
  free(a->next); // expect: double release
  free(a);
}

void neighbours_ok(struct list *a)
{
  struct list *b = a->next;
  a->next = b->next;
  free(b);
  free(a->next);
  free(a);
}

static char *current;

void global_keeps_it_bad(void)
{
  free(current);
  puts("gone");
  free(current); // expect: double release
}

void global_keeps_it_ok(void)
{
  free(current);
  current = NULL;
  puts("gone");
  free(current);
}

// Released under one index, released under the same again.
// Missed by cppcheck.
void same_element_bad(char **items, int n)
{
  if (n < 1)
    return;
  free(items[0]);
  free(items[0]); // expect: double release
  free(items);
}

void same_element_ok(char **items, int n)
{
  if (n < 2)
    return;
  free(items[0]);
  free(items[1]);
  free(items);
}

// Through a conditional expression.
// Missed by cppcheck; reported where it is fine by cppcheck.
void either_of_two_bad(int n)
{
  char *a = malloc(4);
  char *b = malloc(4);
  char *first = n ? a : b;
  free(first);
  free(a); // expect: double release
  free(b); // expect: double release
}

void either_of_two_ok(int n)
{
  char *a = malloc(4);
  char *b = malloc(4);
  char *first = n ? a : b;
  char *second = n ? b : a;
  free(first);
  free(second);
}
