// Fuzz: the unit file and the unit job, which arrive over a pipe. Bytes are refused, or
// decode to something that encodes and decodes again; never a read outside them.
//
// A unit file's checksum would stop every mutation at the door, so the input is taken
// for the payload and gets a head of its own (the layout stands in unit_file.c).

#include "base/hash.h"
#include "model/unit_file.h"
#include "model/unit_job.h"

#include <stdlib.h>

enum { MAGIC_AND_VERSION = 8 + 4 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void add_fixed(strbuf *out, uint64_t value)
{
  for (int shift = 0; shift < 64; shift += 8)
    strbuf_add_char(out, (char)(value >> shift));
}

static void wrap_payload(const uint8_t *bytes, size_t length, strbuf *out)
{
  strbuf empty = {0};
  unit_encode(&(unit){0}, &empty);
  strbuf_add_bytes(out, empty.text, MAGIC_AND_VERSION);
  strbuf_clear(&empty);
  add_fixed(out, length);
  add_fixed(out, hash_bytes(bytes, length));
  strbuf_add_bytes(out, bytes, length);
}

static void try_unit(const strbuf *file)
{
  arena arena = {0};
  strbuf again = {0};
  unit unit = {0};
  const char *why = NULL;
  if (unit_decode(&arena, file->text, file->length, &unit, &why)) {
    unit_encode(&unit, &again);
    if (!unit_decode(&arena, again.text, again.length, &unit, &why))
      abort();
  } else if (why == NULL) {
    abort();
  }
  strbuf_clear(&again);
  arena_clear(&arena);
}

static void try_job(const uint8_t *bytes, size_t length)
{
  arena arena = {0};
  strbuf again = {0};
  unit_job job = {0};
  if (unit_job_decode(&arena, bytes, length, &job)) {
    unit_job_encode(&job, &again);
    if (!unit_job_decode(&arena, again.text, again.length, &job))
      abort();
  }
  strbuf_clear(&again);
  arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
  strbuf file = {0};
  wrap_payload(bytes, length, &file);
  try_unit(&file);
  strbuf_clear(&file);
  try_job(bytes, length);
  return 0;
}
