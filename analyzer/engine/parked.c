// Parked: objects that only a static variable of the unit holds, over calls and at the
// end of a function.

#include "engine/call.h"

static const statics *statics_here(const run *run)
{
  const statics *statics = run->context.statics;
  return statics == NULL || statics->count == 0 ? NULL : statics;
}

static region variable(run *run, uint32_t number)
{
  return region_global(&run->values, run->context.statics->global[number]);
}

// All that the static variable [number] leads to is now [status].
static void give_away(run *run, state *state, uint32_t number, object_status status,
                      uint32_t instruction)
{
  transfer_give_away(run, state, value_content(&run->values, variable(run, number)),
                     status, instruction);
}

// Does the variable, or a part of it, hold anything that somebody stored there?
static bool is_bound(const run *run, const state *state, region root)
{
  for (uint32_t i = 0; i < state->bindings.count; i++)
    if (region_root(&run->values, state->bindings.items[i].region) == root)
      return true;
  return false;
}

static void pass(run *run, state *state, const uint64_t *read, const uint64_t *written,
                 uint32_t instruction)
{
  const statics *statics = run->context.statics;
  for (uint32_t n = 0; n < statics->count; n++) {
    bool is_read = statics_has(statics, read, n);
    bool is_written = statics_has(statics, written, n);
    if ((is_read || is_written) && is_bound(run, state, variable(run, n)))
      give_away(run, state, n, OBJECT_HELD, instruction);
    if (is_written)
      state_forget_contents(&run->context, state, variable(run, n), instruction);
  }
}

void parked_pass_unseen(run *run, state *state, const call *call)
{
  const statics *statics = statics_here(run);
  if (statics == NULL || statics_is_plain(run->context.module, call->code))
    return;
  if (call->callee != IR_NONE && call->function->has_body && call->fact == NULL)
    pass(run, state, statics_of(statics, statics->touched, call->callee),
         statics_of(statics, statics->written, call->callee), call->instruction);
  else
    pass(run, state, statics->outside_read, statics->outside_written,
         call->instruction);
}

// Does [exit] say what becomes of what the variable held?
static bool is_explained(const exit_class *exit, uint32_t global)
{
  for (uint32_t i = 0; i < exit->effect_count; i++) {
    const summary_effect *effect = &exit->effects[i];
    if (effect->root.is_global && effect->root.argument == global &&
        effect->effect <= SUMMARY_ESCAPES)
      return true;
  }
  return false;
}

static bool makes_into(const exit_class *exit, uint32_t global)
{
  for (uint32_t i = 0; i < exit->effect_count; i++)
    if (exit->effects[i].effect == SUMMARY_MAKES && exit->effects[i].root.is_global &&
        exit->effects[i].root.argument == global)
      return true;
  return false;
}

// The callee may have written into what the variable leads to.
static void overwrite_behind(run *run, state *state, const call *call, region root)
{
  ARRAY(region) behind = {0};
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    region pointee;
    const object *o = state_object(state, b->value);
    if (region_root(&run->values, b->region) == root && o != NULL &&
        o->status == OBJECT_OWNED && region_pointee(&run->values, b->value, &pointee))
      array_push(&behind, pointee);
  }
  for (uint32_t i = 0; i < behind.count; i++)
    call_overwrite_at(run, state, call, behind.items[i]);
  array_clear(&behind);
}

void parked_pass_callee(run *run, state *state, const call *call,
                        const exit_class *exit)
{
  const statics *statics = statics_here(run);
  if (statics == NULL || call->callee == IR_NONE)
    return;
  const uint64_t *touched = statics_of(statics, statics->touched, call->callee);
  const uint64_t *written = statics_of(statics, statics->written, call->callee);
  const uint64_t *read = statics_of(statics, statics->read, call->callee);
  for (uint32_t n = 0; n < statics->count; n++) {
    uint32_t global = statics->global[n];
    if (statics_has(statics, touched, n))
      overwrite_behind(run, state, call, variable(run, n));
    if (!statics_has(statics, written, n))
      continue;
    // Overwritten without a look at it: that is a loss, if it was owned.
    bool is_replaced = makes_into(exit, global) && !statics_has(statics, read, n);
    if (!is_replaced && !is_explained(exit, global) &&
        is_bound(run, state, variable(run, n)))
      give_away(run, state, n, OBJECT_ESCAPED, call->instruction);
    state_forget_contents(&run->context, state, variable(run, n), call->instruction);
  }
}

// ---- What callees use ----

static bool is_unconditional(const state *state)
{
  for (const step *s = state->path; s != NULL; s = s->before)
    if (s->kind == STEP_ASSUME || s->kind == STEP_CALL)
      return false;
  return true;
}

void parked_note_use(run *run, const state *state, value symbol)
{
  const value_data *data = value_get(&run->values, symbol);
  summary *summary = &run->summary;
  if (data->origin != SYMBOL_HELD || summary->used_count == SUMMARY_STATICS ||
      state_private_number(&run->context, data->a) == IR_NONE ||
      !value_is_rooted(&run->values, symbol) || !is_unconditional(state))
    return;
  const region_data *r = region_get(&run->values, data->a);
  for (uint32_t i = 0; i < summary->used_count; i++)
    if (summary->used_statics[i] == r->index)
      return;
  if (r->kind == REGION_GLOBAL)
    summary->used_statics[summary->used_count++] = r->index;
}

void parked_use(run *run, state *state, const call *call, const summary *summary)
{
  for (uint32_t i = 0; i < summary->used_count; i++) {
    region held = region_global(&run->values, summary->used_statics[i]);
    value v = state_load(&run->context, state, held);
    transfer_use_value(run, state, v, call->instruction, false);
  }
}

// ---- The end of a function ----

// Is [v] what the variable held when the function began?
static bool is_untouched(const run *run, region region, value v)
{
  const value_data *data = value_get(&run->values, v);
  return data->kind == VALUE_SYMBOL && data->origin == SYMBOL_HELD && data->a == region;
}

static bool is_owned(const state *state, value v)
{
  const object *o = state_object(state, v);
  return o != NULL && !o->is_foreign && o->status == OBJECT_OWNED;
}

// A variable nobody ever reads is kept on purpose, for a debugger or a leak checker.
static bool is_unread(const run *run, uint32_t number)
{
  const statics *statics = run->context.statics;
  const uint64_t *live = statics_of(statics, statics->live, run->function_index);
  return !statics_has(statics, live, number) &&
         statics_has(statics, statics->ever_read, number);
}

void parked_leave(run *run, state *state, uint32_t instruction)
{
  if (statics_here(run) == NULL)
    return;
  ARRAY(binding) parked = {0};
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    if (state_private_number(&run->context, b.region) != IR_NONE &&
        region_get(&run->values, b.region)->kind != REGION_CONTENTS &&
        !is_untouched(run, b.region, b.value))
      array_push(&parked, b);
  }
  for (uint32_t i = 0; i < parked.count; i++) {
    binding b = parked.items[i];
    if (!is_unread(run, state_private_number(&run->context, b.region)) ||
        !is_owned(state, b.value))
      transfer_give_away(run, state, b.value, OBJECT_HELD, instruction);
  }
  array_clear(&parked);
}

void parked_report_unread(run *run, state *state, uint32_t instruction)
{
  if (statics_here(run) == NULL)
    return;
  for (uint32_t i = 0; i < state->bindings.count;) {
    binding b = state->bindings.items[i];
    uint32_t number = state_private_number(&run->context, b.region);
    if (number == IR_NONE || !is_unread(run, number) || !is_owned(state, b.value)) {
      i++;
      continue;
    }
    state_unbind(state, b.region);
    run->unread = b.region;
    transfer_find_lost(run, state, instruction, LOSS_UNREAD);
    transfer_report_lost(run, state);
  }
}
