// Doubt: what a name family tells of a function, where nearly all callers contradict
// it.
//
// One caller in ten that forgets a release is a bug of that caller. Nine in ten that
// "forget" it know better than a pattern over names: then one note stands for all that
// the pattern made us find. Facts that somebody stated are never doubted.

#ifndef MEMCHECK_MODEL_DOUBT_H
#define MEMCHECK_MODEL_DOUBT_H

#include "base/arena.h"
#include "model/unit_file.h"

typedef struct doubt_set doubt_set;

// Weighs the findings of [units], which name files as their call sites do. All comes
// from [arena], and is borrowed from the units.
doubt_set *doubt_open(arena *arena, const unit *const *units, uint32_t count);
// Does [finding] rest on what is doubted?
bool doubt_covers(const doubt_set *set, const finding *finding);
// Calls [report] with a finding (MC0004) for each function in doubt.
typedef void doubt_report(void *context, const finding *finding);
void doubt_tell(const doubt_set *set, doubt_report *report, void *context);

#endif
