#include "base/text_map.h"

#include <uthash.h>

struct text_bucket {
  text_entry entry;
  UT_hash_handle hh;
};

static unsigned hash_of(const char *text, size_t length)
{
  unsigned hash;
  HASH_VALUE(text, (unsigned)length, hash);
  return hash;
}

static text_bucket *find(const text_map *map, const char *text, size_t length,
                         unsigned hash)
{
  text_bucket *bucket = NULL;
  HASH_FIND_BYHASHVALUE(hh, map->buckets, text, (unsigned)length, hash, bucket);
  return bucket;
}

text_entry *text_map_entry(text_map *map, const char *text, size_t length)
{
  unsigned hash = hash_of(text, length);
  text_bucket *bucket = find(map, text, length, hash);
  if (bucket == NULL) {
    bucket = arena_new(&map->arena, text_bucket);
    bucket->entry.key = arena_copy_bytes(&map->arena, text, length);
    HASH_ADD_KEYPTR_BYHASHVALUE(hh, map->buckets, bucket->entry.key, (unsigned)length,
                                hash, bucket);
  }
  return &bucket->entry;
}

text_entry *text_map_find(const text_map *map, const char *text, size_t length)
{
  text_bucket *bucket = find(map, text, length, hash_of(text, length));
  return bucket == NULL ? NULL : &bucket->entry;
}

void text_map_clear(text_map *map)
{
  HASH_CLEAR(hh, map->buckets);
  arena_clear(&map->arena);
}
