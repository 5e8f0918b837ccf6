// Call by summary: what the body of a callee in this unit taught.

#include "engine/call.h"
#include "engine/lock.h"
#include "engine/tie.h"

// The value at [root] as the caller sees it; [slot] gets the memory that holds it.
// Where an element with an unknown index is on the way, it is all that its array holds.
static bool value_at_root(run *run, state *state, const call *call,
                          const summary_root *root, value *v, region *slot)
{
  *slot = IR_NONE;
  if (root->is_global)
    *v = value_address(&run->values, region_global(&run->values, root->argument));
  else if (root->argument < call->count)
    *v = call->arguments[root->argument];
  else
    return false;
  for (uint32_t i = 0; i < root->depth; i++) {
    if (!region_pointee(&run->values, *v, slot))
      return false;
    if (root->offsets[i] == SUMMARY_ANYWHERE) {
      *v = value_content(&run->values, region_root(&run->values, *slot));
      *slot = IR_NONE;
      return true;
    }
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
  place_use use = effect->root.is_storage ? PLACE_STORAGE : PLACE_LOCK;
  if (effect->effect == SUMMARY_LOCKS && effect->root.is_storage)
    storage_begin(run, state, pointer, effect->kind, guard_none(), call->name,
                  call->instruction);
  else if (effect->effect == SUMMARY_LOCKS)
    lock_take(run, state, use, pointer, effect->kind, guard_none(), call->name,
              call->instruction);
  else if (effect->effect == SUMMARY_UNLOCKS)
    lock_give_back(run, state, use, pointer, effect->kind, call->name,
                   call->instruction);
  else if (effect->effect == SUMMARY_MAY_LOCK)
    lock_lose_track(run, state, use, pointer);
}

// What an effect acts on, read before the callee wrote anything.
typedef struct effect_target {
  bool is_known;
  value v;
  region slot;
} effect_target;

// The callee ends this way only if what it was given was so. Can it be?
static bool meets_conditions(run *run, state *state, const call *call,
                             const exit_class *exit)
{
  value v;
  region slot;
  for (uint32_t i = 0; i < exit->effect_count; i++) {
    const summary_effect *effect = &exit->effects[i];
    if (effect->effect != SUMMARY_WAS ||
        !value_at_root(run, state, call, &effect->root, &v, &slot))
      continue;
    if (!state_assume_range(&run->context, state, v, effect->low, effect->high) ||
        (effect->is_nonzero && !state_assume(&run->context, state, v, true)))
      return false;
  }
  return true;
}

static void overwrite_memory(run *run, state *state, const call *call,
                             const exit_class *exit, const summary *summary)
{
  for (uint32_t i = 0; i < call->count; i++) {
    // Aggregates by value carry what they hold out of sight.
    if (value_get(&run->values, call->arguments[i])->kind == VALUE_CONTENT)
      transfer_give_away(run, state, call->arguments[i], OBJECT_ESCAPED,
                         call->instruction);
    else if ((summary->used >> i & 1) && call_may_write(run, call, i))
      call_overwrite(run, state, call, i);
  }
  parked_pass_callee(run, state, call, exit);
  if (summary->is_relevant)
    state_forget_outside(&run->context, state, call->instruction);
}

static void make_object(run *run, state *state, const call *call,
                        const summary_effect *effect, uint32_t number)
{
  value v;
  region slot;
  if (!value_at_root(run, state, call, &effect->root, &v, &slot) || slot == IR_NONE)
    return;
  value made =
      value_symbol(&run->values, SYMBOL_OUT, call->instruction, 32 + number, 0);
  transfer_age(run, state, made);
  state_bind(state, slot, made);
  transfer_find_lost(run, state, call->instruction, LOSS_OVERWRITTEN);
  const pack_kind *what =
      effect->kind == NULL ? NULL : pack_set_kind(run->input->packs, effect->kind);
  bool is_number = what != NULL && what->has_none;
  if (effect->is_certain && !is_number)
    state_assume(&run->context, state, made, true);
  object *o = transfer_acquire(run, state, made, effect->kind,
                               effect->is_certain ? guard_none() : guard_not_null(made),
                               call->name, call->instruction);
  o->name = slot;
  if (state_is_outside(&run->context, state, slot))
    o->status = OBJECT_HELD;
}

static void give_on(run *run, state *state, const call *call,
                    const summary_effect *effect, value v)
{
  region region;
  if (effect->is_moved && region_pointee(&run->values, v, &region))
    transfer_give_away_elements(run, state, region, call->instruction);
  if (effect->effect == SUMMARY_HOLDS) {
    transfer_give_away(run, state, v, OBJECT_HELD, call->instruction);
    storage_let_go(run, state, v);
  } else if (effect->effect == SUMMARY_ESCAPES) {
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    lock_pass(run, state, &v, 1, call->instruction);
    if (region_pointee(&run->values, v, &region)) // whoever has it may write there
      state_forget_contents(&run->context, state, region_root(&run->values, region),
                            call->instruction);
  }
}

static void write_slot(run *run, state *state, const call *call,
                       const summary_effect *effect, region slot, uint32_t number)
{
  value now = value_integer(&run->values, 0);
  if (slot == IR_NONE || effect->slot == SLOT_SAME)
    return;
  if (effect->slot == SLOT_UNKNOWN) {
    now = value_symbol(&run->values, SYMBOL_OUT, call->instruction, 64 + number, 0);
    transfer_age(run, state, now);
  }
  state_bind(state, slot, now);
}

// Whatever it is given, short of NULL? A callee that looks first may well know a
// variable from a block.
static bool always_releases(const call *call, const summary_root *root)
{
  for (uint32_t i = 0; i < call->way_count; i++) {
    const exit_class *exit = &call->ways[i];
    bool is_found = false;
    for (uint32_t k = 0; k < exit->effect_count && !is_found; k++)
      is_found = (exit->effects[k].effect == SUMMARY_RELEASES ||
                  summary_was_none(&exit->effects[k])) &&
                 summary_root_compare(&exit->effects[k].root, root) == 0;
    if (!is_found)
      return false;
  }
  return true;
}

// True: an object is gone that may have held others.
static bool release_target(run *run, state *state, const call *call,
                           const summary_effect *effect, value v)
{
  if (always_releases(call, &effect->root) &&
      mismatch_release(run, state, v, effect->kind, call->name, call->instruction))
    return false;
  return transfer_release_one(run, state, v, effect->kind, call->name,
                              call->instruction);
}

// What is handed on leaves first, and what is released goes from the inside out and at
// once, so that nothing looks lost because its holder went before it.
static void apply_effects(run *run, state *state, const call *call,
                          const exit_class *exit, const summary *summary)
{
  effect_target targets[SUMMARY_EFFECTS];
  bool has_released = false;
  for (uint32_t i = 0; i < exit->effect_count; i++)
    targets[i].is_known = value_at_root(run, state, call, &exit->effects[i].root,
                                        &targets[i].v, &targets[i].slot);
  overwrite_memory(run, state, call, exit, summary);
  for (uint32_t i = exit->effect_count; i-- > 0;) {
    const summary_effect *effect = &exit->effects[i];
    bool is_kept =
        effect->effect == SUMMARY_RELEASES || effect->effect == SUMMARY_HOLDS;
    if (!targets[i].is_known || !is_kept)
      continue;
    if (targets[i].slot != IR_NONE)
      state_bind(state, targets[i].slot, targets[i].v);
  }
  for (uint32_t i = exit->effect_count; i-- > 0;)
    if (targets[i].is_known)
      give_on(run, state, call, &exit->effects[i], targets[i].v);
  for (uint32_t i = 0; exit->is_full && i < call->count; i++)
    give_on(run, state, call, &(summary_effect){.effect = SUMMARY_ESCAPES},
            call->arguments[i]);
  for (uint32_t i = exit->effect_count; i-- > 0;)
    if (targets[i].is_known && exit->effects[i].effect == SUMMARY_RELEASES &&
        release_target(run, state, call, &exit->effects[i], targets[i].v))
      has_released = true;
  if (has_released)
    transfer_find_lost(run, state, call->instruction, LOSS_HOLDER);
  for (uint32_t i = exit->effect_count; i-- > 0;)
    if (targets[i].is_known)
      write_slot(run, state, call, &exit->effects[i], targets[i].slot, i);
  for (uint32_t i = 0; i < exit->effect_count; i++)
    if (targets[i].is_known && exit->effects[i].root.is_lock)
      apply_lock_effect(run, state, call, &exit->effects[i], targets[i].v);
  for (uint32_t i = 0; i < exit->effect_count; i++)
    if (exit->effects[i].effect == SUMMARY_MAKES)
      make_object(run, state, call, &exit->effects[i], i);
}

// The result is what the caller already had. False: then it cannot be in the range of
// results.
static bool return_root(run *run, state *state, call *call, const exit_class *exit)
{
  value v;
  region slot;
  if (!value_at_root(run, state, call, &exit->root, &v, &slot))
    return true;
  call->result = v;
  return state_assume_range(&run->context, state, v, exit->low, exit->high) &&
         (!exit->is_nonzero || state_assume(&run->context, state, v, true));
}

// The result points at what is gone.
static void receive_released(run *run, state *state, const call *call,
                             const exit_class *exit)
{
  object *o = transfer_acquire(run, state, call->result, exit->kind, guard_none(),
                               call->name, call->instruction);
  o->site = IR_NONE;
  o->status = OBJECT_RELEASED;
  o->release = call->instruction;
  o->releaser = call->name;
  state_add_step(&run->context, state, STEP_RELEASE, call->instruction, call->result,
                 true);
}

// Is the result what the callee puts there first?
static bool returns_made(const exit_class *exit)
{
  for (uint32_t i = 0; exit->result == RESULT_ROOT && i < exit->effect_count; i++)
    if (exit->effects[i].effect == SUMMARY_MAKES &&
        summary_root_compare(&exit->effects[i].root, &exit->root) == 0)
      return true;
  return false;
}

// False: the call cannot end this way here.
static bool apply_exit(run *run, state *state, call *call, const exit_class *exit,
                       const summary *summary, bool is_only)
{
  call->result = call_fresh_result(run, state, call);
  bool is_pointer =
      ir_type_of(run->context.module, call->code->type)->kind == IR_TYPE_POINTER;
  if (!state_assume_range(&run->context, state, call->result, exit->low, exit->high))
    return false;
  if (exit->is_nonzero && !state_assume(&run->context, state, call->result, true))
    return false;
  if (!is_only && !meets_conditions(run, state, call, exit))
    return false;
  bool is_made = returns_made(exit);
  if (exit->result == RESULT_ROOT && !is_made && !return_root(run, state, call, exit))
    return false;
  if (!is_only && (exit->low != INT64_MIN || exit->high != INT64_MAX))
    state_add_step(&run->context, state, STEP_CALL, call->instruction, call->result,
                   is_pointer ? exit->low != 0 || exit->high != 0 : exit->high == 0);
  apply_effects(run, state, call, exit, summary);
  if (is_made && !return_root(run, state, call, exit))
    return false;
  if (exit->result == RESULT_OWNED) {
    object_guard guard = guard_not_null(call->result);
    const pack_kind *what =
        exit->kind == NULL ? NULL : pack_set_kind(run->input->packs, exit->kind);
    if (what != NULL && what->has_none)
      guard = guard_unless(call->result, what->none);
    transfer_acquire(run, state, call->result, exit->kind, guard, call->name,
                     call->instruction);
  }
  if (exit->result == RESULT_RELEASED)
    receive_released(run, state, call, exit);
  return true;
}

// Can what was given meet the conditions of [exit]?
static bool may_meet(run *run, state *state, const call *call, const exit_class *exit)
{
  value v;
  region slot;
  for (uint32_t i = 0; i < exit->effect_count; i++) {
    const summary_effect *effect = &exit->effects[i];
    int64_t low, high;
    if (effect->effect != SUMMARY_WAS ||
        !value_at_root(run, state, call, &effect->root, &v, &slot))
      continue;
    state_range(&run->context, state, v, &low, &high);
    if (effect->low > high || effect->high < low ||
        (effect->is_nonzero &&
         state_is_nonzero(&run->context, state, v) == TRUTH_FALSE) ||
        (effect->low == 0 && effect->high == 0 &&
         state_is_nonzero(&run->context, state, v) == TRUTH_TRUE))
      return false;
  }
  return true;
}

// The ways the call may end here. Those with one result that only memory out of sight
// would tell apart are one: nobody knows which it will be.
static uint32_t find_exits(run *run, state *state, const call *call,
                           const summary *summary, exit_class *exits)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < summary->exit_count; i++) {
    const exit_class *exit = &summary->exits[i];
    uint32_t k = 0;
    if (!may_meet(run, state, call, exit))
      continue;
    while (k < count && (exits[k].low != exit->low || exits[k].high != exit->high ||
                         exits[k].is_nonzero != exit->is_nonzero ||
                         exit_class_is_told_apart(&exits[k], exit, true)))
      k++;
    if (k == count)
      exits[count++] = *exit;
    else
      exit_class_join(&exits[k], exit);
  }
  return count;
}

// All ways do the same: one way, whatever the result.
static bool join_same(exit_class *exits, uint32_t count)
{
  for (uint32_t i = 1; i < count; i++)
    if (!exit_class_same_effects(&exits[0], &exits[i]))
      return false;
  for (uint32_t i = 1; i < count; i++)
    exit_class_join(&exits[0], &exits[i]);
  return true;
}

static bool releases_argument(const summary *summary, uint32_t argument)
{
  for (uint32_t i = 0; i < summary->exit_count; i++)
    for (uint32_t k = 0; k < summary->exits[i].effect_count; k++) {
      const summary_effect *effect = &summary->exits[i].effects[k];
      if (effect->effect == SUMMARY_RELEASES && !effect->root.is_global &&
          effect->root.argument == argument && effect->root.depth == 0)
        return true;
    }
  return false;
}

static void use_arguments(run *run, state *state, const call *call,
                          const summary *summary)
{
  for (uint32_t i = 0; i < call->count; i++) {
    if (summary->used >> i & 1)
      transfer_use_value(run, state, call->arguments[i], call->instruction, false);
    if (!releases_argument(summary, i))
      tie_pass(run, state, call->arguments[i], false);
  }
}

bool call_by_summary(run *run, state *state_, call *call, const summary *summary)
{
  exit_class exits[SUMMARY_EXITS];
  uint32_t index = call->instruction;
  use_arguments(run, state_, call, summary);
  parked_use(run, state_, call, summary);
  uint32_t count = find_exits(run, state_, call, summary, exits);
  call->ways = exits;
  call->way_count = count;
  if (count == 0)
    return false;
  if (join_same(exits, count)) {
    if (!apply_exit(run, state_, call, &exits[0], summary, true))
      return false;
    call_finish(run, state_, call);
    return true;
  }
  for (uint32_t i = 1; i < count; i++) {
    state other;
    state_copy(&other, state_);
    struct call again = *call;
    if (apply_exit(run, &other, &again, &exits[i], summary, false)) {
      call_finish(run, &other, &again);
      transfer_suspend(run, &other, index + 1);
    } else {
      state_clear(&other);
    }
  }
  if (!apply_exit(run, state_, call, &exits[0], summary, false))
    return false;
  call_finish(run, state_, call);
  return true;
}
