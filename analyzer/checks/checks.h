// Checks: what the engine's events mean for the reader.
//
// A check turns an event into a finding, or leaves it. The engine calls all checks of
// an event's kind (checks.def); findings pile up in a list that lives as long as its
// arena.

#ifndef MEMCHECK_CHECKS_CHECKS_H
#define MEMCHECK_CHECKS_CHECKS_H

#include "base/array.h"
#include "engine/engine.h"
#include "model/finding.h"
#include "model/unit_job.h"

typedef struct finding_list {
  arena *arena; // of findings and their texts
  ARRAY(finding) findings;
  uint32_t select_count; // rules asked for; 0: all default ones
  const char *const *select;
} finding_list;

// An engine_observer; [context] is a finding_list.
void checks_observe(void *context, const engine_scene *scene, const event *event);

#define CHECK(function, kind)                                                          \
  void function(finding_list *list, const engine_scene *scene, const event *event);
#include "checks/checks.def"
#undef CHECK

#endif
