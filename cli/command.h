// Commands: one table drives dispatch and help (main.c).

#ifndef MEMCHECK_CLI_COMMAND_H
#define MEMCHECK_CLI_COMMAND_H

#include "options.h"

typedef enum exit_code {
  EXIT_CLEAN = 0,
  EXIT_FINDINGS = 1,
  EXIT_USAGE = 2,
  EXIT_INCOMPLETE = 3,
  EXIT_SIGNAL = 128, // plus the signal's number
} exit_code;

typedef struct command {
  const char *name;
  const char *arguments; // "[PATH...]"
  const char *summary;   // one line
  const char *details;   // for its own help; ends in a newline
  const option *options;
  uint32_t option_count;
  // Takes the words after the command's name; returns an exit code.
  int (*run)(int count, char **argv);
} command;

extern const command analyze_command;
extern const command explain_command;
extern const command rules_command;

#endif
