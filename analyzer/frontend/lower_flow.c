#include "frontend/body.h"
#include "frontend/text.h"

#include <string.h>

// Control flow: if, the loops and switch. Blocks are entered in the order of the
// source.

// ---- if ----------------------------------------------------------------------------

// A chain of else-ifs may be thousands long, so it is a loop here, and all its branches
// meet in one block.
void lower_if(body *b, uint32_t n)
{
  uint32_t end = builder_new_block(b->builder);
  for (;;) {
    uint32_t condition = node_first(&b->nodes, n);
    uint32_t then = condition == NO_NODE ? NO_NODE : node_next(&b->nodes, n, condition);
    if (then == NO_NODE) // after a parse error
      break;
    uint32_t otherwise = node_next(&b->nodes, n, then);
    uint32_t if_true = builder_new_block(b->builder);
    uint32_t if_false = otherwise == NO_NODE ? end : builder_new_block(b->builder);
    lower_condition(b, condition, if_true, if_false, IR_FLAG_TEST);
    builder_enter(b->builder, if_true);
    lower_statement(b, then);
    if (otherwise == NO_NODE)
      break;
    if (!builder_is_ended(b->builder))
      builder_jump(b->builder, end);
    builder_enter(b->builder, if_false);
    if (node_kind(&b->nodes, otherwise) != CXCursor_IfStmt) {
      lower_statement(b, otherwise);
      break;
    }
    n = otherwise;
  }
  builder_enter(b->builder, end);
}

// ---- Loops -------------------------------------------------------------------------

static void lower_loop_body(body *b, uint32_t n, uint32_t on_break,
                            uint32_t on_continue)
{
  exit_point outer_break = b->on_break;
  exit_point outer_continue = b->on_continue;
  b->on_break = (exit_point){on_break, b->alive.count};
  b->on_continue = (exit_point){on_continue, b->alive.count};
  if (n != NO_NODE)
    lower_statement(b, n);
  b->on_break = outer_break;
  b->on_continue = outer_continue;
}

void lower_while(body *b, uint32_t n)
{
  uint32_t condition = node_first(&b->nodes, n);
  if (condition == NO_NODE)
    return;
  uint32_t head = builder_new_block(b->builder);
  uint32_t inside = builder_new_block(b->builder);
  uint32_t end = builder_new_block(b->builder);
  builder_enter(b->builder, head);
  lower_condition(b, condition, inside, end, IR_FLAG_TEST);
  builder_enter(b->builder, inside);
  lower_loop_body(b, node_next(&b->nodes, n, condition), end, head);
  if (!builder_is_ended(b->builder))
    builder_jump(b->builder, head);
  builder_enter(b->builder, end);
}

// do ... while (0), the wrapping of macros, is no loop.
static bool is_literal_zero(body *b, uint32_t n)
{
  int64_t value;
  n = lower_strip(b, n);
  return node_kind(&b->nodes, n) == CXCursor_IntegerLiteral &&
         body_evaluate(b, n, &value) && value == 0;
}

void lower_do(body *b, uint32_t n)
{
  uint32_t statement = node_first(&b->nodes, n);
  if (statement == NO_NODE)
    return;
  uint32_t condition = node_next(&b->nodes, n, statement);
  uint32_t end = builder_new_block(b->builder);
  if (condition == NO_NODE || is_literal_zero(b, condition)) {
    lower_loop_body(b, statement, end, end);
    builder_enter(b->builder, end);
    return;
  }
  uint32_t inside = builder_new_block(b->builder);
  uint32_t test = builder_new_block(b->builder);
  builder_enter(b->builder, inside);
  lower_loop_body(b, statement, end, test);
  builder_enter(b->builder, test);
  lower_condition(b, condition, inside, end, IR_FLAG_TEST);
  builder_enter(b->builder, end);
}

// ---- for ---------------------------------------------------------------------------

typedef struct for_parts {
  uint32_t init, condition, step, statement; // or NO_NODE
} for_parts;

// The text of the [number]th for in [text], or NULL.
static const char *find_for(const char *text, uint32_t number)
{
  for (text_token token = text_next_solid(text); token.kind != TEXT_END;
       token = text_next_solid(token.end))
    if (text_is_word(token, "for") && number-- == 0)
      return token.begin;
  return NULL;
}

// Reads the parts off the function as libclang prints it, with macros expanded.
static bool read_printed_parts(body *b, uint32_t n, bool filled[3])
{
  uint32_t number = 0;
  for (uint32_t i = 0; i < n; i++)
    number += node_kind(&b->nodes, i) == CXCursor_ForStmt;
  CXCursor definition = body_cursor(b, 0);
  if (b->u->full == NULL)
    b->u->full = clang_getCursorPrintingPolicy(definition);
  CXString printed = clang_getCursorPrettyPrinted(definition, b->u->full);
  const char *text = clang_getCString(printed);
  const char *start = text == NULL ? NULL : find_for(text, number);
  bool is_read = start != NULL && text_for_parts(start, filled);
  clang_disposeString(printed);
  return is_read;
}

static uint32_t count_filled(const bool filled[3])
{
  return (uint32_t)filled[0] + filled[1] + filled[2];
}

// libclang leaves missing parts out: which are there is told by the source text, by the
// printed function where macros hide it, else by looks.
static void tell_parts(body *b, uint32_t n, uint32_t count, bool filled[3])
{
  memset(filled, count == 3, 3 * sizeof *filled);
  if (count == 0 || count == 3)
    return;
  CXSourceLocation at = clang_getCursorLocation(body_cursor(b, n));
  if (text_for_parts(source_text_at(b->u->source, at), filled) &&
      count_filled(filled) == count)
    return;
  if (read_printed_parts(b, n, filled) && count_filled(filled) == count)
    return;
  uint32_t first = node_first(&b->nodes, n);
  filled[0] = node_kind(&b->nodes, first) == CXCursor_DeclStmt || count == 2;
  filled[1] = count == 2 || !filled[0];
  filled[2] = false;
}

static for_parts find_parts(body *b, uint32_t n)
{
  for_parts parts = {NO_NODE, NO_NODE, NO_NODE, NO_NODE};
  uint32_t count = node_child_count(&b->nodes, n);
  if (count == 0)
    return parts;
  bool filled[3];
  tell_parts(b, n, count - 1 > 3 ? 3 : count - 1, filled);
  uint32_t *slots[] = {&parts.init, &parts.condition, &parts.step};
  uint32_t child = node_first(&b->nodes, n);
  for (int i = 0; i < 3; i++)
    if (filled[i]) {
      *slots[i] = child;
      child = node_next(&b->nodes, n, child);
    }
  parts.statement = child;
  return parts;
}

void lower_for(body *b, uint32_t n)
{
  for_parts parts = find_parts(b, n);
  uint32_t outer = b->scope;
  uint32_t keep = b->alive.count;
  b->scope = n;
  if (parts.init != NO_NODE)
    lower_statement(b, parts.init);
  uint32_t head = builder_new_block(b->builder);
  uint32_t step = builder_new_block(b->builder);
  uint32_t end = builder_new_block(b->builder);
  builder_enter(b->builder, head);
  if (parts.condition != NO_NODE) {
    uint32_t inside = builder_new_block(b->builder);
    lower_condition(b, parts.condition, inside, end, IR_FLAG_TEST);
    builder_enter(b->builder, inside);
  }
  lower_loop_body(b, parts.statement, end, step);
  builder_enter(b->builder, step);
  if (parts.step != NO_NODE)
    lower_discard(b, parts.step);
  if (!builder_is_ended(b->builder))
    builder_jump(b->builder, head);
  builder_enter(b->builder, end);
  if (b->alive.count > keep) {
    builder_set_place(b->builder, body_end_place(b, n));
    scope_leave(b, keep);
  }
  b->alive.count = keep;
  b->scope = outer;
}

// ---- switch ------------------------------------------------------------------------

typedef struct switch_cases {
  ARRAY(ir_case) cases;
  uint32_t otherwise; // block of default, or IR_NONE
} switch_cases;

static bool overlaps(const switch_cases *cases, int64_t low, int64_t high)
{
  for (uint32_t i = 0; i < cases->cases.count; i++)
    if (low <= cases->cases.items[i].high && high >= cases->cases.items[i].low)
      return true;
  return false;
}

// An empty range is a warning in C and holds nothing; overlap is a parse error.
static void push_case(body *b, switch_cases *cases, int64_t low, int64_t high,
                      uint32_t block)
{
  bool may_overlap = b->u->problems->errors.count != 0;
  if (low <= high && !(may_overlap && overlaps(cases, low, high)))
    array_push(&cases->cases, ((ir_case){low, high, block}));
}

static void add_case(body *b, switch_cases *cases, uint32_t n)
{
  uint32_t low_node = node_first(&b->nodes, n);
  int64_t low;
  if (low_node == NO_NODE || !body_evaluate(b, low_node, &low))
    return;
  int64_t high = low;
  uint32_t second = node_next(&b->nodes, n, low_node);
  bool is_range = second != NO_NODE && node_next(&b->nodes, n, second) != NO_NODE;
  if (is_range && !body_evaluate(b, second, &high))
    return;
  uint32_t block = builder_new_block(b->builder);
  b->nodes.list.items[n].block = block;
  // A range over the middle of an unsigned 64-bit type wraps in our numbers.
  if (low > high && !types_get(&b->u->types, body_type(b, low_node))->is_signed) {
    push_case(b, cases, INT64_MIN, high, block);
    high = INT64_MAX;
  }
  push_case(b, cases, low, high, block);
}

// The cases below [n] that belong to this switch, wherever they stand.
static void find_cases(body *b, uint32_t n, switch_cases *cases)
{
  uint32_t end = node_end(&b->nodes, n);
  for (uint32_t i = n; i < end;) {
    enum CXCursorKind kind = node_kind(&b->nodes, i);
    if (kind == CXCursor_SwitchStmt) {
      i = node_end(&b->nodes, i);
      continue;
    }
    if (kind == CXCursor_CaseStmt) {
      add_case(b, cases, i);
    } else if (kind == CXCursor_DefaultStmt) {
      cases->otherwise = builder_new_block(b->builder);
      b->nodes.list.items[i].block = cases->otherwise;
    }
    i++;
  }
}

void lower_switch(body *b, uint32_t n)
{
  uint32_t value_node = node_first(&b->nodes, n);
  uint32_t statement =
      value_node == NO_NODE ? NO_NODE : node_next(&b->nodes, n, value_node);
  if (statement == NO_NODE)
    return;
  ir_operand value = lower_value(b, value_node);
  uint32_t end = builder_new_block(b->builder);
  switch_cases cases = {.otherwise = IR_NONE};
  find_cases(b, statement, &cases);
  body_at(b, value_node);
  builder_switch(b->builder, value, cases.cases.items, cases.cases.count,
                 cases.otherwise == IR_NONE ? end : cases.otherwise);
  array_clear(&cases.cases);

  exit_point outer = b->on_break;
  b->on_break = (exit_point){end, b->alive.count};
  lower_statement(b, statement);
  b->on_break = outer;
  builder_enter(b->builder, end);
}
