// Call that leaves memory all zero: calloc(n, size), memset(p, 0, sizeof *p).

#include "engine/call.h"

// The size of what the pointer passed as [argument] points to, by its own type.
static uint64_t pointed_size(const run *run, const call *call, uint32_t argument)
{
  ir_operand operand = run->function->operands[call->code->first + argument];
  while (operand.kind == IR_VALUE &&
         run->function->instructions[operand.index].opcode == IR_COPY)
    operand = run->function->instructions[operand.index].a;
  const ir_type *pointer = ir_type_of(run->context.module, operand.type);
  return pointer->kind == IR_TYPE_POINTER
             ? ir_type_of(run->context.module, pointer->element)->size
             : 0;
}

void call_zero_memory(run *run, state *state, const call *call)
{
  const fact *fact = call->fact;
  region region;
  int64_t number;
  bool is_made = fact->result.result == RESULT_NEW;
  if (!fact->is_zeroed || call->count == 0 ||
      (fact->zeroed_if != 0 &&
       (fact->zeroed_if > call->count ||
        !value_is_integer(&run->values, call->arguments[fact->zeroed_if - 1],
                          &number) ||
        number != 0)) ||
      !region_pointee(&run->values, is_made ? call->result : call->arguments[0],
                      &region) ||
      region_get(&run->values, region)->kind == REGION_ANY)
    return;
  uint64_t size = is_made ? 0 : pointed_size(run, call, 0);
  bool is_counted =
      value_is_integer(&run->values, call->arguments[call->count - 1], &number);
  if (!is_made && (size <= 1 || !is_counted || (uint64_t)number < size))
    return; // nobody knows how much of what is there
  state_zero(&run->context, state, region, is_made ? 0 : (uint64_t)number);
  if (!is_made)
    transfer_find_lost(run, state, call->instruction, LOSS_OVERWRITTEN);
}
