#include "engine/tie.h"

// ---- Borrowed ----

// A `void *` out of a container is what somebody put there, and lives as that one
// likes.
static bool is_contents(const run *run, const call *call)
{
  const ir_module *module = run->context.module;
  const ir_type *type = ir_type_of(module, call->code->type);
  if (type->kind != IR_TYPE_POINTER)
    return false;
  const ir_type *element = ir_type_of(module, type->element);
  return element->kind == IR_TYPE_VOID && !element->is_const;
}

void tie_borrowed(run *run, state *state, const call *call, uint32_t from)
{
  value owner;
  if (from == 0 || from > call->count || is_contents(run, call) ||
      value_get(&run->values, call->result)->kind != VALUE_SYMBOL ||
      !value_base_symbol(&run->values, call->arguments[from - 1], &owner) ||
      owner == call->result)
    return;
  const object *o = state_object(state, owner);
  if (o != NULL && o->status == OBJECT_RELEASED)
    return; // said already
  const pack_kind *kind = pack_set_kind(run->input->packs, call->fact->result.kind);
  state_add_object(state, (object){.symbol = call->result,
                                   .status = OBJECT_HELD,
                                   .is_foreign = true,
                                   .is_borrowed = true,
                                   .is_number = kind != NULL && kind->has_none,
                                   .kind = call->fact->result.kind,
                                   .guard = {.symbol = IR_NONE},
                                   .site = call->instruction,
                                   .release = IR_NONE,
                                   .name = IR_NONE,
                                   .acquirer = call->name,
                                   .owner = owner});
}

void tie_end(run *run, state *state, const object *owner)
{
  struct object gone = *owner;
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if (!o->is_borrowed || o->owner != gone.symbol || o->status != OBJECT_HELD ||
        o->symbol == gone.symbol)
      continue;
    o->status = OBJECT_RELEASED;
    o->release = gone.release;
    o->releaser = gone.releaser;
    tie_end(run, state, o); // borrowed from what was borrowed
  }
}

// ---- Stolen ----

// The argument that takes: the first other pointer.
static value find_thief(run *run, const call *call, uint32_t argument)
{
  value symbol;
  for (uint32_t i = 0; i < call->count; i++)
    if (i != argument && value_base_symbol(&run->values, call->arguments[i], &symbol) &&
        call_argument_type(run, call, i)->kind == IR_TYPE_POINTER)
      return symbol;
  return IR_NONE;
}

void tie_stolen(run *run, state *state, const call *call, uint32_t argument)
{
  object *o = state_object(state, call->arguments[argument]);
  if (o == NULL || o->is_foreign || o->status != OBJECT_HELD || call->fact->is_family)
    return;
  o->thief = call->name;
  o->owner = find_thief(run, call, argument);
  o->release = call->instruction;
}

void tie_pass(run *run, state *state, value v, bool may_write)
{
  value symbol;
  if (!value_base_symbol(&run->values, v, &symbol))
    return;
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object *o = &state->objects.items[i];
    if (o->thief != NULL && (o->symbol == symbol || o->owner == symbol))
      o->thief = NULL;
    if (o->is_borrowed && may_write && o->symbol == symbol && o->status == OBJECT_HELD)
      o->status = OBJECT_ESCAPED;
  }
}
