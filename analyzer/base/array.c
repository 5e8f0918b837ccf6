#include "base/array.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void *array_grow(void *items, uint32_t *capacity, uint32_t needed, size_t size)
{
  uint32_t grown = *capacity < 8 ? 8 : *capacity * 2;
  if (grown < needed)
    grown = needed;
  *capacity = grown;
  return memory_resize(items, (size_t)grown * size);
}

void array_zero_item(void *item, size_t size)
{
  memset(item, 0, size);
}

void array_free_items(void *items)
{
  free(items);
}
