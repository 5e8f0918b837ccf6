// Messages to the user, on stderr; results go to stdout and never through here.

#ifndef MEMCHECK_BASE_LOG_H
#define MEMCHECK_BASE_LOG_H

#include "base/compiler.h"

#include <stdbool.h>

typedef enum log_level { LOG_QUIET, LOG_NORMAL, LOG_VERBOSE } log_level;

void log_set_level(log_level level);
bool log_is_verbose(void);
// "memcheck: error: ..." with a newline added; shown at every level.
void log_error(const char *format, ...) MC_PRINTF(1, 2);
// "memcheck: warning: ...", "memcheck: note: ...": not shown when quiet.
void log_warning(const char *format, ...) MC_PRINTF(1, 2);
void log_note(const char *format, ...) MC_PRINTF(1, 2);
// Shown only when verbose.
void log_verbose(const char *format, ...) MC_PRINTF(1, 2);

#endif
