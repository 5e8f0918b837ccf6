// Source: lines of files, for excerpts and for columns in characters.

#ifndef MEMCHECK_REPORT_SOURCE_H
#define MEMCHECK_REPORT_SOURCE_H

#include "base/array.h"
#include "base/strbuf.h"

#include <stdbool.h>

#define SOURCE_SLOTS 16

typedef struct source_file {
  char *path; // NULL: an empty slot
  bool is_readable;
  strbuf text;
  ARRAY(size_t) starts; // of each line
} source_file;

// The files read last: reports go file by file, so a few are enough, however large the
// tree. All zero is empty.
typedef struct source_cache {
  source_file files[SOURCE_SLOTS];
  uint32_t next; // the slot to be replaced next
} source_cache;

typedef struct source_line {
  const char *text; // not NUL-terminated; any bytes
  size_t length;    // without the line's end
} source_line;

// Finds line [number] (from 1) of the file at [path]. False: no such file or line. The
// result is valid until the next call.
bool source_find_line(source_cache *cache, const char *path, uint32_t number,
                      source_line *line);
void source_cache_clear(source_cache *cache);

#endif
