// The callee has released it already, always or on one way out.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct box {
  char *text;
  FILE *log;
};

static void box_clear(struct box *box)
{
  free(box->text);
  if (box->log != NULL)
    fclose(box->log);
}

// Missed by cppcheck.
void member_of_a_cleared_struct_bad(struct box *box)
{
  box_clear(box);
  free(box->text); // expect: double release
}

void member_of_a_cleared_struct_ok(struct box *box)
{
  box_clear(box);
  box->text = NULL;
  box->log = NULL;
}

// Missed by clang, gcc and cppcheck.
void cleared_twice_bad(struct box *box)
{
  box_clear(box);
  box_clear(box); // expect: double release
}

static void box_reset(struct box *box)
{
  free(box->text);
  box->text = NULL;
  if (box->log != NULL)
    fclose(box->log);
  box->log = NULL;
}

void cleared_twice_ok(struct box *box)
{
  box_reset(box);
  box_reset(box);
}

static int use_or_free(char *text)
{
  if (text[0] == '\0') {
    free(text);
    return -1;
  }
  puts(text);
  return 0;
}

// Missed by cppcheck.
int released_where_it_fails_bad(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  if (use_or_free(copy) < 0) {
    free(copy); // expect: double release
    return -1;
  }
  free(copy);
  return 0;
}

int released_where_it_fails_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  if (use_or_free(copy) < 0)
    return -1;
  free(copy);
  return 0;
}

static int send_text(char *text, int fd)
{
  if (fd < 0)
    return -1;
  ssize_t n = write(fd, text, strlen(text));
  free(text);
  return n < 0 ? -2 : 0;
}

// Taken on two of three ways out.
// Missed by clang and cppcheck.
int released_unless_refused_bad(const char *text, int fd)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  int result = send_text(copy, fd);
  if (result < 0)
    free(copy); // expect: double release
  return result;
}

int released_unless_refused_ok(const char *text, int fd)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  int result = send_text(copy, fd);
  if (result == -1)
    free(copy);
  return result;
}

static char *replace(char *old, const char *text)
{
  free(old);
  return strdup(text);
}

// Missed by cppcheck.
void old_one_is_gone_bad(char *old)
{
  char *new = replace(old, "x");
  if (new == NULL)
    free(old); // expect: double release
  free(new);
}

void old_one_is_gone_ok(char *old)
{
  char *new = replace(old, "x");
  free(new);
}

static void free_and_forget(char **slot)
{
  free(*slot);
  *slot = NULL;
}

static void free_only(char **slot)
{
  free(*slot);
}

// Missed by cppcheck.
void slot_keeps_the_address_bad(void)
{
  char *p = malloc(4);
  free_only(&p);
  free(p); // expect: double release
}

void slot_keeps_the_address_ok(void)
{
  char *p = malloc(4);
  free_and_forget(&p);
  free(p);
}

static void close_if_open(int fd)
{
  if (fd >= 0)
    close(fd);
}

// Missed by clang, gcc and cppcheck.
void descriptor_by_a_helper_bad(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  close_if_open(fd);
  close(fd); // expect: double release
}

void descriptor_by_a_helper_ok(const char *path)
{
  int fd = open(path, O_RDONLY);
  close_if_open(fd);
}

struct node {
  struct node *next;
  char *name;
};

static void node_free(struct node *node)
{
  if (node != NULL) {
    free(node->name);
    free(node);
  }
}

static void list_free(struct node *node)
{
  while (node != NULL) {
    struct node *next = node->next;
    node_free(node);
    node = next;
  }
}

// Missed by clang, gcc and cppcheck.
void node_of_a_freed_list_bad(struct node *first)
{
  list_free(first);
  node_free(first); // expect: use after release
}

void node_of_a_freed_list_ok(struct node *first)
{
  struct node *rest = first->next;
  node_free(first);
  list_free(rest);
}

// Deep down a chain of calls.
static void level_three(char *p)
{
  free(p);
}

static void level_two(char *p)
{
  puts("two");
  level_three(p);
}

static void level_one(char *p)
{
  level_two(p);
}

// Missed by cppcheck.
void three_calls_down_bad(void)
{
  char *p = malloc(4);
  level_one(p);
  free(p); // expect: double release
}

void three_calls_down_ok(void)
{
  char *p = malloc(4);
  level_one(p);
  p = NULL;
  free(p);
}

// A callee that frees what it was given and gives back something else.
static struct node *drop_head(struct node *list)
{
  struct node *rest = list->next;
  free(list->name);
  free(list);
  return rest;
}

// Missed by cppcheck.
void head_is_dropped_bad(struct node *list)
{
  drop_head(list);
  free(list); // expect: double release
}

void head_is_dropped_ok(struct node *list)
{
  list = drop_head(list);
  free(list);
}
