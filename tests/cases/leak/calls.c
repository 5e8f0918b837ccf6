// What the functions of the same file do to what they are given.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void *allocate(size_t size)
{
  void *block = malloc(size);
  if (block == NULL)
    exit(1);
  return block;
}

static void release(void *block)
{
  free(block);
}

int wrapped_allocation_bad(int n)
{
  char *p = allocate(10);
  p[0] = 1;
  return n; // expect: leak
}

int wrapped_allocation_ok(int n)
{
  char *p = allocate(10);
  p[0] = 1;
  release(p);
  return n;
}

struct node {
  struct node *next;
  char *name;
};

static struct node *node_new(const char *name)
{
  struct node *node = malloc(sizeof *node);
  if (node == NULL)
    return NULL;
  node->name = strdup(name);
  node->next = NULL;
  return node;
}

static void node_free(struct node *node)
{
  if (node == NULL)
    return;
  free(node->name);
  free(node);
}

int constructor_and_destructor_ok(void)
{
  struct node *node = node_new("a");
  if (node == NULL)
    return -1;
  puts(node->name);
  node_free(node);
  return 0;
}

int constructor_without_destructor_bad(void)
{
  struct node *node = node_new("a");
  if (node == NULL)
    return -1;
  puts(node->name);
  return 0; // expect: leak
}

static void list_push(struct node **list, struct node *node)
{
  node->next = *list;
  *list = node;
}

int pushed_on_a_list_ok(struct node **list)
{
  struct node *node = node_new("a");
  if (node == NULL)
    return -1;
  list_push(list, node);
  return 0;
}

static int look(const char *text)
{
  return text[0] == 'x';
}

int only_looked_at_bad(void)
{
  char *p = strdup("xyz");
  if (p == NULL)
    return -1;
  return look(p); // expect: leak
}

int only_looked_at_ok(void)
{
  char *p = strdup("xyz");
  if (p == NULL)
    return -1;
  int found = look(p);
  free(p);
  return found;
}

static int open_pair(int *first, int *second)
{
  int fds[2];
  if (pipe(fds) < 0)
    return -1;
  *first = fds[0];
  *second = fds[1];
  return 0;
}

int made_by_argument_bad(void)
{
  int in, out;
  if (open_pair(&in, &out) < 0)
    return -1;
  close(in);
  return 0; // expect: leak
}

int made_by_argument_ok(void)
{
  int in, out;
  if (open_pair(&in, &out) < 0)
    return -1;
  close(in);
  close(out);
  return 0;
}

extern int consume_or_not(char *text);

void given_to_a_stranger_ok(void)
{
  char *p = strdup("a");
  consume_or_not(p);
}

int released_elsewhere_so_only_lent_bad(int n)
{
  char *p = strdup("a");
  if (p == NULL)
    return -1;
  consume_or_not(p);
  if (n > 3)
    return -1; // expect: leak
  free(p);
  return 0;
}

int stranger_keeps_on_success_ok(void)
{
  char *p = strdup("a");
  if (p == NULL)
    return -1;
  if (consume_or_not(p) < 0)
    free(p);
  return 0;
}

static void *pass_through(void *block)
{
  return block;
}

void same_block_comes_back_ok(void)
{
  char *p = malloc(3);
  p = pass_through(p);
  free(p);
}

static void through_a_pointer(void (*release_it)(void *), void *block)
{
  release_it(block);
}

void released_by_a_function_pointer_ok(void)
{
  void (*release_it)(void *) = release;
  char *p = malloc(3);
  release_it(p);
  through_a_pointer(release, malloc(3));
}

void released_by_a_function_pointer_bad(void)
{
  void (*say)(const char *) = (void (*)(const char *))puts;
  char *p = strdup("a");
  if (p != NULL)
    say(p);
} // expect: leak

static void free_tree(struct node *node)
{
  if (node == NULL)
    return;
  free_tree(node->next);
  node_free(node);
}

void recursive_release_ok(void)
{
  free_tree(node_new("a"));
}

extern void (*free_hook)(void *);
extern int append_text(void *list, const char *text);

int taken_on_success_and_hooked_free_ok(void *list)
{
  char *p = strdup("a");
  if (p == NULL)
    return -1;
  if (append_text(list, p) < 0) {
    free_hook(p);
    return -1;
  }
  return 0;
}

int only_read_as_const_bad(void *list)
{
  char *p = strdup("a");
  if (p == NULL)
    return -1;
  return append_text(list, p); // expect: leak
}

void complain(const char *format, ...);

int printed_by_a_stranger_bad(const char *name)
{
  char *text = strdup(name);
  if (text == NULL)
    return -1;
  complain("%s is no file", text);
  return 0; // expect: leak
}
