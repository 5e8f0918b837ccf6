#include "frontend/body.h"
#include "frontend/text.h"

// Initialisers. libclang shows a braced list as it is written, so C's rules are applied
// here, on our own layout of records (C11 6.7.9, 17 to 21): designators, elements
// without designator going on after them, inner lists without braces.

#define RANGE_LIMIT 16 // elements of [a ... b] that are told apart

// A braced list being read.
typedef struct init_list {
  body *b;
  uint32_t list;
  uint32_t next; // the next item, or NO_NODE
} init_list;

// .a.b[2] = value: [at] is the child to apply next; the last one is the value.
typedef struct designation {
  uint32_t node;
  uint32_t at;
} designation;

static void fill(init_list *items, lvalue to, bool is_braced, bool is_zero,
                 designation *designation);

// ---- Looking -----------------------------------------------------------------------

static ir_type_kind kind_of(const body *b, ir_type_id type)
{
  return types_kind(&b->u->types, type);
}

static bool is_aggregate(const body *b, ir_type_id type)
{
  return kind_of(b, type) == IR_TYPE_RECORD || kind_of(b, type) == IR_TYPE_ARRAY;
}

static bool is_list(const body *b, uint32_t n)
{
  return node_kind(&b->nodes, n) == CXCursor_InitListExpr;
}

// An item with designators is an expression without a type.
static bool is_designation(const body *b, uint32_t n)
{
  return node_kind(&b->nodes, n) == CXCursor_UnexposedExpr &&
         node_child_count(&b->nodes, n) > 1 &&
         clang_getCursorType(body_cursor(b, n)).kind == CXType_Void;
}

static bool is_text_array(const body *b, ir_type_id type)
{
  if (kind_of(b, type) != IR_TYPE_ARRAY)
    return false;
  return kind_of(b, types_get(&b->u->types, type)->element) == IR_TYPE_INT;
}

static uint32_t take(init_list *items)
{
  uint32_t item = items->next;
  items->next = node_next(&items->b->nodes, items->list, item);
  return item;
}

// ---- Single objects
// ------------------------------------------------------------------

static void store_value(body *b, lvalue to, uint32_t n, ir_place place)
{
  ir_operand value = lower_value(b, n);
  builder_set_place(b->builder, place);
  body_store(b, to, value, IR_FLAG_INIT);
}

// What a string or another array gives to an array is not followed.
static void fill_with_array(body *b, lvalue to, uint32_t n, ir_place place)
{
  if (!lower_is_string(b, n))
    lower_discard(b, n);
  builder_set_place(b->builder, place);
  builder_havoc(b->builder, to.address, to.type);
}

static void store_zero(body *b, lvalue to, ir_place place)
{
  ir_type_id type = types_unqualified(&b->u->types, to.type);
  builder_set_place(b->builder, place);
  body_store(b, to, ir_integer(0, type), IR_FLAG_INIT);
}

// ---- Lists -------------------------------------------------------------------------

// Does the list [n] give each part of [type] in order, with all inner braces?
static bool gives_all(body *b, ir_type_id type, uint32_t n)
{
  const ir_type *t = types_get(&b->u->types, type);
  uint64_t count = 0;
  for (uint32_t c = node_first(&b->nodes, n); c != NO_NODE;
       c = node_next(&b->nodes, n, c), count++) {
    if (is_designation(b, c) || count >= t->count)
      return false;
    ir_type_id part = t->kind == IR_TYPE_ARRAY
                          ? t->element
                          : b->u->module->fields.items[t->first + count].type;
    if (is_aggregate(b, part) && !is_list(b, c))
      return false;
  }
  return count == t->count && !t->is_union;
}

static void fill_from_list(body *b, lvalue to, uint32_t n, bool is_zero, ir_place place)
{
  types_complete(&b->u->types, to.type);
  uint32_t first = node_first(&b->nodes, n);
  if (!is_aggregate(b, to.type)) {
    if (first == NO_NODE)
      store_zero(b, to, place);
    else
      lower_initialiser(b, to, first, place);
    return;
  }
  if (first != NO_NODE && lower_is_string(b, first) && is_text_array(b, to.type)) {
    fill_with_array(b, to, first, place);
    return;
  }
  if (!is_zero && !gives_all(b, to.type, n)) {
    builder_set_place(b->builder, place);
    builder_zero(b->builder, to.address, to.type, IR_FLAG_INIT);
    is_zero = true;
  }
  init_list items = {b, n, first};
  fill(&items, to, true, is_zero, NULL);
}

static void fill_from(body *b, lvalue to, uint32_t n, bool is_zero, ir_place place)
{
  if (is_list(b, n))
    fill_from_list(b, to, n, is_zero, place);
  else if (kind_of(b, to.type) == IR_TYPE_ARRAY)
    fill_with_array(b, to, n, place);
  else
    store_value(b, to, n, place);
}

// Gives [to] the next item, or as many as it takes where inner braces were left out.
static void fill_next(init_list *items, lvalue to, bool is_zero)
{
  body *b = items->b;
  uint32_t n = items->next;
  bool is_whole = is_list(b, n) || !is_aggregate(b, to.type) ||
                  (is_text_array(b, to.type) && lower_is_string(b, n)) ||
                  (kind_of(b, to.type) == IR_TYPE_RECORD &&
                   kind_of(b, body_value_type(b, n)) == IR_TYPE_RECORD &&
                   body_value_type(b, n) == types_unqualified(&b->u->types, to.type));
  if (is_whole)
    fill_from(b, to, take(items), is_zero, body_place(b, n));
  else
    fill(items, to, false, is_zero, NULL);
}

// ---- Designators -------------------------------------------------------------------

static bool is_last(const body *b, const designation *d)
{
  return node_next(&b->nodes, d->node, d->at) == NO_NODE;
}

static void advance(const body *b, designation *d)
{
  d->at = node_next(&b->nodes, d->node, d->at);
}

// [first ... last] and [first][second] look the same but for the text between.
static bool is_range(const body *b, const designation *d)
{
  uint32_t next = node_next(&b->nodes, d->node, d->at);
  if (next == NO_NODE || !node_is_expression(&b->nodes, next) ||
      node_next(&b->nodes, d->node, next) == NO_NODE)
    return false;
  CXSourceRange range = clang_getCursorExtent(body_cursor(b, d->at));
  const char *text = source_text_at(b->u->source, clang_getRangeEnd(range));
  return text_is_mark(text_next_solid(text), '.');
}

// Every element of the range gets the value, which is computed once.
static void fill_range(body *b, lvalue array, ir_type_id element, int64_t low,
                       int64_t high, const designation *d)
{
  ir_place place = body_place(b, d->node);
  if (high - low >= RANGE_LIMIT || low > high || !is_last(b, d)) {
    lower_discard(b, node_last(&b->nodes, d->node));
    builder_set_place(b->builder, place);
    builder_havoc(b->builder, array.address, array.type);
    return;
  }
  lvalue value = body_add_temporary(b, types_unqualified(&b->u->types, element));
  fill_from(b, value, d->at, false, place);
  for (int64_t i = low; i <= high; i++) {
    lvalue to = body_element(b, array.address, ir_integer(i, TYPE_LONG), element);
    if (kind_of(b, element) == IR_TYPE_ARRAY)
      builder_havoc(b->builder, to.address, to.type);
    else
      body_store(b, to, body_load(b, value), IR_FLAG_INIT);
  }
}

// ---- Aggregates
// ----------------------------------------------------------------------

// Where in a record or array the next item goes.
typedef struct filling {
  init_list *items;
  lvalue to;
  uint64_t position;
  uint64_t count;    // of parts; an array of unknown size has as many as come
  uint64_t furthest; // parts before it were given already
  bool is_zero;
} filling;

static lvalue part(filling *f, uint64_t number)
{
  body *b = f->items->b;
  type_table *types = &b->u->types;
  const ir_type *t = types_get(types, f->to.type);
  if (t->kind == IR_TYPE_ARRAY)
    return body_element(b, f->to.address, ir_integer((int64_t)number, TYPE_LONG),
                        t->element);
  ir_type_id type = b->u->module->fields.items[t->first + number].type;
  ir_type_id pointer = types_pointer_to(types, type);
  return (lvalue){builder_field(b->builder, f->to.address, (uint32_t)number, pointer),
                  type};
}

// What was given before is given again: the old value does not show through.
static bool is_still_zero(const filling *f)
{
  return f->is_zero && f->position >= f->furthest;
}

static void go_on(filling *f)
{
  f->position++;
  if (f->position > f->furthest)
    f->furthest = f->position;
}

static bool is_unnamed_bits(const filling *f)
{
  const body *b = f->items->b;
  const ir_type *t = types_get(&b->u->types, f->to.type);
  if (t->kind != IR_TYPE_RECORD || f->position >= t->count)
    return false;
  const ir_field *field = &b->u->module->fields.items[t->first + f->position];
  return field->name[0] == '\0' && kind_of(b, field->type) != IR_TYPE_RECORD;
}

static void fill_designated(filling *f, designation *d)
{
  body *b = f->items->b;
  bool is_zero = is_still_zero(f);
  lvalue to = part(f, f->position);
  if (is_last(b, d))
    fill_from(b, to, d->at, is_zero, body_place(b, d->node));
  else
    fill(f->items, to, false, is_zero, d);
  go_on(f);
}

// Applies the designator at [d] to a record. A field of a record without a name inside
// this one may come without it: then the designator is applied again, in there.
static bool designate_field(filling *f, designation *d)
{
  body *b = f->items->b;
  field_path path;
  CXCursor field = clang_getCursorReferenced(body_cursor(b, d->at));
  if (field.kind != CXCursor_FieldDecl ||
      !types_find_field(&b->u->types, f->to.type, field, &path))
    return false;
  f->position = path.numbers[0];
  if (path.count == 1)
    advance(b, d);
  fill_designated(f, d);
  return true;
}

static bool designate_element(filling *f, designation *d)
{
  body *b = f->items->b;
  int64_t low, high;
  if (!node_is_expression(&b->nodes, d->at) || !body_evaluate(b, d->at, &low) ||
      low < 0)
    return false;
  if (!is_range(b, d)) {
    f->position = (uint64_t)low;
    advance(b, d);
    fill_designated(f, d);
    return true;
  }
  advance(b, d);
  if (!body_evaluate(b, d->at, &high) || high < 0)
    return false;
  advance(b, d);
  fill_range(b, f->to, types_get(&b->u->types, f->to.type)->element, low, high, d);
  f->position = (uint64_t)high;
  go_on(f);
  return true;
}

static void designate(filling *f, designation *d)
{
  body *b = f->items->b;
  bool is_done = kind_of(b, f->to.type) == IR_TYPE_RECORD ? designate_field(f, d)
                                                          : designate_element(f, d);
  if (!is_done) // after a parse error
    lower_discard(b, node_last(&b->nodes, d->node));
}

static uint64_t count_parts(const body *b, ir_type_id type)
{
  const ir_type *t = types_get(&b->u->types, type);
  if (t->kind == IR_TYPE_ARRAY)
    return t->count == 0 ? UINT64_MAX : t->count;
  return t->count;
}

// Fills [to] from [items]: to the end of the list if [is_braced], else until it is full
// or a designator says where to go on. [d] is a designation to begin with, or NULL.
static void fill(init_list *items, lvalue to, bool is_braced, bool is_zero,
                 designation *d)
{
  body *b = items->b;
  if (!body_descend(b))
    return;
  types_complete(&b->u->types, to.type);
  bool is_union = types_get(&b->u->types, to.type)->is_union;
  filling f = {
      .items = items, .to = to, .count = count_parts(b, to.type), .is_zero = is_zero};
  if (d != NULL)
    designate(&f, d);
  while (items->next != NO_NODE) {
    bool is_full = f.position >= f.count || (is_union && f.position != 0) ||
                   (is_union && f.furthest != 0);
    if (is_designation(b, items->next)) {
      if (!is_braced)
        break;
      uint32_t node = take(items);
      designation own = {node, node_first(&b->nodes, node)};
      designate(&f, &own);
    } else if (is_full) {
      if (!is_braced)
        break;
      lower_discard(b, take(items)); // one too many: a warning in C
    } else if (is_unnamed_bits(&f)) {
      f.position++;
    } else {
      bool still_zero = is_still_zero(&f);
      uint32_t next = items->next;
      fill_next(items, part(&f, f.position), still_zero);
      if (items->next == next && f.count == UINT64_MAX)
        break; // elements without parts take nothing, and there is no end of them
      go_on(&f);
    }
  }
  body_ascend(b);
}

void lower_initialiser(body *b, lvalue to, uint32_t n, ir_place place)
{
  if (body_descend(b)) {
    fill_from(b, to, n, false, place);
    body_ascend(b);
  }
}
