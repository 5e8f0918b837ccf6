#include "frontend/body.h"

// Calls, and the builtins that look like calls.

// The function that the called expression [n] names, or IR_NONE.
static uint32_t named_function(body *b, uint32_t n)
{
  for (;;) {
    n = lower_strip(b, n);
    uint32_t child = node_first(&b->nodes, n);
    bool is_wrapped = node_kind(&b->nodes, n) == CXCursor_UnexposedExpr &&
                      child != NO_NODE &&
                      node_end(&b->nodes, child) == node_end(&b->nodes, n);
    if (!is_wrapped)
      break;
    n = child;
  }
  if (node_kind(&b->nodes, n) != CXCursor_DeclRefExpr)
    return IR_NONE;
  CXCursor declaration = clang_getCursorReferenced(body_cursor(b, n));
  if (declaration.kind != CXCursor_FunctionDecl)
    return IR_NONE;
  return lower_function(b->u, declaration);
}

uint32_t lower_first_argument(body *b, uint32_t n)
{
  uint32_t callee = node_first(&b->nodes, n);
  uint32_t function = callee == NO_NODE ? IR_NONE : named_function(b, callee);
  if (function == IR_NONE || b->u->functions.items[function].builtin != BUILTIN_FIRST)
    return NO_NODE;
  return node_next(&b->nodes, n, callee);
}

static void lower_arguments(body *b, uint32_t n, uint32_t callee)
{
  for (uint32_t c = node_next(&b->nodes, n, callee); c != NO_NODE;
       c = node_next(&b->nodes, n, c)) {
    ir_operand value = lower_value(b, c);
    if (value.kind == IR_OPERAND_NONE) // a void argument: only after a parse error
      value = builder_unknown(b->builder, TYPE_UNKNOWN);
    array_push(&b->arguments, value);
  }
}

static bool never_returns(body *b, ir_operand callee)
{
  type_table *types = &b->u->types;
  if (callee.kind == IR_FUNCTION)
    return b->u->module->functions.items[callee.index].is_noreturn;
  const ir_type *type = types_get(types, callee.type);
  return type->kind == IR_TYPE_POINTER && types->notes.items[type->element].is_noreturn;
}

static ir_operand lower_plain_call(body *b, uint32_t n, uint32_t function)
{
  uint32_t callee_node = node_first(&b->nodes, n);
  uint32_t outer = b->arguments.count;
  ir_operand callee;
  if (function != IR_NONE) {
    ir_type_id type = b->u->module->functions.items[function].type;
    callee = (ir_operand){.kind = IR_FUNCTION,
                          .type = types_pointer_to(&b->u->types, type),
                          .index = function};
  } else {
    callee = lower_value(b, callee_node);
    if (callee.kind == IR_OPERAND_NONE)
      callee = builder_unknown(b->builder, TYPE_UNKNOWN);
  }
  lower_arguments(b, n, callee_node);
  if (callee.kind == IR_FUNCTION)
    lower_note_call(b->u, callee.index);
  body_at(b, n);
  ir_type_id result = body_value_type(b, n);
  types_complete(&b->u->types, result);
  ir_operand value = builder_call(b->builder, callee, b->arguments.items + outer,
                                  b->arguments.count - outer, result, 0);
  b->arguments.count = outer;
  if (never_returns(b, callee))
    builder_unreachable(b->builder);
  return value;
}

// __sync_fetch_and_add(p, v) and its kind; a call like any other if we do not know it.
static ir_operand lower_atomic_call(body *b, uint32_t n, uint32_t function)
{
  uint32_t callee = node_first(&b->nodes, n);
  const char *name = b->u->module->functions.items[function].name;
  ir_operand operands[ATOMIC_OPERANDS];
  uint32_t count = 0;
  if (!lower_knows_atomic(name))
    return lower_plain_call(b, n, function);
  for (uint32_t c = node_next(&b->nodes, n, callee);
       c != NO_NODE && count < ATOMIC_OPERANDS; c = node_next(&b->nodes, n, c))
    operands[count++] = lower_value(b, c);
  body_at(b, n);
  ir_type_id type = body_value_type(b, n);
  ir_operand result;
  if (lower_atomic(b, name, operands, count, type, &result))
    return result;
  return type == TYPE_VOID ? ir_none() : builder_unknown(b->builder, type);
}

static ir_operand lower_constant_call(body *b, uint32_t n, builtin kind)
{
  ir_type_id type = body_value_type(b, n);
  int64_t value;
  if (body_evaluate(b, n, &value))
    return ir_integer(value, type);
  if (kind == BUILTIN_IS_CONSTANT)
    return ir_integer(0, type);
  body_at(b, n);
  return builder_unknown(b->builder, type);
}

// The first argument counts; the others are only evaluated.
static ir_operand lower_first_call(body *b, uint32_t n)
{
  uint32_t argument = lower_first_argument(b, n);
  ir_operand value = lower_value(b, argument);
  for (uint32_t c = node_next(&b->nodes, n, argument); c != NO_NODE;
       c = node_next(&b->nodes, n, c))
    lower_discard(b, c);
  return value;
}

ir_operand lower_call(body *b, uint32_t n)
{
  uint32_t callee = node_first(&b->nodes, n);
  if (callee == NO_NODE)
    return lower_opaque(b, n);
  uint32_t function = named_function(b, callee);
  if (function == IR_NONE)
    return lower_plain_call(b, n, function);
  uint32_t argument = node_next(&b->nodes, n, callee);
  builtin kind = b->u->functions.items[function].builtin;
  if (argument == NO_NODE && kind != BUILTIN_UNREACHABLE && kind != BUILTIN_TWICE)
    kind = BUILTIN_NONE;
  switch (kind) {
  case BUILTIN_FIRST:
    return lower_first_call(b, n);
  case BUILTIN_CONSTANT:
  case BUILTIN_IS_CONSTANT:
    return lower_constant_call(b, n, kind);
  case BUILTIN_ADDRESS:
    return lower_address(b, argument).address;
  case BUILTIN_IGNORED:
    return ir_none();
  case BUILTIN_UNREACHABLE:
    body_at(b, n);
    builder_unreachable(b->builder);
    return ir_none();
  case BUILTIN_ATOMIC:
    return lower_atomic_call(b, n, function);
  case BUILTIN_TWICE:
    b->u->module->functions.items[b->function].returns_twice = true;
    return lower_plain_call(b, n, function);
  default:
    return lower_plain_call(b, n, function);
  }
}
