// Analysis: a plan's units, through the workers, to linked findings.

#ifndef MEMCHECK_CLI_ANALYSIS_H
#define MEMCHECK_CLI_ANALYSIS_H

#include "link.h"
#include "project/plan.h"
#include "report/report.h"

typedef struct analysis_options {
  const char *const *worker; // command of one worker, ends in NULL
  uint32_t jobs;
  uint32_t timeout_ms;
  const text_list *rules; // ids to check
  bool shows_progress;
} analysis_options;

// All zero before analysis_run(). Strings live in [arena].
typedef struct analysis {
  arena arena;
  uint32_t analyzed_count;
  ARRAY(const unit *) units; // the analysed ones, in the order of the plan
  ARRAY(report_problem) problems;
  link_result linked; // paths are relative to the plan's root, where they lie below it
  double seconds;
  uint64_t link_us; // CPU
} analysis;

// 0, or the code to end with at once: the workers cannot start, or a signal.
int analysis_run(analysis *analysis, const plan *plan, const analysis_options *options);
void analysis_clear(analysis *analysis);

#endif
