// Interned strings: equal texts are one pointer, so names compare with ==.

#ifndef MEMCHECK_BASE_INTERN_H
#define MEMCHECK_BASE_INTERN_H

#include "base/arena.h"

#include <stddef.h>

typedef struct intern_entry intern_entry;

// All zero is an empty table.
typedef struct intern_table {
  arena arena;
  intern_entry *entries;
} intern_table;

// Both results are valid until intern_clear().
const char *intern(intern_table *table, const char *text);
const char *intern_bytes(intern_table *table, const char *text, size_t length);
// NULL if [text] was never interned.
const char *intern_find(const intern_table *table, const char *text);
void intern_clear(intern_table *table);

#endif
