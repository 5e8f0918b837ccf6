// Unit: parse -> lower -> validate -> analyze -> unit file, on one screen.

#include "unit.h"
#include "base/log.h"
#include "checks/checks.h"
#include "engine/engine.h"
#include "ir/validate.h"
#include "unit_facts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static uint64_t cpu_us(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static uint64_t peak_memory(void)
{
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss : 0;
}

// A function that breaks a promise of the IR is a slip of ours: it costs that function.
static uint32_t drop_invalid(ir_module *module)
{
  uint32_t dropped = 0;
  for (uint32_t i = 0; i < module->functions.count; i++) {
    ir_function *function = &module->functions.items[i];
    strbuf problem = {0};
    if (function->has_body && !ir_function_is_valid(module, function, &problem)) {
      function->has_body = false;
      dropped++;
    }
    strbuf_clear(&problem);
  }
  return dropped;
}

// ---- The unit
// ----------------------------------------------------------------------------

// Invalid bodies have been dropped; those of system headers are read as needed.
static bool is_skipped(const ir_module *module, const ir_function *function)
{
  bool is_system = module->files.items[function->definition_file].is_system;
  return function->returns_twice || (!function->has_body && !is_system);
}

static void add_rows(arena *arena, const ir_module *module, const summary *summaries,
                     unit *unit)
{
  unit->rows = arena_new_array(arena, unit_row, module->functions.count + 1);
  for (uint32_t i = 0; i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    if (function->definition_file == IR_NONE)
      continue;
    ir_range range, extent;
    ir_locate(module, function->place, &range);
    ir_locate(module, function->extent, &extent);
    unit->rows[unit->row_count++] =
        (unit_row){.name = function->name,
                   .is_static = function->is_static,
                   .is_relevant = summaries[i].is_relevant,
                   .is_coarse = summaries[i].is_coarse,
                   .is_tainted = function->is_tainted,
                   .is_skipped = is_skipped(module, function),
                   .file = function->definition_file,
                   .line = range.line,
                   .end_line = extent.end_line,
                   .visits = summaries[i].visits};
  }
}

static bool is_family_call(const fact *const *facts, const ir_instruction *i)
{
  return i->opcode == IR_CALL && i->a.kind == IR_FUNCTION &&
         facts[i->a.index] != NULL && facts[i->a.index]->is_family;
}

static void add_sites_of(const ir_module *module, const fact *const *facts,
                         const ir_function *function, unit *unit)
{
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *call = &function->instructions[i];
    ir_range at;
    if (!is_family_call(facts, call) || !ir_locate(module, call->place, &at))
      continue;
    unit->sites[unit->site_count++] =
        (unit_site){module->functions.items[call->a.index].name,
                    at.file,
                    at.line,
                    at.column,
                    at.end_line,
                    at.end_column};
  }
}

// The calls that doubt may rest on (model/doubt.h), in the functions that were walked.
static void add_sites(arena *arena, const ir_module *module, const fact *const *facts,
                      const summary *summaries, unit *unit)
{
  uint32_t count = 0;
  for (uint32_t f = 0; f < module->functions.count; f++) {
    const ir_function *function = &module->functions.items[f];
    for (uint32_t i = 0; summaries[f].is_relevant && i < function->instruction_count;
         i++)
      count += is_family_call(facts, &function->instructions[i]);
  }
  unit->sites = arena_new_array(arena, unit_site, count);
  for (uint32_t f = 0; count != 0 && f < module->functions.count; f++)
    if (summaries[f].is_relevant)
      add_sites_of(module, facts, &module->functions.items[f], unit);
}

static uint64_t facts_loaded(const pack_set *packs)
{
  uint64_t count = 0;
  for (uint32_t i = 0; i < pack_set_count(packs); i++)
    count += pack_set_summary(packs, i).fact_count;
  return count;
}

// The checks as the engine's observer, on a clock of their own.
typedef struct timed_checks {
  finding_list list;
  uint64_t spent_us;
} timed_checks;

static void observe(void *context, const engine_scene *scene, const event *event)
{
  timed_checks *checks = context;
  uint64_t began = cpu_us();
  checks_observe(&checks->list, scene, event);
  checks->spent_us += cpu_us() - began;
}

static int compare_findings(const void *a, const void *b)
{
  return finding_compare(a, b);
}

static void keep_findings(arena *arena, finding_list *list, unit *unit)
{
  unit->finding_count = list->findings.count;
  unit->findings = arena_new_array(arena, finding, list->findings.count + 1);
  if (list->findings.count == 0)
    return;
  memcpy(unit->findings, list->findings.items,
         list->findings.count * sizeof *list->findings.items);
  qsort(unit->findings, unit->finding_count, sizeof *unit->findings, compare_findings);
  array_clear(&list->findings);
}

// False: a rule file that the unit needs has errors, which were logged.
static bool analyze_module(ir_module *module, pack_set *packs, const unit_job *job,
                           bool has_comments, unit *unit)
{
  uint64_t began = cpu_us();
  uint64_t loaded = facts_loaded(packs);
  uint64_t invalid = unit->counts.invalid;
  arena *arena = &module->arena;
  pack_selection *selection = pack_select(packs, unit->files, unit->file_count);
  if (selection == NULL)
    return false;
  const fact **facts = unit_find_facts(arena, module, packs, selection);
  uint64_t ruled = cpu_us();
  timed_checks checks = {
      {.arena = arena, .select_count = job->select_count, .select = job->select}, 0};
  engine_input input = {.module = module,
                        .facts = facts,
                        .variable_facts =
                            unit_find_variable_facts(arena, module, selection),
                        .packs = packs,
                        .wants_repeats = has_comments,
                        .observer = observe,
                        .observer_context = &checks};
  engine_result result;
  engine_run(arena, &input, &result);
  unit->counts = result.counts;
  unit->counts.invalid = invalid;
  unit->counts.facts = facts_loaded(packs) - loaded;
  unit->counts.rules_us = ruled - began;
  unit->counts.check_us = checks.spent_us;
  unit->counts.engine_us = cpu_us() - ruled - checks.spent_us;
  add_rows(arena, module, result.summaries, unit);
  add_sites(arena, module, facts, result.summaries, unit);
  keep_findings(arena, &checks.list, unit);
  pack_selection_free(selection);
  return true;
}

void unit_analyze(frontend *frontend, pack_set *packs, const unit_job *job, strbuf *out)
{
  ir_module module;
  ir_module_init(&module);
  frontend_result parsed = {0};
  unit unit = {.source = job->source};
  static const char *bad_rules[] = {"a rule file that it needs has errors"};
  bool is_parsed = frontend_run(frontend, job, &module, &parsed);
  unit.status = parsed.status;
  unit.problems = parsed.problems;
  unit.problem_count = parsed.problem_count;
  if (is_parsed) {
    unit.counts.invalid = drop_invalid(&module);
    unit.file_count = module.files.count;
    unit.files = unit_file_paths(&module.arena, &module);
    if (!analyze_module(&module, packs, job, parsed.comment_count != 0, &unit)) {
      unit.status = UNIT_INCOMPLETE;
      unit.problems = bad_rules;
      unit.problem_count = 1;
    }
  }
  unit.comments = parsed.comments;
  unit.comment_count = parsed.comment_count;
  unit.counts.parse_us = parsed.parse_us;
  unit.counts.lower_us = parsed.lower_us;
  unit.counts.peak_kib = peak_memory();
  unit_encode(&unit, out);
  frontend_end_unit(frontend);
  ir_module_clear(&module);
}
