// Fuzz: the unit file and the unit job, which arrive over a pipe. Bytes are refused or
// decode to something that encodes again; never a read outside them.

#include "model/unit_file.h"
#include "model/unit_job.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
  arena arena = {0};
  strbuf out = {0};
  unit unit = {0};
  unit_job job = {0};
  const char *why = NULL;
  if (unit_decode(&arena, bytes, length, &unit, &why))
    unit_encode(&unit, &out);
  if (unit_job_decode(&arena, bytes, length, &job))
    unit_job_encode(&job, &out);
  strbuf_clear(&out);
  arena_clear(&arena);
  return 0;
}
