#include "base/map.h"
#include "base/memory.h"

#include <stdlib.h>
#include <uthash.h>

struct map_entry {
  uint64_t key;
  uint64_t value;
  UT_hash_handle hh;
};

static map_entry *find(const map *map, uint64_t key)
{
  map_entry *entry = NULL;
  HASH_FIND(hh, map->entries, &key, sizeof key, entry);
  return entry;
}

bool map_get(const map *map, uint64_t key, uint64_t *value)
{
  map_entry *entry = find(map, key);
  if (entry == NULL)
    return false;
  *value = entry->value;
  return true;
}

uint64_t map_get_or(const map *map, uint64_t key, uint64_t otherwise)
{
  map_entry *entry = find(map, key);
  return entry == NULL ? otherwise : entry->value;
}

void map_put(map *map, uint64_t key, uint64_t value)
{
  map_entry *entry = find(map, key);
  if (entry == NULL) {
    entry = memory_alloc(sizeof *entry);
    entry->key = key;
    HASH_ADD(hh, map->entries, key, sizeof entry->key, entry);
  }
  entry->value = value;
}

void map_remove(map *map, uint64_t key)
{
  map_entry *entry = find(map, key);
  if (entry != NULL) {
    HASH_DEL(map->entries, entry);
    free(entry);
  }
}

uint32_t map_count(const map *map)
{
  return HASH_COUNT(map->entries);
}

void map_clear(map *map)
{
  map_entry *entry;
  map_entry *next;
  HASH_ITER(hh, map->entries, entry, next)
  {
    HASH_DEL(map->entries, entry);
    free(entry);
  }
}
