// libclang's strings, taken over.

#ifndef MEMCHECK_FRONTEND_CXSTRING_H
#define MEMCHECK_FRONTEND_CXSTRING_H

#include "base/intern.h"

#include <clang-c/CXString.h>

// Both end the life of [string]; a missing text counts as "".
static inline const char *cxstring_intern(intern_table *names, CXString string)
{
  const char *text = clang_getCString(string);
  const char *name = intern(names, text == NULL ? "" : text);
  clang_disposeString(string);
  return name;
}

static inline char *cxstring_keep(arena *arena, CXString string)
{
  const char *text = clang_getCString(string);
  char *copy = arena_copy_string(arena, text == NULL ? "" : text);
  clang_disposeString(string);
  return copy;
}

#endif
