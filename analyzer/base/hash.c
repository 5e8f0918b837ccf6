#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <xxhash.h>

uint64_t hash_bytes(const void *bytes, size_t length)
{
  return XXH3_64bits(bytes, length);
}

void hash_text(const void *bytes, size_t length, char text[HASH_TEXT_SIZE])
{
  XXH128_hash_t hash = XXH3_128bits(bytes, length);
  snprintf(text, HASH_TEXT_SIZE, "%016" PRIx64 "%016" PRIx64, (uint64_t)hash.high64,
           (uint64_t)hash.low64);
}
