#include "project/text_list.h"

#include <stdlib.h>
#include <string.h>

bool text_list_has(const text_list *list, const char *text)
{
  for (uint32_t i = 0; i < list->count; i++)
    if (strcmp(list->items[i], text) == 0)
      return true;
  return false;
}

void text_list_add_all(text_list *list, const text_list *more)
{
  for (uint32_t i = 0; i < more->count; i++)
    array_push(list, more->items[i]);
}

static int compare_texts(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void text_list_make_set(text_list *list)
{
  if (list->count == 0)
    return;
  qsort(list->items, list->count, sizeof *list->items, compare_texts);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < list->count; i++)
    if (strcmp(list->items[i], list->items[kept - 1]) != 0)
      list->items[kept++] = list->items[i];
  list->count = kept;
}

bool text_list_equal(const text_list *a, const text_list *b)
{
  if (a->count != b->count)
    return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (strcmp(a->items[i], b->items[i]) != 0)
      return false;
  return true;
}
