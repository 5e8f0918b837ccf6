// Shell: command lines taken apart into words, as the programs that wrote them meant.

#ifndef MEMCHECK_PROJECT_SHELL_H
#define MEMCHECK_PROJECT_SHELL_H

#include "base/arena.h"
#include "project/text_list.h"

// Adds the words of [command] to [words], unquoted as a POSIX shell does it; nothing is
// expanded. A quote that nothing closes ends with the text. Words come from [arena].
void shell_split(arena *arena, const char *command, text_list *words);

// Runs [arguments] (NULL at the end; the program is looked up in PATH) without input
// and with its errors thrown away. Its output, owned by [arena], or NULL if it could
// not be run or failed.
const char *shell_output(arena *arena, const char *const *arguments);

// Runs [arguments] (as above, but found by path) with our own standard streams and
// waits. Its exit code, 128 and the number if a signal ended it; -1, logged, if it
// cannot start.
int shell_run(const char *const *arguments);

#endif
