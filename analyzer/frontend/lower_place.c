#include "frontend/body.h"
#include "frontend/cxstring.h"

#include <string.h>

// Places: where an lvalue lives.

static bool is_unary(const body *b, uint32_t n, enum CXUnaryOperatorKind kind)
{
  return node_kind(&b->nodes, n) == CXCursor_UnaryOperator &&
         clang_getCursorUnaryOperatorKind(body_cursor(b, n)) == kind;
}

uint32_t lower_strip(const body *b, uint32_t n)
{
  while (node_kind(&b->nodes, n) == CXCursor_ParenExpr ||
         is_unary(b, n, CXUnaryOperator_Extension)) {
    uint32_t child = node_first(&b->nodes, n);
    if (child == NO_NODE)
      return n;
    n = child;
  }
  return n;
}

// __func__ is an unexposed expression around a string.
static bool is_function_name(const body *b, uint32_t n)
{
  if (node_kind(&b->nodes, n) != CXCursor_UnexposedExpr)
    return false;
  uint32_t child = node_first(&b->nodes, n);
  return child != NO_NODE && node_kind(&b->nodes, child) == CXCursor_StringLiteral &&
         node_end(&b->nodes, child) == node_end(&b->nodes, n) &&
         clang_getCursorType(body_cursor(b, n)).kind == CXType_ConstantArray;
}

bool lower_is_string(const body *b, uint32_t n)
{
  n = lower_strip(b, n);
  return node_kind(&b->nodes, n) == CXCursor_StringLiteral || is_function_name(b, n);
}

static bool is_arrow(const body *b, uint32_t base)
{
  // What decayed looks like an array here, and is a pointer.
  enum CXTypeKind kind =
      clang_getCanonicalType(clang_getCursorType(body_cursor(b, base))).kind;
  return kind == CXType_Pointer || kind == CXType_ConstantArray ||
         kind == CXType_IncompleteArray || kind == CXType_VariableArray;
}

static bool is_member_place(body *b, uint32_t n)
{
  uint32_t base = node_first(&b->nodes, n);
  return base == NO_NODE || is_arrow(b, base) || lower_is_place(b, base);
}

bool lower_is_place(body *b, uint32_t n)
{
  n = lower_strip(b, n);
  switch (node_kind(&b->nodes, n)) {
  case CXCursor_DeclRefExpr:
    return clang_getCursorReferenced(body_cursor(b, n)).kind !=
           CXCursor_EnumConstantDecl;
  case CXCursor_ArraySubscriptExpr:
  case CXCursor_StringLiteral:
  case CXCursor_CompoundLiteralExpr:
    return true;
  case CXCursor_MemberRefExpr:
    return is_member_place(b, n);
  case CXCursor_UnaryOperator: {
    uint32_t child = node_first(&b->nodes, n);
    enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(body_cursor(b, n));
    if (kind == CXUnaryOperator_Real || kind == CXUnaryOperator_Imag)
      return child != NO_NODE && lower_is_place(b, child);
    return kind == CXUnaryOperator_Deref;
  }
  case CXCursor_UnexposedExpr:
    if (is_function_name(b, n))
      return true;
    // fall through
  case CXCursor_GenericSelectionExpr: {
    uint32_t chosen = lower_chosen(b, n);
    return chosen != NO_NODE && lower_is_place(b, chosen);
  }
  default:
    return false;
  }
}

// ---- Addresses ---------------------------------------------------------------------

static lvalue unknown_place(body *b, ir_type_id type)
{
  if (type == TYPE_VOID)
    type = TYPE_UNKNOWN;
  ir_type_id pointer = types_pointer_to(&b->u->types, type);
  return (lvalue){builder_unknown(b->builder, pointer), type};
}

static lvalue named_place(body *b, uint32_t n)
{
  type_table *types = &b->u->types;
  CXCursor declaration = clang_getCursorReferenced(body_cursor(b, n));
  entity e = lower_reference(b->u, declaration);
  if (e.kind == ENTITY_LOCAL && e.index < b->local_types.count)
    return (lvalue){body_local(b, e.index), b->local_types.items[e.index]};
  if (e.kind == ENTITY_GLOBAL) {
    ir_type_id type = b->u->module->globals.items[e.index].type;
    return (lvalue){
        {.kind = IR_GLOBAL, .type = types_pointer_to(types, type), .index = e.index},
        type};
  }
  if (e.kind == ENTITY_FUNCTION) {
    ir_type_id type = b->u->module->functions.items[e.index].type;
    return (lvalue){
        {.kind = IR_FUNCTION, .type = types_pointer_to(types, type), .index = e.index},
        type};
  }
  return unknown_place(b, body_type(b, n));
}

// The value of [n] in memory of its own.
static lvalue spilled(body *b, uint32_t n)
{
  ir_operand value = lower_value(b, n);
  body_at(b, n);
  ir_type_id type = body_value_type(b, n);
  lvalue place = body_add_temporary(b, type);
  body_store(b, place, value, 0);
  return place;
}

static ir_type_id pointed(body *b, ir_operand pointer)
{
  const ir_type *type = types_get(&b->u->types, pointer.type);
  return type->kind == IR_TYPE_POINTER ? type->element : TYPE_UNKNOWN;
}

static lvalue member_place(body *b, uint32_t n)
{
  uint32_t base = node_first(&b->nodes, n);
  CXCursor field = clang_getCursorReferenced(body_cursor(b, n));
  if (base == NO_NODE || field.kind != CXCursor_FieldDecl) {
    if (base != NO_NODE)
      lower_discard(b, base);
    return unknown_place(b, body_type(b, n));
  }
  lvalue record;
  if (is_arrow(b, base)) {
    record.address = lower_value(b, base);
    record.type = pointed(b, record.address);
    if (types_kind(&b->u->types, record.type) != IR_TYPE_RECORD)
      record.type = types_of(&b->u->types,
                             clang_getCursorType(clang_getCursorSemanticParent(field)));
  } else {
    record = lower_address(b, base);
  }
  body_at(b, n);
  return body_field(b, record, field);
}

static lvalue element_place(body *b, uint32_t n)
{
  type_table *types = &b->u->types;
  uint32_t first = node_first(&b->nodes, n);
  uint32_t second = first == NO_NODE ? NO_NODE : node_next(&b->nodes, n, first);
  ir_type_id element = body_type(b, n);
  if (second == NO_NODE || element == TYPE_VOID)
    return unknown_place(b, element);
  // A vector is indexed in place; else one side is a pointer: a[i] or i[a].
  bool is_vector = types_kind(types, body_value_type(b, first)) == IR_TYPE_OTHER;
  ir_operand array =
      is_vector ? lower_address(b, first).address : lower_value(b, first);
  ir_operand index = lower_value(b, second);
  if (types_kind(types, array.type) != IR_TYPE_POINTER &&
      types_kind(types, index.type) == IR_TYPE_POINTER) {
    ir_operand swapped = array;
    array = index;
    index = swapped;
  }
  body_at(b, n);
  return body_element(b, array, index, element);
}

// libclang tells the bytes of a string only where it is a pointer, and of a function's
// name only its spelling.
static const char *string_bytes(body *b, uint32_t n, uint32_t decayed)
{
  intern_table *names = &b->u->module->names;
  const char *text = intern(names, "");
  if (decayed == NO_NODE)
    return text;
  if (is_function_name(b, n)) {
    const char *quoted = cxstring_intern(
        names, clang_getCursorSpelling(body_cursor(b, node_first(&b->nodes, n))));
    size_t length = strlen(quoted);
    return length < 2 ? text : intern_bytes(names, quoted + 1, length - 2);
  }
  CXEvalResult result = clang_Cursor_Evaluate(body_cursor(b, decayed));
  if (result == NULL)
    return text;
  if (clang_EvalResult_getKind(result) == CXEval_StrLiteral)
    text = intern(names, clang_EvalResult_getAsStr(result));
  clang_EvalResult_dispose(result);
  return text;
}

lvalue lower_string(body *b, uint32_t n, uint32_t decayed)
{
  ir_module *module = b->u->module;
  array_push(&module->strings, string_bytes(b, n, decayed));
  ir_type_id type = body_type(b, n);
  return (lvalue){{.kind = IR_STRING,
                   .type = types_pointer_to(&b->u->types, type),
                   .index = module->strings.count - 1},
                  type};
}

static lvalue literal_place(body *b, uint32_t n)
{
  uint32_t init = node_last(&b->nodes, n);
  body_at(b, n);
  lvalue place = body_add_temporary(b, body_type(b, n));
  if (init != NO_NODE && node_is_expression(&b->nodes, init))
    lower_initialiser(b, place, init, body_place(b, n));
  return place;
}

static lvalue operator_place(body *b, uint32_t n)
{
  type_table *types = &b->u->types;
  uint32_t child = node_first(&b->nodes, n);
  enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(body_cursor(b, n));
  if (child != NO_NODE && kind == CXUnaryOperator_Deref) {
    ir_operand address = lower_value(b, child);
    ir_type_id type = body_type(b, n);
    if (address.kind == IR_INTEGER) // keeps its type out of the validator's way
      address.type = types_pointer_to(types, type);
    return (lvalue){address, type};
  }
  bool is_part = kind == CXUnaryOperator_Real || kind == CXUnaryOperator_Imag;
  if (child == NO_NODE || !is_part || !lower_is_place(b, child))
    return spilled(b, n);
  lvalue whole = lower_address(b, child); // a complex number is two in a row
  ir_operand index = ir_integer(kind == CXUnaryOperator_Imag, TYPE_INT);
  return body_element(b, whole.address, index, body_type(b, n));
}

static lvalue any_place(body *b, uint32_t n)
{
  switch (node_kind(&b->nodes, n)) {
  case CXCursor_DeclRefExpr:
    return lower_is_place(b, n) ? named_place(b, n) : spilled(b, n);
  case CXCursor_MemberRefExpr:
    return member_place(b, n);
  case CXCursor_ArraySubscriptExpr:
    return element_place(b, n);
  case CXCursor_StringLiteral:
    return lower_string(b, n, NO_NODE);
  case CXCursor_CompoundLiteralExpr:
    return literal_place(b, n);
  case CXCursor_UnaryOperator:
    return operator_place(b, n);
  case CXCursor_UnexposedExpr:
    if (is_function_name(b, n))
      return lower_string(b, n, NO_NODE);
    // fall through
  case CXCursor_GenericSelectionExpr:
    if (lower_is_place(b, n))
      return lower_address(b, lower_chosen(b, n));
    return spilled(b, n);
  default:
    return spilled(b, n);
  }
}

lvalue lower_address(body *b, uint32_t n)
{
  n = lower_strip(b, n);
  if (!body_descend(b)) {
    ir_type_id pointer = types_pointer_to(&b->u->types, TYPE_UNKNOWN);
    return (lvalue){ir_integer(0, pointer), TYPE_UNKNOWN};
  }
  lvalue place = any_place(b, n);
  body_ascend(b);
  return place;
}

ir_operand lower_load(body *b, uint32_t n)
{
  n = lower_strip(b, n);
  lvalue place = lower_address(b, n);
  // The last step to a member or element has its place already.
  enum CXCursorKind kind = node_kind(&b->nodes, n);
  if (kind != CXCursor_MemberRefExpr && kind != CXCursor_ArraySubscriptExpr)
    body_at(b, n);
  return body_load(b, place);
}
