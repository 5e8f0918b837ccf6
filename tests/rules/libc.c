// rules/libc.yaml: blocks and strings.
#define _GNU_SOURCE
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int calloc_bad(void)
{
  int *p = calloc(4, sizeof *p);
  return p == NULL; // expect: leak
}

int posix_memalign_bad(void)
{
  void *p;
  if (posix_memalign(&p, 64, 100) != 0)
    return -1;
  return 0; // expect: leak
}

int posix_memalign_ok(void)
{
  void *p;
  if (posix_memalign(&p, 64, 100))
    return -1;
  free(p);
  return 0;
}

int asprintf_bad(int n)
{
  char *text;
  if (asprintf(&text, "%d", n) < 0)
    return -1;
  puts(text);
  return 0; // expect: leak
}

int asprintf_ok(int n)
{
  char *text;
  if (asprintf(&text, "%d", n) == -1)
    return -1;
  puts(text);
  free(text);
  return 0;
}

int getline_bad(FILE *in)
{
  char *line = NULL;
  size_t size = 0;
  if (getline(&line, &size, in) < 0)
    return -1; // expect: leak
  free(line);
  return 0;
}

int getline_ok(FILE *in)
{
  char *line = NULL;
  size_t size = 0;
  int count = 0;
  while (getline(&line, &size, in) >= 0)
    count++;
  free(line);
  return count;
}

int realpath_new_only_without_a_buffer_ok(const char *path)
{
  char buffer[PATH_MAX];
  return realpath(path, buffer) != NULL;
}

int realpath_new_bad(const char *path)
{
  char *full = realpath(path, NULL);
  if (full == NULL)
    return -1;
  return full[0]; // expect: leak
}

int getcwd_with_a_buffer_ok(char *buffer, size_t size)
{
  return getcwd(buffer, size) == NULL;
}

void copied_into_itself_is_the_same_block_ok(const char *text)
{
  char *copy = malloc(100);
  if (copy == NULL)
    return;
  char *same = strcpy(copy, text);
  free(same);
}

void found_in_a_block_is_no_second_block_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return;
  char *end = strchr(copy, ':');
  if (end != NULL)
    *end = '\0';
  free(copy);
}

void put_into_the_environment_ok(void)
{
  char *setting = strdup("A=b");
  if (setting != NULL)
    putenv(setting);
}

int given_to_a_callback_ok(int (*compare)(const void *, const void *))
{
  int *p = malloc(10 * sizeof *p);
  if (p == NULL)
    return -1;
  memset(p, 0, 10 * sizeof *p);
  return compare(p, p); // a stranger has it
}
