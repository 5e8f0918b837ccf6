// Conditions that are handed on, and asked again.
#include <stdio.h>
#include <stdlib.h>

int check(const char *file, int line, int value, const char *text);
#define CHECK(e) check(__FILE__, __LINE__, (e), #e)

// What a checker answers is what it was asked.
int checked_by_a_function_ok(const char *path)
{
  FILE *f = fopen(path, "r");
  if (!CHECK(f != NULL))
    return -1;
  fclose(f);
  char *p;
  if (!CHECK((p = malloc(10)) != NULL))
    return -1;
  free(p);
  return 0;
}

int checked_by_a_function_bad(const char *path, int n)
{
  FILE *f = fopen(path, "r");
  if (!CHECK(f != NULL))
    return -1;
  if (!CHECK(n > 3))
    return -1; // expect: leak
  fclose(f);
  return 0;
}

int report(int failed, const char *text);

// A number is no answer.
int reported_with_a_status_bad(const char *path)
{
  FILE *f = fopen(path, "r");
  if (report(f == NULL, path) < 0)
    return -1; // expect: leak
  if (f != NULL)
    fclose(f);
  return 0;
}
