// Inside: what --dump-* and --trace-path show, by calling memcheck-cc for one source.

#ifndef MEMCHECK_CLI_INSIDE_H
#define MEMCHECK_CLI_INSIDE_H

#include "analysis.h"
#include "analyze_options.h"

typedef struct inside {
  arena *arena;
  const plan *plan;
  const text_list *program; // memcheck-cc and its rules
} inside;

// True if a dump was asked for; then [code] is how it went.
bool inside_dump(const inside *inside, const analyze_options *options, int *code);

// For a run that could not be planned: the value of --dump-* follows '='. Logs that, if
// the first of [paths] looks like a function.
void inside_hint(const analyze_options *options, const char *const *paths,
                 uint32_t count);

// Can [text] be the beginning of a fingerprint? False: logged.
bool inside_is_fingerprint(const char *text);
// Shows the path of that one of [findings], the report of [analysis], whose fingerprint
// begins with [prefix], as JSON or as SARIF has it. An exit code, logged.
int inside_trace(const inside *inside, const analysis *analysis,
                 const finding *const *findings, uint32_t count, const char *prefix);

#endif
