// Options: the flags of a command, as one table that is parsed, checked and printed.

#ifndef MEMCHECK_CLI_OPTIONS_H
#define MEMCHECK_CLI_OPTIONS_H

#include "base/arena.h"
#include "project/text_list.h"

#include <stdio.h>

typedef enum option_kind {
  OPTION_FLAG,   // bool
  OPTION_TEXT,   // const char *
  OPTION_MAYBE,  // const char *: "--name" gives "", "--name=x" gives "x"
  OPTION_LIST,   // text_list: may repeat
  OPTION_CHOICE, // int: number of the word among [value]'s "a|b|c"
  OPTION_NUMBER, // uint32_t, at least 1
} option_kind;

typedef struct option {
  const char *name; // "--format"; NULL: a heading, [help], for the help text
  char letter;      // 'j', or 0
  option_kind kind;
  size_t offset;     // of its field in the structure to fill
  const char *value; // "N", "auto|always|never"; NULL for flags
  const char *help;
} option;

// What is left of a command line.
typedef struct arguments {
  text_list words; // neither options nor their values
  bool has_rest;   // "--" was given
  text_list rest;  // what stood after it
} arguments;

// Reads argv[0] ... argv[count - 1] into the fields of [target], which hold the
// defaults. False: logged, with the option that may have been meant.
bool options_parse(const option *options, uint32_t option_count, void *target,
                   int count, char **argv, arguments *arguments);
void arguments_clear(arguments *arguments);
void options_print(const option *options, uint32_t option_count, FILE *out);

// Which of "a|b|c" is [word]? -1, logged as what [what] is not, if none.
int choice_find(arena *arena, const char *choices, const char *word, const char *what);

#endif
