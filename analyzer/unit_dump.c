// Looking inside a unit: dumps of its stages, and the path of one finding.

#include "unit.h"
#include "checks/checks.h"
#include "engine/engine.h"
#include "ir/dump.h"
#include "unit_facts.h"

#include <string.h>

// Runs the engine with [input], which lacks what every run needs. False: a rule file
// has errors, which were logged.
static bool run_engine(ir_module *module, pack_set *packs, engine_input input,
                       engine_result *result)
{
  arena *arena = &module->arena;
  pack_selection *selection =
      pack_select(packs, unit_file_paths(arena, module), module->files.count);
  if (selection == NULL)
    return false;
  input.module = module;
  input.facts = unit_find_facts(arena, module, packs, selection);
  input.variable_facts = unit_find_variable_facts(arena, module, selection);
  input.packs = packs;
  engine_run(arena, &input, result);
  pack_selection_free(selection);
  return true;
}

// ---- Dumps -------------------------------------------------------------------------

static void dump_analysis(ir_module *module, pack_set *packs, unit_dump dump,
                          const char *name, strbuf *out)
{
  engine_input input = {.dump = dump == UNIT_DUMP_STATE ? out : NULL,
                        .dump_function = name == NULL ? "" : name};
  engine_result result;
  if (!run_engine(module, packs, input, &result))
    return;
  for (uint32_t i = 0; dump == UNIT_DUMP_SUMMARY && i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    if (function->has_body && (name == NULL || strcmp(function->name, name) == 0))
      summary_print(module, function, &result.summaries[i], out);
  }
}

static bool dump_module(ir_module *module, pack_set *packs, unit_dump dump,
                        const char *name, strbuf *out)
{
  bool is_found = name == NULL;
  for (uint32_t i = 0; i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    if (!function->has_body || (name != NULL && strcmp(function->name, name) != 0))
      continue;
    is_found = true;
    if (dump == UNIT_DUMP_CFG)
      dump_cfg(module, function, out);
    else if (dump == UNIT_DUMP_IR)
      dump_function(module, function, out);
  }
  if (!is_found)
    strbuf_addf(out, "no function '%s' with a body\n", name);
  else if (dump == UNIT_DUMP_STATE || dump == UNIT_DUMP_SUMMARY)
    dump_analysis(module, packs, dump, name, out);
  return is_found;
}

// ---- Traces ------------------------------------------------------------------------

// The checks as an observer that looks for one finding.
typedef struct tracer {
  const unit_trace *trace;
  finding_list list;
  strbuf *out;
  bool is_found;
} tracer;

static bool is_traced(const unit_trace *trace, const finding *finding)
{
  return strcmp(finding->rule, trace->rule) == 0 &&
         strcmp(finding->function, trace->function) == 0 &&
         finding->place.line == trace->line && finding->place.column == trace->column;
}

static void observe_for_trace(void *context, const engine_scene *scene,
                              const event *event)
{
  tracer *tracer = context;
  uint32_t known = tracer->list.findings.count;
  checks_observe(&tracer->list, scene, event);
  for (uint32_t i = known; i < tracer->list.findings.count; i++) {
    const finding *finding = &tracer->list.findings.items[i];
    if (tracer->is_found || !is_traced(tracer->trace, finding))
      continue;
    tracer->is_found = true;
    strbuf_addf(tracer->out, "%s %s\n  --> %s:%u:%u in %s()\n", finding->rule,
                finding->message, finding->place.file, finding->place.line,
                finding->place.column, finding->function);
    trace_print(scene, event, tracer->out);
    strbuf_addf(tracer->out, "    %s\n",
                finding->events[finding->event_count - 1].text);
  }
}

static bool trace_module(ir_module *module, pack_set *packs, const unit_trace *trace,
                         strbuf *out)
{
  tracer tracer = {
      .trace = trace,
      .list = {.arena = &module->arena, .select_count = 1, .select = &trace->rule},
      .out = out};
  engine_input input = {.wants_repeats = true,
                        .observer = observe_for_trace,
                        .observer_context = &tracer,
                        .trace_function = trace->function};
  engine_result result;
  if (run_engine(module, packs, input, &result) && !tracer.is_found)
    strbuf_addf(out, "no %s at line %u, column %u of %s()\n", trace->rule, trace->line,
                trace->column, trace->function);
  array_clear(&tracer.list.findings);
  return tracer.is_found;
}

// ---- One unit ----------------------------------------------------------------------

// Parses [job] into [module]; false: [out] says why not.
static bool parse(frontend *frontend, const unit_job *job, ir_module *module,
                  strbuf *out)
{
  frontend_result parsed = {0};
  ir_module_init(module);
  bool is_good = frontend_run(frontend, job, module, &parsed);
  for (uint32_t i = 0; !is_good && i < parsed.problem_count; i++)
    strbuf_addf(out, "%s\n", parsed.problems[i]);
  return is_good;
}

bool unit_dump_function(frontend *frontend, pack_set *packs, const unit_job *job,
                        unit_dump dump, const char *function, strbuf *out)
{
  ir_module module;
  bool is_good = parse(frontend, job, &module, out) &&
                 dump_module(&module, packs, dump, function, out);
  frontend_end_unit(frontend);
  ir_module_clear(&module);
  return is_good;
}

bool unit_trace_path(frontend *frontend, pack_set *packs, const unit_job *job,
                     const unit_trace *trace, strbuf *out)
{
  ir_module module;
  bool is_good =
      parse(frontend, job, &module, out) && trace_module(&module, packs, trace, out);
  frontend_end_unit(frontend);
  ir_module_clear(&module);
  return is_good;
}
