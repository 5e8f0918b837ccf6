// Lock: what is held between a call that takes it and one that gives it back.
//
// A lock is an object at a place (place.h). A function that takes a lock and never
// gives it back is a wrapper: its caller owes the release then, as the summary says.
// Only where a function gives the lock back on one path and not on another is that a
// fault, and only if the caller could not tell the two apart: "locked when it succeeds"
// is a contract, "locked when it fails" is none. So exits are gathered, and judged when
// the function is done.

#include "engine/lock.h"
#include "engine/place.h"

#include <string.h>

// ---- Taking and giving back ----

static bool is_lock(const run *run, const object *o)
{
  return place_is(&run->values, o->symbol, PLACE_LOCK);
}

static bool is_storage(const run *run, const object *o)
{
  return place_is(&run->values, o->symbol, PLACE_STORAGE);
}

// The memory at [pointer], if this function has a name for it: not if it is a member
// that only a callee named.
static region name_of(run *run, value pointer)
{
  region at;
  if (!region_pointee(&run->values, pointer, &at) ||
      (region_get(&run->values, at)->kind == REGION_PART &&
       run->values.field_names.items[at] == NULL))
    return IR_NONE;
  return at;
}

void lock_take(run *run, state *state, place_use use, value pointer, const char *kind,
               object_guard guard, const char *taker, uint32_t instruction)
{
  value symbol = place_symbol(&run->values, pointer, use);
  if (symbol == IR_NONE)
    return;
  object *o = state_object(state, symbol);
  if (o != NULL && o->status == OBJECT_OWNED && use == PLACE_STORAGE)
    return; // added to, as glob() does
  if (o != NULL && (o->status == OBJECT_OWNED || o->status == OBJECT_ESCAPED)) {
    o->status = OBJECT_ESCAPED; // taken twice: how often it is held, nobody knows
    return;
  }
  if (o != NULL && o->is_foreign) { // the caller's, given back for a while
    state_remove_object(state, symbol);
    return;
  }
  o = transfer_acquire(run, state, symbol, kind, guard, taker, instruction);
  o->name = name_of(run, pointer);
}

static bool same_kind(const char *a, const char *b)
{
  return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

// An unlock through a path that no lock here was taken by: any of its kind may be
// meant.
static bool give_back_any(run *run, state *state, place_use use, value pointer,
                          const char *kind)
{
  value path = place_path(&run->values, pointer);
  bool found = false;
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if (o->status != OBJECT_OWNED || !place_is(&run->values, o->symbol, use) ||
        !same_kind(o->kind, kind) ||
        !place_may_be(&run->values, path, place_address(&run->values, o->symbol)))
      continue;
    o->status = OBJECT_ESCAPED;
    found = true;
  }
  return found;
}

void lock_give_back(run *run, state *state, place_use use, value pointer,
                    const char *kind, const char *giver, uint32_t instruction)
{
  value symbol = place_symbol(&run->values, pointer, use);
  object *o = symbol == IR_NONE ? NULL : state_object(state, symbol);
  if (o == NULL) {
    if (give_back_any(run, state, use, pointer, kind) || symbol == IR_NONE)
      return;
    o = state_add_object(state, (object){.symbol = symbol,
                                         .status = OBJECT_OWNED,
                                         .is_foreign = true,
                                         .kind = kind,
                                         .guard = {IR_NONE, {COMPARE_EQUAL, 0}},
                                         .site = IR_NONE,
                                         .name = name_of(run, pointer)});
  }
  if (o->status == OBJECT_RELEASED && use == PLACE_LOCK &&
      place_path(&run->values, pointer) == pointer) // memory on the way is unchanged
    transfer_event(run, state, EVENT_RELEASED_AGAIN, LOSS_RETURN, instruction, o,
                   false);
  if (o->status != OBJECT_OWNED)
    return;
  if (use == PLACE_STORAGE && !o->is_foreign) { // free for another
    state_remove_object(state, symbol);
    return;
  }
  o->status = OBJECT_RELEASED;
  o->release = instruction;
  o->releaser = giver;
  state_add_step(&run->context, state, STEP_RELEASE, instruction, symbol, true);
}

void lock_lose_track(run *run, state *state, place_use use, value pointer)
{
  value symbol = place_symbol(&run->values, pointer, use);
  object *o = symbol == IR_NONE ? NULL : state_object(state, symbol);
  if (o != NULL)
    o->status = OBJECT_ESCAPED;
}

// ---- Calls that may give it back out of sight ----

static bool gives_back(const run *run, place_use use, const ir_instruction *call)
{
  if (call->opcode != IR_CALL || call->a.kind != IR_FUNCTION)
    return false;
  const fact *fact = run->input->facts[call->a.index];
  const summary *summary = &run->result->summaries[call->a.index];
  for (uint32_t i = 0; fact != NULL && i < fact->param_count; i++)
    if (fact->params[i].effect == (use == PLACE_LOCK ? EFFECT_UNLOCK : EFFECT_DONE))
      return true;
  for (uint32_t e = 0; fact == NULL && e < summary->exit_count; e++)
    for (uint32_t k = 0; k < summary->exits[e].effect_count; k++) {
      const summary_effect *effect = &summary->exits[e].effects[k];
      if (effect->effect == SUMMARY_UNLOCKS &&
          effect->root.is_storage == (use == PLACE_STORAGE))
        return true;
    }
  return false;
}

// For each block: does some path from its start give such a thing back?
static const bool *blocks_before_unlock(run *run, place_use use)
{
  const ir_function *function = run->function;
  if (run->is_before_unlock[use] != NULL)
    return run->is_before_unlock[use];
  bool *before = arena_new_array(&run->scratch, bool, function->block_count);
  for (uint32_t b = 0; b < function->block_count; b++)
    for (uint32_t i = 0; i < function->blocks[b].count && !before[b]; i++)
      before[b] =
          gives_back(run, use, &function->instructions[function->blocks[b].first + i]);
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t b = 0; b < function->block_count; b++) {
      const ir_block *block = &function->blocks[b];
      for (uint32_t i = 0; before[b] && i < block->predecessor_count; i++) {
        uint32_t from = function->predecessors[block->first_predecessor + i];
        changed = changed || !before[from];
        before[from] = true;
      }
    }
  }
  run->is_before_unlock[use] = before;
  return before;
}

static bool unlock_follows(run *run, place_use use, uint32_t block,
                           uint32_t instruction)
{
  const ir_function *function = run->function;
  const bool *before = blocks_before_unlock(run, use);
  const ir_block *b = &function->blocks[block];
  for (uint32_t i = instruction + 1; i < b->first + b->count; i++)
    if (gives_back(run, use, &function->instructions[i]))
      return true;
  for (uint32_t n = 0; n < function->block_count; n++)
    for (uint32_t i = 0; before[n] && i < function->blocks[n].predecessor_count; i++)
      if (function->predecessors[function->blocks[n].first_predecessor + i] == block)
        return true;
  return false;
}

// The author gives the lock back after this call, or after another of the same
// function: then the callee does not.
static bool is_believed_to_keep(run *run, place_use use, uint32_t instruction)
{
  const ir_function *function = run->function;
  ir_operand callee = function->instructions[instruction].a;
  if (unlock_follows(run, use, run->block, instruction))
    return true;
  if (callee.kind != IR_FUNCTION)
    return false;
  for (uint32_t b = 0; b < function->block_count; b++)
    for (uint32_t i = 0; i < function->blocks[b].count; i++) {
      uint32_t other = function->blocks[b].first + i;
      const ir_instruction *code = &function->instructions[other];
      if (code->opcode == IR_CALL && code->a.kind == IR_FUNCTION &&
          code->a.index == callee.index && unlock_follows(run, use, b, other))
        return true;
    }
  return false;
}

static bool callee_may_reach(run *run, const object *o, const value *arguments,
                             uint32_t count)
{
  uint32_t global = place_global(&run->values, o->symbol);
  if (global != IR_NONE && !run->context.module->globals.items[global].is_static)
    return true;
  for (uint32_t i = 0; i < count; i++)
    if (place_is_reached(&run->values, o->symbol, arguments[i]))
      return true;
  return false;
}

void lock_pass(run *run, state *state, const value *arguments, uint32_t count,
               uint32_t instruction)
{
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if ((!is_lock(run, o) && !is_storage(run, o)) ||
        !callee_may_reach(run, o, arguments, count))
      continue;
    place_use use = is_lock(run, o) ? PLACE_LOCK : PLACE_STORAGE;
    if (o->status == OBJECT_RELEASED)
      o->is_reported = true; // it may be held again
    else if (o->status == OBJECT_OWNED && !is_believed_to_keep(run, use, instruction))
      o->status = OBJECT_ESCAPED;
  }
}

// ---- Exits ----

typedef enum result_class {
  CLASS_NONE, // nothing is returned
  CLASS_NEGATIVE,
  CLASS_ZERO,
  CLASS_ONE,
  CLASS_NONZERO,
  CLASS_UNKNOWN,
} result_class;

static result_class class_of(run *run, const state *state, value result)
{
  int64_t low, high;
  if (result == IR_NONE)
    return CLASS_NONE;
  state_range(&run->context, state, result, &low, &high);
  if (high < 0)
    return CLASS_NEGATIVE;
  if (low == high && (low == 0 || low == 1))
    return low == 0 ? CLASS_ZERO : CLASS_ONE;
  bool is_nonzero = state_is_nonzero(&run->context, state, result) == TRUTH_TRUE;
  return is_nonzero ? CLASS_NONZERO : CLASS_UNKNOWN;
}

// What `bool *held` and the like were set to, by parameter.
static void note_flags(run *run, const state *state, struct lock_exit *exit)
{
  const ir_module *module = run->context.module;
  for (uint32_t i = 0; i < run->function->parameter_count && i < 32; i++) {
    const ir_type *type = ir_type_of(module, run->function->locals[i].type);
    region flag;
    if (type->kind != IR_TYPE_POINTER)
      continue;
    ir_type_kind kind = ir_type_of(module, type->element)->kind;
    value pointer = value_symbol(&run->values, SYMBOL_PARAMETER, i, 0, 0);
    if ((kind != IR_TYPE_INT && kind != IR_TYPE_BOOL) ||
        !region_pointee(&run->values, pointer, &flag))
      continue;
    value v = state_load(&run->context, state, flag);
    truth is_set = state_is_nonzero(&run->context, state, v);
    exit->set |= (uint32_t)(is_set == TRUTH_TRUE) << i;
    exit->unset |= (uint32_t)(is_set == TRUTH_FALSE) << i;
  }
}

void lock_note_exit(run *run, const state *state, value result, uint32_t instruction)
{
  for (uint32_t i = 0; i < state->objects.count; i++) {
    const object *o = &state->objects.items[i];
    if (!is_lock(run, o) || o->is_foreign ||
        (o->status != OBJECT_OWNED && o->status != OBJECT_RELEASED) ||
        object_exists(&run->context, state, o) == TRUTH_FALSE)
      continue;
    struct lock_exit exit = {*o, state->path, instruction,
                             (uint32_t)class_of(run, state, result)};
    note_flags(run, state, &exit);
    array_push(&run->lock_exits, exit);
  }
}

static ir_type_kind result_kind(const run *run)
{
  const ir_module *module = run->context.module;
  const ir_type *type = ir_type_of(module, run->function->type);
  return type->kind == IR_TYPE_FUNCTION ? ir_type_of(module, type->element)->kind
                                        : IR_TYPE_INT;
}

// Held with one result and not with another: is that something no caller would want?
static bool is_forgotten(ir_type_kind kind, result_class held, result_class released)
{
  if (held == released)
    return true;
  if (kind == IR_TYPE_POINTER || kind == IR_TYPE_BOOL)
    return held == CLASS_ZERO; // it failed, and holds the lock
  return held == CLASS_NEGATIVE || (held == CLASS_NONZERO && released == CLASS_ZERO);
}

// ---- Conditions that the author takes to be the same ----

static bool same_condition(run *run, value a, value b);

static bool same_call(run *run, const value_data *a, const value_data *b)
{
  const ir_function *function = run->function;
  if (a->origin != SYMBOL_RESULT || b->origin != SYMBOL_RESULT)
    return false;
  const ir_instruction *x = &function->instructions[a->a];
  const ir_instruction *y = &function->instructions[b->a];
  return x->a.kind == IR_FUNCTION && y->a.kind == IR_FUNCTION &&
         x->a.index == y->a.index && x->count == y->count;
}

static bool same_condition(run *run, value a, value b)
{
  value_data x = *value_get(&run->values, place_path(&run->values, a));
  value_data y = *value_get(&run->values, place_path(&run->values, b));
  if (place_path(&run->values, a) == place_path(&run->values, b))
    return true;
  if (x.kind == VALUE_COMPARE && y.kind == VALUE_COMPARE)
    return x.operator_ == y.operator_ && same_condition(run, x.a, y.a) &&
           same_condition(run, x.b, y.b);
  return x.kind == VALUE_SYMBOL && y.kind == VALUE_SYMBOL && same_call(run, &x, &y);
}

// `if (c->shared) lock(); ... if (c->shared) unlock();`: memory may have changed in
// between, as far as can be seen here, but whoever wrote this knows that it has not.
static bool is_taken_and_left_by_one_test(run *run, const struct lock_exit *exit)
{
  const step *s = exit->path;
  for (; s != NULL; s = s->before) {
    if (s->kind == STEP_ACQUIRE && s->about == exit->lock.symbol)
      return false;
    for (const step *t = s->before; s->kind == STEP_ASSUME && t != NULL; t = t->before)
      if (t->kind == STEP_ASSUME && t->truth != s->truth &&
          t->instruction != s->instruction && same_condition(run, t->about, s->about))
        return true;
  }
  return false;
}

void lock_judge(run *run)
{
  ir_type_kind kind = result_kind(run);
  for (uint32_t i = 0; i < run->lock_exits.count; i++) {
    const struct lock_exit *held = &run->lock_exits.items[i];
    bool is_fault = false;
    for (uint32_t k = 0; k < run->lock_exits.count && !is_fault; k++) {
      const struct lock_exit *other = &run->lock_exits.items[k];
      is_fault =
          held->lock.status == OBJECT_OWNED && other->lock.status == OBJECT_RELEASED &&
          held->lock.symbol == other->lock.symbol &&
          !((held->set & other->unset) | (held->unset & other->set)) &&
          is_forgotten(kind, (result_class)held->result, (result_class)other->result);
    }
    if (!is_fault || is_taken_and_left_by_one_test(run, held))
      continue;
    event event = {.kind = EVENT_HELD_AT_RETURN,
                   .instruction = held->instruction,
                   .object = held->lock,
                   .path = held->path,
                   .is_coarse = run->is_coarse};
    array_push(&run->events, event);
  }
}
