#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int own_pointer_bad(void)
{
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  p = realloc(p, 20); // expect: lost by realloc
  if (p == NULL)
    return -1;
  free(p);
  return 0;
}

int second_pointer_ok(void)
{
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  char *q = realloc(p, 20);
  if (q == NULL) {
    free(p);
    return -1;
  }
  free(q);
  return 0;
}

// Each round's block is what the round before got from the same call.
char *second_pointer_in_a_loop_ok(int n)
{
  char *p = NULL;
  for (int i = 1; i < n; i++) {
    char *q = realloc(p, (size_t)i);
    if (q == NULL) {
      free(p);
      return NULL;
    }
    p = q;
  }
  return p;
}

char *own_pointer_in_a_loop_bad(int n)
{
  char *p = NULL;
  for (int i = 1; i < n; i++) {
    p = realloc(p, (size_t)i); // expect: lost by realloc
    if (p == NULL)
      return NULL;
  }
  return p;
}

// Who gives up when there is no memory has lost nothing.
char *dies_without_memory_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    abort();
  copy = realloc(copy, strlen(copy) + 5);
  if (copy == NULL) {
    perror("realloc");
    exit(1);
  }
  return strcat(copy, ".txt");
}

char *grows_until_it_dies_ok(FILE *in)
{
  size_t size = 0;
  char *text = NULL;
  for (int c; (c = getc(in)) != EOF; size++) {
    text = realloc(text, size + 1);
    if (text == NULL)
      abort();
    text[size] = (char)c;
  }
  return text;
}

char *grows_and_goes_on_bad(FILE *in)
{
  size_t size = 0;
  char *text = NULL;
  for (int c; (c = getc(in)) != EOF;) {
    text = realloc(text, size + 1); // expect: lost by realloc
    if (text == NULL)
      size = 0;
    else
      text[size++] = (char)c;
  }
  return text;
}
