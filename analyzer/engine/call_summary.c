// Call by summary: what the body of a callee in this unit taught.

#include "engine/call.h"
#include "engine/lock.h"

// The value at [root] as the caller sees it; [slot] gets the memory that holds it.
static bool value_at_root(run *run, state *state, const call *call,
                          const summary_root *root, value *v, region *slot)
{
  if (!root->is_global && root->argument >= call->count)
    return false;
  *v = root->is_global
           ? value_address(&run->values, region_global(&run->values, root->argument))
           : call->arguments[root->argument];
  *slot = IR_NONE;
  for (uint32_t i = 0; i < root->depth; i++) {
    if (!region_pointee(&run->values, *v, slot))
      return false;
    *slot = region_part(&run->values, *slot, root->offsets[i]);
    *v = state_load(&run->context, state, *slot);
  }
  return true;
}

static void apply_lock_effect(run *run, state *state, const call *call,
                              const summary_effect *effect, value v)
{
  region region;
  if (!region_pointee(&run->values, v, &region))
    return;
  region = region_part(&run->values, region, effect->root.distance);
  value pointer = value_address(&run->values, region);
  if (effect->effect == SUMMARY_LOCKS)
    lock_take(run, state, pointer, effect->kind, guard_none(), call->name,
              call->instruction);
  else if (effect->effect == SUMMARY_UNLOCKS)
    lock_give_back(run, state, pointer, effect->kind, call->name, call->instruction);
  else
    lock_lose_track(run, state, pointer);
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
    lock_pass(run, state, &v, 1, call->instruction);
    if (region_pointee(&run->values, v, &slot)) // whoever has it may write there
      state_forget_contents(&run->context, state, region_root(&run->values, slot),
                            call->instruction);
    break;
  case SUMMARY_LOCKS:
  case SUMMARY_UNLOCKS:
  case SUMMARY_MAY_LOCK:
    apply_lock_effect(run, state, call, effect, v);
    break;
  case SUMMARY_IS_NONE:
    break; // known before the call ends this way, see met_none()
  case SUMMARY_MAKES: {
    value made =
        value_symbol(&run->values, SYMBOL_OUT, call->instruction, 32 + number, 0);
    transfer_age(run, state, made);
    state_bind(state, slot, made);
    transfer_find_lost(run, state, call->instruction, LOSS_OVERWRITTEN);
    object_guard guard = guard_not_null(made);
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
  call->result = call_fresh_result(run, state, call);
  bool is_pointer =
      ir_type_of(run->context.module, call->code->type)->kind == IR_TYPE_POINTER;
  if (!state_assume_range(&run->context, state, call->result, exit->low, exit->high))
    return false;
  if (exit->is_nonzero && !state_assume(&run->context, state, call->result, true))
    return false;
  if (exit->result == RESULT_ARGUMENT && exit->argument < call->count) {
    value same = call->arguments[exit->argument];
    if (!state_assume_range(&run->context, state, same, exit->low, exit->high) ||
        (exit->is_nonzero && !state_assume(&run->context, state, same, true)))
      return false;
  }
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
    object_guard guard = guard_not_null(call->result);
    const pack_kind *what =
        exit->kind == NULL ? NULL : pack_set_kind(run->input->packs, exit->kind);
    if (what != NULL && what->has_none)
      guard = guard_unless(call->result, what->none);
    transfer_acquire(run, state, call->result, exit->kind, guard, call->name,
                     call->instruction);
  }
  return true;
}

bool call_by_summary(run *run, state *state_, call *call, const summary *summary)
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
    else if ((summary->used >> i & 1) && call_may_write(run, call, i))
      call_overwrite(run, state_, call, i);
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
    call_finish(run, state_, call);
    return true;
  }
  for (uint32_t i = 1; i < summary->exit_count; i++) {
    state other;
    state_copy(&other, state_);
    struct call again = *call;
    if (apply_exit(run, &other, &again, &summary->exits[i], false)) {
      call_finish(run, &other, &again);
      transfer_suspend(run, &other, index + 1);
    } else {
      state_clear(&other);
    }
  }
  if (!apply_exit(run, state_, call, &summary->exits[0], false))
    return false;
  call_finish(run, state_, call);
  return true;
}
