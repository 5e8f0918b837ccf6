// Unit file: what analysing one source gave, as bytes (.mcs).
//
// memcheck-cc makes it, memcheck reads it, nothing else passes between them. The bytes
// are a magic number, the format version, the length, an XXH3 checksum, then
// varint-coded sections. They hold no time, host or pointer: equal input gives equal
// bytes.

#ifndef MEMCHECK_MODEL_UNIT_FILE_H
#define MEMCHECK_MODEL_UNIT_FILE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "model/finding.h"

#define UNIT_FILE_VERSION 2

// Counts that --stats adds up over units. Times are in microseconds of CPU; they are
// for the person who looks, and no part of any finding.
#define UNIT_COUNTS(X)                                                                 \
  X(functions, "functions with a body")                                                \
  X(relevant, "relevant functions")                                                    \
  X(coarse, "coarse functions")                                                        \
  X(tainted, "functions with a parse error")                                           \
  X(skipped, "functions left out: setjmp()")                                           \
  X(invalid, "functions whose IR is invalid")                                          \
  X(instructions, "IR instructions")                                                   \
  X(blocks, "blocks")                                                                  \
  X(visits, "block visits")                                                            \
  X(states, "states")                                                                  \
  X(facts, "facts read")                                                               \
  X(parse_us, "parse, CPU us")                                                         \
  X(lower_us, "lower, CPU us")                                                         \
  X(rules_us, "rules, CPU us")                                                         \
  X(engine_us, "engine, CPU us")                                                       \
  X(check_us, "checks, CPU us")                                                        \
  X(peak_kib, "peak memory, KiB")

typedef struct unit_counts {
#define FIELD(name, text) uint64_t name;
  UNIT_COUNTS(FIELD)
#undef FIELD
} unit_counts;

typedef struct unit_site { // a call of a function that only a name family describes
  const char *function;
  uint32_t file;
  uint32_t line, column, end_line, end_column;
} unit_site;

typedef enum unit_status {
  UNIT_OK,
  UNIT_INCOMPLETE, // analysed, but a header was missing: see [problems]
  UNIT_UNREADABLE, // the source could not be read
  UNIT_NOT_C,      // not C source at all, or nothing could be parsed
} unit_status;

// A row for every function: what linking and inventories need to know of it.
typedef struct unit_row {
  const char *name;
  bool is_static;
  bool is_relevant;
  bool is_coarse;
  bool is_tainted;
  bool is_skipped; // not walked: it calls setjmp(), or its IR is invalid
  uint32_t file;   // index into unit->files
  uint32_t line, end_line;
  uint32_t visits; // of blocks by the engine
} unit_row;

typedef struct unit_comment { // one that speaks to memcheck (model/suppression.h)
  uint32_t file;
  uint32_t line, column;         // where its text begins
  uint32_t end_line, end_column; // of the whole comment
  uint32_t first, last; // lines of the statement it speaks of; 0: there is none
  bool is_conditional;  // an #if may leave out code that it speaks of
  const char *text;     // one line, without delimiters
} unit_comment;

typedef struct unit {
  unit_status status;
  const char *source; // the main file as named in the job
  uint32_t problem_count;
  const char **problems; // "a.c:3:10: fatal: 'x.h' file not found", for the user
  uint32_t file_count;
  const char **files; // include closure, main file first
  uint32_t row_count;
  unit_row *rows;
  uint32_t comment_count;
  unit_comment *comments;
  uint32_t site_count;
  unit_site *sites;
  uint32_t finding_count;
  finding *findings; // in report order
  unit_counts counts;
} unit;

// Appends the bytes of [unit] to [out].
void unit_encode(const unit *unit, strbuf *out);
// False: the bytes are no unit file of this version, cut short or damaged; [why] says
// it. Strings and arrays of [unit] come from [arena].
bool unit_decode(arena *arena, const void *bytes, size_t length, unit *unit,
                 const char **why);

#endif
