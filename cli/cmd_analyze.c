// memcheck analyze: plan, run, link, report, exit code.

#include "analysis.h"
#include "analyze_options.h"
#include "command.h"
#include "inside.h"
#include "models.h"
#include "outputs.h"
#include "rule_choice.h"
#include "stats.h"
#include "base/log.h"
#include "project/files.h"
#include "project/home.h"
#include "project/path.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Everything one run holds; cleared in one place.
typedef struct analyze {
  arena arena;
  analyze_options options;
  arguments arguments;
  text_list rules;
  outputs outputs;
  plan_request request;
  plan plan;
  text_list program; // memcheck-cc and its rules
  text_list worker;  // command of a worker, NULL at the end
  const char *data;
  analysis analysis;
  ARRAY(const finding *) shown;
} analyze;

// ---- Getting ready -----------------------------------------------------------------

// Finds memcheck-cc and the rules it is to load; an exit code, logged.
static int find_worker(analyze *run)
{
  const char *program = home_program(&run->arena, "memcheck-cc");
  if (program == NULL) {
    log_error("memcheck-cc is not beside this program: install both from one build (it "
              "is built only where libclang-dev 17 or newer is installed)");
    return EXIT_INCOMPLETE;
  }
  run->data = home_data(&run->arena, MEMCHECK_SOURCE_DIR);
  if (run->data == NULL)
    return EXIT_USAGE;
  array_push(&run->program, program);
  bool is_good =
      models_add(&run->arena, run->data, &run->options.models, &run->program);
  return is_good ? EXIT_CLEAN : EXIT_USAGE;
}

static int read_file_list(analyze *run)
{
  const char *path = run->options.files_from;
  strbuf text = {0};
  bool is_good = files_read(path, &text);
  if (is_good)
    files_split_lines(&run->arena, strbuf_text(&text), &run->request.paths);
  else
    log_error("--files-from %s: %s", path, strerror(errno));
  strbuf_clear(&text);
  if (is_good && run->request.paths.count == 0) {
    log_error("--files-from: %s names no file, so there is nothing to analyse",
              strcmp(path, "-") == 0 ? "standard input" : path);
    return EXIT_INCOMPLETE;
  }
  return is_good ? EXIT_CLEAN : EXIT_USAGE;
}

static int make_request(analyze *run)
{
  plan_request *request = &run->request;
  request->directory = path_working_directory(&run->arena);
  if (request->directory == NULL) {
    log_error("the working directory has been removed: change to another");
    return EXIT_USAGE;
  }
  text_list_add_all(&request->paths, &run->arguments.words);
  text_list_add_all(&request->excludes, &run->options.excludes);
  request->build_folder = run->options.build;
  request->compile_commands = run->options.compile_commands;
  request->has_flags = run->arguments.has_rest;
  text_list_add_all(&request->flags, &run->arguments.rest);
  return run->options.files_from == NULL ? EXIT_CLEAN : read_file_list(run);
}

static int prepare(analyze *run)
{
  if (run->options.trace_path != NULL &&
      !inside_is_fingerprint(run->options.trace_path))
    return EXIT_USAGE;
  if (!rule_choice_make(&run->options.select, &run->options.ignore, &run->rules))
    return EXIT_USAGE;
  outputs_state state =
      outputs_add_files(&run->outputs, &run->arena, &run->options.outputs);
  if (state != OUTPUTS_GOOD)
    return state == OUTPUTS_MISNAMED ? EXIT_USAGE : EXIT_INCOMPLETE;
  outputs_add_stdout(&run->outputs, (report_format)run->options.format);
  int code = find_worker(run);
  if (code == EXIT_CLEAN)
    code = make_request(run);
  if (code != EXIT_CLEAN)
    return code;
  switch (plan_make(&run->arena, &run->request, &run->plan)) {
  case PLAN_READY:
    return EXIT_CLEAN;
  case PLAN_EMPTY:
    return EXIT_INCOMPLETE;
  default:
    inside_hint(&run->options, run->arguments.words.items, run->arguments.words.count);
    return EXIT_USAGE;
  }
}

// ---- Telling of the plan -----------------------------------------------------------

static void tell_guesses(const plan *plan)
{
  strbuf text = {0};
  for (uint32_t i = 0; i < plan->guesses.count && (i < 5 || log_is_verbose()); i++)
    strbuf_addf(&text, "%s%s", i == 0 ? "" : ", ", plan->guesses.items[i]);
  if (plan->guesses.count > 5 && !log_is_verbose())
    strbuf_addf(&text, " and %u more", (unsigned)plan->guesses.count - 5);
  log_note("no compile_commands.json found, so the flags are guessed: %s%s\n"
           "  for those of the build record it with 'bear -- make' or cmake "
           "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON,\n  or give flags after --",
           text.length == 0 ? "none" : "include folders ", strbuf_text(&text));
  strbuf_clear(&text);
}

static void tell_dropped_flags(const plan *plan)
{
  strbuf text = {0};
  for (uint32_t i = 0; i < plan->dropped.count; i++)
    strbuf_addf(&text, " %s", plan->dropped.items[i]);
  if (text.length != 0)
    log_verbose("flags that say nothing about the source are left out:%s",
                strbuf_text(&text));
  strbuf_clear(&text);
}

static void tell_plan(const plan *plan)
{
  if (plan->origin == PLAN_FROM_GUESS)
    tell_guesses(plan);
  else if (plan->origin_path != NULL)
    log_verbose("flags come from %s", plan->origin_path);
  tell_dropped_flags(plan);
  if (plan->excluded_count != 0)
    log_verbose("--exclude leaves out %u sources", (unsigned)plan->excluded_count);
  if (plan->not_c_count != 0)
    log_note("%u source%s left out: not C", (unsigned)plan->not_c_count,
             plan->not_c_count == 1 ? "" : "s");
}

// ---- The report --------------------------------------------------------------------

static bool wants_color(int choice)
{
  const char *no_color = getenv("NO_COLOR");
  const char *force = getenv("CLICOLOR_FORCE");
  const char *terminal = getenv("TERM");
  if (choice != ANALYZE_AUTO)
    return choice == ANALYZE_ALWAYS;
  if (no_color != NULL && no_color[0] != '\0')
    return false;
  if (force != NULL && force[0] != '\0' && strcmp(force, "0") != 0)
    return true;
  return isatty(STDOUT_FILENO) && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

static bool is_utf8_locale(void)
{
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static bool wants_progress(int choice)
{
  return choice == ANALYZE_ALWAYS || (choice == ANALYZE_AUTO && isatty(STDERR_FILENO));
}

static void choose_findings(analyze *run)
{
  const link_result *linked = &run->analysis.linked;
  for (uint32_t i = 0; i < linked->finding_count; i++) {
    const finding *finding = linked->findings[i];
    if ((int)finding->confidence >= run->options.min_confidence &&
        text_list_has(&run->rules, finding->rule))
      array_push(&run->shown, finding);
  }
}

static uint32_t count_suppressed(const analyze *run)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < run->shown.count; i++)
    count += run->shown.items[i]->justification != NULL;
  return count;
}

static int judge(const analyze *run)
{
  for (uint32_t i = 0; i < run->shown.count; i++)
    if (run->shown.items[i]->justification == NULL &&
        (int)run->shown.items[i]->severity >= run->options.fail_on)
      return EXIT_FINDINGS;
  if (run->analysis.problems.count == 0)
    return EXIT_CLEAN;
  bool is_allowed = run->options.allow_incomplete && run->analysis.analyzed_count != 0;
  return is_allowed ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

// What text says on standard output, a machine format leaves to standard error.
static void tell_outcome(const analyze *run, const report *report)
{
  const analysis *analysis = &run->analysis;
  if (run->options.format >= REPORT_JSON)
    for (uint32_t i = 0; i < analysis->problems.count; i++)
      log_warning("%s: %s", analysis->problems.items[i].source,
                  analysis->problems.items[i].text);
  bool is_header_missing = false;
  for (uint32_t i = 0; i < analysis->problems.count; i++)
    is_header_missing |=
        strstr(analysis->problems.items[i].text, "file not found") != NULL;
  if (is_header_missing)
    log_note("headers are missing: build first if the build makes them, install the "
             "library they belong to, or name their folder (-- -Ifolder)");
  if (run->options.format != REPORT_TEXT && !run->options.quiet) {
    strbuf summary = {0};
    report_write_summary(report, &summary);
    fputs(strbuf_text(&summary), stderr);
    strbuf_clear(&summary);
  }
}

static int write_report(analyze *run)
{
  const analyze_options *options = &run->options;
  const analysis *analysis = &run->analysis;
  report report = {
      .root = run->plan.root,
      .directory = run->request.directory,
      .finding_count = run->shown.count,
      .findings = run->shown.items,
      .problem_count = analysis->problems.count,
      .problems = analysis->problems.items,
      .unit_count = run->plan.units.count,
      .analyzed_count = analysis->analyzed_count,
      .suppressed_count = count_suppressed(run),
      .tainted_count = (uint32_t)analysis->linked.counts.tainted,
      .exit_code = judge(run),
      .explain_folder = path_resolve(&run->arena, run->data, "rules/explain"),
      .options = {.color = wants_color(options->color),
                  .ascii = options->ascii || !is_utf8_locale(),
                  .no_excerpt = options->no_excerpt,
                  .show_suppressed = options->show_suppressed,
                  .path_depth = options->path_depth},
  };
  uint64_t began = stats_cpu_us();
  outputs_write(&run->outputs, &report);
  tell_outcome(run, &report);
  if (options->stats)
    stats_print(analysis, stats_cpu_us() - began);
  return report.exit_code;
}

// ---- The command -------------------------------------------------------------------

static int run_analysis(analyze *run)
{
  int code = prepare(run);
  if (code != EXIT_CLEAN)
    return code;
  tell_plan(&run->plan);
  inside inside = {&run->arena, &run->plan, &run->program};
  if (inside_dump(&inside, &run->options, &code))
    return code;
  text_list_add_all(&run->worker, &run->program);
  array_push(&run->worker, "--worker");
  array_push(&run->worker, NULL);
  analysis_options options = {.worker = run->worker.items,
                              .jobs = run->options.jobs,
                              .timeout_ms = run->options.timeout * 1000,
                              .rules = &run->rules,
                              .shows_progress = wants_progress(run->options.progress)};
  code = analysis_run(&run->analysis, &run->plan, &options);
  if (code != EXIT_CLEAN)
    return code;
  choose_findings(run);
  if (run->options.trace_path != NULL)
    return inside_trace(&inside, &run->analysis, run->shown.items, run->shown.count,
                        run->options.trace_path);
  return write_report(run);
}

static void clear(analyze *run)
{
  array_clear(&run->shown);
  analysis_clear(&run->analysis);
  array_clear(&run->worker);
  array_clear(&run->program);
  plan_clear(&run->plan);
  array_clear(&run->request.paths);
  array_clear(&run->request.excludes);
  array_clear(&run->request.flags);
  outputs_clear(&run->outputs);
  array_clear(&run->rules);
  arguments_clear(&run->arguments);
  analyze_options_clear(&run->options);
  arena_clear(&run->arena);
}

int cmd_analyze(int count, char **argv)
{
  analyze run = {0};
  analyze_options_init(&run.options);
  int code = EXIT_USAGE;
  if (options_parse(analyze_command.options, analyze_command.option_count, &run.options,
                    count, argv, &run.arguments)) {
    log_set_level(run.options.quiet     ? LOG_QUIET
                  : run.options.verbose ? LOG_VERBOSE
                                        : LOG_NORMAL);
    code = run_analysis(&run);
  }
  clear(&run);
  return code;
}
