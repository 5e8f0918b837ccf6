// What callees do behind the pointers they are given, and on which condition.
#include <stdlib.h>
#include <string.h>

struct buffer {
  char *text;
  char *name;
};

static void reset(struct buffer *b)
{
  free(b->text);
  b->text = NULL;
}

void member_is_null_after_reset_ok(struct buffer *b)
{
  reset(b);
  free(b->text);
}

void reset_on_the_stack_ok(void)
{
  struct buffer b = {0};
  b.text = malloc(3);
  reset(&b);
  if (b.text != NULL)
    b.text[0] = 1;
  free(b.text);
}

static void drop(struct buffer *b)
{
  free(b->text);
}

void member_dangles_after_drop_bad(struct buffer *b)
{
  drop(b);
  free(b->text); // expect: double release
}

static void release_one(char *a, char *b, int which)
{
  char *p = which ? a : b;
  free(p);
}

void one_of_two_is_released_ok(int which)
{
  char *a = malloc(1);
  char *b = malloc(2);
  release_one(a, b, which);
  if (which)
    free(b);
  else
    free(a);
}

static void put(char *p, int is_last)
{
  if (is_last)
    free(p);
}

void flag_says_release_ok(void)
{
  char *p = malloc(3);
  put(p, 1);
}

void flag_says_keep_bad(void)
{
  char *p = malloc(3);
  put(p, 0);
} // expect: leak

void flag_says_release_and_again_bad(void)
{
  char *p = malloc(3);
  put(p, 1);
  free(p); // expect: double release
}

void flag_is_asked_twice_ok(int is_last)
{
  char *p = malloc(3);
  put(p, is_last);
  if (!is_last)
    free(p);
}

extern int is_shared;

static void put_unless_shared(char *p)
{
  if (!is_shared)
    free(p);
}

extern char *take(void);

void flag_is_out_of_sight_ok(void)
{
  char *p = malloc(3);
  put_unless_shared(p);
}

static char *text_of(struct buffer *b)
{
  return b->text;
}

void getter_gives_the_member_ok(void)
{
  struct buffer b = {0};
  b.text = malloc(3);
  char *p = text_of(&b);
  free(p);
}

void getter_and_member_bad(void)
{
  struct buffer b = {0};
  b.text = malloc(3);
  char *p = text_of(&b);
  free(p);
  free(b.text); // expect: double release
}

void only_got_bad(void)
{
  struct buffer b = {0};
  b.text = malloc(3);
  char *p = text_of(&b);
  if (p != NULL)
    *p = 0;
} // expect: leak

struct item {
  struct item *next;
  char *name;
};

static void items_free(struct item *list)
{
  while (list != NULL) {
    struct item *next = list->next;
    free(list->name);
    free(list);
    list = next;
  }
}

static struct item *items_add(struct item *list, const char *name)
{
  struct item *item = malloc(sizeof *item);
  if (item == NULL)
    return list;
  item->name = strdup(name);
  item->next = list;
  return item;
}

void list_in_a_loop_ok(int n)
{
  struct item *list = NULL;
  for (int i = 0; i < n; i++) {
    struct item *item = malloc(sizeof *item);
    if (item == NULL)
      break;
    item->name = strdup("a");
    item->next = list;
    list = item;
  }
  items_free(list);
}

void list_released_where_it_was_built_ok(int n)
{
  struct item *list = NULL;
  for (int i = 0; i < n; i++) {
    struct item *item = malloc(sizeof *item);
    if (item == NULL)
      break;
    item->name = strdup("a");
    item->next = list;
    list = item;
  }
  while (list != NULL) {
    struct item *next = list->next;
    free(list->name);
    free(list);
    list = next;
  }
}

void list_through_a_wrapper_ok(int n)
{
  struct item *list = NULL;
  for (int i = 0; i < n; i++)
    list = items_add(list, "a");
  items_free(list);
}

void list_of_one_ok(void)
{
  struct item *item = malloc(sizeof *item);
  if (item == NULL)
    return;
  item->name = strdup("a");
  item->next = NULL;
  items_free(item);
}

void list_of_one_twice_bad(void)
{
  struct item *item = malloc(sizeof *item);
  if (item == NULL)
    return;
  item->name = NULL;
  item->next = NULL;
  items_free(item);
  free(item); // expect: double release
}

void list_in_a_loop_bad(int n)
{
  struct item *list = NULL;
  for (int i = 0; i < n; i++) {
    struct item *item = malloc(sizeof *item);
    if (item == NULL)
      break;
    item->name = NULL;
    item->next = list;
    list = item;
  }
} // expect: leak
