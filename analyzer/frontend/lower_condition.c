#include "frontend/body.h"

// Conditions: values that only choose a way, and values that nobody wants. Neither &&,
// || nor ! leaves a value behind here.

static bool is_truth(const ir_type *type)
{
  return type->kind == IR_TYPE_INT || type->kind == IR_TYPE_BOOL ||
         type->kind == IR_TYPE_POINTER;
}

// The operand of cast [n] if it is zero exactly when the cast is, else NO_NODE.
static uint32_t find_equal_truth(body *b, uint32_t n)
{
  uint32_t child = node_first(&b->nodes, n);
  if (child == NO_NODE || node_end(&b->nodes, child) != node_end(&b->nodes, n) ||
      !node_is_expression(&b->nodes, child) || lower_is_place(b, child))
    return NO_NODE;
  const type_table *types = &b->u->types;
  ir_type_id from_id = body_value_type(b, child);
  const ir_type *to = types_get(types, body_value_type(b, n));
  const ir_type *from = types_get(types, from_id);
  if (!is_truth(from) || !is_truth(to))
    return NO_NODE;
  return to->kind == IR_TYPE_BOOL || to->size >= from->size ? child : NO_NODE;
}

static void lower_test(body *b, uint32_t n, uint32_t place, uint32_t if_true,
                       uint32_t if_false, uint32_t flags)
{
  ir_operand value = lower_value(b, n);
  body_at(b, place);
  int64_t number;
  if (lower_is_constant(value, &number))
    builder_jump(b->builder, number != 0 ? if_true : if_false);
  else if (value.kind == IR_LOCAL || value.kind == IR_STRING)
    builder_jump(b->builder, if_true); // an address that is never null
  else if (value.kind == IR_OPERAND_NONE)
    builder_branch(b->builder, builder_unknown(b->builder, TYPE_INT), if_true, if_false,
                   flags);
  else
    builder_branch(b->builder, value, if_true, if_false, flags);
}

static void swap(uint32_t *a, uint32_t *b)
{
  uint32_t first = *a;
  *a = *b;
  *b = first;
}

typedef struct test {
  uint32_t node;
  uint32_t place; // the node whose extent a reader should see
  uint32_t if_true, if_false;
  uint32_t flags;
} test;

// Lowers the part of [t] that is decided first and moves on to the rest: true. False if
// only a plain value is left.
static bool lower_binary_part(body *b, test *t)
{
  uint32_t left = node_first(&b->nodes, t->node);
  uint32_t right = node_last(&b->nodes, t->node);
  if (node_child_count(&b->nodes, t->node) != 2)
    return false;
  uint32_t middle;
  switch (clang_getCursorBinaryOperatorKind(body_cursor(b, t->node))) {
  case CXBinaryOperator_Comma:
    lower_discard(b, left);
    break;
  case CXBinaryOperator_LAnd:
    middle = builder_new_block(b->builder);
    lower_condition(b, left, middle, t->if_false, t->flags);
    builder_enter(b->builder, middle);
    break;
  case CXBinaryOperator_LOr:
    middle = builder_new_block(b->builder);
    lower_condition(b, left, t->if_true, middle, t->flags);
    builder_enter(b->builder, middle);
    break;
  default:
    return false;
  }
  t->node = t->place = right;
  return true;
}

static bool lower_conditional_part(body *b, test *t)
{
  uint32_t condition = node_first(&b->nodes, t->node);
  uint32_t yes = node_child(&b->nodes, t->node, 1);
  uint32_t no = node_child(&b->nodes, t->node, 2);
  if (no == NO_NODE)
    return false;
  uint32_t if_true = builder_new_block(b->builder);
  uint32_t if_false = builder_new_block(b->builder);
  lower_condition(b, condition, if_true, if_false, IR_FLAG_TEST);
  builder_enter(b->builder, if_true);
  lower_condition(b, yes, t->if_true, t->if_false, t->flags);
  builder_enter(b->builder, if_false);
  t->node = t->place = no;
  return true;
}

static bool step_into(test *t, uint32_t node)
{
  if (node == NO_NODE)
    return false;
  t->node = node;
  return true;
}

static bool lower_part(body *b, test *t)
{
  switch (node_kind(&b->nodes, t->node)) {
  case CXCursor_ParenExpr:
    return step_into(t, node_first(&b->nodes, t->node));
  case CXCursor_UnaryOperator:
    if (lower_strip(b, t->node) != t->node)
      return step_into(t, lower_strip(b, t->node));
    if (clang_getCursorUnaryOperatorKind(body_cursor(b, t->node)) !=
        CXUnaryOperator_LNot)
      return false;
    swap(&t->if_true, &t->if_false);
    return step_into(t, node_first(&b->nodes, t->node));
  case CXCursor_UnexposedExpr:
  case CXCursor_CStyleCastExpr:
    return step_into(t, find_equal_truth(b, t->node));
  case CXCursor_CallExpr:
    return step_into(t, lower_first_argument(b, t->node));
  case CXCursor_BinaryOperator:
    return lower_binary_part(b, t);
  case CXCursor_ConditionalOperator:
    return lower_conditional_part(b, t);
  default:
    return false;
  }
}

void lower_condition(body *b, uint32_t n, uint32_t if_true, uint32_t if_false,
                     uint32_t flags)
{
  n = lower_strip(b, n);
  test t = {n, n, if_true, if_false, flags};
  if (!body_descend(b)) {
    builder_unreachable(b->builder);
    return;
  }
  while (lower_part(b, &t))
    ;
  lower_test(b, t.node, t.place, t.if_true, t.if_false, t.flags);
  body_ascend(b);
}

// ---- Nobody wants the value --------------------------------------------------------

static void discard_children(body *b, uint32_t n)
{
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c))
    if (node_is_expression(&b->nodes, c))
      lower_discard(b, c);
}

static void discard_conditional(body *b, uint32_t n)
{
  uint32_t condition = node_first(&b->nodes, n);
  uint32_t yes = node_child(&b->nodes, n, 1);
  uint32_t no = node_child(&b->nodes, n, 2);
  if (no == NO_NODE) {
    discard_children(b, n);
    return;
  }
  uint32_t if_true = builder_new_block(b->builder);
  uint32_t if_false = builder_new_block(b->builder);
  uint32_t join = builder_new_block(b->builder);
  lower_condition(b, condition, if_true, if_false, IR_FLAG_TEST);
  builder_enter(b->builder, if_true);
  lower_discard(b, yes);
  if (!builder_is_ended(b->builder))
    builder_jump(b->builder, join);
  builder_enter(b->builder, if_false);
  lower_discard(b, no);
  builder_enter(b->builder, join);
}

// The right side of && or || for its side effects.
static void discard_logical(body *b, uint32_t n, bool is_and)
{
  uint32_t right = builder_new_block(b->builder);
  uint32_t join = builder_new_block(b->builder);
  lower_condition(b, node_first(&b->nodes, n), is_and ? right : join,
                  is_and ? join : right, 0);
  builder_enter(b->builder, right);
  lower_discard(b, node_last(&b->nodes, n));
  builder_enter(b->builder, join);
}

static void discard_binary(body *b, uint32_t n)
{
  enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(body_cursor(b, n));
  bool is_logical = kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr;
  if (kind == CXBinaryOperator_Assign)
    lower_value(b, n);
  else if (is_logical && node_child_count(&b->nodes, n) == 2)
    discard_logical(b, n, kind == CXBinaryOperator_LAnd);
  else
    discard_children(b, n);
}

static void discard_unary(body *b, uint32_t n)
{
  switch (clang_getCursorUnaryOperatorKind(body_cursor(b, n))) {
  case CXUnaryOperator_PostInc:
  case CXUnaryOperator_PostDec:
  case CXUnaryOperator_PreInc:
  case CXUnaryOperator_PreDec:
    lower_value(b, n);
    break;
  default:
    discard_children(b, n);
  }
}

// An implicit cast reads nothing that matters; everything else without a kind does.
static void discard_unexposed(body *b, uint32_t n)
{
  uint32_t child = node_first(&b->nodes, n);
  bool is_cast = child != NO_NODE &&
                 node_end(&b->nodes, child) == node_end(&b->nodes, n) &&
                 node_is_expression(&b->nodes, child);
  if (is_cast)
    lower_discard(b, child);
  else if (child != NO_NODE)
    lower_value(b, n);
}

// The load in `(void)x` stays, for those who ask what the author meant by it.
static void discard_cast(body *b, uint32_t n)
{
  uint32_t child = node_first(&b->nodes, n);
  if (node_kind(&b->nodes, n) == CXCursor_UnexposedExpr && child != NO_NODE)
    child = lower_strip(b, child);
  else
    child = n;
  if (node_kind(&b->nodes, child) == CXCursor_DeclRefExpr && lower_is_place(b, child) &&
      !lower_is_string(b, child))
    lower_load(b, child);
  else
    lower_discard(b, n);
}

void lower_discard(body *b, uint32_t n)
{
  n = lower_strip(b, n);
  if (!body_descend(b))
    return;
  uint32_t last;
  switch (node_kind(&b->nodes, n)) {
  case CXCursor_IntegerLiteral:
  case CXCursor_CharacterLiteral:
  case CXCursor_FloatingLiteral:
  case CXCursor_StringLiteral:
  case CXCursor_DeclRefExpr:
  case CXCursor_UnaryExpr:
  case CXCursor_AddrLabelExpr:
    break;
  case CXCursor_MemberRefExpr:
  case CXCursor_ArraySubscriptExpr:
    discard_children(b, n);
    break;
  case CXCursor_UnexposedExpr:
    discard_unexposed(b, n);
    break;
  case CXCursor_CStyleCastExpr:
    last = node_last(&b->nodes, n);
    if (last != NO_NODE)
      discard_cast(b, lower_strip(b, last));
    break;
  case CXCursor_UnaryOperator:
    discard_unary(b, n);
    break;
  case CXCursor_BinaryOperator:
    discard_binary(b, n);
    break;
  case CXCursor_ConditionalOperator:
    discard_conditional(b, n);
    break;
  case CXCursor_StmtExpr:
    last = node_first(&b->nodes, n);
    if (last != NO_NODE)
      lower_compound(b, last, NULL);
    break;
  default:
    lower_value(b, n);
  }
  body_ascend(b);
}
