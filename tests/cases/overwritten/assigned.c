#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void assigned_again_bad(void)
{
  char *p = malloc(10);
  p = malloc(20); // expect: overwritten
  free(p);
}

void released_first_ok(void)
{
  char *p = malloc(10);
  free(p);
  p = malloc(20);
  free(p);
}

void other_name_keeps_it_ok(void)
{
  char *p = malloc(10);
  char *q = p;
  p = malloc(20);
  free(p);
  free(q);
}

void set_to_null_bad(void)
{
  char *p = strdup("a");
  p = NULL; // expect: overwritten
  free(p);
}

void descriptor_again_bad(const char *a, const char *b)
{
  int fd = open(a, O_RDONLY);
  fd = open(b, O_RDONLY); // expect: overwritten
  if (fd >= 0)
    close(fd);
}

void retried_ok(const char *a, const char *b)
{
  int fd = open(a, O_RDONLY);
  if (fd < 0)
    fd = open(b, O_RDONLY);
  if (fd >= 0)
    close(fd);
}

struct pair {
  char *left;
};

void member_again_bad(void)
{
  struct pair pair;
  pair.left = strdup("a");
  pair.left = strdup("b"); // expect: overwritten
  free(pair.left);
}

void in_a_loop_bad(int n)
{
  char *p = NULL;
  for (int i = 0; i < n; i++)
    p = malloc(10); // expect: leak in loop
  free(p);
}

void in_a_loop_ok(int n)
{
  char *p = NULL;
  for (int i = 0; i < n; i++) {
    free(p);
    p = malloc(10);
  }
  free(p);
}

FILE *log_file;

// Opened again, it would leak; but mostly such a function is called once.
void FN_global_opened_again_bad(const char *path)
{
  log_file = fopen(path, "w"); // expect: overwritten
}
