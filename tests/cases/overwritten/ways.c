#define _GNU_SOURCE
// The last name of something is given to something else.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct config {
  char *name, *path;
  FILE *file;
};

// Missed by cppcheck.
void set_twice_bad(const char *name)
{
  struct config config = {0};
  config.name = strdup("default");
  if (name != NULL)
    config.name = strdup(name); // expect: overwritten
  free(config.name);
}

void set_twice_ok(const char *name)
{
  struct config config = {0};
  config.name = strdup(name != NULL ? name : "default");
  free(config.name);
}

void in_both_branches_bad(int n)
{
  char *text = malloc(4);
  if (n > 0)
    text = strdup("positive"); // expect: overwritten
  else
    text = strdup("negative");
  free(text);
}

void in_both_branches_ok(int n)
{
  char *text;
  if (n > 0)
    text = strdup("positive");
  else
    text = strdup("negative");
  free(text);
}

int reopened_bad(const char *path)
{
  FILE *file = fopen(path, "r");
  if (file != NULL && fgetc(file) == EOF)
    file = fopen(path, "w"); // expect: overwritten
  if (file == NULL)
    return -1;
  return fclose(file);
}

int reopened_ok(const char *path)
{
  FILE *file = fopen(path, "r");
  if (file != NULL && fgetc(file) == EOF) {
    fclose(file);
    file = fopen(path, "w");
  }
  if (file == NULL)
    return -1;
  return fclose(file);
}

// Missed by clang, gcc and cppcheck.
int formatted_twice_bad(int a, int b)
{
  char *text;
  if (asprintf(&text, "%d", a) < 0)
    return -1;
  if (asprintf(&text, "%d", b) < 0) // expect: overwritten
    return -1;
  free(text);
  return 0;
}

int formatted_twice_ok(int a, int b)
{
  char *text;
  if (asprintf(&text, "%d", a) < 0)
    return -1;
  free(text);
  if (asprintf(&text, "%d", b) < 0)
    return -1;
  free(text);
  return 0;
}

void step_on_the_only_pointer_bad(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return;
  copy = "fallback"; // expect: overwritten
  puts(copy);
}

void step_on_the_only_pointer_ok(const char *text)
{
  char *copy = strdup(text);
  const char *shown = copy != NULL ? copy : "fallback";
  puts(shown);
  free(copy);
}

// A struct is assigned as a whole.
// Missed by cppcheck.
void whole_struct_bad(const struct config *defaults)
{
  struct config config = {.name = strdup("x")};
  config = *defaults; // expect: overwritten
  puts(config.path);
}

void whole_struct_ok(const struct config *defaults)
{
  struct config config = {.name = strdup("x")};
  free(config.name);
  config = *defaults;
  puts(config.path);
}

// Missed by clang, gcc and cppcheck.
int second_connection_bad(const char *host)
{
  struct addrinfo *list = NULL;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  if (list->ai_family != 2 && getaddrinfo(host, "8080", NULL, &list) != 0) // expect: overwritten
    return -1;
  freeaddrinfo(list);
  return 0;
}

int second_connection_ok(const char *host)
{
  struct addrinfo *list = NULL;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  if (list->ai_family != 2) {
    freeaddrinfo(list);
    list = NULL;
    if (getaddrinfo(host, "8080", NULL, &list) != 0)
      return -1;
  }
  freeaddrinfo(list);
  return 0;
}

// Through the address of the variable.
static void set_name(char **slot, const char *name)
{
  *slot = strdup(name);
}

// Missed by clang, gcc and cppcheck.
void by_a_setter_bad(void)
{
  char *name = NULL;
  set_name(&name, "first");
  set_name(&name, "second"); // expect: overwritten
  free(name);
}

void by_a_setter_ok(void)
{
  char *name = NULL;
  set_name(&name, "first");
  free(name);
  set_name(&name, "second");
  free(name);
}

// Missed by clang, gcc and cppcheck.
int pipe_over_pipe_bad(void)
{
  int ends[2];
  if (pipe(ends) != 0)
    return -1;
  if (pipe(ends) != 0) // expect: overwritten
    return -1;
  close(ends[0]);
  close(ends[1]);
  return 0;
}

int pipe_over_pipe_ok(void)
{
  int ends[2];
  if (pipe(ends) != 0)
    return -1;
  close(ends[0]);
  close(ends[1]);
  if (pipe(ends) != 0)
    return -1;
  close(ends[0]);
  close(ends[1]);
  return 0;
}

struct node {
  struct node *next;
  char *text;
};

// The head is lost while the list is walked.
// Missed by cppcheck.
void head_is_lost_bad(void)
{
  struct node *list = calloc(1, sizeof *list);
  if (list == NULL)
    return;
  list->text = strdup("x");
  while (list != NULL) {
    puts(list->text);
    list = list->next; // expect: overwritten, overwritten
  }
}

void head_is_lost_ok(void)
{
  struct node *list = calloc(1, sizeof *list);
  if (list == NULL)
    return;
  list->text = strdup("x");
  for (struct node *n = list; n != NULL; n = n->next)
    puts(n->text);
  free(list->text);
  free(list);
}
