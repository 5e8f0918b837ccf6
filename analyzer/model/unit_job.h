// Unit job: what memcheck asks of memcheck-cc for one source.

#ifndef MEMCHECK_MODEL_UNIT_JOB_H
#define MEMCHECK_MODEL_UNIT_JOB_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct unit_job {
  const char *source;    // path, relative to [directory] or absolute
  const char *directory; // working directory of the compile command, absolute
  uint32_t flag_count;
  const char **flags; // only those the frontend may see; no compiler, no source
  uint32_t select_count;
  const char **select; // rule ids to check; 0: all default ones
} unit_job;

// Appends the bytes of [job] to [out]; unit_job_decode() reads them back.
void unit_job_encode(const unit_job *job, strbuf *out);
// False: the bytes are cut short. Strings come from [arena].
bool unit_job_decode(arena *arena, const void *bytes, size_t length, unit_job *job);

#endif
