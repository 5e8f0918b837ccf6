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
