#include <stdlib.h>

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
