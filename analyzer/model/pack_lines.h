// Pack lines: the lines "  name: fact" of a rule file, taken out before YAML is read.
//
// Nine tenths of a rule file are such lines, and libyaml takes 1.2 ms for 1,000 of
// them, which is most of what loading a pack may cost. So the lines whose meaning needs
// no YAML (a C name, a colon, a plain fact, nothing that YAML could read otherwise) are
// cut out here. In their place stay empty lines, so that the rest keeps its places;
// whatever is in doubt stays, and libyaml decides.

#ifndef MEMCHECK_MODEL_PACK_LINES_H
#define MEMCHECK_MODEL_PACK_LINES_H

#include "base/array.h"
#include "base/strbuf.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct pack_line {
  uint32_t number, name_column, fact_column; // from 1
  const char *name;                          // not terminated
  size_t name_length;
  const char *fact;
} pack_line;

// All zero is empty.
typedef struct pack_lines {
  ARRAY(pack_line) taken; // in their order; texts are in [text]
  strbuf text;
  strbuf rest;
} pack_lines;

// Reads all of [file], which it takes ownership of. Returns what is left for YAML as a
// file, owned by the caller, that must not outlive [lines]; if [file] cannot be read,
// [file] itself, so that who reads on finds out why.
FILE *pack_lines_take(pack_lines *lines, FILE *file);
void pack_lines_clear(pack_lines *lines);

#endif
