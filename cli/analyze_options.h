// What `memcheck analyze` can be told.

#ifndef MEMCHECK_CLI_ANALYZE_OPTIONS_H
#define MEMCHECK_CLI_ANALYZE_OPTIONS_H

#include "project/text_list.h"

enum { ANALYZE_AUTO, ANALYZE_ALWAYS, ANALYZE_NEVER }; // of --color, --progress
enum { ANALYZE_FAIL_NEVER = 3 }; // of --fail-on, above all severities

typedef struct analyze_options {
  const char *build;
  const char *compile_commands;
  const char *files_from;
  text_list excludes;
  text_list select;
  text_list ignore;
  text_list models;
  int min_confidence; // a confidence
  int fail_on;        // a severity, or ANALYZE_FAIL_NEVER
  bool allow_incomplete;
  bool show_suppressed;
  uint32_t jobs;
  uint32_t timeout; // seconds
  bool stats;
  int format; // a report_format
  text_list outputs;
  int color;
  bool ascii;
  bool no_excerpt;
  uint32_t path_depth; // 0: all
  int progress;
  bool quiet;
  bool verbose;
  const char *dump_ir; // NULL: not asked for, "": all functions
  const char *dump_cfg;
  const char *dump_state;
  const char *dump_summary;
  const char *trace_path; // a fingerprint, or NULL
} analyze_options;

// The defaults.
void analyze_options_init(analyze_options *options);
void analyze_options_clear(analyze_options *options);

// The command itself (cmd_analyze.c); its table entry stands with the options.
int cmd_analyze(int count, char **argv);

#endif
