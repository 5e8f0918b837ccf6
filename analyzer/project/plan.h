// Plan: which sources a run analyses, and with which flags.
//
// A compile database decides, if there is one: the paths of the command line pick units
// of it. Without one, or with flags given by hand, a file is itself and a folder every
// .c file below it. The plan is sorted by file, whatever the order of the request.

#ifndef MEMCHECK_PROJECT_PLAN_H
#define MEMCHECK_PROJECT_PLAN_H

#include "base/arena.h"
#include "project/source.h"

typedef struct plan_request {
  const char *directory;        // working directory, absolute
  text_list paths;              // none: "."
  const char *build_folder;     // -p, or NULL
  const char *compile_commands; // --compile-commands, or NULL
  bool has_flags;               // "--" was given
  text_list flags;              // what stood after it
  text_list excludes;           // patterns, as path_matches() takes them
} plan_request;

typedef enum plan_origin {
  PLAN_FROM_DATABASE,   // [origin_path] is a compile_commands.json
  PLAN_FROM_FLAGS_FILE, // [origin_path] is a compile_flags.txt
  PLAN_FROM_ARGUMENTS,  // flags after "--"
  PLAN_FROM_GUESS,
} plan_origin;

typedef struct plan {
  const char
      *root; // what paths in reports are relative to: git's top level, or [directory]
  plan_origin origin;
  const char *origin_path; // or NULL
  source_list units;       // sorted, each once
  uint32_t not_c_count;    // files left out: C++, assembly, ...
  uint32_t excluded_count; // sources that a pattern of the request left out
  text_list dropped;       // flags of the build that were left out, each once
  text_list guesses;       // include folders and packages that were guessed, each once
} plan;

typedef enum plan_result {
  PLAN_READY,
  PLAN_WRONG, // a path or the database cannot be used: exit 2
  PLAN_EMPTY, // nothing to analyse: exit 3
} plan_result;

// Fills [plan], which starts as all zero; strings come from [arena]. What is wrong or
// empty has been logged with its remedy.
plan_result plan_make(arena *arena, const plan_request *request, plan *plan);
void plan_clear(plan *plan);

#endif
