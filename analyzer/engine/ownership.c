// Ownership: who holds an object, who gives it away, and when nobody can reach it any
// more.

#include "engine/place.h"
#include "engine/run.h"
#include "engine/tie.h"

void transfer_event(run *run, state *state, event_kind kind, loss loss,
                    uint32_t instruction, object *object, bool is_returned)
{
  if (object->is_reported)
    return;
  object->is_reported = true;
  run_record_state(run, state, instruction, "where the fault shows");
  event event = {.kind = kind,
                 .loss = loss,
                 .instruction = instruction,
                 .object = *object,
                 .path = state->path,
                 .is_coarse = run->is_coarse,
                 .holder = run->unread,
                 .is_returned = is_returned};
  array_push(&run->events, event);
}

// What is read out of the released object [symbol] is no fault of its own.
static void silence_contents(run *run, state *state, value symbol)
{
  region pointee;
  if (!region_pointee(&run->values, symbol, &pointee))
    return;
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    value inner;
    if (region_root(&run->values, b->region) != pointee ||
        !value_base_symbol(&run->values, b->value, &inner))
      continue;
    object *content = state_object(state, inner);
    if (content != NULL && content->status == OBJECT_RELEASED)
      content->is_reported = true;
  }
}

static bool is_descriptor(const run *run, const object *o)
{
  const pack_kind *kind =
      o->kind == NULL ? NULL : pack_set_kind(run->input->packs, o->kind);
  return kind != NULL && kind->has_none && kind->none.compare == COMPARE_LESS;
}

void transfer_use_value(run *run, state *state, value pointer, uint32_t instruction,
                        bool is_returned)
{
  value symbol;
  if (!value_base_symbol(&run->values, pointer, &symbol))
    return;
  object *object = state_object(state, symbol);
  if (object == NULL)
    parked_note_use(run, state, symbol);
  if (object == NULL || object->status != OBJECT_RELEASED)
    return;
  if (symbol != pointer && is_descriptor(run, object))
    return; // the next number is another descriptor
  transfer_event(run, state, EVENT_USED_RELEASED, LOSS_RETURN, instruction, object,
                 is_returned);
  silence_contents(run, state, symbol);
}

void transfer_use(run *run, state *state, region region, uint32_t instruction)
{
  value symbol;
  if (region_base_symbol(&run->values, region, &symbol))
    transfer_use_value(run, state, symbol, instruction, false);
}

object *transfer_acquire(run *run, state *state, value symbol, const char *kind,
                         object_guard guard, const char *acquirer, uint32_t instruction)
{
  const pack_kind *what = kind == NULL ? NULL : pack_set_kind(run->input->packs, kind);
  state_add_step(&run->context, state, STEP_ACQUIRE, instruction, symbol, true);
  return state_add_object(state, (object){.symbol = symbol,
                                          .status = OBJECT_OWNED,
                                          .is_number = what != NULL && what->has_none,
                                          .kind = kind,
                                          .guard = guard,
                                          .site = instruction,
                                          .release = IR_NONE,
                                          .name = IR_NONE,
                                          .acquirer = acquirer});
}

static void let_go_of_member(run *run, state *state, value member)
{
  if (state_object(state, member) == NULL &&
      state_is_nonzero(&run->context, state, member) != TRUTH_FALSE)
    state_add_object(state, (object){.symbol = member,
                                     .status = OBJECT_ESCAPED,
                                     .is_foreign = true,
                                     .guard = {.symbol = IR_NONE},
                                     .site = IR_NONE,
                                     .release = IR_NONE,
                                     .name = IR_NONE});
}

// [v], where paths met, is released or given away: of what the caller knows it may be,
// nothing is certain any more. What is marked already is done.
static void give_away_members(run *run, state *state, value v)
{
  value_data data = *value_get(&run->values, v);
  if (data.kind != VALUE_SYMBOL || data.origin != SYMBOL_JOIN)
    return;
  value join = value_symbol(&run->values, SYMBOL_JOIN, data.a, data.b, 0);
  if (!value_mark_one(&run->values, join))
    return;
  for (uint32_t i = value_first_member(&run->values, join);
       i < run->values.members.count && run->values.members.items[i].join == join;
       i++) {
    value member = run->values.members.items[i].member;
    if (value_get(&run->values, member)->origin == SYMBOL_JOIN)
      give_away_members(run, state, member);
    else if (value_is_rooted(&run->values, member) &&
             value_mark_one(&run->values, member))
      let_go_of_member(run, state, member);
  }
}

void transfer_let_go_of_elements(run *run, state *state, value v)
{
  region root;
  if (!value_is_any_element(&run->values, v, &root))
    return;
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    value symbol;
    object *o = region_root(&run->values, b->region) == root &&
                        value_base_symbol(&run->values, b->value, &symbol)
                    ? state_object(state, symbol)
                    : NULL;
    if (o != NULL && o->status == OBJECT_OWNED)
      o->status = OBJECT_ESCAPED;
  }
}

static void note_settled(run *run, const object *o)
{
  if (o->site != IR_NONE)
    run->settled[o->site] = true;
}

bool transfer_give_away(run *run, state *state, value v, object_status status,
                        uint32_t instruction)
{
  reach *reach = &run->reach;
  const value_data *data = value_get(&run->values, v);
  transfer_let_go_of_elements(run, state, v);
  reach_begin(reach, &run->values);
  if (data->kind == VALUE_ADDRESS || data->kind == VALUE_CONTENT)
    reach_add_contents(reach, &run->values, state, region_root(&run->values, data->a));
  reach_add(reach, &run->values, v);
  reach_close(reach, &run->values, state);
  bool found = false;
  value_marks_begin(&run->values);
  for (uint32_t i = 0; i < reach->found.count; i++) {
    value reached = reach->found.items[i];
    give_away_members(run, state, reached);
    object *o = state_object(state, reached);
    if (o == NULL) {
      if (status == OBJECT_RELEASED)
        continue;
      const value_data *symbol = value_get(&run->values, reached);
      if (symbol->origin != SYMBOL_PARAMETER && symbol->origin != SYMBOL_HELD)
        continue;
      state_add_object(state, (object){.symbol = reached,
                                       .status = status,
                                       .is_foreign = true,
                                       .guard = {.symbol = IR_NONE},
                                       .site = IR_NONE,
                                       .release = IR_NONE,
                                       .name = IR_NONE});
    } else if (o->status == OBJECT_OWNED ||
               (status == OBJECT_ESCAPED && o->status != OBJECT_LOST)) {
      found = found || o->status == OBJECT_OWNED;
      note_settled(run, o);
      o->status = status;
      state_add_step(&run->context, state, STEP_HAND_ON, instruction, o->symbol, true);
    }
  }
  return found;
}

void transfer_give_away_elements(run *run, state *state, region array,
                                 uint32_t instruction)
{
  region root = region_root(&run->values, array);
  const region_data *a = region_get(&run->values, array);
  int64_t start = a->kind == REGION_PART ? a->offset : 0;
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    const region_data *element = region_get(&run->values, b->region);
    int64_t offset = element->kind == REGION_PART ? element->offset : 0;
    object *o = state_object(state, b->value);
    if (region_root(&run->values, b->region) != root || offset < start || o == NULL ||
        o->is_foreign || o->status != OBJECT_OWNED)
      continue;
    o->status = OBJECT_ESCAPED;
    state_add_step(&run->context, state, STEP_HAND_ON, instruction, o->symbol, true);
  }
}

// Descriptors 0 to 2 are the program's for good: `if (fd > 2) close(fd)` forgets
// nothing.
static bool is_standard_descriptor(const run *run, const state *state, const object *o)
{
  int64_t low, high;
  state_range(&run->context, state, o->symbol, &low, &high);
  return is_descriptor(run, o) && high <= 2;
}

// Is there an object to lose, which nothing reached so far leads to?
static bool has_unreached(const run *run, const state *state)
{
  for (uint32_t i = 0; i < state->objects.count; i++) {
    const object *o = &state->objects.items[i];
    if (o->status == OBJECT_OWNED &&
        value_get(&run->values, o->symbol)->origin != SYMBOL_PLACE &&
        !reach_has(&run->reach, o->symbol))
      return true;
  }
  return false;
}

// What the program can still get at: its variables, memory outside, results in use.
static void add_roots(run *run, const state *state, uint32_t instruction)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    value holder;
    const object *o = region_base_symbol(&run->values, b->region, &holder)
                          ? state_object(state, holder)
                          : NULL;
    // Memory of our own objects leads on only from where these are held themselves.
    bool is_own = o != NULL && !o->is_foreign &&
                  (o->status == OBJECT_OWNED || o->status == OBJECT_RELEASED);
    if (!is_own)
      reach_add(&run->reach, &run->values, b->value);
  }
  for (uint32_t i = run->shape.earliest_used[instruction]; i <= instruction; i++)
    if (run->results[i] != IR_NONE && run->shape.last_use[i] != IR_NONE &&
        run->shape.last_use[i] > instruction)
      reach_add(&run->reach, &run->values, run->results[i]);
}

// The call that made what [instruction] stores, or stored itself; or IR_NONE.
static uint32_t maker_of_stored(run *run, const state *state, uint32_t instruction)
{
  const ir_instruction *code = &run->function->instructions[instruction];
  value symbol;
  if (code->opcode == IR_CALL)
    return instruction;
  if (code->opcode != IR_STORE ||
      !value_base_symbol(&run->values, transfer_operand(run, state, code->b), &symbol))
    return IR_NONE;
  const value_data *data = value_get(&run->values, symbol);
  bool is_made = data->origin == SYMBOL_RESULT || data->origin == SYMBOL_OUT;
  return is_made ? data->a : IR_NONE;
}

void transfer_find_lost(run *run, state *state, uint32_t instruction, loss loss)
{
  reach_begin(&run->reach, &run->values);
  if (!has_unreached(run, state))
    return;
  run_charge(run, state);
  add_roots(run, state, instruction);
  if (!has_unreached(run, state))
    return;
  reach_close(&run->reach, &run->values, state);
  uint32_t maker =
      loss == LOSS_OVERWRITTEN ? maker_of_stored(run, state, instruction) : IR_NONE;
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if (o->status != OBJECT_OWNED ||
        value_get(&run->values, o->symbol)->origin == SYMBOL_PLACE ||
        reach_has(&run->reach, o->symbol) || is_standard_descriptor(run, state, o) ||
        object_exists(&run->context, state, o) == TRUTH_FALSE)
      continue;
    o->status = OBJECT_LOST;
    o->loss = o->name == IR_NONE                     ? LOSS_DROPPED
              : maker != IR_NONE && o->site == maker ? LOSS_NEXT_ROUND
                                                     : loss;
    o->lost_at = instruction;
    o->lost_path = state->path;
  }
}

void transfer_report_lost(run *run, state *state)
{
  const step *path = state->path;
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if (o->status != OBJECT_LOST)
      continue;
    o->status = OBJECT_OWNED; // as it was
    state->path = o->lost_path;
    transfer_event(run, state, EVENT_LOST, (loss)o->loss, o->lost_at, o, false);
    o->status = OBJECT_ESCAPED;
  }
  state->path = path;
}

static void release_object(run *run, state *state, object *o, const char *releaser,
                           uint32_t instruction)
{
  note_settled(run, o);
  o->status = OBJECT_RELEASED;
  o->release = instruction;
  o->releaser = releaser;
  state_add_step(&run->context, state, STEP_RELEASE, instruction, o->symbol, true);
  tie_end(run, state, o);
}

bool transfer_release_one(run *run, state *state, value v, const char *kind,
                          const char *releaser, uint32_t instruction)
{
  if (value_get(&run->values, v)->kind != VALUE_SYMBOL) {
    // A constant, or behind a header: whatever it is, nobody owes it any more.
    transfer_give_away(run, state, v, OBJECT_ESCAPED, instruction);
    return false;
  }
  value_marks_begin(&run->values);
  give_away_members(run, state, v);
  transfer_let_go_of_elements(run, state, v);
  object *o = state_object(state, v);
  const pack_kind *what = kind == NULL ? NULL : pack_set_kind(run->input->packs, kind);
  bool is_number = o != NULL ? o->is_number : what != NULL && what->has_none;
  if (!is_number && state_is_nonzero(&run->context, state, v) == TRUTH_FALSE)
    return false; // free(NULL)
  if ((o == NULL || o->is_foreign) && value_is_collective(&run->values, v))
    return false; // one name for many: the next one to be released goes by it too
  if (o == NULL)
    o = state_add_object(state, (object){.symbol = v,
                                         .status = OBJECT_HELD,
                                         .is_foreign = true,
                                         .kind = kind,
                                         .guard = {.symbol = IR_NONE},
                                         .site = IR_NONE,
                                         .release = IR_NONE,
                                         .name = IR_NONE});
  if (o->status == OBJECT_ESCAPED && !o->is_foreign)
    return false;
  if (o->status == OBJECT_RELEASED || o->thief != NULL) {
    transfer_event(run, state, EVENT_RELEASED_AGAIN, LOSS_RETURN, instruction, o,
                   false);
    return false;
  }
  if (o->is_foreign && o->kind == NULL)
    o->kind = kind; // it was only passed on so far
  release_object(run, state, o, releaser, instruction);
  return true;
}

void transfer_release(run *run, state *state, value v, const char *kind,
                      const char *releaser, uint32_t instruction)
{
  if (transfer_release_one(run, state, v, kind, releaser, instruction))
    transfer_find_lost(run, state, instruction, LOSS_HOLDER);
}

void transfer_move(run *run, state *state, value v, const char *kind,
                   const char *releaser, uint32_t instruction)
{
  region content;
  if (region_pointee(&run->values, v, &content))
    transfer_give_away_elements(run, state, content, instruction);
  transfer_release(run, state, v, kind, releaser, instruction);
  object *o = state_object(state, v);
  if (o != NULL && o->status == OBJECT_RELEASED)
    o->is_moved = true;
}
