// Source: one file to analyse, with the flags that give it its meaning.

#ifndef MEMCHECK_PROJECT_SOURCE_H
#define MEMCHECK_PROJECT_SOURCE_H

#include "project/text_list.h"

typedef struct source {
  const char *file;      // absolute and clean
  const char *directory; // where relative paths of the flags start; absolute and clean
  text_list flags;       // those the frontend may see
} source;

// All zero is an empty list. Strings are borrowed.
typedef ARRAY(source) source_list;

// Adds a source with a copy of the list [flags].
void source_list_add(source_list *list, const char *file, const char *directory,
                     const text_list *flags);
// Sorts by file, directory, flags, and keeps one of those that mean the same.
void source_list_make_set(source_list *list);
void source_list_clear(source_list *list);

#endif
