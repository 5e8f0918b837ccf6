#include "frontend/pointer_map.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

// The slot that holds [key], or the free one where it belongs.
static pointer_slot *find(const pointer_map *map, const void *key)
{
  uint64_t hash = (uint64_t)(uintptr_t)key * UINT64_C(0x9e3779b97f4a7c15);
  uint32_t mask = map->capacity - 1;
  uint32_t at = (uint32_t)(hash >> 32) & mask;
  while (map->slots[at].key != NULL && map->slots[at].key != key)
    at = (at + 1) & mask;
  return &map->slots[at];
}

uint32_t pointer_map_get(const pointer_map *map, const void *key, uint32_t otherwise)
{
  assert(key != NULL);
  if (map->count == 0)
    return otherwise;
  const pointer_slot *slot = find(map, key);
  return slot->key == NULL ? otherwise : slot->value;
}

static void grow(pointer_map *map)
{
  pointer_map grown = {.capacity = map->capacity == 0 ? 256 : map->capacity * 2,
                       .count = map->count};
  grown.slots = memory_alloc_zeroed(grown.capacity, sizeof *grown.slots);
  for (uint32_t i = 0; i < map->capacity; i++)
    if (map->slots[i].key != NULL)
      *find(&grown, map->slots[i].key) = map->slots[i];
  free(map->slots);
  *map = grown;
}

void pointer_map_put(pointer_map *map, const void *key, uint32_t value)
{
  assert(key != NULL);
  if (map->count >= map->capacity / 2)
    grow(map);
  pointer_slot *slot = find(map, key);
  map->count += slot->key == NULL;
  *slot = (pointer_slot){key, value};
}

void pointer_map_clear(pointer_map *map)
{
  free(map->slots);
  *map = (pointer_map){0};
}
