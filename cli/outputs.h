// Outputs: where reports go: standard output in one format, files in any.

#ifndef MEMCHECK_CLI_OUTPUTS_H
#define MEMCHECK_CLI_OUTPUTS_H

#include "base/arena.h"
#include "project/text_list.h"
#include "report/report.h"

#define OUTPUT_FORMATS "text|concise|json|sarif" // in the order of report_format

typedef struct output {
  report_format format;
  const char *path; // NULL: standard output
} output;

typedef struct outputs {
  ARRAY(output) items;
} outputs;

typedef enum outputs_state {
  OUTPUTS_GOOD,
  OUTPUTS_MISNAMED,   // not FORMAT=FILE, or an unknown format; logged
  OUTPUTS_UNWRITABLE, // logged
} outputs_state;

// Adds one output for each "FORMAT=FILE" of [texts]. Looks whether the files can be
// made, because nobody wants to learn at the end of a long run that they cannot.
outputs_state outputs_add_files(outputs *outputs, arena *arena, const text_list *texts);
void outputs_add_stdout(outputs *outputs, report_format format);
// Writes them in the order they were added. One that cannot be written is logged, and
// turns the exit code of [report] from 0 to 3 for those that follow.
void outputs_write(const outputs *outputs, report *report);
void outputs_clear(outputs *outputs);

#endif
