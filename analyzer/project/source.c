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

// Libtool and CMake compile a file once for a static and once for a shared library, and
// tell the two by these macros, which change no more than how symbols are exported.
static bool is_neutral(const char *flag)
{
  size_t length = strlen(flag);
  return strcmp(flag, "-DPIC") == 0 || (strncmp(flag, "-D", 2) == 0 && length > 10 &&
                                        strcmp(flag + length - 8, "_EXPORTS") == 0);
}

static const char *next_flag(const text_list *flags, uint32_t *index)
{
  while (*index < flags->count && is_neutral(flags->items[*index]))
    (*index)++;
  return *index < flags->count ? flags->items[(*index)++] : NULL;
}

static int compare_flags(const text_list *a, const text_list *b)
{
  uint32_t i = 0, k = 0;
  for (;;) {
    const char *left = next_flag(a, &i);
    const char *right = next_flag(b, &k);
    if (left == NULL || right == NULL)
      return (left != NULL) - (right != NULL);
    int order = strcmp(left, right);
    if (order != 0)
      return order;
  }
}

// Equal sources mean the same.
static int compare_sources(const source *a, const source *b)
{
  int order = strcmp(a->file, b->file);
  if (order == 0)
    order = strcmp(a->directory, b->directory);
  return order != 0 ? order : compare_flags(&a->flags, &b->flags);
}

static int order_sources(const void *a, const void *b)
{
  const source *left = a, *right = b;
  int order = compare_sources(left, right);
  if (order == 0) // the one without macros of a shared library comes first
    order = left->flags.count < right->flags.count   ? -1
            : left->flags.count > right->flags.count ? 1
                                                     : 0;
  return order;
}

void source_list_make_set(source_list *list)
{
  uint32_t kept = 0;
  if (list->count != 0)
    qsort(list->items, list->count, sizeof *list->items, order_sources);
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
