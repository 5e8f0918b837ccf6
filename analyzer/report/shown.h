// Shown: text from outside made fit to be shown: paths, names, source lines.

#ifndef MEMCHECK_REPORT_SHOWN_H
#define MEMCHECK_REPORT_SHOWN_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/source.h"

// [file] of a finding as an absolute path. Results of the first three are valid as long
// as [arena].
const char *shown_absolute_path(arena *arena, const report *report, const char *file);
// As seen from the working directory, or from the root.
const char *shown_path(arena *arena, const report *report, const char *file);
const char *shown_path_below_root(arena *arena, const report *report, const char *file);
// Appends [path] as a URI: relative ones stay relative, absolute ones get "file://".
void shown_uri(const char *path, strbuf *out);

// Appends [text] with U+FFFD in place of control characters, marks that turn the
// direction of text, and bytes that are no UTF-8: nothing in it can take over a
// terminal or hide what it says.
void shown_text(const char *text, size_t length, strbuf *out);

// Replaces whatever is not ASCII in [text] from byte [from] on by something as wide.
void shown_make_ascii(strbuf *text, size_t from);

// A part of a path's steps: [head] from the start, then the last ones from [tail] on.
typedef struct shown_steps {
  uint32_t head;
  uint32_t tail;
} shown_steps;

// Which of [count] steps to show where [limit] is the most (0: no limit): the first,
// for it says where the object comes from, and the last.
shown_steps shown_choose_steps(uint32_t count, uint32_t limit);

#define SHOWN_LINE_WIDTH 120

// One source line as it can be shown, with tabs as spaces, cut to SHOWN_LINE_WIDTH
// around the marked part. All zero before the first use.
typedef struct shown_line {
  strbuf text;
  uint32_t mark;       // column of [text] where the marked part begins, from 0
  uint32_t mark_width; // at least 1
} shown_line;

// Shows [line] with the bytes from [begin] to before [end] marked; both may lie beyond
// its end.
void shown_line_set(shown_line *shown, source_line line, size_t begin, size_t end,
                    bool ascii);
void shown_line_clear(shown_line *shown);

#endif
