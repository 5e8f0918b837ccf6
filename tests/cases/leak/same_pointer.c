// Pointers that are compared: which names go on meaning which memory.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct node {
  int kind;
};

static int node_inner(struct node **out, const struct node *from)
{
  if (from->kind == 0)
    return -1;
  *out = malloc(sizeof **out);
  if (*out == NULL)
    return -1;
  (*out)->kind = from->kind - 1;
  return 0;
}

// What the loop acquired is never what the caller passed.
int peel_ok(struct node **result, const struct node *object, int kind)
{
  struct node *source = (struct node *)object;
  struct node *next = NULL;
  int error;
  while (!(error = node_inner(&next, source))) {
    if (source != object)
      free(source);
    if (next->kind == kind) {
      *result = next;
      return 0;
    }
    source = next;
    next = NULL;
  }
  if (source != object)
    free(source);
  free(next);
  return error;
}

int peel_bad(struct node **result, const struct node *object, int kind)
{
  struct node *source = (struct node *)object;
  struct node *next = NULL;
  int error;
  while (!(error = node_inner(&next, source))) {
    if (source != object)
      free(source);
    if (next->kind == kind) {
      *result = next;
      return 0;
    }
    source = next;
    next = NULL;
  }
  free(next);
  return error; // expect: leak
}

struct entry {
  struct entry *next;
  struct node *node;
  int uses;
};

// Asking whether the list has the node already does not change whose it is.
static int entry_make(struct entry **out, struct entry *list, struct node *node)
{
  for (struct entry *e = list; e != NULL; e = e->next)
    if (e->node == node)
      e->uses++;
  *out = calloc(1, sizeof **out);
  if (*out == NULL)
    return -1;
  (*out)->node = node;
  return 0;
}

int taken_after_comparison_ok(struct entry **out, struct entry *list)
{
  struct node *node = malloc(sizeof *node);
  if (node == NULL)
    return -1;
  node->kind = 1;
  if (entry_make(out, list, node) < 0) {
    free(node);
    return -1;
  }
  return 0;
}

struct options {
  int keep_time;
};

// What a callee does to one argument hangs on nothing that it learns of another.
static int restore_time(const struct options *options, const char *name, int fd)
{
  if (!options->keep_time)
    return fd;
  if (fd >= 0) {
    close(fd);
    fd = -1;
  }
  if (unlink(name) != 0)
    puts("still there");
  return fd;
}

int released_or_returned_ok(const struct options *options, const char *name)
{
  int fd = dup(0);
  if (fd < 0)
    return -1;
  fd = restore_time(options, name, fd);
  if (fd >= 0)
    close(fd);
  return 0;
}

struct list {
  struct node **last;
};

static void list_add(struct list *list, struct node *node)
{
  *list->last = node;
  node->kind = 1;
}

int taken_by_callee_ok(struct list *list)
{
  struct node *node = malloc(sizeof *node);
  if (node == NULL)
    return -1;
  list_add(list, node);
  return 0;
}
