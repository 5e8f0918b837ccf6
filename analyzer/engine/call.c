// Call: what a call does to a state. A model (fact) comes first, then what the body in
// this unit taught (summary), then what can be said of a stranger.

#include "engine/call.h"

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

const fact *call_fact(const engine_input *input, const ir_function *function,
                      const ir_instruction *call)
{
  if (call->a.kind == IR_FUNCTION)
    return input->facts[call->a.index];
  if (call->a.kind != IR_VALUE)
    return NULL;
  const ir_instruction *from = &function->instructions[call->a.index];
  return from->opcode == IR_LOAD && from->a.kind == IR_GLOBAL &&
                 input->variable_facts != NULL
             ? input->variable_facts[from->a.index]
             : NULL;
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

const ir_type *call_argument_type(const run *run, const call *call, uint32_t argument)
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

bool call_is_variadic(const run *run, const call *call, uint32_t argument)
{
  if (call->function == NULL)
    return false;
  const ir_type *type = ir_type_of(run->context.module, call->function->type);
  return type->kind == IR_TYPE_FUNCTION && argument >= type->count;
}

bool call_may_write(const run *run, const call *call, uint32_t argument)
{
  const ir_type *type = call_argument_type(run, call, argument);
  if (type->kind != IR_TYPE_POINTER && type->kind != IR_TYPE_ARRAY)
    return false;
  return !ir_type_of(run->context.module, type->element)->is_const;
}

bool type_points_to_char(const run *run, const ir_type *type)
{
  if (type->kind != IR_TYPE_POINTER)
    return false;
  const ir_type *element = ir_type_of(run->context.module, type->element);
  return element->kind == IR_TYPE_INT && element->size == 1;
}

bool call_is_dropped(const run *run, const call *call)
{
  return run->shape.last_use[call->instruction] == IR_NONE;
}

region call_out_region(run *run, const call *call, uint32_t argument)
{
  region region;
  if (!region_pointee(&run->values, call->arguments[argument], &region))
    return IR_NONE;
  return region;
}

void call_overwrite(run *run, state *state, const call *call, uint32_t argument)
{
  region region = call_out_region(run, call, argument);
  if (region == IR_NONE)
    return;
  call_overwrite_at(run, state, call, region);
}

// A pointer that the caller passed: where it was stored it stays until somebody in
// sight overwrites it.
static bool is_passed_pointer(const run *run, value v)
{
  const value_data *data = value_get(&run->values, v);
  return data->kind == VALUE_SYMBOL && data->origin == SYMBOL_PARAMETER &&
         ir_type_of(run->context.module, run->function->locals[data->a].type)->kind ==
             IR_TYPE_POINTER;
}

void call_overwrite_at(run *run, state *state, const call *call, region region)
{
  // What the memory held is not the callee's to drop: stay with objects, forget the
  // rest.
  region = region_root(&run->values, region);
  ARRAY(binding) kept = {0};
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    if (region_root(&run->values, b.region) == region &&
        (state_object(state, b.value) != NULL || is_passed_pointer(run, b.value)))
      array_push(&kept, b);
  }
  state_forget_contents(&run->context, state, region, call->instruction);
  for (uint32_t i = 0; i < kept.count; i++)
    state_bind(state, kept.items[i].region, kept.items[i].value);
  array_clear(&kept);
}

void call_read_arguments(run *run, const state *state, call *call)
{
  for (uint32_t i = 0; i < call->count; i++)
    call->arguments[i] =
        transfer_operand(run, state, run->function->operands[call->code->first + i]);
}

value call_fresh_result(run *run, state *state, call *call)
{
  value result = value_symbol(&run->values, SYMBOL_RESULT, call->instruction, 0, 0);
  transfer_age(run, state, result);
  call_read_arguments(run, state, call);
  return result;
}

void call_finish(run *run, state *state, const call *call)
{
  run->results[call->instruction] = call->result;
  if (run->shape.last_use[call->instruction] == IR_NONE)
    transfer_find_lost(run, state, call->instruction, LOSS_DROPPED);
}

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
  if (call.callee == IR_NONE &&
      (call.fact = call_fact(run->input, run->function, code)))
    call.name = call.fact->name;
  call.count = code->count < 32 ? code->count : 32;
  call_read_arguments(run, state, &call);
  if (call.fact != NULL)
    return call_by_fact(run, state, &call);
  if (summary != NULL && summary->is_known)
    return call_by_summary(run, state, &call, summary);
  return call_stranger(run, state, &call);
}
