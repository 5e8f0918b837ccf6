// Report: findings as people and machines read them.
//
// A report is what one run of analyze has to say. Each format is one function that
// appends its text to a buffer; equal reports and equal sources give equal bytes.
// Excerpts are read from the sources themselves, which may have changed or gone since:
// then the excerpt is missing and the rest stands.

#ifndef MEMCHECK_REPORT_REPORT_H
#define MEMCHECK_REPORT_REPORT_H

#include "base/strbuf.h"
#include "model/finding.h"

// Why a unit could not be judged, or not wholly. What is of one unit stands together.
typedef struct report_problem {
  const char *source; // the unit's main file
  bool is_skipped;    // not analysed at all; else incomplete
  const char *text;   // "killed after 60 s", "a.c:3:10: fatal: 'x.h' file not found"
} report_problem;

typedef struct report_options {
  bool color;
  bool ascii;           // nothing but ASCII is written, for plain terminals
  bool no_excerpt;      // events as a list, without source lines
  uint32_t path_depth;  // events shown of one finding: the first, and the last; 0: all
  bool show_suppressed; // list them in the end
} report_options;

// All is borrowed. All zero is a run that analysed nothing and found nothing, but for
// the two folders, which must be there.
typedef struct report {
  // Absolute and clean. Paths in findings are absolute, or relative to [root]. JSON
  // shows what lies below the root relative to it; text, concise and SARIF show what
  // lies below [directory], the working directory, relative to that.
  const char *root;
  const char *directory;

  // In report order (finding_compare). Those with a justification are allowed by
  // comments: JSON and SARIF hold them as such, text and concise leave them out.
  uint32_t finding_count;
  const finding *const *findings;
  uint32_t problem_count;
  const report_problem *problems;

  uint32_t unit_count;       // chosen
  uint32_t analyzed_count;   // of them; the others are skipped
  uint32_t cached_count;     // of the analysed ones
  uint32_t tainted_count;    // functions with a parse error, not judged for leaks
  uint32_t baseline_count;   // findings left out because the baseline has them
  uint32_t suppressed_count; // findings with a justification
  double seconds;            // wall time, for the summary of text; 0: not shown
  int exit_code;

  const char *explain_folder; // holds <ID>.md for SARIF's rules; may be NULL
  report_options options;     // of text and concise
} report;

typedef enum report_format {
  REPORT_TEXT,    // frames for people
  REPORT_CONCISE, // one line a finding, as compilers write
  REPORT_JSON,    // our own, described in report.schema.json
  REPORT_SARIF,   // SARIF 2.1.0
  REPORT_FORMAT_COUNT
} report_format;

const char *report_format_name(report_format format); // "text", "concise", ...
// False if [name] is none.
bool report_format_from_name(const char *name, report_format *format);

// Appends [report] in [format] to [out].
void report_write(const report *report, report_format format, strbuf *out);
// Appends the two lines that end a text report: findings by severity, then files, time
// and exit code. For those who show it beside a machine format.
void report_write_summary(const report *report, strbuf *out);

#endif
