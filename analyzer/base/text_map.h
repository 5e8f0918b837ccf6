// Text map: from texts to pointers. It owns copies of its keys, and so interns them:
// the entry of a text never moves, and its key compares with ==.

#ifndef MEMCHECK_BASE_TEXT_MAP_H
#define MEMCHECK_BASE_TEXT_MAP_H

#include "base/arena.h"

#include <stddef.h>

typedef struct text_bucket text_bucket;

// All zero is an empty map.
typedef struct text_map {
  arena arena;
  text_bucket *buckets;
} text_map;

typedef struct text_entry {
  const char *key;
  void *value; // NULL in a new entry; what it points to is the caller's
} text_entry;

// Both are valid until text_map_clear(). The first adds what is missing, the second
// returns NULL for it.
text_entry *text_map_entry(text_map *map, const char *text, size_t length);
text_entry *text_map_find(const text_map *map, const char *text, size_t length);
void text_map_clear(text_map *map);

#endif
