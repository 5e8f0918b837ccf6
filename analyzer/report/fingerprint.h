// Fingerprint: what tells a finding from all others for as long as the code stays.
//
// Version 1 is XXH3-128 over the rule, the function's name, the acquiring call, the
// tokens of the primary expression, and the ordinal among findings of the same file
// that agree in all of these. No line, column, path or message: moved and re-wrapped
// code keeps its fingerprints, and so does a renamed file.

#ifndef MEMCHECK_REPORT_FINGERPRINT_H
#define MEMCHECK_REPORT_FINGERPRINT_H

#include "base/arena.h"
#include "base/hash.h"
#include "model/finding.h"

typedef struct fingerprint {
  char text[HASH_TEXT_SIZE];
} fingerprint;

// The fingerprints of [count] findings in report order, from [arena].
const fingerprint *fingerprint_all(arena *arena, const finding *const *findings,
                                   uint32_t count);
// A fingerprint that holds the file too, for readers who match by fingerprint alone.
void fingerprint_with_path(const fingerprint *plain, const char *path,
                           fingerprint *result);

#endif
