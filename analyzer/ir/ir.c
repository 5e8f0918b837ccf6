#include "ir/ir.h"

#include <assert.h>
#include <string.h>

typedef struct opcode_traits {
  const char *name;
  bool has_result;
  bool is_terminator;
} opcode_traits;

static const opcode_traits opcodes[IR_OPCODE_COUNT] = {
#define OPCODE(name, text, has_result, is_terminator, meaning)                         \
  [IR_##name] = {text, has_result, is_terminator},
#include "ir/opcodes.def"
#undef OPCODE
};

const char *ir_opcode_name(ir_opcode opcode)
{
  assert(opcode < IR_OPCODE_COUNT);
  return opcodes[opcode].name;
}

bool ir_opcode_has_result(ir_opcode opcode)
{
  assert(opcode < IR_OPCODE_COUNT);
  return opcodes[opcode].has_result;
}

bool ir_opcode_is_terminator(ir_opcode opcode)
{
  assert(opcode < IR_OPCODE_COUNT);
  return opcodes[opcode].is_terminator;
}

static const char *const operator_names[IR_OPERATOR_COUNT] = {
    [IR_NO_OPERATOR] = "?",
    [IR_ADD] = "+",
    [IR_SUBTRACT] = "-",
    [IR_MULTIPLY] = "*",
    [IR_DIVIDE] = "/",
    [IR_REMAINDER] = "%",
    [IR_SHIFT_LEFT] = "<<",
    [IR_SHIFT_RIGHT] = ">>",
    [IR_AND] = "&",
    [IR_OR] = "|",
    [IR_XOR] = "^",
    [IR_EQUAL] = "==",
    [IR_NOT_EQUAL] = "!=",
    [IR_LESS] = "<",
    [IR_LESS_EQUAL] = "<=",
    [IR_GREATER] = ">",
    [IR_GREATER_EQUAL] = ">=",
    [IR_NEGATE] = "-",
    [IR_COMPLEMENT] = "~",
    [IR_LOGICAL_NOT] = "!",
};

const char *ir_operator_name(ir_operator operator_)
{
  assert(operator_ < IR_OPERATOR_COUNT);
  return operator_names[operator_];
}

bool ir_operator_is_comparison(ir_operator operator_)
{
  return operator_ >= IR_EQUAL && operator_ <= IR_GREATER_EQUAL;
}

bool ir_operator_is_unary(ir_operator operator_)
{
  return operator_ >= IR_NEGATE && operator_ <= IR_LOGICAL_NOT;
}

void ir_module_init(ir_module *module)
{
  memset(module, 0, sizeof *module);
  array_push(&module->types, (ir_type){.kind = IR_TYPE_VOID});
}

void ir_module_clear(ir_module *module)
{
  array_clear(&module->types);
  array_clear(&module->fields);
  array_clear(&module->parameter_types);
  array_clear(&module->functions);
  array_clear(&module->globals);
  array_clear(&module->strings);
  array_clear(&module->files);
  intern_clear(&module->names);
  arena_clear(&module->arena);
  memset(module, 0, sizeof *module);
}

bool ir_locate(const ir_module *module, ir_place place, ir_range *range)
{
  bool is_known = place.begin != 0 || place.end != 0;
  if (is_known && module->locate != NULL &&
      module->locate(module->context, place, range))
    return true;
  *range = (ir_range){.file = IR_NONE};
  return false;
}

uint32_t ir_successor_count(const ir_function *function, uint32_t block)
{
  const ir_instruction *end = ir_terminator(function, block);
  return end->count + end->case_count;
}

uint32_t ir_successor(const ir_function *function, uint32_t block, uint32_t number)
{
  const ir_instruction *end = ir_terminator(function, block);
  assert(number < end->count + end->case_count);
  if (number < end->count)
    return function->targets[end->first + number];
  return function->cases[end->first_case + number - end->count].target;
}

uint32_t ir_successors(const ir_function *function, uint32_t block,
                       uint32_t *successors, uint32_t limit)
{
  uint32_t count = ir_successor_count(function, block);
  for (uint32_t i = 0; i < count && i < limit; i++)
    successors[i] = ir_successor(function, block, i);
  return count;
}
