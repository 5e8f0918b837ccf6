// Unit: one source through parse, lower, analyze, to a unit file.

#ifndef MEMCHECK_UNIT_H
#define MEMCHECK_UNIT_H

#include "base/strbuf.h"
#include "frontend/frontend.h"
#include "model/pack.h"
#include "model/unit_job.h"

// Analyses [job] with the rules of [packs] and appends the unit file to [out]. Never
// fails: what went wrong stands in the unit file's status and problems.
void unit_analyze(frontend *frontend, pack_set *packs, const unit_job *job,
                  strbuf *out);

typedef enum unit_dump {
  UNIT_DUMP_NONE,
  UNIT_DUMP_IR,
  UNIT_DUMP_CFG,
  UNIT_DUMP_STATE,
  UNIT_DUMP_SUMMARY,
} unit_dump;

// Appends the dump of all functions of [job], or of the one named [function], to [out].
// False: the source could not be parsed or has no such function; [out] says why.
bool unit_dump_function(frontend *frontend, pack_set *packs, const unit_job *job,
                        unit_dump dump, const char *function, strbuf *out);

// One finding of a unit: that of [rule] at this place of [function].
typedef struct unit_trace {
  const char *rule;
  const char *function;
  uint32_t line, column;
} unit_trace;

// Appends the path of the finding that [trace] names, with the states along it. False:
// there is none, or nothing could be parsed; [out] says so.
bool unit_trace_path(frontend *frontend, pack_set *packs, const unit_job *job,
                     const unit_trace *trace, strbuf *out);

#endif
