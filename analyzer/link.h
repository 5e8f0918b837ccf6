// Link: unit files in, the findings of the whole program out.

#ifndef MEMCHECK_LINK_H
#define MEMCHECK_LINK_H

#include "model/unit_file.h"

typedef struct link_result {
  uint32_t finding_count;
  const finding **findings; // in report order, each once
  unit_counts counts;       // summed over units; peak_kib is the largest
} link_result;

// Merges [units] (decoded unit files, in any order; findings are borrowed from them)
// into [result], whose arrays come from [arena]. Findings that two units share (a
// header's function, a file built twice) are kept once. The result does not depend on
// the order.
void link_units(arena *arena, const unit *const *units, uint32_t count,
                link_result *result);

#endif
