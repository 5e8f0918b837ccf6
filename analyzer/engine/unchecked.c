// Unchecked: what may be NULL because the call that makes it may fail is used before
// anybody asks. The event is for who wants it; the path goes on where the call
// succeeded.

#include "engine/run.h"

// How a function with a body gives back what it makes, or NULL.
static const exit_class *owned_exit(const summary *summary)
{
  for (uint32_t i = 0; i < summary->exit_count; i++)
    if (summary->exits[i].result == RESULT_OWNED)
      return &summary->exits[i];
  return NULL;
}

// Where the path parted at a call, its failure is a path of its own, on which the
// result is NULL without anybody having looked at it.
static bool is_failed_call(run *run, value symbol, object *o)
{
  const value_data *data = value_get(&run->values, symbol);
  if (data->kind != VALUE_SYMBOL || data->origin != SYMBOL_RESULT)
    return false;
  const ir_instruction *call = &run->function->instructions[data->a];
  if (call->opcode != IR_CALL || call->a.kind != IR_FUNCTION)
    return false;
  const fact *fact = run->input->facts[call->a.index];
  const exit_class *made = owned_exit(&run->result->summaries[call->a.index]);
  if (fact != NULL ? fact->result.result != RESULT_NEW : made == NULL)
    return false;
  *o = (object){.symbol = symbol,
                .kind = fact != NULL ? fact->result.kind : made->kind,
                .guard = {symbol, {COMPARE_NOT_EQUAL, 0}},
                .site = data->a,
                .release = IR_NONE,
                .name = IR_NONE,
                .acquirer = run->context.module->functions.items[call->a.index].name};
  return true;
}

// Does [v] mention [symbol], in whatever round of a loop?
static bool mentions(run *run, value v, value symbol)
{
  if (symbol == IR_NONE)
    return false;
  value_data data = *value_get(&run->values, symbol);
  for (uint32_t generation = 0; generation < 2; generation++)
    if (value_mentions(
            &run->values, v,
            value_symbol(&run->values, data.origin, data.a, data.b, generation)))
      return true;
  return false;
}

// Has a branch asked for the object, or for the result that tells of it, since it was
// made? Who asks the wrong question ("< 0" where it should be "!= 0") is not told.
static bool was_asked(run *run, const state *state, const object *o)
{
  for (const step *s = state->path; s != NULL; s = s->before) {
    if (s->instruction == o->site && (s->kind == STEP_CALL || s->kind == STEP_ACQUIRE))
      return false;
    if (s->kind == STEP_ASSUME && (mentions(run, s->about, o->symbol) ||
                                   mentions(run, s->about, o->guard.symbol)))
      return true;
  }
  return false;
}

void transfer_note_unchecked(run *run, const state *state, value pointer,
                             uint32_t instruction)
{
  value symbol;
  object made;
  if (!value_base_symbol(&run->values, pointer, &symbol))
    return;
  const object *o = state_object(state, symbol);
  truth is_there = state_is_nonzero(&run->context, state, symbol);
  if (o == NULL && is_there == TRUTH_FALSE && is_failed_call(run, symbol, &made))
    o = &made;
  else if (o == NULL || o->is_foreign || o->is_number || is_there != TRUTH_UNKNOWN ||
           o->status == OBJECT_RELEASED ||
           object_exists(&run->context, state, o) != TRUTH_UNKNOWN)
    return;
  if (was_asked(run, state, o))
    return;
  event event = {.kind = EVENT_USED_UNCHECKED,
                 .instruction = instruction,
                 .object = *o,
                 .path = state->path,
                 .is_coarse = run->is_coarse};
  array_push(&run->events, event);
}
