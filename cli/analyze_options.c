#include "analyze_options.h"
#include "command.h"
#include "outputs.h"
#include "project/cpus.h"

#include <stddef.h>

#define FIELD(name) offsetof(analyze_options, name)
#define HEADING(text)                                                                  \
  {                                                                                    \
    NULL, 0, OPTION_FLAG, 0, NULL, text                                                \
  }

static const option options[] = {
    HEADING("Input"),
    {"--build", 'p', OPTION_TEXT, FIELD(build), "DIR",
     "folder of compile_commands.json (default: found)"},
    {"--compile-commands", 0, OPTION_TEXT, FIELD(compile_commands), "FILE",
     "the compile database itself"},
    {"--files-from", 0, OPTION_TEXT, FIELD(files_from), "FILE",
     "more paths, one a line; - reads standard input"},
    {"--exclude", 0, OPTION_LIST, FIELD(excludes), "GLOB",
     "leave out what matches, as in 'third_party/**'; may repeat"},
    HEADING("Choice"),
    {"--select", 0, OPTION_LIST, FIELD(select), "IDS",
     "check these rules only: ids, prefixes or groups, by commas"},
    {"--ignore", 0, OPTION_LIST, FIELD(ignore), "IDS", "do not check these"},
    {"--models", 0, OPTION_LIST, FIELD(models), "FILES",
     "rule files of your own, by commas, besides the shipped ones"},
    {"--min-confidence", 0, OPTION_CHOICE, FIELD(min_confidence), "low|medium|high",
     "show findings at least this sure (default: medium)"},
    HEADING("Gate"),
    {"--fail-on", 0, OPTION_CHOICE, FIELD(fail_on), "note|warning|error|never",
     "exit 1 on findings at least this bad (default: warning)"},
    {"--allow-incomplete", 0, OPTION_FLAG, FIELD(allow_incomplete), NULL,
     "exit 0, not 3, if only some files could not be analysed"},
    {"--show-suppressed", 0, OPTION_FLAG, FIELD(show_suppressed), NULL,
     "list what comments allow, with their reasons"},
    HEADING("Speed"),
    {"--jobs", 'j', OPTION_NUMBER, FIELD(jobs), "N",
     "files at the same time (default: CPUs that may be used)"},
    {"--timeout-per-unit", 0, OPTION_NUMBER, FIELD(timeout), "S",
     "seconds for one file (default: 60)"},
    {"--stats", 0, OPTION_FLAG, FIELD(stats), NULL,
     "counts and CPU time on standard error; with -v also by function"},
    HEADING("Output"),
    {"--format", 0, OPTION_CHOICE, FIELD(format), OUTPUT_FORMATS,
     "of standard output (default: text)"},
    {"--output", 0, OPTION_LIST, FIELD(outputs), "FORMAT=FILE",
     "write a file besides; may repeat"},
    {"--color", 0, OPTION_CHOICE, FIELD(color), "auto|always|never",
     "also by NO_COLOR and CLICOLOR_FORCE"},
    {"--ascii", 0, OPTION_FLAG, FIELD(ascii), NULL, "plain characters only"},
    {"--no-excerpt", 0, OPTION_FLAG, FIELD(no_excerpt), NULL, "no source lines"},
    {"--path-depth", 0, OPTION_NUMBER, FIELD(path_depth), "N",
     "events shown of one finding (default: all)"},
    {"--progress", 0, OPTION_CHOICE, FIELD(progress), "auto|always|never",
     "on standard error"},
    {"--quiet", 'q', OPTION_FLAG, FIELD(quiet), NULL, "errors and findings only"},
    {"--verbose", 'v', OPTION_FLAG, FIELD(verbose), NULL,
     "also say what was decided, and which flags were left out"},
    HEADING("Looking inside (--dump-*: one file; of one function, or of all)"),
    {"--dump-ir", 0, OPTION_MAYBE, FIELD(dump_ir), "FUNCTION", "lowered code"},
    {"--dump-cfg", 0, OPTION_MAYBE, FIELD(dump_cfg), "FUNCTION", "its graph, for dot"},
    {"--dump-state", 0, OPTION_MAYBE, FIELD(dump_state), "FUNCTION",
     "what is known in each block"},
    {"--dump-summary", 0, OPTION_MAYBE, FIELD(dump_summary), "FUNCTION",
     "what callers are told"},
    {"--trace-path", 0, OPTION_TEXT, FIELD(trace_path), "FINGERPRINT",
     "what is known along the path of one finding (from JSON or SARIF)"},
};

void analyze_options_init(analyze_options *options)
{
  *options = (analyze_options){.min_confidence = CONFIDENCE_MEDIUM,
                               .fail_on = SEVERITY_WARNING,
                               .jobs = cpus_allowed(),
                               .timeout = 60};
}

void analyze_options_clear(analyze_options *options)
{
  array_clear(&options->excludes);
  array_clear(&options->select);
  array_clear(&options->ignore);
  array_clear(&options->models);
  array_clear(&options->outputs);
}

const command analyze_command = {
    .name = "analyze",
    .arguments = "[PATH...] [-- FLAGS...]",
    .summary = "find faults in C sources",
    .details =
        "PATH picks what is analysed (default: the working directory). Flags come "
        "from\n"
        "compile_commands.json or compile_flags.txt, here, in a build folder or "
        "above;\n"
        "else from what stands after --; else include folders are guessed.\n"
        "\n"
        "Examples:\n"
        "  memcheck analyze\n"
        "  memcheck analyze src --exclude 'src/generated/**'\n"
        "  memcheck analyze a.c b.c -- -Iinclude -DNDEBUG\n"
        "  memcheck analyze --format concise --fail-on error\n"
        "  memcheck analyze --models rules/mydb.yaml\n"
        "  memcheck analyze --output sarif=memcheck.sarif\n"
        "\n"
        "Exit codes: 0 nothing found; 1 findings; 2 wrong usage or database; 3 a file\n"
        "could not be analysed or written, or there was none; 128+n ended by a "
        "signal.\n",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = cmd_analyze,
};
