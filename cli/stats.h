// Stats (--stats): what a run counted, where its CPU time went and, with --verbose,
// which functions were not analysed in full.

#ifndef MEMCHECK_CLI_STATS_H
#define MEMCHECK_CLI_STATS_H

#include "analysis.h"

// CPU time of this process, in microseconds.
uint64_t stats_cpu_us(void);
// Prints on standard error; [report_us] is what writing the report took.
void stats_print(const analysis *analysis, uint64_t report_us);

#endif
