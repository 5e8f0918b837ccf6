// Call by fact: what a model says that a call does.

#include "engine/call.h"
#include "engine/lock.h"
#include "engine/tie.h"

#include <string.h>

// ---- Results ----

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
  object_guard guard = guard_none();
  if (result->has_failure)
    guard = guard_unless(call->result, result->failure);
  else if (ir_type_of(run->context.module, call->code->type)->kind == IR_TYPE_POINTER)
    state_assume(&run->context, state, call->result, true);
  const pack_kind *what = pack_set_kind(run->input->packs, kind);
  if (what != NULL && what->has_none && result->has_failure)
    guard = guard_unless(call->result, what->none);
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

static void apply_result(run *run, state *state, call *call)
{
  const fact_result *result = &call->fact->result;
  const char *kind = result->kind;
  truth is_new = is_new_by_clause(run, state, call, &kind);
  if (is_new == TRUTH_TRUE && call_is_dropped(run, call))
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
  if (is_new == TRUTH_FALSE && result->result == RESULT_BORROW &&
      has_failed(run, state, call) != TRUTH_TRUE)
    tie_borrowed(run, state, call, result->from);
}

// ---- Effects ----

// [element] tells the objects of "out fd[2]" apart.
static value store_out(run *run, state *state, const call *call, uint32_t argument,
                       uint32_t element, region region)
{
  value made = value_symbol(&run->values, SYMBOL_OUT, call->instruction,
                            argument + 64 * element, 0);
  transfer_age(run, state, made);
  state_bind(state, region, made);
  transfer_find_lost(run, state, call->instruction, LOSS_OVERWRITTEN);
  return made;
}

static void acquire_out(run *run, state *state, const call *call, value made,
                        region region, const char *kind, object_guard guard)
{
  object *o =
      transfer_acquire(run, state, made, kind, guard, call->name, call->instruction);
  o->name = region;
  if (state_is_outside(&run->context, state, region))
    o->status = OBJECT_HELD;
}

// "out if return == 1" names the test itself.
static object_guard guard_of_out(const call *call)
{
  const fact_result *result = &call->fact->result;
  for (uint32_t i = 0; i < call->fact->clause_count; i++) {
    const fact_clause *clause = &call->fact->clauses[i];
    if (!clause->is_never && !clause->is_new && clause->effect == EFFECT_OUT &&
        clause->argument == 0)
      return (object_guard){call->result, clause->test};
  }
  return result->has_failure && !call->fact->keep_on_failure
             ? guard_unless(call->result, result->failure)
             : guard_none();
}

// Does the result of the call tell whether it leaves an error?
static bool tells_of_error(const run *run, const call *call)
{
  return call->fact->result.has_failure && !call_is_dropped(run, call);
}

// GError: there where the call failed. Where no result tells, it is its own sign.
static void make_error(run *run, state *state, const call *call, uint32_t argument)
{
  region region = call_out_region(run, call, argument);
  bool is_void =
      ir_type_of(run->context.module, call->code->type)->kind == IR_TYPE_VOID;
  bool is_told = tells_of_error(run, call);
  truth failed = has_failed(run, state, call);
  if (region == IR_NONE || (is_told && failed == TRUTH_FALSE))
    return;
  value made = store_out(run, state, call, argument, 0, region);
  object_guard guard = guard_not_null(made);
  if (is_void || (is_told && failed == TRUTH_TRUE)) {
    state_assume(&run->context, state, made, true);
    guard = guard_none();
  } else if (is_told) {
    guard = (object_guard){call->result, call->fact->result.failure};
  }
  acquire_out(run, state, call, made, region, call->fact->params[argument].kind, guard);
}

// An error in a variable of this function: nobody else stored there, so that it is NULL
// where the call succeeds.
static bool makes_error_here(run *run, const state *state, const call *call,
                             uint32_t argument)
{
  region region = call_out_region(run, call, argument);
  return call->fact->params[argument].effect == EFFECT_OUT_ERROR && region != IR_NONE &&
         !state_is_outside(&run->context, state, region) && tells_of_error(run, call);
}

// Does the slot of an out argument hold an object that a failing call leaves there?
static bool leaves_object(run *run, const state *state, const call *call,
                          uint32_t argument)
{
  region region = call_out_region(run, call, argument);
  return call->fact->leave_on_failure && region != IR_NONE &&
         call->fact->params[argument].effect == EFFECT_OUT &&
         state_object(state, state_load(&run->context, state, region)) != NULL;
}

static void make_out(run *run, state *state, const call *call, uint32_t argument)
{
  const fact_param *param = &call->fact->params[argument];
  region region = call_out_region(run, call, argument);
  if (region == IR_NONE ||
      (call->fact->leave_on_failure && has_failed(run, state, call) == TRUTH_TRUE))
    return;
  const ir_type *type = call_argument_type(run, call, argument);
  uint64_t size = ir_type_of(run->context.module, type->element)->size;
  for (uint32_t i = 0; i == 0 || i < param->elements; i++) {
    uint32_t element = region_part(&run->values, region, (int64_t)(i * size));
    value made = store_out(run, state, call, argument, i, element);
    acquire_out(run, state, call, made, element, param->kind, guard_of_out(call));
  }
}

// getline() and the like: the block at *argument may move, and is owned either way.
static void grow(run *run, state *state, const call *call, uint32_t argument,
                 const char *kind)
{
  region region = call_out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  value old = state_load(&run->context, state, region);
  object *o = state_object(state, old);
  if (o != NULL && o->status == OBJECT_RELEASED)
    transfer_use_value(run, state, old, call->instruction, false);
  state_remove_object(state, old);
  value made = store_out(run, state, call, argument, 0, region);
  acquire_out(run, state, call, made, region, kind, guard_of_out(call));
  state_remove_object(state, old);
}

static void store_null(run *run, state *state, const call *call, uint32_t argument)
{
  region region = call_out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  state_bind(state, region, value_integer(&run->values, 0));
  transfer_find_lost(run, state, call->instruction, LOSS_OVERWRITTEN);
}

static void clear_slot(run *run, state *state, const call *call, uint32_t argument,
                       const char *kind)
{
  region region = call_out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  value old = state_load(&run->context, state, region);
  state_bind(state, region, value_integer(&run->values, 0));
  if (!mismatch_release(run, state, old, kind, call->name, call->instruction))
    transfer_release(run, state, old, kind, call->name, call->instruction);
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

static void borrow(run *run, state *state, const call *call, uint32_t argument)
{
  value v = call->arguments[argument];
  bool may_write = call_may_write(run, call, argument);
  transfer_use_value(run, state, v, call->instruction, false);
  tie_pass(run, state, v,
           may_write &&
               !type_points_to_char(run, call_argument_type(run, call, argument)));
  if (may_write)
    call_overwrite(run, state, call, argument);
}

static void take_lock(run *run, state *state, const call *call, uint32_t argument)
{
  const fact_result *result = &call->fact->result;
  object_guard guard = guard_none();
  if (result->has_failure && !call_is_dropped(run, call))
    guard = guard_unless(call->result, result->failure);
  lock_take(run, state, PLACE_LOCK, call->arguments[argument],
            call->fact->params[argument].kind, guard, call->name, call->instruction);
}

// free() takes any block and leaves what that holds; what takes a struct of its library
// knows what to do with it.
static bool is_destructor(const run *run, const call *call, uint32_t argument)
{
  const ir_type *type = call_argument_type(run, call, argument);
  return type->kind == IR_TYPE_POINTER &&
         ir_type_of(run->context.module, type->element)->kind == IR_TYPE_RECORD;
}

static void begin_storage(run *run, state *state, const call *call, uint32_t argument)
{
  const fact_result *result = &call->fact->result;
  object_guard guard = guard_none();
  bool is_told = result->has_failure && !call->fact->keep_on_failure &&
                 !call_is_dropped(run, call);
  if (is_told && has_failed(run, state, call) == TRUTH_TRUE)
    return;
  if (is_told)
    guard = guard_unless(call->result, result->failure);
  storage_begin(run, state, call->arguments[argument],
                call->fact->params[argument].kind, guard, call->name,
                call->instruction);
}

// What the callee stores where an argument points. False: the effect is no such one.
static bool apply_to_slot(run *run, state *state, const call *call, uint32_t argument)
{
  const char *kind = call->fact->params[argument].kind;
  region region;
  switch (call->fact->params[argument].effect) {
  case EFFECT_CLEAR:
    clear_slot(run, state, call, argument, kind);
    return true;
  case EFFECT_OUT:
    make_out(run, state, call, argument);
    return true;
  case EFFECT_OUT_LATE:
  case EFFECT_OUT_BORROW:
    if ((region = call_out_region(run, call, argument)) != IR_NONE)
      store_out(run, state, call, argument, 0, region);
    return true;
  case EFFECT_OUT_ERROR:
    make_error(run, state, call, argument);
    return true;
  case EFFECT_GROW:
    grow(run, state, call, argument, kind);
    return true;
  case EFFECT_NULLS:
    store_null(run, state, call, argument);
    return true;
  default:
    return false;
  }
}

// What begins or ends at the place an argument points at; the callee looks at it too.
static void apply_to_place(run *run, state *state, const call *call, uint32_t argument)
{
  const fact_param *param = &call->fact->params[argument];
  value v = call->arguments[argument];
  borrow(run, state, call, argument);
  if (param->effect == EFFECT_COPY)
    call_copy_memory(run, state, call, argument);
  else if (param->effect == EFFECT_INIT)
    begin_storage(run, state, call, argument);
  else if (param->effect == EFFECT_LOCK)
    take_lock(run, state, call, argument);
  else if (param->effect == EFFECT_DONE || param->effect == EFFECT_UNLOCK)
    lock_give_back(run, state,
                   param->effect == EFFECT_DONE ? PLACE_STORAGE : PLACE_LOCK, v,
                   param->kind, call->name, call->instruction);
}

static void apply_effect(run *run, state *state, const call *call, uint32_t argument)
{
  const fact_param *param = &call->fact->params[argument];
  value v = call->arguments[argument];
  bool is_open = false;
  if (param->nullness == NULLNESS_FAULT)
    transfer_note_unchecked(run, state, v, call->instruction);
  if (!clause_applies(run, state, call, param->effect, &is_open))
    return;
  if (is_open && param->effect != EFFECT_OUT) {
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    storage_let_go(run, state, v);
    return;
  }
  switch (param->effect) {
  case EFFECT_FREE:
  case EFFECT_REALLOC:
    if (mismatch_release(run, state, v, param->kind, call->name, call->instruction))
      break;
    if (param->effect == EFFECT_REALLOC || is_destructor(run, call, argument))
      transfer_move(run, state, v, param->kind, call->name, call->instruction);
    else
      transfer_release(run, state, v, param->kind, call->name, call->instruction);
    break;
  case EFFECT_STEAL:
  case EFFECT_SINK:
    transfer_use_value(run, state, v, call->instruction, false);
    transfer_give_away(run, state, v, OBJECT_HELD, call->instruction);
    tie_stolen(run, state, call, argument);
    storage_let_go(run, state, v);
    break;
  case EFFECT_RELEASE:
  case EFFECT_RETAIN:
  case EFFECT_ESCAPE:
  case EFFECT_INOUT:
  case EFFECT_INOUT_KEEP:
    transfer_use_value(run, state, v, call->instruction, false);
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    storage_let_go(run, state, v);
    break;
  default:
    if (!apply_to_slot(run, state, call, argument))
      apply_to_place(run, state, call, argument);
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
    else if (param->effect == EFFECT_REALLOC) // wrong, even if it fails
      mismatch_release(run, state, call->arguments[i], param->kind, call->name,
                       call->instruction);
  }
  for (uint32_t i = call->fact->param_count; i < call->count; i++) {
    if (type_points_to_char(run, call_argument_type(run, call, i)))
      transfer_use_value(run, state, call->arguments[i], call->instruction, false);
    if (call_may_write(run, call, i))
      call_overwrite(run, state, call, i);
  }
}

// ---- The call ----

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

// "never if return != -1": it came back, so the result is another. False: it cannot.
static bool came_back(run *run, state *state, const call *call)
{
  for (uint32_t i = 0; i < call->fact->clause_count; i++) {
    const fact_clause *clause = &call->fact->clauses[i];
    if (clause->is_never && clause->argument == 0 &&
        !state_assume_test(&run->context, state, call->result, clause->test, false))
      return false;
  }
  return true;
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
    if (makes_error_here(run, state, call, i) || leaves_object(run, state, call, i))
      return true;
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
  call_zero_memory(run, state, call);
  call_finish(run, state, call);
}

// Nobody looks at the result: whoever wrote "xmlAddChild(parent, node);" does not think
// of what is owned if that fails, nor wants to hear of it.
static bool counts_on_success(const run *run, const call *call)
{
  return call_is_dropped(run, call) && call->fact->result.has_failure;
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

bool call_by_fact(run *run, state *state_, call *call)
{
  fact_test test;
  if (never_returns(run, state_, call))
    return false;
  parked_pass_unseen(run, state_, call);
  const fact_clause *undecided = undecided_clause(run, state_, call);
  if (undecided != NULL) {
    state held;
    struct call other = *call;
    value tested = call->arguments[undecided->argument - 1];
    other.was_undecided = true;
    state_copy(&held, state_);
    if (state_assume_test(&run->context, &held, tested, undecided->test, true) &&
        call_by_fact(run, &held, &other))
      transfer_suspend(run, &held, call->instruction + 1);
    else
      state_clear(&held);
    if (!state_assume_test(&run->context, state_, tested, undecided->test, false))
      return false;
  }
  call->result = call_fresh_result(run, state_, call);
  bound_result(run, state_, call);
  if (!came_back(run, state_, call))
    return false;
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
