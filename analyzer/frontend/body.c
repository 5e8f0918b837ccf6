#include "frontend/body.h"
#include "frontend/cxstring.h"

#include <string.h>

// Nesting that the stack surely bears: statements and operators, not parentheses.
#define DEPTH_LIMIT 3000

// ---- Nodes -------------------------------------------------------------------------

CXCursor body_cursor(const body *b, uint32_t n)
{
  return node_cursor(&b->nodes, n);
}

ir_place body_place(const body *b, uint32_t n)
{
  // Most places are of single names, and asking for an extent lexes its last token.
  if (node_kind(&b->nodes, n) == CXCursor_DeclRefExpr)
    return source_token_place(clang_getCursorLocation(body_cursor(b, n)));
  return source_place(clang_getCursorExtent(body_cursor(b, n)));
}

ir_place body_end_place(const body *b, uint32_t n)
{
  ir_place place = body_place(b, n);
  bool is_plain = (place.end & UINT32_C(0x80000000)) == 0 && place.end > place.begin;
  return is_plain ? (ir_place){place.end - 1, place.end} : place;
}

void body_at(body *b, uint32_t n)
{
  builder_set_place(b->builder, body_place(b, n));
}

ir_type_id body_type(body *b, uint32_t n)
{
  return types_of(&b->u->types, clang_getCursorType(body_cursor(b, n)));
}

ir_type_id body_value_type(body *b, uint32_t n)
{
  type_table *types = &b->u->types;
  ir_type_id type = types_unqualified(types, body_type(b, n));
  if (types_kind(types, type) == IR_TYPE_ARRAY)
    return types_pointer_to(types, types_get(types, type)->element);
  if (types_kind(types, type) == IR_TYPE_FUNCTION)
    return types_pointer_to(types, type);
  return type;
}

bool body_evaluate(body *b, uint32_t n, int64_t *value)
{
  CXEvalResult result = clang_Cursor_Evaluate(body_cursor(b, n));
  if (result == NULL)
    return false;
  bool is_integer = clang_EvalResult_getKind(result) == CXEval_Int;
  if (is_integer)
    *value = clang_EvalResult_getAsLongLong(result);
  clang_EvalResult_dispose(result);
  return is_integer;
}

bool body_descend(body *b)
{
  b->is_too_deep = b->is_too_deep || b->depth >= DEPTH_LIMIT;
  if (b->is_too_deep)
    return false;
  b->depth++;
  return true;
}

void body_ascend(body *b)
{
  b->depth--;
}

// ---- Memory ------------------------------------------------------------------------

uint32_t body_add_local(body *b, const char *name, ir_type_id type, bool is_parameter,
                        ir_place place)
{
  types_complete(&b->u->types, type);
  array_push(&b->local_types, type);
  return builder_add_local(b->builder, name, type, is_parameter, place);
}

lvalue body_add_temporary(body *b, ir_type_id type)
{
  if (type == TYPE_VOID)
    type = TYPE_UNKNOWN;
  types_complete(&b->u->types, type);
  array_push(&b->local_types, type);
  uint32_t local = builder_add_temporary(b->builder, type);
  return (lvalue){body_local(b, local), type};
}

ir_operand body_local(body *b, uint32_t local)
{
  ir_operand address = builder_local(b->builder, local);
  address.type = types_pointer_to(&b->u->types, b->local_types.items[local]);
  return address;
}

static uint32_t volatile_flag(const body *b, ir_type_id type)
{
  return types_get(&b->u->types, type)->is_volatile ? IR_FLAG_VOLATILE : 0;
}

ir_operand body_load(body *b, lvalue from)
{
  type_table *types = &b->u->types;
  ir_type_kind kind = types_kind(types, from.type);
  if (kind == IR_TYPE_FUNCTION)
    return from.address;
  if (kind == IR_TYPE_ARRAY) {
    if (from.address.kind != IR_VALUE) // a value's type is that of its instruction
      from.address.type = types_pointer_to(types, types_get(types, from.type)->element);
    return from.address;
  }
  types_complete(types, from.type);
  ir_type_id type = types_unqualified(types, from.type);
  return builder_load(b->builder, from.address, type == TYPE_VOID ? TYPE_UNKNOWN : type,
                      volatile_flag(b, from.type));
}

void body_store(body *b, lvalue to, ir_operand value, uint32_t flags)
{
  types_complete(&b->u->types, to.type);
  ir_type_id type = types_unqualified(&b->u->types, to.type);
  if (type == TYPE_VOID)
    type = TYPE_UNKNOWN;
  if (value.kind == IR_OPERAND_NONE)
    value = builder_unknown(b->builder, type);
  builder_store(b->builder, to.address, value, type, flags | volatile_flag(b, to.type));
}

// Implicit conversions of pointers leave no trace, so [address] may have another type.
static ir_operand as_address_of(body *b, ir_operand address, ir_type_id record)
{
  type_table *types = &b->u->types;
  ir_type_id pointer = types_pointer_to(types, record);
  if (address.kind != IR_VALUE) {
    address.type = pointer;
    return address;
  }
  const ir_type *type = types_get(types, address.type);
  bool fits =
      type->kind == IR_TYPE_POINTER &&
      types_unqualified(types, type->element) == types_unqualified(types, record);
  return fits ? address : builder_copy(b->builder, address, pointer, 0);
}

// Step [number] of [path]. From a constant address, as in &((struct s *)0)->field, it
// is a constant too.
static lvalue step_into(body *b, ir_operand from, const field_path *path,
                        uint32_t number)
{
  type_table *types = &b->u->types;
  ir_type_id pointer = types_pointer_to(types, path->types[number]);
  uint32_t field = path->numbers[number];
  if (from.kind == IR_INTEGER) {
    uint32_t first = types_get(types, path->records[number])->first;
    uint64_t offset = types->module->fields.items[first + field].offset;
    int64_t address = (int64_t)((uint64_t)from.number + offset);
    return (lvalue){ir_integer(address, pointer), path->types[number]};
  }
  ir_operand record = as_address_of(b, from, path->records[number]);
  return (lvalue){builder_field(b->builder, record, field, pointer),
                  path->types[number]};
}

lvalue body_field(body *b, lvalue record, CXCursor declaration)
{
  type_table *types = &b->u->types;
  field_path path;
  if (types_kind(types, record.type) != IR_TYPE_RECORD ||
      !types_find_field(types, record.type, declaration, &path)) {
    ir_type_id type = types_of(types, clang_getCursorType(declaration));
    if (type == TYPE_VOID)
      type = TYPE_UNKNOWN;
    return (lvalue){builder_unknown(b->builder, types_pointer_to(types, type)), type};
  }
  for (uint32_t i = 0; i < path.count; i++)
    record = step_into(b, record.address, &path, i);
  return record;
}

lvalue body_element(body *b, ir_operand array, ir_operand index, ir_type_id element)
{
  type_table *types = &b->u->types;
  types_complete(types, element);
  return (lvalue){
      builder_element(b->builder, array, index, types_pointer_to(types, element)),
      element};
}

// ---- The whole ---------------------------------------------------------------------

static void add_parameters(body *b)
{
  CXCursor definition = body_cursor(b, 0);
  int count = clang_Cursor_getNumArguments(definition);
  for (int i = 0; i < count; i++) {
    CXCursor parameter = clang_Cursor_getArgument(definition, (unsigned)i);
    const char *name =
        cxstring_intern(&b->u->module->names, clang_getCursorSpelling(parameter));
    ir_place place = source_token_place(clang_getCursorLocation(parameter));
    ir_type_id type = lower_variable_type(b->u, parameter);
    lower_bind_local(b->u, parameter, body_add_local(b, name, type, true, place));
  }
}

static void note_taken_label(body *b, uint32_t address_of_label)
{
  uint32_t reference = node_first(&b->nodes, address_of_label);
  if (reference == NO_NODE)
    return;
  CXCursor target = clang_getCursorReferenced(body_cursor(b, reference));
  for (uint32_t i = 0; i < b->labels.count; i++)
    if (b->labels.items[i].statement == target.data[1])
      b->labels.items[i].is_address_taken = true;
}

static void find_labels(body *b)
{
  bool has_taken = false;
  for (uint32_t n = 0; n < b->nodes.list.count; n++) {
    has_taken = has_taken || node_kind(&b->nodes, n) == CXCursor_AddrLabelExpr;
    if (node_kind(&b->nodes, n) == CXCursor_LabelStmt)
      array_push(&b->labels, ((label){b->nodes.list.items[n].statement, n, false}));
  }
  for (uint32_t n = 0; has_taken && n < b->nodes.list.count; n++)
    if (node_kind(&b->nodes, n) == CXCursor_AddrLabelExpr)
      note_taken_label(b, n);
}

// Control may also come to the end of the body: then main returns 0, and what another
// function returns nobody knows.
static void return_at_end(body *b, uint32_t block)
{
  if (builder_is_ended(b->builder))
    return;
  builder_set_place(b->builder, body_end_place(b, block));
  scope_clean(b);
  const ir_function *function = &b->u->module->functions.items[b->function];
  if (b->result == TYPE_VOID)
    builder_return(b->builder, ir_none());
  else if (strcmp(function->name, "main") == 0)
    builder_return(b->builder, ir_integer(0, b->result));
  else
    builder_return(b->builder, builder_unknown(b->builder, b->result));
}

static void lower_block(body *b, uint32_t block)
{
  b->scope = block;
  for (uint32_t c = node_first(&b->nodes, block); c != NO_NODE;
       c = node_next(&b->nodes, block, c))
    lower_statement(b, c);
  return_at_end(b, block);
}

static void body_clear(body *b)
{
  nodes_clear(&b->nodes);
  array_clear(&b->local_types);
  array_clear(&b->alive);
  array_clear(&b->labels);
  array_clear(&b->arguments);
}

void lower_body(lowering *u, uint32_t function)
{
  CXCursor definition = u->functions.items[function].definition;
  ir_function *f = &u->module->functions.items[function];
  f->is_tainted = problems_touch(u->problems, clang_getCursorExtent(definition));
  body b = {.u = u,
            .function = function,
            .result = types_get(&u->types, f->type)->element,
            .on_break = {IR_NONE, 0},
            .on_continue = {IR_NONE, 0},
            .dispatch = IR_NONE};
  nodes_read(&b.nodes, definition);
  uint32_t block = node_last(&b.nodes, 0);
  if (block == NO_NODE || node_kind(&b.nodes, block) != CXCursor_CompoundStmt) {
    body_clear(&b);
    return;
  }
  b.builder = builder_new(u->module, function);
  find_labels(&b);
  add_parameters(&b);
  lower_block(&b, block);
  if (b.is_too_deep) {
    u->module->functions.items[function].is_tainted = true;
    builder_discard(b.builder);
  } else {
    builder_finish(b.builder);
  }
  body_clear(&b);
}
