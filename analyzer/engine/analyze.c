// Analyze: one function, from entry to its exits, by a worklist over blocks in reverse
// postorder.

#include "engine/lock.h"
#include "engine/place.h"
#include "ir/cfg.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_VISITS 6000
#define WORK 300000 // entries of states handled; some hundredths of a second

static void start(run *run)
{
  state entry = {0};
  for (uint32_t i = 0; i < run->function->parameter_count; i++) {
    region parameter = region_local(&run->values, i);
    ir_type_kind kind =
        ir_type_of(run->context.module, run->function->locals[i].type)->kind;
    if (kind == IR_TYPE_RECORD)
      continue;
    state_bind(&entry, parameter,
               value_symbol(&run->values, SYMBOL_PARAMETER, i, 0, 0));
  }
  run_enter_block(run, &entry, 0);
}

// Runs the first dirty state of the earliest block that has one. False: all is done.
static bool run_next(run *run)
{
  const ir_function *function = run->function;
  for (; run->earliest < function->reachable_count; run->earliest++) {
    uint32_t block = function->reverse_postorder[run->earliest];
    block_entry *entry = &run->entries[block];
    for (uint32_t i = 0; i < entry->states.count; i++) {
      if (!entry->states.items[i].is_dirty)
        continue;
      entry->states.items[i].is_dirty = false;
      state copy;
      state_copy(&copy, &entry->states.items[i].state);
      run->block = block;
      run->context.is_straight = !run->shape.is_in_loop[block];
      run->visits++;
      if (run->input->dump != NULL && run->input->dump_function != NULL)
        run_dump_state(run, block, &copy);
      run_record_state(run, &copy, function->blocks[block].first, "on entry");
      transfer_block(run, &copy, function->blocks[block].first);
      return true;
    }
  }
  return false;
}

void run_charge(run *run, const state *state)
{
  run->work +=
      1 + state->bindings.count + state->constraints.count + state->objects.count;
}

bool run_is_exhausted(const run *run)
{
  return run->visits >= BLOCK_VISITS || run->work >= WORK;
}

static void walk(run *run)
{
  start(run);
  while (!run_is_exhausted(run) && run_next(run))
    ;
  run->is_coarse = run->is_coarse || run_is_exhausted(run);
}

static int compare_events(const void *a, const void *b)
{
  const event *x = a;
  const event *y = b;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->object.site != y->object.site)
    return x->object.site < y->object.site ? -1 : 1;
  uint32_t length_x = x->path == NULL ? 0 : x->path->length;
  uint32_t length_y = y->path == NULL ? 0 : y->path->length;
  if (length_x != length_y)
    return length_x < length_y ? -1 : 1;
  return (x->instruction > y->instruction) - (x->instruction < y->instruction);
}

// One report for a fault that shows at several places of one function: the shortest
// path.
static bool is_same_fault(const event *a, const event *b)
{
  bool is_lost = a->kind != EVENT_RELEASED_AGAIN && a->kind != EVENT_USED_RELEASED;
  if (a->kind != b->kind)
    return false;
  if (!is_lost && a->object.release == b->object.release &&
      a->instruction == b->instruction)
    return true; // in another round of a loop
  if (a->object.site != b->object.site)
    return false;
  if (a->object.site == IR_NONE)
    return a->object.release == b->object.release &&
           a->object.symbol == b->object.symbol;
  return true;
}

// Sets fault and choice of events[at]. False: an earlier event tells of the same fault
// at the same place.
static bool number_fault(event *events, uint32_t at)
{
  events[at].fault = at;
  events[at].choice = 0;
  for (uint32_t k = 0; k < at; k++) {
    if (!is_same_fault(&events[k], &events[at]))
      continue;
    events[at].fault = events[k].fault;
    if (events[k].instruction == events[at].instruction) {
      events[at].choice = events[k].choice;
      return false;
    }
    if (events[at].choice <= events[k].choice)
      events[at].choice = events[k].choice + 1;
  }
  return true;
}

static void report_events(run *run)
{
  engine_scene scene = {run->context.module, run->function, &run->values,
                        run->input->packs, run->input->facts};
  if (run->events.count == 0)
    return;
  qsort(run->events.items, run->events.count, sizeof(event), compare_events);
  for (uint32_t i = 0; i < run->events.count; i++) {
    event *event = &run->events.items[i];
    bool is_told = number_fault(run->events.items, i);
    event->is_coarse |= run->is_coarse;
    event->is_on_all_paths = event->kind == EVENT_LOST && !run->is_coarse &&
                             event->object.site != IR_NONE &&
                             !run->settled[event->object.site];
    if (is_told && (event->choice == 0 || run->input->wants_repeats) &&
        run->input->observer != NULL)
      run->input->observer(run->input->observer_context, &scene, event);
  }
}

static void finish(run *run)
{
  summary *summary = &run->result->summaries[run->function_index];
  uint64_t used = summary->used;
  *summary = run->summary;
  summary->used = used;
  summary->is_coarse = run->is_coarse;
  summary->visits = run->visits;
  summary->is_known = !run_is_exhausted(run);
  run->result->counts.visits += run->visits;
  run->result->counts.states += run->states;
  run->result->counts.coarse += run->is_coarse;
  for (uint32_t b = 0; b < run->function->block_count; b++) {
    for (uint32_t i = 0; i < run->entries[b].states.count; i++)
      state_clear(&run->entries[b].states.items[i].state);
    array_clear(&run->entries[b].states);
  }
  array_clear(&run->events);
  array_clear(&run->lock_exits);
  array_clear(&run->marks);
  reach_clear(&run->reach);
  array_clear(&run->holders);
  array_clear(&run->suspended);
  value_table_clear(&run->values);
  arena_clear(&run->scratch);
}

static void analyze_function(arena *arena, const engine_input *input,
                             engine_result *result, uint32_t index)
{
  const ir_function *function = &input->module->functions.items[index];
  run run = {.input = input,
             .result = result,
             .arena = arena,
             .function_index = index,
             .function = function,
             .is_traced = input->trace_function != NULL &&
                          strcmp(input->trace_function, function->name) == 0};
  value_table_init(&run.values, input->module);
  run.context = (state_context){.values = &run.values,
                                .module = input->module,
                                .function = function,
                                .arena = &run.scratch,
                                .shape = &run.shape,
                                .statics = result->statics};
  run.unread = IR_NONE;
  shape_build(&run.scratch, function, &run.shape);
  run.context.released = mismatch_find_released(&run);
  run.entries = arena_new_array(&run.scratch, block_entry, function->block_count);
  run.results = arena_new_array(&run.scratch, value, function->instruction_count);
  memset(run.results, 0xff, function->instruction_count * sizeof *run.results);
  run.callee_beliefs =
      arena_new_array(&run.scratch, uint64_t, input->module->functions.count);
  run.settled = arena_new_array(&run.scratch, bool, function->instruction_count);
  run.beliefs = arena_new_array(&run.scratch, uint64_t, function->instruction_count);
  walk(&run);
  lock_judge(&run);
  report_events(&run);
  finish(&run);
}

static bool is_dumped(const engine_input *input, const ir_function *function)
{
  return input->dump == NULL || input->dump_function == NULL ||
         input->dump_function[0] == '\0' ||
         strcmp(input->dump_function, function->name) == 0;
}

static const statics *find_statics(arena *arena, const engine_input *input)
{
  uint32_t functions = input->module->functions.count;
  statics *found = arena_new(arena, statics);
  bool *has_fact = arena_new_array(arena, bool, functions + 1);
  for (uint32_t i = 0; i < functions; i++)
    has_fact[i] = input->facts[i] != NULL;
  statics_find(arena, input->module, has_fact, found);
  return found;
}

void engine_run(arena *arena, const engine_input *input, engine_result *result)
{
  uint32_t count;
  uint32_t *order = callgraph_order(arena, input->module, &count);
  memset(result, 0, sizeof *result);
  result->summaries = arena_new_array(arena, summary, input->module->functions.count);
  result->statics = find_statics(arena, input);
  for (uint32_t i = 0; i < count; i++) {
    ir_function *function = &input->module->functions.items[order[i]];
    summary *summary = &result->summaries[order[i]];
    result->counts.functions++;
    result->counts.instructions += function->instruction_count;
    result->counts.blocks += function->block_count;
    result->counts.tainted += function->is_tainted;
    result->counts.skipped += function->returns_twice && !function->is_tainted;
    if (function->is_tainted || function->returns_twice)
      continue; // its summary stays unknown: a stranger
    cfg_build(input->module, function);
    summary->used = function_used_arguments(input, result->summaries, order[i]);
    bool is_relevant = function_is_relevant(input, result->summaries, order[i]);
    if (!is_relevant && !function_is_predicate(input, order[i]) &&
        !statics_reads_pointer(result->statics, input->module, order[i])) {
      summary->is_known = true;
      if (!function->is_noreturn)
        summary_add_exit(arena, summary,
                         (exit_class){.low = INT64_MIN, .high = INT64_MAX});
      continue;
    }
    result->counts.relevant += is_relevant;
    struct engine_input here = *input;
    if (!is_dumped(input, function))
      here.dump = NULL;
    analyze_function(arena, &here, result, order[i]);
    summary->is_relevant = is_relevant;
  }
}
