#include "options.h"
#include "base/log.h"
#include "base/suggest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct parser {
  const option *options;
  uint32_t option_count;
  void *target;
  int count;
  char **argv;
  int next;
  arena arena;
} parser;

// ---- Values ------------------------------------------------------------------------

int choice_find(arena *arena, const char *choices, const char *word, const char *what)
{
  text_list names = {0};
  int found = -1;
  for (const char *name = choices; name != NULL;) {
    size_t length = strcspn(name, "|");
    if (length == strlen(word) && memcmp(name, word, length) == 0)
      found = (int)names.count;
    array_push(&names, arena_copy_bytes(arena, name, length));
    name = name[length] == '|' ? name + length + 1 : NULL;
  }
  if (found < 0) {
    const char *meant = suggest_word(word, names.items, names.count);
    if (meant != NULL)
      log_error("%s is one of %s, not '%s': did you mean '%s'?", what, choices, word,
                meant);
    else
      log_error("%s is one of %s, not '%s'", what, choices, word);
  }
  array_clear(&names);
  return found;
}

static bool set_number(const option *option, void *field, const char *value)
{
  char *end;
  errno = 0;
  unsigned long number = strtoul(value, &end, 10);
  if (value[0] < '0' || value[0] > '9' || *end != '\0' || number < 1 ||
      number > 1000000) {
    log_error("%s takes a number from 1, not '%s'; leave it out for the default",
              option->name, value);
    return false;
  }
  *(uint32_t *)field = (uint32_t)number;
  return true;
}

static bool set_choice(parser *parser, const option *option, void *field,
                       const char *value)
{
  int choice = choice_find(&parser->arena, option->value, value, option->name);
  if (choice >= 0)
    *(int *)field = choice;
  return choice >= 0;
}

static bool set_value(parser *parser, const option *option, const char *value)
{
  void *field = (char *)parser->target + option->offset;
  switch (option->kind) {
  case OPTION_FLAG:
    *(bool *)field = true;
    return true;
  case OPTION_TEXT:
  case OPTION_MAYBE:
    *(const char **)field = value;
    return true;
  case OPTION_LIST:
    array_push((text_list *)field, value);
    return true;
  case OPTION_CHOICE:
    return set_choice(parser, option, field, value);
  case OPTION_NUMBER:
    return set_number(option, field, value);
  }
  return false;
}

// ---- Words -------------------------------------------------------------------------

static void unknown_option(const parser *parser, const char *word, size_t length)
{
  text_list names = {0};
  for (uint32_t i = 0; i < parser->option_count; i++)
    if (parser->options[i].name != NULL)
      array_push(&names, parser->options[i].name);
  char name[64];
  snprintf(name, sizeof name, "%.*s", (int)length, word);
  const char *meant = suggest_word(name, names.items, names.count);
  if (name[1] != '-')
    log_error("unknown option '%s': see --help; flags for the compiler stand after --, "
              "as in '-- %s'",
              name, name);
  else if (meant != NULL)
    log_error("unknown option '%s': did you mean '%s'?", name, meant);
  else
    log_error("unknown option '%s': see --help", name);
  array_clear(&names);
}

// The value of an option whose own word ended: the next word.
static bool take_value(parser *parser, const option *option)
{
  if (parser->next == parser->count) {
    log_error("%s needs a value: %s", option->name, option->value);
    return false;
  }
  return set_value(parser, option, parser->argv[parser->next++]);
}

static bool parse_long(parser *parser, const char *word)
{
  size_t length = strcspn(word, "=");
  const char *joined = word[length] == '=' ? word + length + 1 : NULL;
  for (uint32_t i = 0; i < parser->option_count; i++) {
    const option *option = &parser->options[i];
    if (option->name == NULL || strlen(option->name) != length ||
        memcmp(option->name, word, length) != 0)
      continue;
    if (option->kind == OPTION_MAYBE)
      return set_value(parser, option, joined == NULL ? "" : joined);
    if (option->kind != OPTION_FLAG)
      return joined != NULL ? set_value(parser, option, joined)
                            : take_value(parser, option);
    if (joined == NULL)
      return set_value(parser, option, NULL);
    log_error("%s takes no value", option->name);
    return false;
  }
  unknown_option(parser, word, length);
  return false;
}

static bool parse_short(parser *parser, const char *word)
{
  for (uint32_t i = 0; i < parser->option_count; i++) {
    const option *option = &parser->options[i];
    if (option->letter == 0 || option->letter != word[1])
      continue;
    if (option->kind == OPTION_FLAG && word[2] == '\0')
      return set_value(parser, option, NULL);
    if (option->kind == OPTION_FLAG)
      break;
    return word[2] != '\0' ? set_value(parser, option, word + 2)
                           : take_value(parser, option);
  }
  unknown_option(parser, word, strlen(word));
  return false;
}

bool options_parse(const option *options, uint32_t option_count, void *target,
                   int count, char **argv, arguments *arguments)
{
  parser parser = {.options = options,
                   .option_count = option_count,
                   .target = target,
                   .count = count,
                   .argv = argv};
  bool is_good = true;
  while (is_good && parser.next < count) {
    const char *word = argv[parser.next++];
    if (strcmp(word, "--") == 0) {
      arguments->has_rest = true;
      while (parser.next < count)
        array_push(&arguments->rest, argv[parser.next++]);
    } else if (strncmp(word, "--", 2) == 0) {
      is_good = parse_long(&parser, word);
    } else if (word[0] == '-' && word[1] != '\0') {
      is_good = parse_short(&parser, word);
    } else {
      array_push(&arguments->words, word);
    }
  }
  arena_clear(&parser.arena);
  return is_good;
}

void arguments_clear(arguments *arguments)
{
  array_clear(&arguments->words);
  array_clear(&arguments->rest);
}

void options_print(const option *options, uint32_t option_count, FILE *out)
{
  for (uint32_t i = 0; i < option_count; i++) {
    const option *option = &options[i];
    if (option->name == NULL) {
      fprintf(out, "\n%s:\n", option->help);
      continue;
    }
    char left[80];
    char letter[8] = "";
    if (option->letter != 0)
      snprintf(letter, sizeof letter, "-%c, ", option->letter);
    const char *value = option->value == NULL ? "" : option->value;
    const char *joint = option->kind == OPTION_MAYBE ? "[="
                        : value[0] != '\0'           ? " "
                                                     : "";
    snprintf(left, sizeof left, "%s%s%s%s%s", letter, option->name, joint, value,
             option->kind == OPTION_MAYBE ? "]" : "");
    if (strlen(left) > 26)
      fprintf(out, "  %s\n  %-26s  %s\n", left, "", option->help);
    else
      fprintf(out, "  %-26s  %s\n", left, option->help);
  }
}
