#include "frontend/body.h"
#include "frontend/text.h"

#include <string.h>

// Assembly writes its outputs, and what its pointers lead to. libclang gives the
// operands without saying which are outputs: an output is a place that is not read.

static void lower_operand(body *b, uint32_t n)
{
  type_table *types = &b->u->types;
  if (lower_is_place(b, n)) {
    lvalue place = lower_address(b, n);
    if (place.type != TYPE_VOID && types_kind(types, place.type) != IR_TYPE_FUNCTION)
      builder_havoc(b->builder, place.address, place.type);
    return;
  }
  ir_operand value = lower_value(b, n);
  const ir_type *type = types_get(types, value.type);
  if (value.kind != IR_VALUE || type->kind != IR_TYPE_POINTER)
    return;
  const ir_type *target = types_get(types, type->element);
  if (!target->is_const && target->kind != IR_TYPE_FUNCTION &&
      target->kind != IR_TYPE_VOID)
    builder_havoc(b->builder, value, type->element);
}

// After the fourth colon of "asm goto (code : outputs : inputs : clobbers : labels)",
// or NULL if [text] is no asm goto.
static const char *find_label_names(const char *text)
{
  text_token token = text_next_solid(text_next_solid(text).end); // after asm
  bool is_goto = false;
  while (token.kind == TEXT_WORD) {
    is_goto = is_goto || text_is_word(token, "goto") || text_is_word(token, "__goto__");
    token = text_next_solid(token.end);
  }
  if (!is_goto || !text_is_mark(token, '('))
    return NULL;
  int colons = 0;
  for (token = text_next_solid(token.end); token.kind != TEXT_END;
       token = text_next_solid(token.end)) {
    colons += text_is_mark(token, ':');
    if (colons == 4)
      return token.end;
    if (text_is_mark(token, '(') || text_is_mark(token, '['))
      token.end = text_skip_brackets(token.begin);
    if (token.end == NULL)
      return NULL;
  }
  return NULL;
}

static bool is_named(const body *b, const label *label, text_token name)
{
  CXString spelling = clang_getCursorSpelling(body_cursor(b, label->node));
  const char *text = clang_getCString(spelling);
  bool is_same = text != NULL && text_is_word(name, text);
  clang_disposeString(spelling);
  return is_same;
}

typedef ARRAY(uint32_t) block_list;

// False if the names from [text] on are not all labels of this function: they are
// parameters of a macro.
static bool add_named(body *b, const char *text, block_list *blocks)
{
  for (text_token name = text_next_solid(text); !text_is_mark(name, ')');
       name = text_next_solid(name.end)) {
    if (text_is_mark(name, ','))
      continue;
    uint32_t i = 0;
    while (i < b->labels.count && !is_named(b, &b->labels.items[i], name))
      i++;
    if (i == b->labels.count)
      return false;
    array_push(blocks, lower_label_block(b, b->labels.items[i].node));
  }
  return true;
}

static void lower_asm_goto(body *b, const char *names)
{
  block_list blocks = {0};
  uint32_t next = builder_new_block(b->builder);
  array_push(&blocks, next);
  if (!add_named(b, names, &blocks)) {
    blocks.count = 1;
    for (uint32_t i = 0; i < b->labels.count; i++)
      array_push(&blocks, lower_label_block(b, b->labels.items[i].node));
  }
  builder_anywhere(b->builder, ir_none(), blocks.items, blocks.count);
  builder_enter(b->builder, next);
  array_clear(&blocks);
}

void lower_asm(body *b, uint32_t n)
{
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c))
    if (node_is_expression(&b->nodes, c))
      lower_operand(b, c);
  body_at(b, n);
  if (b->labels.count == 0)
    return;
  CXSourceLocation at = clang_getCursorLocation(body_cursor(b, n));
  const char *names = find_label_names(source_text_at(b->u->source, at));
  if (names != NULL)
    lower_asm_goto(b, names);
}
