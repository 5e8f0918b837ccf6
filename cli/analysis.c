#include "analysis.h"
#include "command.h"
#include "progress.h"
#include "stats.h"
#include "base/log.h"
#include "model/unit_job.h"
#include "project/path.h"
#include "project/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct analysis_run_state {
  analysis *analysis;
  const plan *plan;
  const analysis_options *options;
  workers_task *tasks; // one for each readable unit
  uint32_t *unit_of;   // task -> index in the plan
  uint32_t task_count;
  uint32_t done;
  progress progress;
} analysis_run_state;

// ---- Problems ----------------------------------------------------------------------

static const char *shown_path(const plan *plan, const char *path)
{
  return path_relative(plan->root, path);
}

static void add_problem(analysis_run_state *run, uint32_t unit, bool is_skipped,
                        const char *text)
{
  const char *source = shown_path(run->plan, run->plan->units.items[unit].file);
  report_problem problem = {.source = source, .is_skipped = is_skipped, .text = text};
  array_push(&run->analysis->problems, problem);
}

// NULL, or why [path] cannot be read; libclang would not say.
static const char *find_read_error(arena *arena, const char *path)
{
  struct stat status;
  if (stat(path, &status) != 0) {
    if (errno == ENOENT && lstat(path, &status) == 0)
      return "cannot be read: it is a symbolic link to nothing";
    if (errno == ENOENT)
      return "cannot be read: it does not exist; if the build generates it, build "
             "first";
    return arena_format(arena, "cannot be read: %s", strerror(errno));
  }
  if (S_ISDIR(status.st_mode))
    return "cannot be read: it is a folder";
  if (!S_ISREG(status.st_mode))
    return "cannot be read: it is no regular file";
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return arena_format(arena, "cannot be read: %s", strerror(errno));
  close(file);
  return NULL;
}

// ---- Jobs --------------------------------------------------------------------------

static void add_task(analysis_run_state *run, uint32_t index)
{
  const source *source = &run->plan->units.items[index];
  const text_list *rules = run->options->rules;
  unit_job job = {.source = source->file,
                  .directory = source->directory,
                  .flag_count = source->flags.count,
                  .flags = source->flags.items,
                  .select_count = rules->count,
                  .select = rules->items};
  strbuf bytes = {0};
  unit_job_encode(&job, &bytes);
  workers_task *task = &run->tasks[run->task_count];
  task->job = arena_copy_bytes(&run->analysis->arena, bytes.text, bytes.length);
  task->job_length = bytes.length;
  run->unit_of[run->task_count++] = index;
  strbuf_clear(&bytes);
}

static void make_tasks(analysis_run_state *run)
{
  arena *arena = &run->analysis->arena;
  uint32_t count = run->plan->units.count;
  run->tasks = arena_new_array(arena, workers_task, count);
  run->unit_of = arena_new_array(arena, uint32_t, count);
  for (uint32_t i = 0; i < count; i++) {
    const char *error = find_read_error(arena, run->plan->units.items[i].file);
    if (error == NULL)
      add_task(run, i);
    else
      add_problem(run, i, true, error);
  }
}

static void on_done(void *context, const workers_task *task)
{
  (void)task;
  analysis_run_state *run = context;
  progress_update(&run->progress, ++run->done);
}

static void on_tick(void *context)
{
  analysis_run_state *run = context;
  progress_update(&run->progress, run->done);
}

// ---- Answers -----------------------------------------------------------------------

static const char *relocate(analysis_run_state *run, const source *source,
                            const char *path)
{
  if (path[0] == '\0')
    return path;
  return shown_path(run->plan,
                    path_resolve(&run->analysis->arena, source->directory, path));
}

// Units name files as their compile command does. From here on all names are seen from
// the root, so that what two units say of one header is the same.
static void relocate_findings(analysis_run_state *run, const source *source, unit *unit)
{
  for (uint32_t i = 0; i < unit->finding_count; i++) {
    finding *finding = &unit->findings[i];
    finding->place.file = relocate(run, source, finding->place.file);
    finding->origin.file = relocate(run, source, finding->origin.file);
    finding->family_place.file = relocate(run, source, finding->family_place.file);
    if (finding->has_fix)
      finding->fix.place.file = relocate(run, source, finding->fix.place.file);
    finding_event *events =
        arena_new_array(&run->analysis->arena, finding_event, finding->event_count);
    for (uint32_t e = 0; e < finding->event_count; e++) {
      events[e] = finding->events[e];
      events[e].place.file = relocate(run, source, events[e].place.file);
    }
    finding->events = events;
  }
}

// The files that findings, rows and comments are in, by the same names.
static void relocate_files(analysis_run_state *run, const source *source, unit *unit)
{
  bool *is_named = arena_new_array(&run->analysis->arena, bool, unit->file_count + 1);
  for (uint32_t i = 0; i < unit->row_count; i++)
    is_named[unit->rows[i].file] = true;
  for (uint32_t i = 0; i < unit->comment_count; i++)
    is_named[unit->comments[i].file] = true;
  for (uint32_t i = 0; i < unit->site_count; i++)
    is_named[unit->sites[i].file] = true;
  for (uint32_t i = 0; i < unit->file_count; i++)
    if (is_named[i])
      unit->files[i] = relocate(run, source, unit->files[i]);
}

// "/home/x/src/a.c:3:10: fatal: ..." without what leads to the root.
static const char *relocate_problem(analysis_run_state *run, const source *source,
                                    const char *text)
{
  arena *arena = &run->analysis->arena;
  size_t length = strcspn(text, ":");
  if (text[length] != ':' || memchr(text, ' ', length) != NULL)
    return text;
  const char *path = arena_copy_bytes(arena, text, length);
  return arena_format(arena, "%s%s", relocate(run, source, path), text + length);
}

static void add_unit_problems(analysis_run_state *run, uint32_t index, const unit *unit)
{
  static const char *const reasons[] = {
      [UNIT_OK] = NULL,
      [UNIT_INCOMPLETE] = "analysed only in part",
      [UNIT_UNREADABLE] = "cannot be read",
      [UNIT_NOT_C] = "is no C source",
  };
  if (unit->status == UNIT_OK)
    return;
  const source *source = &run->plan->units.items[index];
  bool is_skipped = unit->status != UNIT_INCOMPLETE;
  for (uint32_t i = 0; i < unit->problem_count; i++)
    add_problem(run, index, is_skipped,
                relocate_problem(run, source, unit->problems[i]));
  if (unit->problem_count == 0)
    add_problem(run, index, is_skipped, reasons[unit->status]);
}

static void take_answer(analysis_run_state *run, uint32_t index,
                        const workers_task *task)
{
  analysis *analysis = run->analysis;
  unit *unit = arena_new(&analysis->arena, struct unit);
  const char *why = NULL;
  if (!unit_decode(&analysis->arena, task->answer.text, task->answer.length, unit,
                   &why)) {
    add_problem(
        run, index, true,
        arena_format(&analysis->arena, "memcheck-cc gave no unit file: %s", why));
    return;
  }
  relocate_findings(run, &run->plan->units.items[index], unit);
  relocate_files(run, &run->plan->units.items[index], unit);
  add_unit_problems(run, index, unit);
  if (unit->status == UNIT_OK || unit->status == UNIT_INCOMPLETE) {
    array_push(&analysis->units, unit);
    analysis->analyzed_count++;
  }
}

static const char *describe_death(arena *arena, int status)
{
  if (WIFSIGNALED(status))
    return arena_format(arena, "memcheck-cc crashed on it, twice (signal %d, %s)",
                        WTERMSIG(status), strsignal(WTERMSIG(status)));
  return arena_format(arena, "memcheck-cc ended on it, twice (exit code %d)",
                      WEXITSTATUS(status));
}

static void take_results(analysis_run_state *run)
{
  arena *arena = &run->analysis->arena;
  for (uint32_t i = 0; i < run->task_count; i++) {
    workers_task *task = &run->tasks[i];
    if (task->outcome == WORKERS_ANSWERED)
      take_answer(run, run->unit_of[i], task);
    else if (task->outcome == WORKERS_TIMED_OUT)
      add_problem(run, run->unit_of[i], true,
                  arena_format(arena,
                               "took longer than %u s, twice; --timeout-per-unit gives "
                               "it more",
                               (unsigned)(run->options->timeout_ms / 1000)));
    else
      add_problem(run, run->unit_of[i], true, describe_death(arena, task->status));
  }
}

static int compare_problems(const void *a, const void *b)
{
  const report_problem *left = a, *right = b;
  int order = strcmp(left->source, right->source);
  return order != 0 ? order : strcmp(left->text, right->text);
}

// ---- The run -----------------------------------------------------------------------

static int run_workers(analysis_run_state *run)
{
  uint32_t jobs = run->options->jobs;
  if (jobs > run->task_count)
    jobs = run->task_count;
  if (jobs == 0)
    return EXIT_CLEAN;
  workers_options options = {.command = run->options->worker,
                             .count = jobs,
                             .timeout_ms = run->options->timeout_ms,
                             .greeting = MEMCHECK_VERSION,
                             .on_done = on_done,
                             .on_tick = on_tick,
                             .context = run};
  int signal = 0;
  workers_end end = workers_run(&options, run->tasks, run->task_count, &signal);
  progress_end(&run->progress);
  if (end == WORKERS_CANNOT_START)
    return EXIT_INCOMPLETE;
  if (end == WORKERS_INTERRUPTED) {
    log_error("interrupted after %u of %u files: nothing is reported",
              (unsigned)run->done, (unsigned)run->plan->units.count);
    return EXIT_SIGNAL + signal;
  }
  return EXIT_CLEAN;
}

int analysis_run(analysis *analysis, const plan *plan, const analysis_options *options)
{
  analysis_run_state run = {.analysis = analysis, .plan = plan, .options = options};
  make_tasks(&run);
  progress_start(&run.progress, options->shows_progress, run.task_count);
  int code = run_workers(&run);
  if (code == EXIT_CLEAN) {
    uint64_t began = stats_cpu_us();
    take_results(&run);
    if (analysis->problems.count != 0)
      qsort(analysis->problems.items, analysis->problems.count,
            sizeof *analysis->problems.items, compare_problems);
    link_request request = {.units = analysis->units.items,
                            .count = analysis->units.count,
                            .rules = options->rules->items,
                            .rule_count = options->rules->count};
    link_units(&analysis->arena, &request, &analysis->linked);
    analysis->link_us = stats_cpu_us() - began;
  }
  analysis->seconds = progress_seconds(&run.progress);
  for (uint32_t i = 0; i < run.task_count; i++)
    strbuf_clear(&run.tasks[i].answer);
  return code;
}

void analysis_clear(analysis *analysis)
{
  array_clear(&analysis->units);
  array_clear(&analysis->problems);
  arena_clear(&analysis->arena);
}
