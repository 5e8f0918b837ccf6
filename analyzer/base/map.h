// Map: from 64-bit keys (ids, or pointers as uintptr_t) to 64-bit values, over uthash.

#ifndef MEMCHECK_BASE_MAP_H
#define MEMCHECK_BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

typedef struct map_entry map_entry;

// All zero is an empty map.
typedef struct map {
  map_entry *entries;
} map;

bool map_get(const map *map, uint64_t key, uint64_t *value);
// The value under [key], or [otherwise].
uint64_t map_get_or(const map *map, uint64_t key, uint64_t otherwise);
// Replaces the value of a key that is there already.
void map_put(map *map, uint64_t key, uint64_t value);
void map_remove(map *map, uint64_t key);
uint32_t map_count(const map *map);
void map_clear(map *map);

#define map_key(pointer) ((uint64_t)(uintptr_t)(pointer))

#endif
