// Call of a stranger: neither a model nor a body tells what it does.

#include "engine/call.h"
#include "engine/lock.h"
#include "engine/tie.h"

static bool is_system(const run *run, const call *call)
{
  const ir_module *module = run->context.module;
  if (call->function == NULL)
    return false;
  return call->function->is_builtin ||
         module->files.items[call->function->file].is_system;
}

static bool takes_callback(const run *run, const call *call)
{
  const ir_module *module = run->context.module;
  for (uint32_t i = 0; i < call->count; i++) {
    const ir_type *type = call_argument_type(run, call, i);
    if (type->kind == IR_TYPE_POINTER &&
        ir_type_of(module, type->element)->kind == IR_TYPE_FUNCTION)
      return true;
  }
  return false;
}

static void give_out_of_hand(run *run, state *state, const call *call,
                             uint32_t argument)
{
  transfer_give_away(run, state, call->arguments[argument], OBJECT_ESCAPED,
                     call->instruction);
  storage_let_go(run, state, call->arguments[argument]);
}

// A library function without a model looks at what it gets and gives it back, unless it
// is given a callback to keep it for.
static void apply_system(run *run, state *state, const call *call)
{
  bool keeps = takes_callback(run, call);
  for (uint32_t i = 0; i < call->count; i++) {
    const ir_type *type = call_argument_type(run, call, i);
    bool is_read = !call_is_variadic(run, call, i) || type_points_to_char(run, type);
    if (is_read && (type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_INT))
      transfer_use_value(run, state, call->arguments[i], call->instruction, false);
    tie_pass(run, state, call->arguments[i],
             call_may_write(run, call, i) && !type_points_to_char(run, type));
    if (keeps || value_get(&run->values, call->arguments[i])->kind == VALUE_CONTENT)
      give_out_of_hand(run, state, call, i);
    else if (call_may_write(run, call, i))
      call_overwrite(run, state, call, i);
  }
}

static void apply_unseen(run *run, state *state, const call *call)
{
  bool keeps = call->function == NULL || takes_callback(run, call);
  lock_pass(run, state, call->arguments, call->count, call->instruction);
  for (uint32_t i = 0; i < call->count; i++) {
    value v = call->arguments[i];
    const ir_type *type = call_argument_type(run, call, i);
    bool is_variadic = call_is_variadic(run, call, i);
    bool is_const = type->kind == IR_TYPE_POINTER && !call_may_write(run, call, i);
    bool is_text = type_points_to_char(run, type);
    if (type->kind == IR_TYPE_POINTER && (!is_variadic || is_text))
      transfer_use_value(run, state, v, call->instruction, false);
    if (is_variadic && is_text && !keeps)
      continue; // complain("%s is no file", name) prints it
    tie_pass(run, state, v, !is_const);
    belief belief = belief_about(run, call->instruction, i);
    if (is_const && !keeps && belief != BELIEF_TAKEN_ON_SUCCESS)
      continue;
    if (belief == BELIEF_BORROWED) {
      if (call_may_write(run, call, i))
        call_overwrite(run, state, call, i);
      continue;
    }
    transfer_give_away(run, state, v, OBJECT_ESCAPED, call->instruction);
    region region;
    if (call_may_write(run, call, i) && region_pointee(&run->values, v, &region))
      state_forget_contents(&run->context, state, region_root(&run->values, region),
                            call->instruction);
  }
  state_forget_outside(&run->context, state, call->instruction);
}

// Is the result asked for nothing but whether it is zero, in this block?
static bool is_asked_for_truth(const run *run, uint32_t instruction)
{
  const ir_function *function = run->function;
  const ir_block *block = &function->blocks[run->block];
  bool is_asked = false;
  for (uint32_t i = instruction + 1; i < block->first + block->count; i++) {
    const ir_instruction *code = &function->instructions[i];
    bool is_first = code->a.kind == IR_VALUE && code->a.index == instruction;
    bool is_second = code->b.kind == IR_VALUE && code->b.index == instruction;
    if (is_second || (is_first && code->opcode != IR_BRANCH &&
                      (code->opcode != IR_UNARY || code->operator_ != IR_LOGICAL_NOT)))
      return false;
    is_asked = is_asked || is_first;
  }
  return is_asked;
}

static bool is_comparison(const ir_function *function, ir_operand operand)
{
  while (operand.kind == IR_VALUE &&
         function->instructions[operand.index].opcode == IR_COPY)
    operand = function->instructions[operand.index].a;
  if (operand.kind != IR_VALUE)
    return false;
  const ir_instruction *code = &function->instructions[operand.index];
  return (code->opcode == IR_BINARY && ir_operator_is_comparison(code->operator_)) ||
         (code->opcode == IR_UNARY && code->operator_ == IR_LOGICAL_NOT);
}

// `if (!check(p != NULL, "p"))`: who is handed a condition, and is then asked for a
// truth, is taken to give that back. IR_NONE where it is not so.
static value condition_given(const run *run, const call *call)
{
  value found = IR_NONE;
  if (!is_asked_for_truth(run, call->instruction))
    return IR_NONE;
  for (uint32_t i = 0; i < call->count; i++) {
    value v = call->arguments[i];
    bool is_condition =
        is_comparison(run->function, run->function->operands[call->code->first + i]);
    if (is_condition && found != IR_NONE)
      return IR_NONE;
    if (is_condition)
      found = v;
  }
  return found;
}

bool call_stranger(run *run, state *state, call *call)
{
  if (call->function != NULL && call->function->is_noreturn)
    return false;
  parked_pass_unseen(run, state, call);
  if (is_system(run, call))
    apply_system(run, state, call);
  else
    apply_unseen(run, state, call);
  call->result = call_fresh_result(run, state, call);
  value condition = condition_given(run, call);
  if (condition != IR_NONE)
    call->result = condition;
  call_finish(run, state, call);
  return true;
}
