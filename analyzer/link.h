// Link: unit files in, the findings of the whole program out.

#ifndef MEMCHECK_LINK_H
#define MEMCHECK_LINK_H

#include "model/unit_file.h"

typedef struct link_request {
  const unit *const *units; // decoded, in any order; findings are borrowed from them
  uint32_t count;
  const char *const *rules; // ids of those that were checked
  uint32_t rule_count;
} link_request;

typedef struct link_result {
  uint32_t finding_count;
  const finding **findings; // in report order, each once; also those that are allowed
  unit_counts counts;       // summed over units; peak_kib is the largest
} link_result;

// Merges the units of [request] into [result], whose arrays come from [arena]. Findings
// that two units share (a header's function, a file built twice) are kept once, and so
// are those that one fault has at several places, unless comments allow the first. What
// comments allow carries their reason; comments that allow nothing are findings too.
// The result does not depend on the order.
void link_units(arena *arena, const link_request *request, link_result *result);

#endif
