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

#define MY_ASSERT(e)                                                                   \
  do {                                                                                 \
    if (!(e))                                                                          \
      return -1;                                                                       \
  } while (0)
#define MY_CHECK_ALLOC(p)                                                              \
  do {                                                                                 \
    if ((p) == NULL)                                                                   \
      return -1;                                                                       \
  } while (0)

// An assertion that returns is still one: what it denies does not happen.
int left_by_an_assertion_ok(const char *path, int kind)
{
  FILE *f = fopen(path, "r");
  if (f == NULL)
    return -1;
  MY_ASSERT(kind == 1 || kind == 2);
  fclose(f);
  return 0;
}

int left_by_another_macro_bad(const char *path)
{
  FILE *f = fopen(path, "r");
  if (f == NULL)
    return -1;
  char *p = malloc(10);
  MY_CHECK_ALLOC(p); // expect: leak
  free(p);
  fclose(f);
  return 0;
}
