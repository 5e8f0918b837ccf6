// Suppress: which findings the comments of the source allow, and which comments are
// wrong or idle.
//
// All units of a run are looked at together, because a header's comment speaks of what
// any unit finds in that header: it is idle only if none of them finds anything.

#ifndef MEMCHECK_MODEL_SUPPRESS_H
#define MEMCHECK_MODEL_SUPPRESS_H

#include "model/suppression.h"
#include "model/unit_file.h"

typedef struct suppress_set suppress_set;

// Reads the comments of [units], which name files as their findings do. All comes from
// [arena], and is borrowed from the units.
suppress_set *suppress_open(arena *arena, const unit *const *units, uint32_t count);
void suppress_close(suppress_set *set);

typedef struct suppress_match {
  const char *reason; // NULL: no comment allows the finding
  finding_place place;
} suppress_match;

// Is [finding] allowed where it shows, or where its object was acquired?
suppress_match suppress_find(suppress_set *set, const finding *finding);

// Calls [report] with a finding for each comment that does nothing (MC0002) and, once
// all findings have been asked about, for each that allowed nothing (MC0001). [rules]
// are those that the run checked: of others nothing can be said, nor where a unit was
// not analysed in full.
typedef void suppress_report(void *context, const finding *finding);
void suppress_judge(suppress_set *set, const char *const *rules, uint32_t rule_count,
                    suppress_report *report, void *context);

#endif
