#include "report/fingerprint.h"
#include "base/bytes.h"
#include "base/intern.h"
#include "base/map.h"

// Counted strings: no choice of texts makes two different lists look the same.
static void add_identity(strbuf *out, const finding *finding)
{
  bytes_put_string(out, finding->rule);
  bytes_put_string(out, finding->function);
  bytes_put_string(out, finding->acquirer);
  bytes_put_string(out, finding->expression);
}

// How many findings before this one have the same file and identity.
static uint64_t next_ordinal(intern_table *seen, map *counts, const finding *finding)
{
  strbuf key = {0};
  bytes_put_string(&key, finding->place.file);
  add_identity(&key, finding);
  uint64_t known = map_key(intern_bytes(seen, key.text, key.length));
  uint64_t ordinal = map_get_or(counts, known, 0);
  map_put(counts, known, ordinal + 1);
  strbuf_clear(&key);
  return ordinal;
}

const fingerprint *fingerprint_all(arena *arena, const finding *const *findings,
                                   uint32_t count)
{
  fingerprint *all = arena_new_array(arena, fingerprint, count);
  intern_table seen = {0};
  map counts = {0};
  strbuf identity = {0};
  for (uint32_t i = 0; i < count; i++) {
    strbuf_reset(&identity);
    add_identity(&identity, findings[i]);
    bytes_put_number(&identity, next_ordinal(&seen, &counts, findings[i]));
    hash_text(identity.text, identity.length, all[i].text);
  }
  strbuf_clear(&identity);
  map_clear(&counts);
  intern_clear(&seen);
  return all;
}

void fingerprint_with_path(const fingerprint *plain, const char *path,
                           fingerprint *result)
{
  strbuf both = {0};
  bytes_put_string(&both, plain->text);
  bytes_put_string(&both, path);
  hash_text(both.text, both.length, result->text);
  strbuf_clear(&both);
}
