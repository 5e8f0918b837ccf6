// Storage: a struct of the caller's that a call makes live and another ends, as
// inflateInit() and inflateEnd() do. Only in this function's own variables can it be
// lost: when they go out of scope.

#include "engine/lock.h"

// The variable that [v] is the address or the content of, or IR_NONE.
static region variable_of(const run *run, value v)
{
  const value_data *data = value_get(&run->values, v);
  if (data->kind != VALUE_ADDRESS && data->kind != VALUE_CONTENT)
    return IR_NONE;
  region root = region_root(&run->values, data->a);
  return region_get(&run->values, root)->kind == REGION_LOCAL ? root : IR_NONE;
}

// Does memory hold an address within [variable], other than a variable that is such a
// pointer?
static bool is_known_elsewhere(const run *run, const state *state, region variable)
{
  for (uint32_t i = 0; variable != IR_NONE && i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    region_kind kind = region_get(&run->values, b->region)->kind;
    if (kind != REGION_LOCAL && kind != REGION_TEMPORARY &&
        variable_of(run, b->value) == variable)
      return true;
  }
  return false;
}

void storage_begin(run *run, state *state, value pointer, const char *kind,
                   object_guard guard, const char *maker, uint32_t instruction)
{
  const pack_kind *what = pack_set_kind(run->input->packs, kind);
  region variable = variable_of(run, pointer);
  bool holds_memory =
      what != NULL && (what->severity == NULL || what->severity[0] != 'n');
  if (holds_memory && !is_known_elsewhere(run, state, variable))
    lock_take(run, state, PLACE_STORAGE, pointer, kind, guard, maker, instruction);
}

void storage_let_go(run *run, state *state, value v)
{
  region variable = variable_of(run, v);
  for (uint32_t i = 0; variable != IR_NONE && i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if (place_is(&run->values, o->symbol, PLACE_STORAGE) &&
        variable_of(run, place_address(&run->values, o->symbol)) == variable)
      o->status = OBJECT_ESCAPED;
  }
}

void storage_find_lost(run *run, state *state, uint32_t local, uint32_t instruction,
                       loss loss)
{
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if (o->status != OBJECT_OWNED || o->is_foreign ||
        !place_is(&run->values, o->symbol, PLACE_STORAGE))
      continue;
    region variable = variable_of(run, place_address(&run->values, o->symbol));
    if (variable == IR_NONE ||
        (local != IR_NONE && region_get(&run->values, variable)->index != local) ||
        object_exists(&run->context, state, o) == TRUTH_FALSE)
      continue;
    transfer_event(run, state, EVENT_LOST, loss, instruction, o, false);
    o->status = OBJECT_ESCAPED;
  }
}
