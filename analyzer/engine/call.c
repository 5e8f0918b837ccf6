// Call: what a call does to a state. A model (fact) comes first, then what the body in
// this unit taught (summary), then what can be said of a stranger.

#include "engine/run.h"

#include <string.h>

typedef struct call {
  uint32_t instruction;
  const ir_instruction *code;
  uint32_t callee;             // function of the module, or IR_NONE
  const ir_function *function; // of callee, or NULL
  const fact *fact;
  const char *name; // or NULL
  value result;
  value arguments[32];
  uint32_t count;     // of arguments looked at
  bool was_undecided; // see undecided_clause()
} call;

static uint32_t resolve_callee(run *run, const state *state, ir_operand callee)
{
  if (callee.kind == IR_FUNCTION)
    return callee.index;
  value v = transfer_operand(run, state, callee);
  const value_data *data = value_get(&run->values, v);
  if (data->kind != VALUE_ADDRESS)
    return IR_NONE;
  const region_data *r = region_get(&run->values, data->a);
  return r->kind == REGION_FUNCTION ? r->index : IR_NONE;
}

bool call_replaces_argument(const run *run, uint32_t instruction)
{
  const ir_instruction *code = &run->function->instructions[instruction];
  if (code->opcode != IR_CALL || code->a.kind != IR_FUNCTION)
    return false;
  const fact *fact = run->input->facts[code->a.index];
  if (fact != NULL && fact->result.result == RESULT_SAME && fact->result.has_failure)
    return true;
  for (uint32_t i = 0; fact != NULL && i < fact->param_count; i++)
    if (fact->params[i].effect == EFFECT_REALLOC ||
        (fact->params[i].effect == EFFECT_STEAL && fact->params[i].only_on_success))
      return true;
  return false;
}

static const ir_type *argument_type(const run *run, const call *call, uint32_t argument)
{
  ir_operand operand = run->function->operands[call->code->first + argument];
  const ir_module *module = run->context.module;
  ir_type_id type = operand.type;
  if (call->function != NULL) {
    const ir_type *function = ir_type_of(module, call->function->type);
    if (function->kind == IR_TYPE_FUNCTION && argument < function->count)
      type = module->parameter_types.items[function->first + argument];
  }
  return ir_type_of(module, type);
}

static bool is_variadic_argument(const run *run, const call *call, uint32_t argument)
{
  if (call->function == NULL)
    return false;
  const ir_type *type = ir_type_of(run->context.module, call->function->type);
  return type->kind == IR_TYPE_FUNCTION && argument >= type->count;
}

// May the callee write what [argument] points at?
static bool may_write(const run *run, const call *call, uint32_t argument)
{
  const ir_type *type = argument_type(run, call, argument);
  if (type->kind != IR_TYPE_POINTER && type->kind != IR_TYPE_ARRAY)
    return false;
  return !ir_type_of(run->context.module, type->element)->is_const;
}

static bool points_to_char(const run *run, const ir_type *type)
{
  if (type->kind != IR_TYPE_POINTER)
    return false;
  const ir_type *element = ir_type_of(run->context.module, type->element);
  return element->kind == IR_TYPE_INT && element->size == 1;
}

// ---- Results
// ---------------------------------------------------------------------------

static const fact_test is_null = {COMPARE_EQUAL, 0};

static fact_test opposite(fact_test test)
{
  static const fact_compare opposites[] = {
      [COMPARE_EQUAL] = COMPARE_NOT_EQUAL,    [COMPARE_NOT_EQUAL] = COMPARE_EQUAL,
      [COMPARE_LESS] = COMPARE_GREATER_EQUAL, [COMPARE_LESS_EQUAL] = COMPARE_GREATER,
      [COMPARE_GREATER] = COMPARE_LESS_EQUAL, [COMPARE_GREATER_EQUAL] = COMPARE_LESS,
  };
  test.compare = opposites[test.compare];
  return test;
}

static object_guard unless(value v, fact_test failure)
{
  return (object_guard){v, opposite(failure)};
}

static void read_arguments(run *run, const state *state, call *call)
{
  for (uint32_t i = 0; i < call->count; i++)
    call->arguments[i] =
        transfer_operand(run, state, run->function->operands[call->code->first + i]);
}

// In a loop an argument may be what the same call gave the round before: with the new
// result it becomes the older one.
static value fresh_result(run *run, state *state, call *call)
{
  value result = value_symbol(&run->values, SYMBOL_RESULT, call->instruction, 0, 0);
  transfer_age(run, state, result);
  read_arguments(run, state, call);
  return result;
}

// A call that fails with -1 succeeds with more: then "ret < 0" and "ret == -1" agree.
// One whose result is a status succeeds with 0 only: then "ret != 0" agrees with both.
static void bound_result(run *run, state *state, const call *call)
{
  const fact_result *result = &call->fact->result;
  if (!result->has_failure ||
      ir_type_of(run->context.module, call->code->type)->kind != IR_TYPE_INT)
    return;
  bool is_status = result->type != NULL && strcmp(result->type, "status") == 0;
  bool is_minus_one =
      result->failure.compare == COMPARE_EQUAL && result->failure.number == -1;
  if (is_minus_one || is_status)
    state_assume_range(&run->context, state, call->result,
                       is_minus_one ? -1 : INT64_MIN, is_status ? 0 : INT64_MAX);
}

static void acquire_result(run *run, state *state, const call *call, const char *kind)
{
  const fact_result *result = &call->fact->result;
  object_guard guard = {IR_NONE, is_null};
  if (result->has_failure)
    guard = unless(call->result, result->failure);
  else if (ir_type_of(run->context.module, call->code->type)->kind == IR_TYPE_POINTER)
    state_assume(&run->context, state, call->result, true);
  const pack_kind *what = pack_set_kind(run->input->packs, kind);
  if (what != NULL && what->has_none && result->has_failure)
    guard = unless(call->result, what->none);
  transfer_acquire(run, state, call->result, kind, guard, call->name,
                   call->instruction);
}

// "new fd if arg 2 == F_DUPFD": TRUTH_UNKNOWN where that cannot be told.
static truth is_new_by_clause(run *run, const state *state, const call *call,
                              const char **kind)
{
  truth found = TRUTH_FALSE;
  for (uint32_t i = 0; i < call->fact->clause_count; i++) {
    const fact_clause *clause = &call->fact->clauses[i];
    if (!clause->is_new || clause->argument == 0 || clause->argument > call->count)
      continue;
    truth holds = state_test(&run->context, state,
                             call->arguments[clause->argument - 1], clause->test);
    *kind = clause->kind;
    if (holds == TRUTH_TRUE)
      return TRUTH_TRUE;
    if (holds == TRUTH_UNKNOWN)
      found = TRUTH_UNKNOWN;
  }
  return found;
}

static truth has_failed(run *run, const state *state, const call *call)
{
  if (!call->fact->result.has_failure)
    return TRUTH_FALSE;
  return state_test(&run->context, state, call->result, call->fact->result.failure);
}

// Does nobody look at the result?
static bool is_dropped(const run *run, const call *call)
{
  return run->shape.last_use[call->instruction] == IR_NONE;
}

static void apply_result(run *run, state *state, call *call)
{
  const fact_result *result = &call->fact->result;
  const char *kind = result->kind;
  truth is_new = is_new_by_clause(run, state, call, &kind);
  if (is_new == TRUTH_TRUE && is_dropped(run, call))
    return;
  if (is_new == TRUTH_TRUE || (is_new == TRUTH_FALSE && result->result == RESULT_NEW)) {
    if (!call->was_undecided && has_failed(run, state, call) != TRUTH_TRUE)
      acquire_result(run, state, call, kind);
    return;
  }
  bool is_argument = result->result == RESULT_SAME || result->result == RESULT_MOVE;
  if (is_new == TRUTH_FALSE && is_argument && result->from >= 1 &&
      result->from <= call->count && has_failed(run, state, call) == TRUTH_FALSE)
    call->result = call->arguments[result->from - 1];
}

// ---- Effects of a model
// ----------------------------------------------------------------

// The memory that an out argument points at, or IR_NONE.
static region out_region(run *run, const call *call, uint32_t argument)
{
  region region;
  if (!region_pointee(&run->values, call->arguments[argument], &region))
    return IR_NONE;
  return region;
}

// [element] tells the objects of "out fd[2]" apart.
static void store_out(run *run, state *state, const call *call, uint32_t argument,
                      uint32_t element, region region, const char *kind, bool is_owned)
{
  value made = value_symbol(&run->values, SYMBOL_OUT, call->instruction,
                            argument + 64 * element, 0);
  transfer_age(run, state, made);
  state_bind(state, region, made);
  transfer_find_lost(run, state, call->instruction, LOSS_OVERWRITTEN);
  if (!is_owned)
    return;
  object_guard guard = {IR_NONE, is_null};
  if (call->fact->result.has_failure && !call->fact->keep_on_failure)
    guard = unless(call->result, call->fact->result.failure);
  object *o =
      transfer_acquire(run, state, made, kind, guard, call->name, call->instruction);
  o->name = region;
  if (state_is_outside(&run->context, state, region))
    o->status = OBJECT_HELD;
}

static void make_out(run *run, state *state, const call *call, uint32_t argument)
{
  const fact_param *param = &call->fact->params[argument];
  region region = out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  const ir_type *type = argument_type(run, call, argument);
  uint64_t size = ir_type_of(run->context.module, type->element)->size;
  for (uint32_t i = 0; i == 0 || i < param->elements; i++)
    store_out(run, state, call, argument, i,
              region_part(&run->values, region, (int64_t)(i * size)), param->kind,
              true);
}

// getline() and the like: the block at *argument may move, and is owned either way.
static void grow(run *run, state *state, const call *call, uint32_t argument,
                 const char *kind)
{
  region region = out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  value old = state_load(&run->context, state, region);
  object *o = state_object(state, old);
  if (o != NULL && o->status == OBJECT_RELEASED)
    transfer_use_value(run, state, old, call->instruction, false);
  state_remove_object(state, old);
  store_out(run, state, call, argument, 0, region, kind, true);
  state_remove_object(state, old);
}

static void clear_slot(run *run, state *state, const call *call, uint32_t argument,
                       const char *kind)
{
  region region = out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  value old = state_load(&run->context, state, region);
  state_bind(state, region, value_integer(&run->values, 0));
  transfer_release(run, state, old, kind, call->name, call->instruction);
}

static void overwrite(run *run, state *state, const call *call, uint32_t argument)
{
  region region = out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  // What the memory held is not the callee's to drop: stay with objects, forget the
  // rest.
  region = region_root(&run->values, region);
  ARRAY(binding) kept = {0};
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    if (region_root(&run->values, b.region) == region &&
        state_object(state, b.value) != NULL)
      array_push(&kept, b);
  }
  state_forget_contents(&run->context, state, region, call->instruction);
  for (uint32_t i = 0; i < kept.count; i++)
    state_bind(state, kept.items[i].region, kept.items[i].value);
  array_clear(&kept);
}

static bool concerns_object(run *run, const state *state, value v)
{
  value symbol;
  return value_base_symbol(&run->values, v, &symbol) &&
         state_object(state, symbol) != NULL;
}

static bool clause_applies(run *run, const state *state, const call *call,
                           fact_effect effect, bool *is_open)
{
  bool has_clause = false;
  for (uint32_t i = 0; i < call->fact->clause_count; i++) {
    const fact_clause *clause = &call->fact->clauses[i];
    if (clause->is_never || clause->is_new || clause->effect != effect)
      continue;
    has_clause = true;
    value tested = clause->argument == 0 ? call->result
                   : clause->argument <= call->count
                       ? call->arguments[clause->argument - 1]
                       : IR_NONE;
    truth holds = tested == IR_NONE
                      ? TRUTH_UNKNOWN
                      : state_test(&run->context, state, tested, clause->test);
    *is_open = *is_open || holds == TRUTH_UNKNOWN;
    if (holds != TRUTH_FALSE)
      return true;
  }
  return !has_clause;
}

static void apply_effect(run *run, state *state, const call *call, uint32_t argument)
{
  const fact_param *param = &call->fact->params[argument];
  value v = call->arguments[argument];
  region region;
  bool is_open = false;
  if (!clause_applies(run, state, call, param->effect, &is_open))
    return;
  if (is_open && param->effect != EFFECT_OUT) {
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    return;
  }
  switch (param->effect) {
  case EFFECT_FREE:
  case EFFECT_REALLOC:
    transfer_release(run, state, v, param->kind, call->name, call->instruction);
    break;
  case EFFECT_CLEAR:
    clear_slot(run, state, call, argument, param->kind);
    break;
  case EFFECT_STEAL:
  case EFFECT_SINK:
    transfer_use_value(run, state, v, call->instruction, false);
    transfer_give_away(run, state, v, OBJECT_HELD, call->instruction);
    break;
  case EFFECT_RELEASE:
  case EFFECT_RETAIN:
  case EFFECT_ESCAPE:
  case EFFECT_INOUT:
  case EFFECT_INOUT_KEEP:
    transfer_use_value(run, state, v, call->instruction, false);
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    break;
  case EFFECT_OUT:
    make_out(run, state, call, argument);
    break;
  case EFFECT_OUT_LATE:
  case EFFECT_OUT_BORROW:
    if ((region = out_region(run, call, argument)) != IR_NONE)
      store_out(run, state, call, argument, 0, region, param->kind, false);
    break;
  case EFFECT_GROW:
    grow(run, state, call, argument, param->kind);
    break;
  default:
    transfer_use_value(run, state, v, call->instruction, false);
    if (may_write(run, call, argument))
      overwrite(run, state, call, argument);
    break;
  }
}

static void apply_params(run *run, state *state, const call *call)
{
  truth failed = has_failed(run, state, call);
  for (uint32_t i = 0; i < call->count && i < call->fact->param_count; i++) {
    const fact_param *param = &call->fact->params[i];
    bool only_on_success = param->only_on_success || param->effect == EFFECT_REALLOC;
    if (!only_on_success || failed != TRUTH_TRUE)
      apply_effect(run, state, call, i);
  }
  for (uint32_t i = call->fact->param_count; i < call->count; i++) {
    if (points_to_char(run, argument_type(run, call, i)))
      transfer_use_value(run, state, call->arguments[i], call->instruction, false);
    if (may_write(run, call, i))
      overwrite(run, state, call, i);
  }
}

static void finish(run *run, state *state, const call *call)
{
  run->results[call->instruction] = call->result;
  if (run->shape.last_use[call->instruction] == IR_NONE)
    transfer_find_lost(run, state, call->instruction, LOSS_DROPPED);
}

static bool never_returns(run *run, const state *state, const call *call)
{
  if (call->fact->result.result == RESULT_NEVER)
    return true;
  for (uint32_t i = 0; i < call->fact->clause_count; i++) {
    const fact_clause *clause = &call->fact->clauses[i];
    if (clause->is_never && clause->argument >= 1 && clause->argument <= call->count &&
        state_test(&run->context, state, call->arguments[clause->argument - 1],
                   clause->test) == TRUTH_TRUE)
      return true;
  }
  return false;
}

// Where an object's fate hangs on the result, the path parts at once: [test] says by
// what.
static bool find_split(run *run, const state *state, const call *call, fact_test *test)
{
  const fact *fact = call->fact;
  *test = fact->result.failure;
  for (uint32_t i = 0; i < call->count && i < fact->param_count; i++) {
    const fact_param *param = &fact->params[i];
    value symbol;
    bool moves = param->effect == EFFECT_REALLOC &&
                 value_base_symbol(&run->values, call->arguments[i], &symbol);
    if (!moves && !concerns_object(run, state, call->arguments[i]))
      continue;
    if ((param->only_on_success || param->effect == EFFECT_REALLOC ||
         (fact->result.result == RESULT_SAME && fact->result.from == i + 1)) &&
        fact->result.has_failure)
      return true;
    for (uint32_t k = 0; k < fact->clause_count; k++)
      if (!fact->clauses[k].is_never && !fact->clauses[k].is_new &&
          fact->clauses[k].argument == 0 && fact->clauses[k].effect == param->effect) {
        *test = fact->clauses[k].test;
        return true;
      }
  }
  return false;
}

static void apply_fact_to(run *run, state *state, call *call)
{
  apply_params(run, state, call);
  apply_result(run, state, call);
  finish(run, state, call);
}

// Nobody looks at the result: whoever wrote "xmlAddChild(parent, node);" does not think
// of what is owned if that fails, nor wants to hear of it.
static bool counts_on_success(const run *run, const call *call)
{
  return is_dropped(run, call) && call->fact->result.has_failure;
}

// "new list if arg 1 == NULL", where argument 1 is an object that may not be there: the
// clause that has to be decided first. NULL if there is none. On the path where it
// holds the result is not followed: it takes a first call that failed and a second that
// did not.
static const fact_clause *undecided_clause(run *run, const state *state,
                                           const call *call)
{
  for (uint32_t i = 0; i < call->fact->clause_count; i++) {
    const fact_clause *clause = &call->fact->clauses[i];
    if (!clause->is_new || clause->argument == 0 || clause->argument > call->count)
      continue;
    value tested = call->arguments[clause->argument - 1];
    if (concerns_object(run, state, tested) &&
        state_test(&run->context, state, tested, clause->test) == TRUTH_UNKNOWN)
      return clause;
  }
  return NULL;
}

static bool apply_fact(run *run, state *state_, call *call)
{
  fact_test test;
  if (never_returns(run, state_, call))
    return false;
  const fact_clause *undecided = undecided_clause(run, state_, call);
  if (undecided != NULL) {
    state held;
    struct call other = *call;
    value tested = call->arguments[undecided->argument - 1];
    other.was_undecided = true;
    state_copy(&held, state_);
    if (state_assume_test(&run->context, &held, tested, undecided->test, true) &&
        apply_fact(run, &held, &other))
      transfer_suspend(run, &held, call->instruction + 1);
    else
      state_clear(&held);
    if (!state_assume_test(&run->context, state_, tested, undecided->test, false))
      return false;
  }
  call->result = fresh_result(run, state_, call);
  bound_result(run, state_, call);
  bool is_split = find_split(run, state_, call, &test);
  if (is_split && counts_on_success(run, call)) {
    if (!state_assume_test(&run->context, state_, call->result,
                           call->fact->result.failure, false))
      return false;
  } else if (is_split) {
    state held;
    struct call other = *call;
    state_copy(&held, state_);
    if (state_assume_test(&run->context, &held, call->result, test, true)) {
      bool succeeded = has_failed(run, &held, call) != TRUTH_TRUE;
      state_add_step(&run->context, &held, STEP_CALL, call->instruction, call->result,
                     succeeded);
      apply_fact_to(run, &held, &other);
      transfer_suspend(run, &held, call->instruction + 1);
    } else {
      state_clear(&held);
    }
    if (!state_assume_test(&run->context, state_, call->result, test, false))
      return false;
  }
  apply_fact_to(run, state_, call);
  return true;
}

// ---- Effects of a summary
// --------------------------------------------------------------

// The value at [root] as the caller sees it; [slot] gets the memory that holds it.
static bool value_at_root(run *run, state *state, const call *call,
                          const summary_root *root, value *v, region *slot)
{
  if (root->argument >= call->count)
    return false;
  *v = call->arguments[root->argument];
  *slot = IR_NONE;
  for (uint32_t i = 0; i < root->depth; i++) {
    if (!region_pointee(&run->values, *v, slot))
      return false;
    *slot = region_part(&run->values, *slot, root->offsets[i]);
    *v = state_load(&run->context, state, *slot);
  }
  return true;
}

static void apply_summary_effect(run *run, state *state, const call *call,
                                 const summary_effect *effect, uint32_t number)
{
  value v;
  region slot;
  if (!value_at_root(run, state, call, &effect->root, &v, &slot))
    return;
  switch (effect->effect) {
  case SUMMARY_RELEASES:
    if (slot != IR_NONE && state_load(&run->context, state, slot) == v)
      state_bind(state, slot, v);
    transfer_release(run, state, v, effect->kind, call->name, call->instruction);
    break;
  case SUMMARY_HOLDS:
    transfer_give_away(run, state, v, OBJECT_HELD, call->instruction);
    break;
  case SUMMARY_ESCAPES:
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    if (region_pointee(&run->values, v, &slot)) // whoever has it may write there
      state_forget_contents(&run->context, state, region_root(&run->values, slot),
                            call->instruction);
    break;
  case SUMMARY_IS_NONE:
    break; // known before the call ends this way, see met_none()
  case SUMMARY_MAKES: {
    value made =
        value_symbol(&run->values, SYMBOL_OUT, call->instruction, 32 + number, 0);
    transfer_age(run, state, made);
    state_bind(state, slot, made);
    transfer_find_lost(run, state, call->instruction, LOSS_OVERWRITTEN);
    object_guard guard = {made, opposite(is_null)};
    object *o = transfer_acquire(run, state, made, effect->kind, guard, call->name,
                                 call->instruction);
    o->name = slot;
    if (state_is_outside(&run->context, state, slot))
      o->status = OBJECT_HELD;
    break;
  }
  }
}

// The callee ends this way only if some of what it was given is NULL or negative. Can
// it be?
static bool met_none(run *run, state *state, const call *call, const exit_class *exit)
{
  value v;
  region slot;
  for (uint32_t i = 0; i < exit->effect_count; i++) {
    const summary_effect *effect = &exit->effects[i];
    if (effect->effect != SUMMARY_IS_NONE ||
        !value_at_root(run, state, call, &effect->root, &v, &slot))
      continue;
    if (effect->is_negative
            ? !state_assume_range(&run->context, state, v, INT64_MIN, -1)
            : !state_assume(&run->context, state, v, false))
      return false;
  }
  return true;
}

// False: the call cannot end this way here.
static bool apply_exit(run *run, state *state, call *call, const exit_class *exit,
                       bool is_only)
{
  call->result = fresh_result(run, state, call);
  bool is_pointer =
      ir_type_of(run->context.module, call->code->type)->kind == IR_TYPE_POINTER;
  if (!state_assume_range(&run->context, state, call->result, exit->low, exit->high))
    return false;
  if (exit->is_nonzero && !state_assume(&run->context, state, call->result, true))
    return false;
  if (!is_only && !met_none(run, state, call, exit))
    return false;
  if (!is_only)
    state_add_step(&run->context, state, STEP_CALL, call->instruction, call->result,
                   is_pointer ? exit->low != 0 || exit->high != 0 : exit->high == 0);
  for (uint32_t i = 0; i < exit->effect_count; i++)
    apply_summary_effect(run, state, call, &exit->effects[i], i);
  if (exit->result == RESULT_ARGUMENT && exit->argument < call->count)
    call->result = call->arguments[exit->argument];
  if (exit->result == RESULT_OWNED) {
    object_guard guard = {call->result, opposite(is_null)};
    const pack_kind *what =
        exit->kind == NULL ? NULL : pack_set_kind(run->input->packs, exit->kind);
    if (what != NULL && what->has_none)
      guard = unless(call->result, what->none);
    transfer_acquire(run, state, call->result, exit->kind, guard, call->name,
                     call->instruction);
  }
  return true;
}

static bool apply_summary(run *run, state *state_, call *call, const summary *summary)
{
  uint32_t index = call->instruction;
  for (uint32_t i = 0; i < call->count; i++)
    if (summary->used >> i & 1)
      transfer_use_value(run, state_, call->arguments[i], index, false);
  if (summary->exit_count == 0)
    return false;
  // Aggregates by value carry what they hold out of sight.
  for (uint32_t i = 0; i < call->count; i++) {
    if (value_get(&run->values, call->arguments[i])->kind == VALUE_CONTENT)
      transfer_give_away(run, state_, call->arguments[i], OBJECT_ESCAPED, index);
    else if ((summary->used >> i & 1) && may_write(run, call, i))
      overwrite(run, state_, call, i);
  }
  if (summary->is_relevant)
    state_forget_outside(&run->context, state_, index);
  bool is_one = true;
  for (uint32_t i = 1; i < summary->exit_count; i++)
    is_one = is_one && exit_class_same_effects(&summary->exits[0], &summary->exits[i]);
  if (is_one) {
    exit_class exit = summary->exits[0];
    for (uint32_t i = 1; i < summary->exit_count; i++) {
      const exit_class *other = &summary->exits[i];
      bool other_nonzero = other->is_nonzero || other->low > 0 || other->high < 0;
      bool exit_nonzero = exit.is_nonzero || exit.low > 0 || exit.high < 0;
      exit.is_nonzero = exit_nonzero && other_nonzero;
      exit.low = other->low < exit.low ? other->low : exit.low;
      exit.high = other->high > exit.high ? other->high : exit.high;
    }
    if (!apply_exit(run, state_, call, &exit, true))
      return false;
    finish(run, state_, call);
    return true;
  }
  for (uint32_t i = 1; i < summary->exit_count; i++) {
    state other;
    state_copy(&other, state_);
    struct call again = *call;
    if (apply_exit(run, &other, &again, &summary->exits[i], false)) {
      finish(run, &other, &again);
      transfer_suspend(run, &other, index + 1);
    } else {
      state_clear(&other);
    }
  }
  if (!apply_exit(run, state_, call, &summary->exits[0], false))
    return false;
  finish(run, state_, call);
  return true;
}

// ---- Strangers
// -------------------------------------------------------------------------

static bool is_system(const run *run, const call *call)
{
  const ir_module *module = run->context.module;
  if (call->function == NULL)
    return false;
  return call->function->is_builtin ||
         module->files.items[call->function->file].is_system;
}

static bool takes_callback(const run *run, const call *call)
{
  const ir_module *module = run->context.module;
  for (uint32_t i = 0; i < call->count; i++) {
    const ir_type *type = argument_type(run, call, i);
    if (type->kind == IR_TYPE_POINTER &&
        ir_type_of(module, type->element)->kind == IR_TYPE_FUNCTION)
      return true;
  }
  return false;
}

// A library function without a model looks at what it gets and gives it back, unless it
// is given a callback to keep it for.
static void apply_system(run *run, state *state, const call *call)
{
  bool keeps = takes_callback(run, call);
  for (uint32_t i = 0; i < call->count; i++) {
    const ir_type *type = argument_type(run, call, i);
    bool is_read = !is_variadic_argument(run, call, i) || points_to_char(run, type);
    if (is_read && (type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_INT))
      transfer_use_value(run, state, call->arguments[i], call->instruction, false);
    if (keeps || value_get(&run->values, call->arguments[i])->kind == VALUE_CONTENT)
      transfer_give_away(run, state, call->arguments[i], OBJECT_ESCAPED,
                         call->instruction);
    else if (may_write(run, call, i))
      overwrite(run, state, call, i);
  }
}

static void apply_stranger(run *run, state *state, const call *call)
{
  bool keeps = call->function == NULL || takes_callback(run, call);
  for (uint32_t i = 0; i < call->count; i++) {
    value v = call->arguments[i];
    const ir_type *type = argument_type(run, call, i);
    bool is_variadic = is_variadic_argument(run, call, i);
    bool is_const = type->kind == IR_TYPE_POINTER && !may_write(run, call, i);
    if (type->kind == IR_TYPE_POINTER && (!is_variadic || points_to_char(run, type)))
      transfer_use_value(run, state, v, call->instruction, false);
    belief belief = belief_about(run, call->instruction, i);
    if (is_const && !keeps && belief != BELIEF_TAKEN_ON_SUCCESS)
      continue;
    if (belief == BELIEF_BORROWED) {
      if (may_write(run, call, i))
        overwrite(run, state, call, i);
      continue;
    }
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    region region;
    if (may_write(run, call, i) && region_pointee(&run->values, v, &region))
      state_forget_contents(&run->context, state, region_root(&run->values, region),
                            call->instruction);
  }
  state_forget_outside(&run->context, state, call->instruction);
}

// ---- The call
// --------------------------------------------------------------------------

bool call_apply(run *run, state *state, uint32_t instruction)
{
  const ir_instruction *code = &run->function->instructions[instruction];
  call call = {.instruction = instruction, .code = code};
  call.callee = resolve_callee(run, state, code->a);
  const summary *summary = NULL;
  if (call.callee != IR_NONE) {
    call.function = &run->context.module->functions.items[call.callee];
    call.fact = run->input->facts[call.callee];
    call.name = call.function->name;
    summary = &run->result->summaries[call.callee];
  }
  call.count = code->count < 32 ? code->count : 32;
  read_arguments(run, state, &call);
  if (call.fact != NULL)
    return apply_fact(run, state, &call);
  if (summary != NULL && summary->is_known)
    return apply_summary(run, state, &call, summary);
  if (call.function != NULL && call.function->is_noreturn)
    return false;
  if (is_system(run, &call))
    apply_system(run, state, &call);
  else
    apply_stranger(run, state, &call);
  call.result = fresh_result(run, state, &call);
  finish(run, state, &call);
  return true;
}
