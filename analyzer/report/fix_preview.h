// Fix preview: the lines that a fix changes, before and after.

#ifndef MEMCHECK_REPORT_FIX_PREVIEW_H
#define MEMCHECK_REPORT_FIX_PREVIEW_H

#include "model/finding.h"
#include "report/source.h"

typedef struct fix_line {
  uint32_t number; // of a removed line; an added one counts on from where it begins
  bool is_added;   // else removed
  const char *text;
} fix_line;

// All zero is empty.
typedef struct fix_preview {
  ARRAY(fix_line) lines; // removed lines, then added ones
  strbuf before, after;  // their text
} fix_preview;

// Fills [preview], which must be empty, with what [fix] changes in the file at [path].
// Where the file cannot be read, the fix's own text is what is added.
void fix_preview_make(fix_preview *preview, source_cache *sources, const char *path,
                      const finding_fix *fix);
void fix_preview_clear(fix_preview *preview);

#endif
