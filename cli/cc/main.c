// memcheck-cc: one C source in, one unit file out. The only program with libclang.
//
// memcheck keeps a few of them as workers; a build farm calls it like a compiler; a
// developer looks at the stages of one function.

#include "cc/cc.h"
#include "base/log.h"
#include "project/flags.h"
#include "project/home.h"
#include "project/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: memcheck-cc -c SOURCE [-o FILE] [FLAGS]      write SOURCE's unit file\n"
    "       memcheck-cc --dump-ir[=FUNCTION] SOURCE -- [FLAGS]\n"
    "       memcheck-cc --dump-cfg[=FUNCTION] | --dump-state[=FUNCTION] |\n"
    "                   --dump-summary[=FUNCTION] SOURCE -- [FLAGS]\n"
    "       memcheck-cc --trace-path=RULE:FUNCTION:LINE:COLUMN SOURCE -- [FLAGS]\n"
    "       memcheck-cc --worker                         answer memcheck over pipes\n"
    "       memcheck-cc --version | --help\n"
    "Options: --rules PATH      a rule file or a folder of them; may repeat\n"
    "         --directory DIR   where relative paths of SOURCE and FLAGS start\n";

typedef enum cc_mode { MODE_NONE, MODE_COMPILE, MODE_DUMP, MODE_WORKER } cc_mode;

typedef struct command_line {
  cc_mode mode;
  text_list rules;
  text_list words; // the source and its flags
  const char *directory;
  const char *output;
  unit_dump dump;
  const char *function;
  const char *traced;    // what stands after --trace-path=, or NULL
  const char *cut_short; // an option whose value is missing, or NULL
} command_line;

static int wrong_usage(const char *problem, const char *word)
{
  log_error("memcheck-cc: %s%s%s", problem, word == NULL ? "" : ": ",
            word == NULL ? "" : word);
  fputs(usage, stderr);
  return 2;
}

// "--dump-ir=main": true if [word] is a dump option.
static bool read_dump(const char *word, command_line *line)
{
  static const struct {
    const char *name;
    unit_dump dump;
  } dumps[] = {{"--dump-ir", UNIT_DUMP_IR},
               {"--dump-cfg", UNIT_DUMP_CFG},
               {"--dump-state", UNIT_DUMP_STATE},
               {"--dump-summary", UNIT_DUMP_SUMMARY}};
  for (size_t i = 0; i < sizeof dumps / sizeof dumps[0]; i++) {
    size_t length = strlen(dumps[i].name);
    if (strncmp(word, dumps[i].name, length) != 0 ||
        (word[length] != '\0' && word[length] != '='))
      continue;
    line->mode = MODE_DUMP;
    line->dump = dumps[i].dump;
    line->function = word[length] == '=' ? word + length + 1 : NULL;
    return true;
  }
  return false;
}

// If [word] is an option that takes a value, puts [value] where it belongs.
static bool read_value(const char *word, const char *value, command_line *line)
{
  if (strcmp(word, "-o") == 0)
    line->output = value;
  else if (strcmp(word, "--directory") == 0)
    line->directory = value;
  else if (strcmp(word, "--rules") == 0)
    array_push(&line->rules, value);
  else
    return false;
  if (value == NULL)
    line->cut_short = word;
  return true;
}

// Reads argv into [line]; what is no option of ours is the source or a flag.
static void read_command_line(int argc, char **argv, command_line *line)
{
  for (int i = 1; i < argc; i++) {
    const char *word = argv[i];
    if (read_value(word, i + 1 < argc ? argv[i + 1] : NULL, line))
      i++;
    else if (strncmp(word, "--trace-path=", 13) == 0) {
      line->mode = MODE_DUMP;
      line->traced = word + 13;
    } else if (strcmp(word, "--worker") == 0)
      line->mode = MODE_WORKER;
    else if (strcmp(word, "-c") == 0)
      line->mode = MODE_COMPILE;
    else if (strcmp(word, "--") != 0 && !read_dump(word, line))
      array_push(&line->words, word);
  }
}

static bool load_rules(arena *arena, const command_line *line, pack_set *packs)
{
  for (uint32_t i = 0; i < line->rules.count; i++) {
    const char *path = line->rules.items[i];
    if (path_is_folder(path) ? !pack_set_add_folder(packs, path)
                             : !pack_set_add(packs, path))
      return false;
  }
  if (line->rules.count != 0)
    return true;
  const char *data = home_data(arena, MEMCHECK_SOURCE_DIR);
  return data != NULL && pack_set_add_folder(packs, path_resolve(arena, data, "rules"));
}

// Reads "MC1001:load:14:5" into [trace]; NULL leaves it empty.
static bool read_trace(arena *arena, const char *text, unit_trace *trace)
{
  *trace = (unit_trace){.rule = NULL};
  if (text == NULL)
    return true;
  char rule[16], function[256];
  int end = 0;
  if (sscanf(text, "%15[^:]:%255[^:]:%u:%u%n", rule, function, &trace->line,
             &trace->column, &end) != 4 ||
      text[end] != '\0' || rule_find(rule) == NULL)
    return false;
  trace->rule = arena_copy_string(arena, rule);
  trace->function = arena_copy_string(arena, function);
  return true;
}

static int run_single(arena *arena, const command_line *line, frontend *frontend,
                      pack_set *packs)
{
  const char *here = path_working_directory(arena);
  if (here == NULL)
    return wrong_usage("the working directory is gone", NULL);
  const char *directory =
      line->directory == NULL ? here : path_resolve(arena, here, line->directory);
  flags flags = {0};
  flags_filter(arena, directory, &line->words, false, &flags);
  int code;
  if (flags.others.count == 1) {
    cc_request request = {.frontend = frontend,
                          .packs = packs,
                          .job = {.source = flags.others.items[0],
                                  .directory = directory,
                                  .flag_count = flags.kept.count,
                                  .flags = flags.kept.items},
                          .output = line->output,
                          .dump = line->dump,
                          .function = line->function};
    if (!read_trace(arena, line->traced, &request.trace))
      code = wrong_usage("no RULE:FUNCTION:LINE:COLUMN", line->traced);
    else
      code = line->mode == MODE_DUMP ? cc_dump(&request) : cc_compile(&request);
  } else if (flags.others.count == 0) {
    code = wrong_usage("no source named", NULL);
  } else {
    code = wrong_usage("more than one source", flags.others.items[1]);
  }
  flags_clear(&flags);
  return code;
}

static int run(const command_line *line)
{
  if (line->cut_short != NULL)
    return wrong_usage("nothing stands after", line->cut_short);
  if (line->mode == MODE_NONE)
    return wrong_usage("nothing to do", NULL);
  arena arena = {0};
  frontend *frontend = frontend_new();
  pack_set *packs = pack_set_new();
  int code = 2;
  if (load_rules(&arena, line, packs))
    code = line->mode == MODE_WORKER ? cc_serve(frontend, packs)
                                     : run_single(&arena, line, frontend, packs);
  pack_set_free(packs);
  frontend_free(frontend);
  arena_clear(&arena);
  return code;
}

static int print_version(void)
{
  char *version = frontend_version();
  printf("memcheck-cc %s (%s)\n", MEMCHECK_VERSION, version);
  free(version);
  return fflush(stdout) == 0 ? 0 : 3;
}

int main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "--version") == 0)
    return print_version();
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    fputs(usage, stdout);
    return 0;
  }
  command_line line = {0};
  read_command_line(argc, argv, &line);
  int code = run(&line);
  array_clear(&line.rules);
  array_clear(&line.words);
  return code;
}
