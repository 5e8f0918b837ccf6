// Who holds it: containers, pools, trees, globals, callbacks, records of our own.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *left, *right;
  char *key;
};

static struct node *node_new(const char *key)
{
  struct node *node = calloc(1, sizeof *node);
  if (node == NULL)
    return NULL;
  node->key = strdup(key);
  if (node->key == NULL) {
    free(node);
    return NULL;
  }
  return node;
}

static bool tree_insert(struct node **root, struct node *node)
{
  while (*root != NULL) {
    int order = strcmp(node->key, (*root)->key);
    if (order == 0)
      return false;
    root = order < 0 ? &(*root)->left : &(*root)->right;
  }
  *root = node;
  return true;
}

static void node_free(struct node *node)
{
  free(node->key);
  free(node);
}

// The tree takes it, unless it has one like it.
// Missed by clang, gcc and cppcheck.
int tree_has_one_bad(struct node **root, const char *key)
{
  struct node *node = node_new(key);
  if (node == NULL)
    return -1;
  if (!tree_insert(root, node))
    return 1; // expect: leak
  return 0;
}

int tree_has_one_ok(struct node **root, const char *key)
{
  struct node *node = node_new(key);
  if (node == NULL)
    return -1;
  if (!tree_insert(root, node)) {
    node_free(node);
    return 1;
  }
  return 0;
}

struct list {
  struct list *next, *previous;
};

struct task {
  int id;
  struct list link;
};

static struct list tasks = {&tasks, &tasks};

static void list_add(struct list *link, struct list *head)
{
  link->next = head->next;
  link->previous = head;
  head->next->previous = link;
  head->next = link;
}

// The list knows the task by a link inside it.
// Missed by gcc.
int linked_inside_ok(int id)
{
  struct task *task = malloc(sizeof *task);
  if (task == NULL)
    return -1;
  task->id = id;
  list_add(&task->link, &tasks);
  return 0;
}

int linked_inside_bad(int id)
{
  struct task *task = malloc(sizeof *task);
  if (task == NULL)
    return -1;
  task->id = id;
  if (id < 0)
    return -1; // expect: leak
  list_add(&task->link, &tasks);
  return 0;
}

struct pool {
  struct chunk *chunks;
};

struct chunk {
  struct chunk *next;
  max_align_t space[];
};

static void *pool_get(struct pool *pool, size_t size)
{
  struct chunk *chunk = malloc(sizeof *chunk + size);
  if (chunk == NULL)
    return NULL;
  chunk->next = pool->chunks;
  pool->chunks = chunk;
  return chunk->space;
}

static void pool_clear(struct pool *pool)
{
  while (pool->chunks != NULL) {
    struct chunk *next = pool->chunks->next;
    free(pool->chunks);
    pool->chunks = next;
  }
}

// The pool frees all it gave out.
int from_a_pool_ok(void)
{
  struct pool pool = {NULL};
  char *a = pool_get(&pool, 10);
  char *b = pool_get(&pool, 10);
  int result = a != NULL && b != NULL ? 0 : -1;
  pool_clear(&pool);
  return result;
}

int pool_of_the_caller_ok(struct pool *pool)
{
  char *a = pool_get(pool, 10);
  if (a == NULL)
    return -1;
  a[0] = 'x';
  return 0;
}

struct buffer {
  char *data;
  size_t size, room;
};

static int buffer_add(struct buffer *buffer, char c)
{
  if (buffer->size == buffer->room) {
    size_t room = buffer->room == 0 ? 16 : buffer->room * 2;
    char *data = realloc(buffer->data, room);
    if (data == NULL)
      return -1;
    buffer->data = data;
    buffer->room = room;
  }
  buffer->data[buffer->size++] = c;
  return 0;
}

// Missed by gcc and cppcheck.
int FN_buffer_on_the_stack_bad(const char *text)
{
  struct buffer buffer = {0};
  for (; *text != '\0'; text++)
    if (buffer_add(&buffer, *text) < 0) {
      free(buffer.data);
      return -1;
    }
  return (int)buffer.size; // expect: leak
}

int buffer_on_the_stack_ok(const char *text)
{
  struct buffer buffer = {0};
  for (; *text != '\0'; text++)
    if (buffer_add(&buffer, *text) < 0) {
      free(buffer.data);
      return -1;
    }
  int size = (int)buffer.size;
  free(buffer.data);
  return size;
}

// The result is handed out of the buffer.
char *buffer_gives_up_its_text_ok(const char *text)
{
  struct buffer buffer = {0};
  for (; *text != '\0'; text++)
    if (buffer_add(&buffer, *text) < 0) {
      free(buffer.data);
      return NULL;
    }
  return buffer.data;
}

struct parser {
  char *text;
  struct {
    char *name;
    FILE *file;
  } source;
};

// A member of a member.
// Missed by clang, gcc and cppcheck.
int nested_member_bad(const char *name)
{
  struct parser *parser = calloc(1, sizeof *parser);
  if (parser == NULL)
    return -1;
  parser->source.name = strdup(name);
  parser->source.file = fopen(name, "r");
  if (parser->source.file == NULL) {
    free(parser); // expect: leak
    return -1;
  }
  fclose(parser->source.file);
  free(parser->source.name);
  free(parser);
  return 0;
}

int nested_member_ok(const char *name)
{
  struct parser *parser = calloc(1, sizeof *parser);
  if (parser == NULL)
    return -1;
  parser->source.name = strdup(name);
  parser->source.file = fopen(name, "r");
  if (parser->source.file == NULL) {
    free(parser->source.name);
    free(parser);
    return -1;
  }
  fclose(parser->source.file);
  free(parser->source.name);
  free(parser);
  return 0;
}

struct handler {
  void (*call)(void *context);
  void *context;
};

extern void handler_set(struct handler *handler);

// A callback's context is kept with it.
// Missed by gcc.
void context_of_a_callback_ok(void (*call)(void *))
{
  struct handler *handler = malloc(sizeof *handler);
  if (handler == NULL)
    return;
  handler->call = call;
  handler->context = malloc(10);
  handler_set(handler);
}

void context_of_a_callback_bad(void (*call)(void *))
{
  struct handler *handler = malloc(sizeof *handler);
  char *context = malloc(10);
  if (handler == NULL)
    return; // expect: leak
  handler->call = call;
  handler->context = context;
  handler_set(handler);
}

// A circular pair holds itself and is still lost.
// Missed by clang, gcc and cppcheck.
void circle_bad(void)
{
  struct node *a = calloc(1, sizeof *a);
  struct node *b = calloc(1, sizeof *b);
  if (a == NULL || b == NULL) {
    free(a);
    free(b);
    return;
  }
  a->left = b;
  b->left = a;
} // expect: leak, leak

void circle_ok(void)
{
  struct node *a = calloc(1, sizeof *a);
  struct node *b = calloc(1, sizeof *b);
  if (a == NULL || b == NULL) {
    free(a);
    free(b);
    return;
  }
  a->left = b;
  b->left = a;
  free(a->left);
  free(a);
}

static struct {
  char *path;
  char *user;
} settings;

// Missed by gcc and cppcheck.
int settings_bad(const char *path, const char *user)
{
  char *new_path = strdup(path);
  char *new_user = strdup(user);
  if (new_path == NULL || new_user == NULL) {
    free(new_path);
    return -1; // expect: leak
  }
  settings.path = new_path;
  settings.user = new_user;
  return 0;
}

int settings_ok(const char *path, const char *user)
{
  char *new_path = strdup(path);
  char *new_user = strdup(user);
  if (new_path == NULL || new_user == NULL) {
    free(new_path);
    free(new_user);
    return -1;
  }
  settings.path = new_path;
  settings.user = new_user;
  return 0;
}

// Tables of operations.
struct operations {
  void *(*open)(const char *name);
  void (*close)(void *handle);
};

static void *text_open(const char *name)
{
  return strdup(name);
}

static void text_close(void *handle)
{
  free(handle);
}

static const struct operations text_operations = {text_open, text_close};

// Missed by clang, gcc and cppcheck.
int FN_by_a_table_bad(const char *name)
{
  char *text = text_operations.open(name);
  if (text == NULL)
    return -1;
  return text[0]; // expect: leak
}

int by_a_table_ok(const char *name)
{
  char *text = text_operations.open(name);
  if (text == NULL)
    return -1;
  int first = text[0];
  text_operations.close(text);
  return first;
}

// Recursion builds what the caller gets.
static struct node *build(int depth)
{
  if (depth == 0)
    return NULL;
  struct node *node = node_new("x");
  if (node == NULL)
    return NULL;
  node->left = build(depth - 1);
  node->right = build(depth - 1);
  return node;
}

static void tree_free(struct node *node)
{
  if (node == NULL)
    return;
  tree_free(node->left);
  tree_free(node->right);
  node_free(node);
}

// Missed by cppcheck.
int built_by_recursion_bad(void)
{
  struct node *root = build(3);
  if (root == NULL)
    return -1;
  return root->left != NULL; // expect: leak
}

int built_by_recursion_ok(void)
{
  struct node *root = build(3);
  int result = root != NULL && root->left != NULL;
  tree_free(root);
  return result;
}
