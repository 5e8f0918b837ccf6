#include "frontend/attrs.h"
#include "frontend/body.h"
#include "frontend/cxstring.h"

#include <string.h>

// Statements: declarations, blocks and jumps. What only branches is in lower_flow.c.

// ---- Declarations ------------------------------------------------------------------

// The node of the initialiser among the children of variable [n], or NO_NODE: types,
// array sizes and typeof operands are children too.
static uint32_t find_initialiser(const body *b, uint32_t n)
{
  CXCursor init = clang_Cursor_getVarDeclInitializer(body_cursor(b, n));
  if (clang_Cursor_isNull(init))
    return NO_NODE;
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c))
    if (node_kind(&b->nodes, c) == init.kind &&
        b->nodes.list.items[c].statement == init.data[1])
      return c;
  return NO_NODE;
}

static bool has_variable_size(CXCursor declaration)
{
  CXType type = clang_getCanonicalType(clang_getCursorType(declaration));
  while (type.kind == CXType_Pointer)
    type = clang_getCanonicalType(clang_getPointeeType(type));
  while (type.kind == CXType_ConstantArray)
    type = clang_getCanonicalType(clang_getArrayElementType(type));
  return type.kind == CXType_VariableArray;
}

// The sizes of a variable array are evaluated where it is declared.
static void lower_sizes(body *b, uint32_t n, uint32_t init)
{
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c))
    if (c != init && node_is_expression(&b->nodes, c))
      lower_discard(b, c);
}

static uint32_t find_cleanup(body *b, CXCursor declaration)
{
  const char *name = attributes_cleanup(b->u, declaration);
  return name == NULL ? IR_NONE : lower_function_named(b->u, name);
}

// From the name to the end of the initialiser.
static ir_place declarator_place(CXCursor declaration)
{
  ir_place place = source_place(clang_getCursorExtent(declaration));
  return (ir_place){clang_getCursorLocation(declaration).int_data, place.end};
}

static void lower_variable(body *b, uint32_t n)
{
  CXCursor declaration = body_cursor(b, n);
  if (clang_Cursor_hasVarDeclGlobalStorage(declaration) == 1) {
    if (clang_Cursor_getStorageClass(declaration) == CX_SC_Static)
      lower_global(b->u, declaration, b->function);
    return;
  }
  uint32_t init = find_initialiser(b, n);
  if (has_variable_size(declaration))
    lower_sizes(b, n, init);
  const char *name =
      cxstring_intern(&b->u->module->names, clang_getCursorSpelling(declaration));
  ir_place place = source_token_place(clang_getCursorLocation(declaration));
  ir_type_id type = lower_variable_type(b->u, declaration);
  uint32_t local = body_add_local(b, name, type, false, place);
  lower_bind_local(b->u, declaration, local);
  if (init != NO_NODE)
    lower_initialiser(b, (lvalue){body_local(b, local), type}, init,
                      declarator_place(declaration));
  scope_add(b, local, n, find_cleanup(b, declaration));
}

static void lower_declarations(body *b, uint32_t n)
{
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c)) {
    if (node_kind(&b->nodes, c) == CXCursor_VarDecl)
      lower_variable(b, c);
    else if (node_kind(&b->nodes, c) == CXCursor_TypedefDecl &&
             clang_getCanonicalType(
                 clang_getTypedefDeclUnderlyingType(body_cursor(b, c)))
                     .kind == CXType_VariableArray)
      lower_sizes(b, c, NO_NODE);
  }
}

// ---- Blocks ------------------------------------------------------------------------

static void lower_value_statement(body *b, uint32_t n, ir_operand *value)
{
  // Labels and attributes may stand before the value.
  while (node_kind(&b->nodes, n) == CXCursor_LabelStmt ||
         node_kind(&b->nodes, n) == CXCursor_UnexposedStmt) {
    if (node_kind(&b->nodes, n) == CXCursor_LabelStmt)
      builder_enter(b->builder, lower_label_block(b, n));
    uint32_t last = node_last(&b->nodes, n);
    if (last == NO_NODE)
      return;
    n = last;
  }
  if (node_is_expression(&b->nodes, n) && body_type(b, n) != TYPE_VOID)
    *value = lower_value(b, n);
  else
    lower_statement(b, n);
}

void lower_compound(body *b, uint32_t n, ir_operand *value)
{
  uint32_t outer = b->scope;
  uint32_t keep = b->alive.count;
  b->scope = n;
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c)) {
    bool is_last = node_end(&b->nodes, c) == node_end(&b->nodes, n);
    if (is_last && value != NULL)
      lower_value_statement(b, c, value);
    else
      lower_statement(b, c);
  }
  if (b->alive.count > keep && !builder_is_ended(b->builder)) {
    builder_set_place(b->builder, body_end_place(b, n));
    scope_leave(b, keep);
  }
  b->alive.count = keep;
  b->scope = outer;
}

// ---- Jumps -------------------------------------------------------------------------

uint32_t lower_label_block(body *b, uint32_t n)
{
  node *label = &b->nodes.list.items[n];
  if (label->block == IR_NONE)
    label->block = builder_new_block(b->builder);
  return label->block;
}

static void lower_goto(body *b, uint32_t n)
{
  CXCursor target = clang_getCursorReferenced(body_cursor(b, n));
  body_at(b, n);
  for (uint32_t i = 0; i < b->labels.count; i++)
    if (b->labels.items[i].statement == target.data[1]) {
      uint32_t label = b->labels.items[i].node;
      scope_leave(b, scope_common(b, label));
      builder_jump(b->builder, lower_label_block(b, label));
      return;
    }
  builder_unreachable(b->builder); // only after a parse error
}

// All computed gotos of a function go through one block: an interpreter of n opcodes
// has 2n edges then, and not n times n.
static void lower_computed_goto(body *b, uint32_t n)
{
  uint32_t target = node_first(&b->nodes, n);
  if (target != NO_NODE)
    lower_value(b, target);
  body_at(b, n);
  if (b->dispatch != IR_NONE) {
    builder_jump(b->builder, b->dispatch);
    return;
  }
  ARRAY(uint32_t) blocks = {0};
  for (uint32_t i = 0; i < b->labels.count; i++)
    if (b->labels.items[i].is_address_taken)
      array_push(&blocks, lower_label_block(b, b->labels.items[i].node));
  b->dispatch = builder_new_block(b->builder);
  builder_enter(b->builder, b->dispatch);
  builder_anywhere(b->builder, ir_none(), blocks.items, blocks.count);
  array_clear(&blocks);
}

static void lower_exit(body *b, uint32_t n, exit_point to)
{
  body_at(b, n);
  if (to.block == IR_NONE) { // only after a parse error
    builder_unreachable(b->builder);
    return;
  }
  scope_leave(b, to.alive);
  builder_jump(b->builder, to.block);
}

static void lower_return(body *b, uint32_t n)
{
  uint32_t result = node_first(&b->nodes, n);
  ir_operand value = ir_none();
  if (result != NO_NODE && b->result == TYPE_VOID)
    lower_discard(b, result);
  else if (result != NO_NODE)
    value = lower_value(b, result);
  body_at(b, n);
  scope_clean(b);
  builder_return(b->builder, value);
}

// ---- Statements --------------------------------------------------------------------

// Enters the blocks of labels and cases in a row, and gives the statement after them.
static uint32_t lower_marks(body *b, uint32_t n)
{
  for (;;) {
    enum CXCursorKind kind = node_kind(&b->nodes, n);
    if (kind == CXCursor_LabelStmt) {
      builder_enter(b->builder, lower_label_block(b, n));
    } else if (kind == CXCursor_CaseStmt || kind == CXCursor_DefaultStmt) {
      // Without a block it stands in no switch, or holds no value: a parse error.
      uint32_t block = b->nodes.list.items[n].block;
      if (block != IR_NONE)
        builder_enter(b->builder, block);
    } else if (kind != CXCursor_UnexposedStmt) { // [[fallthrough]] and the like
      return n;
    }
    n = node_last(&b->nodes, n);
    if (n == NO_NODE)
      return n;
  }
}

static void lower_one(body *b, uint32_t n)
{
  switch (node_kind(&b->nodes, n)) {
  case CXCursor_CompoundStmt:
    lower_compound(b, n, NULL);
    break;
  case CXCursor_DeclStmt:
    lower_declarations(b, n);
    break;
  case CXCursor_IfStmt:
    lower_if(b, n);
    break;
  case CXCursor_WhileStmt:
    lower_while(b, n);
    break;
  case CXCursor_DoStmt:
    lower_do(b, n);
    break;
  case CXCursor_ForStmt:
    lower_for(b, n);
    break;
  case CXCursor_SwitchStmt:
    lower_switch(b, n);
    break;
  case CXCursor_GotoStmt:
    lower_goto(b, n);
    break;
  case CXCursor_IndirectGotoStmt:
    lower_computed_goto(b, n);
    break;
  case CXCursor_BreakStmt:
    lower_exit(b, n, b->on_break);
    break;
  case CXCursor_ContinueStmt:
    lower_exit(b, n, b->on_continue);
    break;
  case CXCursor_ReturnStmt:
    lower_return(b, n);
    break;
  case CXCursor_GCCAsmStmt:
  case CXCursor_MSAsmStmt:
    lower_asm(b, n);
    break;
  case CXCursor_NullStmt:
    break;
  default:
    if (node_is_expression(&b->nodes, n)) {
      lower_discard(b, n);
    } else { // of another language
      uint32_t last = node_last(&b->nodes, n);
      if (last != NO_NODE)
        lower_statement(b, last);
    }
  }
}

void lower_statement(body *b, uint32_t n)
{
  if (!body_descend(b))
    return;
  n = lower_marks(b, n);
  if (n != NO_NODE)
    lower_one(b, n);
  body_ascend(b);
}
