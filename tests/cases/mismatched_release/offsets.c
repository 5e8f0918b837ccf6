#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void next_byte_bad(void)
{
  char *p = malloc(8);
  if (p == NULL)
    return;
  p++;
  free(p); // expect: mismatched release
}

void constant_offset_bad(void)
{
  int *p = malloc(8 * sizeof *p);
  if (p != NULL)
    free(p + 2); // expect: mismatched release
}

void element_bad(void)
{
  int *p = malloc(8 * sizeof *p);
  if (p != NULL)
    free(&p[3]); // expect: mismatched release
}

void before_the_start_bad(void)
{
  char *p = malloc(8);
  if (p != NULL)
    free(p - 4); // expect: mismatched release
}

void there_and_back_ok(void)
{
  char *p = malloc(8);
  if (p == NULL)
    return;
  p += 4;
  p[0] = 0;
  p -= 4;
  free(p);
}

void unknown_offset_ok(size_t n)
{
  char *p = malloc(8);
  if (p != NULL)
    free(p + n);
}

void loop_moves_it_bad(const char *text)
{
  char *p = strdup(text);
  if (p == NULL)
    return;
  for (; *p != '\0'; p++)
    if (*p == 'x')
      break;
  puts(p);
  free(p); // expect: mismatched release
}

void loop_moves_another_ok(const char *text)
{
  char *p = strdup(text);
  if (p == NULL)
    return;
  for (char *q = p; *q != '\0'; q++)
    if (*q == 'x')
      break;
  free(p);
}

void loop_moves_it_and_it_is_reset_ok(const char *text)
{
  char *start = strdup(text);
  char *p = start;
  if (p == NULL)
    return;
  while (*p != '\0')
    p++;
  p = start;
  free(p);
}

void loop_moves_both_ways_ok(const char *text)
{
  char *p = strdup(text);
  size_t n = 0;
  if (p == NULL)
    return;
  while (*p != '\0') {
    p++;
    n++;
  }
  while (n > 0) {
    p--;
    n--;
  }
  free(p);
}

void parameter_moved_bad(char *text)
{
  while (*text == ' ')
    text++;
  free(text); // expect: mismatched release
}

struct header {
  size_t size;
};

void *block_new(size_t n)
{
  struct header *h = malloc(sizeof *h + n);
  if (h == NULL)
    return NULL;
  h->size = n;
  return h + 1;
}

void header_before_the_block_ok(void *p)
{
  if (p != NULL)
    free((struct header *)p - 1);
}

void header_before_the_bytes_ok(char *p)
{
  free(p - sizeof(struct header));
}

struct link {
  struct link *next;
};

struct item {
  int n;
  struct link link;
};

void container_ok(struct link *link)
{
  free((char *)link - offsetof(struct item, link));
}

struct outer {
  struct header first;
  char text[8];
};

void first_member_ok(void)
{
  struct outer *o = malloc(sizeof *o);
  if (o != NULL)
    free(&o->first);
}

void second_member_bad(void)
{
  struct outer *o = malloc(sizeof *o);
  if (o != NULL)
    free(o->text); // expect: mismatched release
}

static void drop(void *p)
{
  free(p);
}

void dropped_inside_bad(void)
{
  char *p = malloc(8);
  if (p != NULL)
    drop(p + 1); // expect: mismatched release
}

static void skip_and_drop(char *p)
{
  while (*p == ' ')
    p++;
  free(p); // expect: mismatched release
}

void skipped_in_a_callee_ok(const char *text)
{
  char *p = strdup(text);
  if (p != NULL)
    skip_and_drop(p);
}
