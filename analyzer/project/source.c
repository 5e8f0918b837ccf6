#include "project/source.h"

#include <stdlib.h>
#include <string.h>

void source_list_add(source_list *list, const char *file, const char *directory,
                     const text_list *flags)
{
  source source = {.file = file, .directory = directory};
  text_list_add_all(&source.flags, flags);
  array_push(list, source);
}

static int compare_flags(const text_list *a, const text_list *b)
{
  for (uint32_t i = 0; i < a->count && i < b->count; i++) {
    int order = strcmp(a->items[i], b->items[i]);
    if (order != 0)
      return order;
  }
  return a->count < b->count ? -1 : a->count > b->count;
}

static int compare_sources(const void *a, const void *b)
{
  const source *left = a, *right = b;
  int order = strcmp(left->file, right->file);
  if (order == 0)
    order = strcmp(left->directory, right->directory);
  return order != 0 ? order : compare_flags(&left->flags, &right->flags);
}

void source_list_make_set(source_list *list)
{
  uint32_t kept = 0;
  if (list->count != 0)
    qsort(list->items, list->count, sizeof *list->items, compare_sources);
  for (uint32_t i = 0; i < list->count; i++) {
    source *source = &list->items[i];
    if (kept != 0 && compare_sources(&list->items[kept - 1], source) == 0)
      array_clear(&source->flags);
    else
      list->items[kept++] = *source;
  }
  list->count = kept;
}

void source_list_clear(source_list *list)
{
  for (uint32_t i = 0; i < list->count; i++)
    array_clear(&list->items[i].flags);
  array_clear(list);
}
