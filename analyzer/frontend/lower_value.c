#include "frontend/body.h"

// Values: what an expression gives. Constants are folded as they are met, so that
// `while (1)` has no test and -1 is a number.

// ---- Constants ---------------------------------------------------------------------

bool lower_is_constant(ir_operand operand, int64_t *value)
{
  *value = operand.number;
  return operand.kind == IR_INTEGER;
}

// [number] as a value of [type].
static int64_t fit(const ir_type *type, int64_t number)
{
  if (type->kind == IR_TYPE_BOOL)
    return number != 0;
  if (type->kind != IR_TYPE_INT || type->size == 0 || type->size >= 8)
    return number;
  unsigned shift = 64 - (unsigned)type->size * 8;
  uint64_t bits = (uint64_t)number << shift;
  return type->is_signed ? (int64_t)bits >> shift : (int64_t)(bits >> shift);
}

static ir_operand constant(body *b, int64_t number, ir_type_id type)
{
  return ir_integer(fit(types_get(&b->u->types, type), number), type);
}

static ir_operand unknown(body *b, ir_type_id type)
{
  return builder_unknown(b->builder, type == TYPE_VOID ? TYPE_UNKNOWN : type);
}

static ir_operand evaluated(body *b, uint32_t n)
{
  ir_type_id type = body_value_type(b, n);
  int64_t value;
  if (body_evaluate(b, n, &value))
    return constant(b, value, type);
  body_at(b, n);
  return unknown(b, type);
}

static int64_t fold_unary(ir_operator op, int64_t a)
{
  if (op == IR_LOGICAL_NOT)
    return a == 0;
  return op == IR_NEGATE ? (int64_t)(0 - (uint64_t)a) : ~a;
}

// False where C says nothing, or the sign would matter in 64 bits.
static bool fold_binary(ir_operator op, int64_t a, int64_t b, int64_t *result)
{
  uint64_t x = (uint64_t)a;
  uint64_t y = (uint64_t)b;
  switch (op) {
  case IR_ADD:
    *result = (int64_t)(x + y);
    return true;
  case IR_SUBTRACT:
    *result = (int64_t)(x - y);
    return true;
  case IR_MULTIPLY:
    *result = (int64_t)(x * y);
    return true;
  case IR_AND:
    *result = a & b;
    return true;
  case IR_OR:
    *result = a | b;
    return true;
  case IR_XOR:
    *result = a ^ b;
    return true;
  case IR_EQUAL:
    *result = a == b;
    return true;
  case IR_NOT_EQUAL:
    *result = a != b;
    return true;
  case IR_SHIFT_LEFT:
    *result = b >= 0 && b < 64 ? (int64_t)(x << b) : 0;
    return b >= 0 && b < 64;
  default:
    return false;
  }
}

// Operators whose result depends on the sign. Without one, a negative number is a large
// one here: no matter.
static bool fold_ordered(ir_operator op, bool is_signed, int64_t a, int64_t b,
                         int64_t *result)
{
  if (!is_signed && (a < 0 || b < 0))
    return false;
  switch (op) {
  case IR_LESS:
    *result = a < b;
    return true;
  case IR_LESS_EQUAL:
    *result = a <= b;
    return true;
  case IR_GREATER:
    *result = a > b;
    return true;
  case IR_GREATER_EQUAL:
    *result = a >= b;
    return true;
  case IR_SHIFT_RIGHT:
    *result = b >= 0 && b < 64 ? a >> b : 0;
    return b >= 0 && b < 64;
  case IR_DIVIDE:
    *result = b > 0 ? a / b : 0;
    return b > 0;
  case IR_REMAINDER:
    *result = b > 0 ? a % b : 0;
    return b > 0;
  default:
    return false;
  }
}

// ---- Conversions -------------------------------------------------------------------

static bool looks_equal(const ir_type *from, const ir_type *to)
{
  return from->kind == IR_TYPE_INT && to->kind == IR_TYPE_INT &&
         from->size == to->size && from->is_signed == to->is_signed;
}

ir_operand lower_convert(body *b, ir_operand value, ir_type_id type, uint32_t flags)
{
  type_table *types = &b->u->types;
  const ir_type *from = types_get(types, value.type);
  const ir_type *to = types_get(types, type);
  bool is_written = (flags & IR_FLAG_EXPLICIT) != 0;
  if (value.kind == IR_OPERAND_NONE || to->kind == IR_TYPE_VOID || value.type == type)
    return value;
  if (value.kind == IR_INTEGER && to->kind != IR_TYPE_OTHER &&
      to->kind != IR_TYPE_RECORD)
    return constant(b, value.number, type);
  bool are_pointers = from->kind == IR_TYPE_POINTER && to->kind == IR_TYPE_POINTER;
  if (!is_written && (are_pointers || looks_equal(from, to)))
    return value;
  if (to->kind == IR_TYPE_RECORD) { // a cast to a union
    if (from->kind == IR_TYPE_RECORD)
      return value;
    return unknown(b, type);
  }
  return builder_copy(b->builder, value, type, flags);
}

// ---- Arithmetic --------------------------------------------------------------------

static bool is_pointer(const body *b, ir_operand operand)
{
  return types_kind(&b->u->types, operand.type) == IR_TYPE_POINTER;
}

static ir_operand negate(body *b, ir_operand value)
{
  if (value.kind == IR_INTEGER)
    return ir_integer((int64_t)(0 - (uint64_t)value.number), value.type);
  return builder_unary(b->builder, IR_NEGATE, value, value.type);
}

static ir_operand step_pointer(body *b, ir_operand pointer, ir_operand index,
                               ir_type_id type)
{
  type_table *types = &b->u->types;
  if (types_kind(types, type) != IR_TYPE_POINTER)
    type = pointer.type;
  ir_type_id element = types_get(types, type)->element;
  types_complete(types, element);
  return builder_element(b->builder, pointer, index, type);
}

ir_operand lower_arithmetic(body *b, ir_operator op, ir_operand left, ir_operand right,
                            ir_type_id type)
{
  if (type == TYPE_VOID)
    type = TYPE_UNKNOWN;
  bool steps = types_kind(&b->u->types, type) == IR_TYPE_POINTER;
  if (steps && op == IR_ADD)
    return is_pointer(b, left) ? step_pointer(b, left, right, type)
                               : step_pointer(b, right, left, type);
  if (steps && op == IR_SUBTRACT)
    return step_pointer(b, left, negate(b, right), type);
  const ir_type *computed = types_get(&b->u->types, left.type);
  int64_t x, y, result;
  if (lower_is_constant(left, &x) && lower_is_constant(right, &y) &&
      computed->kind != IR_TYPE_FLOAT &&
      types_kind(&b->u->types, right.type) != IR_TYPE_FLOAT &&
      (fold_binary(op, x, y, &result) ||
       fold_ordered(op, computed->is_signed, x, y, &result)))
    return constant(b, result, type);
  return builder_binary(b->builder, op, left, right, type);
}

static ir_operator binary_operator(enum CXBinaryOperatorKind kind)
{
  switch (kind) {
  case CXBinaryOperator_Mul:
  case CXBinaryOperator_MulAssign:
    return IR_MULTIPLY;
  case CXBinaryOperator_Div:
  case CXBinaryOperator_DivAssign:
    return IR_DIVIDE;
  case CXBinaryOperator_Rem:
  case CXBinaryOperator_RemAssign:
    return IR_REMAINDER;
  case CXBinaryOperator_Add:
  case CXBinaryOperator_AddAssign:
    return IR_ADD;
  case CXBinaryOperator_Sub:
  case CXBinaryOperator_SubAssign:
    return IR_SUBTRACT;
  case CXBinaryOperator_Shl:
  case CXBinaryOperator_ShlAssign:
    return IR_SHIFT_LEFT;
  case CXBinaryOperator_Shr:
  case CXBinaryOperator_ShrAssign:
    return IR_SHIFT_RIGHT;
  case CXBinaryOperator_And:
  case CXBinaryOperator_AndAssign:
    return IR_AND;
  case CXBinaryOperator_Xor:
  case CXBinaryOperator_XorAssign:
    return IR_XOR;
  case CXBinaryOperator_Or:
  case CXBinaryOperator_OrAssign:
    return IR_OR;
  case CXBinaryOperator_LT:
    return IR_LESS;
  case CXBinaryOperator_GT:
    return IR_GREATER;
  case CXBinaryOperator_LE:
    return IR_LESS_EQUAL;
  case CXBinaryOperator_GE:
    return IR_GREATER_EQUAL;
  case CXBinaryOperator_EQ:
    return IR_EQUAL;
  case CXBinaryOperator_NE:
    return IR_NOT_EQUAL;
  default:
    return IR_NO_OPERATOR;
  }
}

static enum CXBinaryOperatorKind operator_kind(const body *b, uint32_t n)
{
  return clang_getCursorBinaryOperatorKind(body_cursor(b, n));
}

// a + b + c ... is as deep as it is long, so its left spine is walked down, then up.
static ir_operand lower_chain(body *b, uint32_t n)
{
  ARRAY(uint32_t) spine = {0};
  while (node_kind(&b->nodes, n) == CXCursor_BinaryOperator &&
         binary_operator(operator_kind(b, n)) != IR_NO_OPERATOR &&
         node_child_count(&b->nodes, n) == 2) {
    array_push(&spine, n);
    n = node_first(&b->nodes, n);
  }
  ir_operand left = lower_value(b, n);
  while (spine.count != 0) {
    uint32_t at = *array_last(&spine);
    ir_operand right =
        lower_value(b, node_next(&b->nodes, at, node_first(&b->nodes, at)));
    body_at(b, at);
    left = lower_arithmetic(b, binary_operator(operator_kind(b, at)), left, right,
                            body_value_type(b, at));
    spine.count--;
  }
  array_clear(&spine);
  return left;
}

// ---- Assignment --------------------------------------------------------------------

static ir_operand lower_assignment(body *b, uint32_t n)
{
  uint32_t left = node_first(&b->nodes, n);
  ir_operand value = lower_value(b, node_next(&b->nodes, n, left));
  lvalue to = lower_address(b, left);
  body_at(b, n);
  body_store(b, to, value, 0);
  return value;
}

// The type in which a op= b computes: libclang does not tell.
static ir_type_id computation_type(body *b, ir_operator op, ir_operand left,
                                   ir_operand right)
{
  type_table *types = &b->u->types;
  const ir_type *l = types_get(types, left.type);
  const ir_type *r = types_get(types, right.type);
  bool is_shift = op == IR_SHIFT_LEFT || op == IR_SHIFT_RIGHT;
  if (l->kind == IR_TYPE_POINTER)
    return left.type;
  if (r->kind == IR_TYPE_FLOAT && !is_shift)
    return l->kind == IR_TYPE_FLOAT && l->size >= r->size ? left.type : right.type;
  if (l->kind != IR_TYPE_INT && l->kind != IR_TYPE_BOOL)
    return left.type;
  uint64_t least = types_get(types, TYPE_INT)->size;
  uint64_t left_size = l->size < least ? least : l->size;
  uint64_t right_size = r->size < least || is_shift ? least : r->size;
  if (right_size > left_size ||
      (right_size == left_size && r->size >= least && !is_shift && !r->is_signed))
    return right.type;
  return l->size < least ? TYPE_INT : left.type;
}

static ir_operand lower_compound_assignment(body *b, uint32_t n)
{
  uint32_t left = node_first(&b->nodes, n);
  ir_operator op = binary_operator(operator_kind(b, n));
  ir_operand right = lower_value(b, node_next(&b->nodes, n, left));
  lvalue to = lower_address(b, left);
  body_at(b, n);
  ir_operand old = body_load(b, to);
  ir_type_id type = computation_type(b, op, old, right);
  ir_operand value =
      lower_arithmetic(b, op, lower_convert(b, old, type, 0), right, type);
  value = lower_convert(b, value, types_unqualified(&b->u->types, to.type), 0);
  body_store(b, to, value, 0);
  return value;
}

static ir_operand lower_step(body *b, uint32_t n, ir_operator op, bool gives_old)
{
  lvalue to = lower_address(b, node_first(&b->nodes, n));
  body_at(b, n);
  ir_operand old = body_load(b, to);
  ir_operand value = lower_arithmetic(b, op, old, ir_integer(1, TYPE_INT), old.type);
  body_store(b, to, value, 0);
  return gives_old ? old : value;
}

// ---- Branching values --------------------------------------------------------------

static void store_and_go(body *b, lvalue to, ir_operand value, uint32_t block)
{
  body_store(b, to, value, 0);
  builder_jump(b->builder, block);
}

// && and || as a value: 1 or 0.
static ir_operand lower_logical(body *b, uint32_t n)
{
  lvalue result = body_add_temporary(b, body_value_type(b, n));
  uint32_t if_true = builder_new_block(b->builder);
  uint32_t if_false = builder_new_block(b->builder);
  uint32_t join = builder_new_block(b->builder);
  lower_condition(b, n, if_true, if_false, 0);
  builder_enter(b->builder, if_true);
  store_and_go(b, result, ir_integer(1, result.type), join);
  builder_enter(b->builder, if_false);
  store_and_go(b, result, ir_integer(0, result.type), join);
  builder_enter(b->builder, join);
  body_at(b, n);
  return body_load(b, result);
}

static ir_operand lower_conditional(body *b, uint32_t n)
{
  uint32_t test = node_first(&b->nodes, n);
  uint32_t yes = node_next(&b->nodes, n, test);
  uint32_t no = yes == NO_NODE ? NO_NODE : node_next(&b->nodes, n, yes);
  if (no == NO_NODE)
    return evaluated(b, n);
  lvalue result = body_add_temporary(b, body_value_type(b, n));
  uint32_t if_true = builder_new_block(b->builder);
  uint32_t if_false = builder_new_block(b->builder);
  uint32_t join = builder_new_block(b->builder);
  lower_condition(b, test, if_true, if_false, IR_FLAG_TEST);
  builder_enter(b->builder, if_true);
  ir_operand value = lower_value(b, yes);
  body_at(b, yes);
  store_and_go(b, result, value, join);
  builder_enter(b->builder, if_false);
  value = lower_value(b, no);
  body_at(b, no);
  store_and_go(b, result, value, join);
  builder_enter(b->builder, join);
  body_at(b, n);
  return body_load(b, result);
}

// ---- Operators ---------------------------------------------------------------------

static ir_operand lower_binary(body *b, uint32_t n)
{
  if (node_child_count(&b->nodes, n) != 2)
    return evaluated(b, n);
  switch (operator_kind(b, n)) {
  case CXBinaryOperator_Assign:
    return lower_assignment(b, n);
  case CXBinaryOperator_LAnd:
  case CXBinaryOperator_LOr:
    return lower_logical(b, n);
  case CXBinaryOperator_Comma:
    lower_discard(b, node_first(&b->nodes, n));
    return lower_value(b, node_last(&b->nodes, n));
  default:
    return lower_chain(b, n);
  }
}

static ir_operand lower_plain_unary(body *b, uint32_t n, ir_operator op)
{
  ir_operand a = lower_value(b, node_first(&b->nodes, n));
  ir_type_id type = body_value_type(b, n);
  int64_t number;
  if (lower_is_constant(a, &number) &&
      types_kind(&b->u->types, a.type) != IR_TYPE_FLOAT)
    return constant(b, fold_unary(op, number), type);
  body_at(b, n);
  return builder_unary(b->builder, op, a, type);
}

static ir_operand lower_unary(body *b, uint32_t n)
{
  uint32_t child = node_first(&b->nodes, n);
  if (child == NO_NODE)
    return evaluated(b, n);
  switch (clang_getCursorUnaryOperatorKind(body_cursor(b, n))) {
  case CXUnaryOperator_PostInc:
    return lower_step(b, n, IR_ADD, true);
  case CXUnaryOperator_PostDec:
    return lower_step(b, n, IR_SUBTRACT, true);
  case CXUnaryOperator_PreInc:
    return lower_step(b, n, IR_ADD, false);
  case CXUnaryOperator_PreDec:
    return lower_step(b, n, IR_SUBTRACT, false);
  case CXUnaryOperator_AddrOf:
    return lower_address(b, child).address;
  case CXUnaryOperator_Plus:
  case CXUnaryOperator_Extension:
    return lower_value(b, child);
  case CXUnaryOperator_Minus:
    return lower_plain_unary(b, n, IR_NEGATE);
  case CXUnaryOperator_Not:
    return lower_plain_unary(b, n, IR_COMPLEMENT);
  case CXUnaryOperator_LNot:
    return lower_plain_unary(b, n, IR_LOGICAL_NOT);
  default: // __real__ and __imag__ of no place
    lower_discard(b, child);
    body_at(b, n);
    return unknown(b, body_value_type(b, n));
  }
}

static ir_operand lower_cast(body *b, uint32_t n)
{
  uint32_t operand = node_last(&b->nodes, n);
  ir_type_id type = body_value_type(b, n);
  if (operand == NO_NODE || type == TYPE_VOID) {
    if (operand != NO_NODE)
      lower_discard(b, operand);
    return ir_none();
  }
  ir_operand value = lower_value(b, operand);
  body_at(b, n);
  return lower_convert(b, value, type, IR_FLAG_EXPLICIT);
}

static ir_operand lower_statement_expression(body *b, uint32_t n)
{
  ir_operand value = ir_none();
  uint32_t compound = node_first(&b->nodes, n);
  if (compound != NO_NODE)
    lower_compound(b, compound, &value);
  return value;
}

// ---- Expressions -------------------------------------------------------------------

static ir_operand lower_reference_value(body *b, uint32_t n)
{
  CXCursor declaration = clang_getCursorReferenced(body_cursor(b, n));
  if (declaration.kind == CXCursor_EnumConstantDecl) {
    entity e = lower_reference(b->u, declaration);
    return constant(b, b->u->constants.items[e.index], body_value_type(b, n));
  }
  return lower_load(b, n);
}

static ir_operand lower_branch(body *b, uint32_t chosen, uint32_t n)
{
  return chosen == NO_NODE ? evaluated(b, n) : lower_value(b, chosen);
}

// Anything libclang gives no shape for: its parts are evaluated, its value is not
// known.
ir_operand lower_opaque(body *b, uint32_t n)
{
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c))
    if (node_is_expression(&b->nodes, c))
      lower_discard(b, c);
  body_at(b, n);
  return unknown(b, body_value_type(b, n));
}

static ir_operand lower_any_value(body *b, uint32_t n)
{
  switch (node_kind(&b->nodes, n)) {
  case CXCursor_IntegerLiteral:
  case CXCursor_CharacterLiteral:
  case CXCursor_UnaryExpr:
    return evaluated(b, n);
  case CXCursor_DeclRefExpr:
    return lower_reference_value(b, n);
  case CXCursor_MemberRefExpr:
  case CXCursor_ArraySubscriptExpr:
  case CXCursor_StringLiteral:
  case CXCursor_CompoundLiteralExpr:
    return lower_load(b, n);
  case CXCursor_UnexposedExpr:
    return lower_unexposed(b, n);
  case CXCursor_CallExpr:
    return lower_call(b, n);
  case CXCursor_UnaryOperator:
    return lower_is_place(b, n) ? lower_load(b, n) : lower_unary(b, n);
  case CXCursor_BinaryOperator:
    return lower_binary(b, n);
  case CXCursor_CompoundAssignOperator:
    return lower_compound_assignment(b, n);
  case CXCursor_ConditionalOperator:
    return lower_conditional(b, n);
  case CXCursor_CStyleCastExpr:
    return lower_cast(b, n);
  case CXCursor_StmtExpr:
    return lower_statement_expression(b, n);
  case CXCursor_GenericSelectionExpr:
    return lower_branch(b, lower_chosen(b, n), n);
  default:
    return lower_opaque(b, n);
  }
}

ir_operand lower_value(body *b, uint32_t n)
{
  n = lower_strip(b, n);
  if (!body_descend(b))
    return ir_integer(0, TYPE_INT);
  ir_operand value = lower_any_value(b, n);
  body_ascend(b);
  if (value.kind == IR_OPERAND_NONE && body_value_type(b, n) != TYPE_VOID)
    value = unknown(b, body_value_type(b, n));
  return value;
}
