// Problems: what libclang complained about, and which functions that spoils.

#ifndef MEMCHECK_FRONTEND_PROBLEMS_H
#define MEMCHECK_FRONTEND_PROBLEMS_H

#include "frontend/source.h"

#include <clang-c/Index.h>

// The text of an attribute that libclang rejects although GCC takes it.
typedef struct lost_attribute {
  source_spot spot;
  const char *text; // "malloc(fclose, 1)"
} lost_attribute;

typedef struct problem_list {
  ARRAY(source_spot) errors; // sorted by file, then offset
  uint32_t main_count;       // of them in the main file
  ARRAY(lost_attribute) lost;
  ARRAY(const char *) missing; // "a.c:3:10: fatal: 'x.h' file not found"
} problem_list;

// Strings live in the module's arena.
void problems_read(problem_list *problems, source_map *source);
void problems_clear(problem_list *problems);

// Does an error lie in [range]?
bool problems_touch(const problem_list *problems, CXSourceRange range);

#endif
