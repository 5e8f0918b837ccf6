#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static log_level level_now = LOG_NORMAL;

void log_set_level(log_level level)
{
  level_now = level;
}

bool log_is_verbose(void)
{
  return level_now == LOG_VERBOSE;
}

#define SAY(label)                                                                     \
  do {                                                                                 \
    va_list arguments;                                                                 \
    va_start(arguments, format);                                                       \
    fputs("memcheck: " label, stderr);                                                 \
    vfprintf(stderr, format, arguments);                                               \
    fputc('\n', stderr);                                                               \
    va_end(arguments);                                                                 \
  } while (0)

void log_error(const char *format, ...)
{
  SAY("error: ");
}

void log_warning(const char *format, ...)
{
  if (level_now >= LOG_NORMAL)
    SAY("warning: ");
}

void log_note(const char *format, ...)
{
  if (level_now >= LOG_NORMAL)
    SAY("note: ");
}

void log_verbose(const char *format, ...)
{
  if (level_now >= LOG_VERBOSE)
    SAY("");
}
