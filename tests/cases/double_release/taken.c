// What a callee took is not released again.

#include <stdlib.h>

#define MC_FACT(fact) __attribute__((annotate("mc:" fact)))

struct list;
void list_add(struct list *list, void *item) MC_FACT("(_, steal heap)");
int list_try_add(struct list *list, void *item)
    MC_FACT("(_, steal_ok heap) -> int or -1");
void *list_pop(struct list *list) MC_FACT("(_) -> ptr or NULL");
void list_remove(struct list *list, void *item) MC_FACT("(_, _)");
void show(const char *text);

void released_though_taken_bad(struct list *list)
{
  char *item = malloc(8);
  list_add(list, item);
  free(item); // expect: double release
}

void taken_ok(struct list *list)
{
  char *item = malloc(8);
  list_add(list, item);
}

int released_on_success_bad(struct list *list)
{
  char *item = malloc(8);
  if (item == NULL)
    return -1;
  int result = list_try_add(list, item);
  free(item); // expect: double release
  return result;
}

int released_on_failure_ok(struct list *list)
{
  char *item = malloc(8);
  if (item == NULL)
    return -1;
  if (list_try_add(list, item) == -1) {
    free(item);
    return -1;
  }
  return 0;
}

void given_back_ok(struct list *list)
{
  char *item = malloc(8);
  list_add(list, item);
  list_remove(list, item);
  free(item);
}

void taken_out_again_ok(struct list *list)
{
  char *item = malloc(8);
  list_add(list, item);
  list_pop(list);
  free(item);
}
