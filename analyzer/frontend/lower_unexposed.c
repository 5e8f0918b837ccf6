#include "frontend/body.h"
#include "frontend/text.h"

#include <string.h>

// What libclang has no kind for: implicit casts, `a ?: b`, va_arg, atomics, offsetof
// and a dozen builtins. They are told apart by their children and, where that is not
// enough, by the word in the source.

static bool is_same_expression(const body *b, uint32_t left, uint32_t right)
{
  return b->nodes.list.items[left].statement == b->nodes.list.items[right].statement;
}

// The word that [n] starts with where it is spelled.
static text_token source_word(const body *b, uint32_t n)
{
  CXSourceLocation at = clang_getCursorLocation(body_cursor(b, n));
  return text_next_solid(source_text_at(b->u->source, at));
}

static uint32_t choose_by_type(body *b, uint32_t n)
{
  ir_type_id type = body_type(b, n);
  uint32_t chosen = NO_NODE;
  uint32_t control = node_first(&b->nodes, n);
  if (control == NO_NODE)
    return NO_NODE;
  for (uint32_t c = node_next(&b->nodes, n, control); c != NO_NODE;
       c = node_next(&b->nodes, n, c)) {
    if (!node_is_expression(&b->nodes, c) || body_type(b, c) != type)
      continue;
    if (chosen != NO_NODE)
      return NO_NODE; // two branches of the type
    chosen = c;
  }
  return chosen;
}

uint32_t lower_chosen(body *b, uint32_t n)
{
  if (node_kind(&b->nodes, n) == CXCursor_GenericSelectionExpr)
    return choose_by_type(b, n);
  if (node_child_count(&b->nodes, n) != 3 ||
      !text_is_word(source_word(b, n), "__builtin_choose_expr"))
    return NO_NODE;
  int64_t condition;
  if (!body_evaluate(b, node_first(&b->nodes, n), &condition))
    return NO_NODE;
  return node_child(&b->nodes, n, condition != 0 ? 1 : 2);
}

// ---- a ?: b ------------------------------------------------------------------------

// The children are a, a, a, b: the first is the only one to evaluate.
static ir_operand lower_elvis(body *b, uint32_t n)
{
  uint32_t first = node_first(&b->nodes, n);
  uint32_t last = node_last(&b->nodes, n);
  lvalue result = body_add_temporary(b, body_value_type(b, n));
  uint32_t if_zero = builder_new_block(b->builder);
  uint32_t join = builder_new_block(b->builder);
  ir_operand value = lower_value(b, first);
  body_at(b, first);
  body_store(b, result, lower_convert(b, value, result.type, 0), 0);
  builder_branch(b->builder, value, join, if_zero, IR_FLAG_TEST);
  builder_enter(b->builder, if_zero);
  value = lower_value(b, last);
  body_at(b, last);
  body_store(b, result, value, 0);
  builder_enter(b->builder, join);
  body_at(b, n);
  return body_load(b, result);
}

// ---- Atomics -----------------------------------------------------------------------

// libclang orders the children pointer, order, value, failure order, second value,
// weak; lower_atomic() wants pointer, value, second value.
static bool lower_atomic_children(body *b, uint32_t n, text_token name,
                                  const ir_operand *children, uint32_t count,
                                  ir_operand *result)
{
  char text[64];
  size_t length = (size_t)(name.end - name.begin);
  if (length >= sizeof text)
    return false;
  memcpy(text, name.begin, length);
  text[length] = '\0';
  bool is_init = strstr(text, "atomic_init") != NULL;
  bool is_exchange = strstr(text, "compare_exchange") != NULL;
  ir_operand operands[3] = {children[0]};
  uint32_t used = 1;
  for (uint32_t i = is_init ? 1 : 2; i < count && used < 3; i++)
    if (!is_exchange || i == 2 || i == 4)
      operands[used++] = children[i];
  return lower_atomic(b, text, operands, used, body_value_type(b, n), result);
}

static bool is_atomic_name(text_token name)
{
  const char *at = name.kind == TEXT_WORD ? strstr(name.begin, "atomic_") : NULL;
  return at != NULL && at < name.end;
}

// Several children and no name: an atomic, or something of which we only know its
// parts.
static ir_operand lower_composite(body *b, uint32_t n)
{
  text_token name = source_word(b, n);
  if (!is_atomic_name(name))
    return lower_opaque(b, n);
  ir_operand children[ATOMIC_OPERANDS];
  uint32_t count = 0;
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE && count < ATOMIC_OPERANDS;
       c = node_next(&b->nodes, n, c))
    children[count++] = lower_value(b, c);
  body_at(b, n);
  ir_operand result;
  if (lower_atomic_children(b, n, name, children, count, &result))
    return result;
  ir_type_id type = body_value_type(b, n);
  return type == TYPE_VOID ? ir_none() : builder_unknown(b->builder, type);
}

// ---- One child
// -----------------------------------------------------------------------

static bool is_va_list(const body *b, ir_type_id type)
{
  type_table *types = &b->u->types;
  const ir_type *t = types_get(types, type);
  if (t->kind == IR_TYPE_POINTER || t->kind == IR_TYPE_ARRAY)
    t = types_get(types, t->element);
  return t->kind == IR_TYPE_RECORD && t->name != NULL &&
         strncmp(t->name, "__va_list", 9) == 0;
}

static bool is_va_arg(body *b, uint32_t n, uint32_t child)
{
  return is_va_list(b, body_type(b, child)) && !is_va_list(b, body_type(b, n)) &&
         strncmp(source_word(b, n).begin, "__builtin_va_arg", 16) == 0;
}

static ir_operand lower_implicit_cast(body *b, uint32_t n, uint32_t child)
{
  if (lower_is_string(b, child))
    return body_load(b, lower_string(b, lower_strip(b, child), n));
  if (lower_is_place(b, child))
    return lower_load(b, child); // or its address, where it decays
  ir_operand value = lower_value(b, child);
  ir_type_id type = body_value_type(b, n);
  if (type == TYPE_VOID)
    return ir_none();
  body_at(b, n);
  return lower_convert(b, value, type, 0);
}

static bool has_member_reference(const body *b, uint32_t n)
{
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c))
    if (node_kind(&b->nodes, c) == CXCursor_MemberRef)
      return true;
  return false;
}

// offsetof, types_compatible_p, __builtin_LINE: a constant, or not known.
static ir_operand lower_constant(body *b, uint32_t n)
{
  ir_type_id type = body_value_type(b, n);
  int64_t value;
  if (body_evaluate(b, n, &value))
    return lower_convert(b, ir_integer(value, type), type, 0);
  body_at(b, n);
  return type == TYPE_VOID ? ir_none() : builder_unknown(b->builder, type);
}

ir_operand lower_unexposed(body *b, uint32_t n)
{
  uint32_t first = node_first(&b->nodes, n);
  if (first == NO_NODE || has_member_reference(b, n))
    return lower_constant(b, n);
  uint32_t second = node_next(&b->nodes, n, first);
  if (node_is_expression(&b->nodes, first) && is_va_arg(b, n, first)) {
    lower_discard(b, first);
    body_at(b, n);
    return builder_unknown(b->builder, body_value_type(b, n));
  }
  if (second == NO_NODE)
    return lower_implicit_cast(b, n, first);
  if (is_same_expression(b, first, second))
    return lower_elvis(b, n);
  uint32_t chosen = lower_chosen(b, n);
  return chosen != NO_NODE ? lower_value(b, chosen) : lower_composite(b, n);
}
