// Callgraph: the order of functions, and which are worth a run.

#include "engine/run.h"

// ---- Order: callees first (Tarjan's depth-first search, without recursion)
// -------------

typedef struct frame {
  uint32_t function;
  uint32_t next; // instruction to look at
} frame;

static bool called_body(const ir_module *module, const ir_instruction *instruction,
                        uint32_t *callee)
{
  if (instruction->opcode != IR_CALL || instruction->a.kind != IR_FUNCTION)
    return false;
  *callee = instruction->a.index;
  return module->functions.items[*callee].has_body;
}

uint32_t *callgraph_order(arena *arena, const ir_module *module, uint32_t *count)
{
  uint32_t total = module->functions.count;
  uint32_t *order = arena_new_array(arena, uint32_t, total + 1);
  bool *seen = arena_new_array(arena, bool, total + 1);
  frame *stack = arena_new_array(arena, frame, total + 1);
  *count = 0;
  for (uint32_t f = 0; f < total; f++) {
    if (seen[f] || !module->functions.items[f].has_body)
      continue;
    uint32_t depth = 0;
    stack[depth++] = (frame){f, 0};
    seen[f] = true;
    while (depth > 0) {
      frame *top = &stack[depth - 1];
      const ir_function *function = &module->functions.items[top->function];
      uint32_t callee;
      if (top->next == function->instruction_count) {
        order[(*count)++] = top->function;
        depth--;
      } else if (called_body(module, &function->instructions[top->next++], &callee) &&
                 !seen[callee]) {
        seen[callee] = true;
        stack[depth++] = (frame){callee, 0};
      }
    }
  }
  return order;
}

// ---- Relevance ----

static bool fact_is_relevant(const fact *fact)
{
  if (fact->result.result == RESULT_NEW || fact->result.result == RESULT_SAME ||
      fact->result.result == RESULT_MOVE)
    return true;
  for (uint32_t i = 0; i < fact->param_count; i++)
    if (fact->params[i].effect != EFFECT_BORROW)
      return true;
  return false;
}

static bool call_is_relevant(const engine_input *input, const summary *summaries,
                             const ir_instruction *call)
{
  if (call->a.kind != IR_FUNCTION)
    return call->count > 0;
  const ir_function *callee = &input->module->functions.items[call->a.index];
  const fact *fact = input->facts[call->a.index];
  if (fact != NULL)
    return fact_is_relevant(fact);
  if (summaries[call->a.index].is_known)
    return summaries[call->a.index].is_relevant;
  bool is_system =
      callee->is_builtin || input->module->files.items[callee->file].is_system;
  return !is_system && call->count > 0;
}

// A store that may put an object where the caller sees it.
static bool store_is_relevant(const ir_function *function, const ir_instruction *store)
{
  if (store->b.kind != IR_VALUE && store->b.kind != IR_OPERAND_NONE)
    return false;
  ir_operand address = store->a;
  while (address.kind == IR_VALUE) {
    const ir_instruction *from = &function->instructions[address.index];
    if (from->opcode != IR_FIELD && from->opcode != IR_ELEMENT &&
        from->opcode != IR_COPY)
      return true;
    address = from->a;
  }
  return address.kind != IR_LOCAL;
}

bool function_is_relevant(const engine_input *input, const summary *summaries,
                          uint32_t index)
{
  const ir_function *function = &input->module->functions.items[index];
  const ir_type *type = ir_type_of(input->module, function->type);
  if (type->kind == IR_TYPE_FUNCTION &&
      ir_type_of(input->module, type->element)->kind == IR_TYPE_POINTER)
    return true;
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *instruction = &function->instructions[i];
    if (instruction->opcode == IR_CALL &&
        call_is_relevant(input, summaries, instruction))
      return true;
    if (instruction->opcode == IR_STORE && store_is_relevant(function, instruction))
      return true;
  }
  return false;
}

#define PREDICATE_INSTRUCTIONS 24

bool function_is_predicate(const engine_input *input, uint32_t index)
{
  const ir_function *function = &input->module->functions.items[index];
  const ir_type *type = ir_type_of(input->module, function->type);
  if (type->kind != IR_TYPE_FUNCTION ||
      function->instruction_count > PREDICATE_INSTRUCTIONS)
    return false;
  ir_type_kind result = ir_type_of(input->module, type->element)->kind;
  return result == IR_TYPE_INT || result == IR_TYPE_BOOL;
}

// ---- Arguments used ----

// The parameter whose value [operand] is, unchanged or stepped into; or IR_NONE.
static uint32_t parameter_of(const ir_function *function, ir_operand operand)
{
  while (operand.kind == IR_VALUE) {
    const ir_instruction *from = &function->instructions[operand.index];
    if (from->opcode == IR_LOAD && from->a.kind == IR_LOCAL)
      return from->a.index < function->parameter_count ? from->a.index : IR_NONE;
    if (from->opcode != IR_COPY && from->opcode != IR_FIELD &&
        from->opcode != IR_ELEMENT)
      return IR_NONE;
    operand = from->a;
  }
  return IR_NONE;
}

static void use_parameter(const ir_function *function, ir_operand operand,
                          uint64_t *used)
{
  uint32_t parameter = parameter_of(function, operand);
  if (parameter != IR_NONE && parameter < 64)
    *used |= (uint64_t)1 << parameter;
}

static bool callee_uses(const engine_input *input, const summary *summaries,
                        const ir_instruction *call, uint32_t argument)
{
  if (call->a.kind != IR_FUNCTION)
    return true;
  const summary *known = &summaries[call->a.index];
  if (input->facts[call->a.index] == NULL && known->is_known)
    return argument >= 64 || (known->used >> argument & 1);
  const fact *fact = input->facts[call->a.index];
  // A callee that releases it says so in its summary; here only "looks into it" counts.
  return fact == NULL || argument >= fact->param_count ||
         fact->params[argument].effect != EFFECT_FREE;
}

uint64_t function_used_arguments(const engine_input *input, const summary *summaries,
                                 uint32_t index)
{
  const ir_function *function = &input->module->functions.items[index];
  uint64_t used = 0;
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *instruction = &function->instructions[i];
    if (instruction->opcode == IR_LOAD || instruction->opcode == IR_STORE ||
        instruction->opcode == IR_ZERO || instruction->opcode == IR_HAVOC)
      use_parameter(function, instruction->a, &used);
    if (instruction->opcode != IR_CALL)
      continue;
    for (uint32_t k = 0; k < instruction->count; k++)
      if (callee_uses(input, summaries, instruction, k))
        use_parameter(function, function->operands[instruction->first + k], &used);
  }
  return used;
}
