// How it comes to be used: a loop, a return, an argument, an out-parameter.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct item {
  struct item *next;
  int id;
  char *name;
};

// Missed by cppcheck; reported where it is fine by gcc.
void step_of_a_for_bad(struct item *list)
{
  for (struct item *i = list; i != NULL; i = i->next) // expect: use after release
    free(i);
}

void step_of_a_for_ok(struct item *list)
{
  for (struct item *i = list, *next; i != NULL; i = next) {
    next = i->next;
    free(i);
  }
}

// The macro of a list that is not safe against removal.
#define for_each(item, list) for (item = (list); item != NULL; item = item->next)
#define for_each_safe(item, after, list)                                               \
  for (item = (list); item != NULL && (after = item->next, 1); item = after)

// Missed by gcc and cppcheck.
void removed_in_for_each_bad(struct item *list)
{
  struct item *item;
  for_each(item, list) // expect: use after release
  {
    if (item->id == 0)
      free(item);
  }
}

void removed_in_for_each_ok(struct item *list)
{
  struct item *item, *after;
  for_each_safe(item, after, list)
  {
    if (item->id == 0)
      free(item);
  }
}

// Missed by gcc.
char *error_returns_it_bad(int fd)
{
  char *line = malloc(80);
  if (line == NULL)
    return NULL;
  if (read(fd, line, 80) < 0)
    free(line);
  return line; // expect: use after release
}

char *error_returns_it_ok(int fd)
{
  char *line = malloc(80);
  if (line == NULL)
    return NULL;
  if (read(fd, line, 80) < 0) {
    free(line);
    line = NULL;
  }
  return line;
}

// Missed by gcc and cppcheck.
void logged_after_release_bad(struct item *item)
{
  free(item->name);
  printf("item %d: %s\n", item->id, item->name); // expect: use after release
  free(item);
}

void logged_after_release_ok(struct item *item)
{
  printf("item %d: %s\n", item->id, item->name);
  free(item->name);
  free(item);
}

void order_of_release_bad(struct item *item)
{
  free(item);
  free(item->name); // expect: use after release
}

void order_of_release_ok(struct item *item)
{
  free(item->name);
  free(item);
}

// Freed in one round, used in the next.
// Missed by cppcheck.
int next_round_bad(struct item *item, int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++) {
    sum += item->id; // expect: use after release
    if (sum > 100)
      free(item);
  }
  return sum;
}

int next_round_ok(struct item *item, int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++) {
    sum += item->id;
    if (sum > 100) {
      free(item);
      break;
    }
  }
  return sum;
}

// Known not to be NULL, and released on one of two paths.
// Missed by cppcheck.
int released_on_one_path_bad(struct item *item, int quit)
{
  item->id++;
  if (quit)
    free(item);
  return item->id; // expect: use after release
}

int released_on_one_path_ok(struct item *item, int quit)
{
  item->id++;
  int id = item->id;
  if (quit)
    free(item);
  return id;
}

// Descriptors by number: the next one is another.
// Missed by clang, gcc and cppcheck.
void all_from_three_on_bad(int most)
{
  for (int fd = 3; fd < most; fd++) {
    close(fd);
    if (fcntl(fd, F_GETFD) != -1) // expect: use after release
      puts("still open");
  }
}

void all_from_three_on_ok(int most)
{
  for (int fd = 3; fd < most; fd++)
    if (fcntl(fd, F_GETFD) != -1)
      close(fd);
}

// Missed by clang and gcc.
size_t write_to_a_closed_pipe_bad(const char *command)
{
  FILE *out = popen(command, "w");
  if (out == NULL)
    return 0;
  pclose(out);
  return fwrite("x", 1, 1, out); // expect: use after release
}

size_t write_to_a_closed_pipe_ok(const char *command)
{
  FILE *out = popen(command, "w");
  if (out == NULL)
    return 0;
  size_t n = fwrite("x", 1, 1, out);
  pclose(out);
  return n;
}

// Missed by clang and gcc.
int closed_then_read_bad(const char *path, char *buffer)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  close(fd);
  return (int)read(fd, buffer, 1); // expect: use after release
}

int closed_then_read_ok(const char *path, char *buffer)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  int n = (int)read(fd, buffer, 1);
  close(fd);
  return n;
}

static int item_unref(struct item *item)
{
  if (--item->id > 0)
    return 0;
  free(item->name);
  free(item);
  return 1;
}

// The callee says that it has freed it.
// Missed by cppcheck.
int last_one_frees_bad(struct item *item)
{
  if (item_unref(item) == 1)
    return item->id; // expect: use after release
  return 0;
}

int last_one_frees_ok(struct item *item)
{
  if (item_unref(item) == 0)
    return item->id;
  return 0;
}

// Missed by cppcheck.
int short_circuit_bad(struct item *item, int quit)
{
  if (quit)
    free(item);
  return !quit || item->id > 3; // expect: use after release
}

int short_circuit_ok(struct item *item, int quit)
{
  if (quit)
    free(item);
  return !quit && item->id > 3;
}

// Sizes and addresses are no use of what is there.
size_t size_of_it_ok(struct item *item)
{
  free(item);
  return sizeof *item + (size_t)(&item->id == NULL);
}

// Missed by gcc and cppcheck.
int out_parameter_bad(char **out)
{
  char *p = strdup("x");
  if (p == NULL)
    return -1;
  *out = p;
  free(p);
  puts(*out); // expect: use after release
  return 0;
}

int out_parameter_ok(char **out)
{
  char *p = strdup("x");
  if (p == NULL)
    return -1;
  *out = p;
  puts(*out);
  return 0;
}
