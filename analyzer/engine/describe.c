// Describe: the words of the source for what the IR says, for messages.

#include "engine/engine.h"

#include <inttypes.h>
#include <string.h>

static void describe_pointed(const ir_module *module, const ir_function *function,
                             ir_operand address, strbuf *out)
{
  switch (address.kind) {
  case IR_LOCAL:
    strbuf_add(out, function->locals[address.index].name);
    return;
  case IR_GLOBAL:
    strbuf_add(out, module->globals.items[address.index].name);
    return;
  case IR_FUNCTION:
    strbuf_add(out, module->functions.items[address.index].name);
    return;
  case IR_VALUE:
    break;
  default:
    return;
  }
  const ir_instruction *from = &function->instructions[address.index];
  size_t before = out->length;
  if (from->opcode == IR_FIELD) {
    const ir_type *record =
        ir_type_of(module, ir_type_of(module, from->a.type)->element);
    bool is_object = from->a.kind == IR_LOCAL || from->a.kind == IR_GLOBAL;
    if (record->kind != IR_TYPE_RECORD || from->index >= record->count)
      return;
    if (is_object)
      describe_pointed(module, function, from->a, out);
    else
      describe_operand(module, function, from->a, out);
    if (out->length != before)
      strbuf_addf(out, "%s%s", is_object ? "." : "->",
                  module->fields.items[record->first + from->index].name);
  } else if (from->opcode == IR_ELEMENT) {
    describe_pointed(module, function, from->a, out);
    if (out->length == before)
      describe_operand(module, function, from->a, out);
    if (out->length != before)
      strbuf_add(out, "[...]");
  } else if (from->opcode == IR_LOAD || from->opcode == IR_COPY) {
    strbuf inner = {0};
    describe_operand(module, function, address, &inner);
    if (inner.length != 0)
      strbuf_addf(out, "*%s", strbuf_text(&inner));
    strbuf_clear(&inner);
  }
}

void describe_operand(const ir_module *module, const ir_function *function,
                      ir_operand operand, strbuf *out)
{
  if (operand.kind == IR_INTEGER) {
    ir_type_kind kind = ir_type_of(module, operand.type)->kind;
    if (operand.number == 0 && kind == IR_TYPE_POINTER)
      strbuf_add(out, "NULL");
    else
      strbuf_addf(out, "%" PRId64, operand.number);
    return;
  }
  if (operand.kind == IR_FUNCTION) {
    strbuf_add(out, module->functions.items[operand.index].name);
    return;
  }
  if (operand.kind == IR_LOCAL || operand.kind == IR_GLOBAL) {
    strbuf_add_char(out, '&');
    describe_pointed(module, function, operand, out);
    return;
  }
  if (operand.kind != IR_VALUE)
    return;
  const ir_instruction *from = &function->instructions[operand.index];
  if (from->opcode == IR_LOAD) {
    describe_pointed(module, function, from->a, out);
  } else if (from->opcode == IR_COPY) {
    describe_operand(module, function, from->a, out);
  } else if (from->opcode == IR_CALL) {
    const char *callee = describe_callee(module, function, operand.index);
    if (callee != NULL)
      strbuf_addf(out, "%s()", callee);
  } else if (from->opcode == IR_FIELD || from->opcode == IR_ELEMENT) {
    strbuf_add_char(out, '&');
    describe_pointed(module, function, operand, out);
  }
}

const char *describe_callee(const ir_module *module, const ir_function *function,
                            uint32_t instruction)
{
  const ir_instruction *call = &function->instructions[instruction];
  if (call->opcode == IR_CALL && call->a.kind == IR_FUNCTION)
    return module->functions.items[call->a.index].name;
  return NULL;
}

static const char *comparison_words(ir_operator op, bool truth)
{
  static const char *const words[IR_OPERATOR_COUNT][2] = {
      [IR_EQUAL] = {"is not", "is"},
      [IR_NOT_EQUAL] = {"is", "is not"},
      [IR_LESS] = {"is at least", "is less than"},
      [IR_LESS_EQUAL] = {"is greater than", "is at most"},
      [IR_GREATER] = {"is at most", "is greater than"},
      [IR_GREATER_EQUAL] = {"is less than", "is at least"},
  };
  return words[op][truth];
}

static void quote(const char *text, strbuf *out)
{
  bool is_plain =
      text[0] == '-' || (text[0] >= '0' && text[0] <= '9') || strcmp(text, "NULL") == 0;
  strbuf_addf(out, is_plain ? "%s" : "'%s'", text);
}

void describe_assumption(const ir_module *module, const ir_function *function,
                         uint32_t instruction, bool truth, strbuf *out)
{
  const ir_instruction *branch = &function->instructions[instruction];
  strbuf left = {0};
  strbuf right = {0};
  ir_operand condition = branch->a;
  const ir_instruction *from =
      condition.kind == IR_VALUE ? &function->instructions[condition.index] : NULL;
  if (from != NULL && from->opcode == IR_UNARY && from->operator_ == IR_LOGICAL_NOT) {
    condition = from->a;
    truth = !truth;
    from = condition.kind == IR_VALUE ? &function->instructions[condition.index] : NULL;
  }
  if (from != NULL && from->opcode == IR_BINARY &&
      ir_operator_is_comparison(from->operator_)) {
    describe_operand(module, function, from->a, &left);
    describe_operand(module, function, from->b, &right);
    if (left.length != 0 && right.length != 0) {
      quote(left.text, out);
      strbuf_addf(out, " %s ", comparison_words(from->operator_, truth));
      quote(right.text, out);
    }
  } else if (branch->opcode == IR_BRANCH) {
    describe_operand(module, function, condition, &left);
    if (left.length != 0) {
      quote(left.text, out);
      bool is_pointer = ir_type_of(module, condition.type)->kind == IR_TYPE_POINTER;
      strbuf_add(out, is_pointer ? (truth ? " is not NULL" : " is NULL")
                                 : (truth ? " is true" : " is false"));
    }
  }
  strbuf_clear(&left);
  strbuf_clear(&right);
}

void describe_region(const engine_scene *scene, region region, strbuf *out)
{
  const value_table *values = scene->values;
  if (region == IR_NONE || region >= values->regions.count)
    return;
  region_data data = *region_get(values, region);
  const char *field = values->field_names.items[region];
  size_t before = out->length;
  switch (data.kind) {
  case REGION_LOCAL:
    strbuf_add(out, scene->function->locals[data.index].name);
    break;
  case REGION_GLOBAL:
    strbuf_add(out, scene->module->globals.items[data.index].name);
    break;
  case REGION_PART:
  case REGION_ANY: {
    bool is_pointee = region_get(values, data.index)->kind == REGION_POINTEE;
    strbuf base = {0};
    describe_region(scene, data.index, &base);
    const char *text = strbuf_text(&base);
    if (base.length != 0 && field != NULL && data.kind == REGION_PART)
      strbuf_addf(out, "%s%s%s", text[0] == '*' ? text + 1 : text,
                  is_pointee ? "->" : ".", field);
    else if (base.length != 0)
      strbuf_addf(out, "%s[...]", text[0] == '*' ? text + 1 : text);
    strbuf_clear(&base);
    break;
  }
  case REGION_POINTEE: {
    const value_data *pointer = value_get(values, data.index);
    struct strbuf inner = {0};
    if (pointer->kind == VALUE_SYMBOL && pointer->origin == SYMBOL_PARAMETER)
      strbuf_add(&inner, scene->function->locals[pointer->a].name);
    else if (pointer->kind == VALUE_SYMBOL && pointer->origin == SYMBOL_HELD)
      describe_region(scene, pointer->a, &inner);
    else if (pointer->kind == VALUE_SYMBOL &&
             (pointer->origin == SYMBOL_JOIN || pointer->origin == SYMBOL_MOVED))
      describe_region(scene, pointer->b, &inner);
    if (inner.length != 0)
      strbuf_addf(out, "*%s", strbuf_text(&inner));
    strbuf_clear(&inner);
    break;
  }
  default:
    break;
  }
  (void)before;
}
