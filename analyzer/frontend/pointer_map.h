// Pointer map: from libclang's node pointers to small numbers.
//
// Declarations and types are looked up a few times for every expression, so this is an
// open-addressing table without an allocation an entry.

#ifndef MEMCHECK_FRONTEND_POINTER_MAP_H
#define MEMCHECK_FRONTEND_POINTER_MAP_H

#include <stdbool.h>
#include <stdint.h>

typedef struct pointer_slot {
  const void *key; // NULL: free
  uint32_t value;
} pointer_slot;

// All zero is an empty map.
typedef struct pointer_map {
  pointer_slot *slots;
  uint32_t capacity; // 0 or a power of two
  uint32_t count;
} pointer_map;

// The value under [key], or [otherwise]. [key] is not NULL.
uint32_t pointer_map_get(const pointer_map *map, const void *key, uint32_t otherwise);
// Replaces the value of a key that is there already.
void pointer_map_put(pointer_map *map, const void *key, uint32_t value);
void pointer_map_clear(pointer_map *map);

#endif
