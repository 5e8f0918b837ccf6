#include "engine/value.h"

#include <string.h>

static uint64_t mix(uint64_t hash, uint64_t word)
{
  hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

static uint64_t hash_value(const value_data *v)
{
  uint64_t hash = mix(v->kind * 64u + v->origin * 4u + v->generation, v->operator_);
  hash = mix(hash, ((uint64_t)v->a << 32) | v->b);
  return mix(hash, (uint64_t)v->number);
}

static uint64_t hash_region(const region_data *r)
{
  return mix(mix(r->kind, r->index), (uint64_t)r->offset);
}

static bool same_value(const value_data *x, const value_data *y)
{
  return x->kind == y->kind && x->origin == y->origin && x->a == y->a && x->b == y->b &&
         x->generation == y->generation && x->operator_ == y->operator_ &&
         x->number == y->number;
}

static bool same_region(const region_data *x, const region_data *y)
{
  return x->kind == y->kind && x->index == y->index && x->offset == y->offset;
}

void value_table_init(value_table *table, const ir_module *module)
{
  memset(table, 0, sizeof *table);
  table->module = module;
}

void value_table_clear(value_table *table)
{
  array_clear(&table->values);
  array_clear(&table->regions);
  array_clear(&table->value_slots);
  array_clear(&table->region_slots);
  array_clear(&table->value_masks);
  array_clear(&table->region_masks);
  array_clear(&table->roots);
  array_clear(&table->field_names);
  array_clear(&table->members);
  array_clear(&table->marks);
  array_clear(&table->renamings);
}

// ---- What a value or region is made of ----

static uint64_t symbol_bit(value symbol)
{
  return (uint64_t)1 << (symbol % 64);
}

static uint64_t value_mask(const value_table *table, const value_data *data, value id)
{
  const uint64_t *values = table->value_masks.items;
  const uint64_t *regions = table->region_masks.items;
  switch (data->kind) {
  case VALUE_INTEGER:
    return 0;
  case VALUE_ADDRESS:
  case VALUE_CONTENT:
    return regions[data->a];
  case VALUE_SUM:
    return values[data->a];
  case VALUE_COMPARE:
  case VALUE_OPERATION:
    return values[data->a] | values[data->b];
  case VALUE_SYMBOL:
    break;
  }
  if (data->origin == SYMBOL_PLACE || data->origin == SYMBOL_MOVED)
    return symbol_bit(id) | values[data->a];
  if (data->origin != SYMBOL_HELD || data->b == IR_NONE)
    return symbol_bit(id);
  return symbol_bit(id) | regions[data->a] | values[data->b];
}

static void note_region(value_table *table, const region_data *data, region id)
{
  bool is_part = data->kind == REGION_PART || data->kind == REGION_ANY ||
                 data->kind == REGION_CONTENTS;
  region root = is_part ? table->roots.items[data->index] : id;
  uint64_t mask = is_part                        ? table->region_masks.items[root]
                  : data->kind == REGION_POINTEE ? table->value_masks.items[data->index]
                                                 : 0;
  array_push(&table->roots, root);
  array_push(&table->region_masks, mask);
  array_push(&table->field_names, NULL);
}

static void grow_value_slots(value_table *table)
{
  uint32_t size = table->value_slots.count == 0 ? 256 : table->value_slots.count * 2;
  array_reserve(&table->value_slots, size);
  table->value_slots.count = size;
  memset(table->value_slots.items, 0, size * sizeof *table->value_slots.items);
  for (uint32_t i = 0; i < table->values.count; i++) {
    uint32_t slot = (uint32_t)hash_value(&table->values.items[i]) & (size - 1);
    while (table->value_slots.items[slot] != 0)
      slot = (slot + 1) & (size - 1);
    table->value_slots.items[slot] = i + 1;
  }
}

static value intern_value(value_table *table, value_data data)
{
  if (table->values.count * 2 >= table->value_slots.count)
    grow_value_slots(table);
  uint32_t mask = table->value_slots.count - 1;
  uint32_t slot = (uint32_t)hash_value(&data) & mask;
  for (; table->value_slots.items[slot] != 0; slot = (slot + 1) & mask) {
    value found = table->value_slots.items[slot] - 1;
    if (same_value(&table->values.items[found], &data))
      return found;
  }
  array_push(&table->value_masks, value_mask(table, &data, table->values.count));
  array_push(&table->values, data);
  table->value_slots.items[slot] = table->values.count;
  return table->values.count - 1;
}

static void grow_region_slots(value_table *table)
{
  uint32_t size = table->region_slots.count == 0 ? 256 : table->region_slots.count * 2;
  array_reserve(&table->region_slots, size);
  table->region_slots.count = size;
  memset(table->region_slots.items, 0, size * sizeof *table->region_slots.items);
  for (uint32_t i = 0; i < table->regions.count; i++) {
    uint32_t slot = (uint32_t)hash_region(&table->regions.items[i]) & (size - 1);
    while (table->region_slots.items[slot] != 0)
      slot = (slot + 1) & (size - 1);
    table->region_slots.items[slot] = i + 1;
  }
}

static region intern_region(value_table *table, region_data data)
{
  if (table->regions.count * 2 >= table->region_slots.count)
    grow_region_slots(table);
  uint32_t mask = table->region_slots.count - 1;
  uint32_t slot = (uint32_t)hash_region(&data) & mask;
  for (; table->region_slots.items[slot] != 0; slot = (slot + 1) & mask) {
    region found = table->region_slots.items[slot] - 1;
    if (same_region(&table->regions.items[found], &data))
      return found;
  }
  note_region(table, &data, table->regions.count);
  array_push(&table->regions, data);
  table->region_slots.items[slot] = table->regions.count;
  return table->regions.count - 1;
}

value value_integer(value_table *table, int64_t number)
{
  return intern_value(table, (value_data){.kind = VALUE_INTEGER, .number = number});
}

// The address of all that a symbol points at is the symbol itself.
value value_address(value_table *table, region region)
{
  const region_data *r = region_get(table, region);
  if (r->kind == REGION_POINTEE)
    return r->index;
  return intern_value(table, (value_data){.kind = VALUE_ADDRESS, .a = region});
}

value value_symbol(value_table *table, symbol_origin origin, uint32_t a, uint32_t b,
                   uint32_t generation)
{
  return intern_value(table, (value_data){.kind = VALUE_SYMBOL,
                                          .origin = origin,
                                          .a = a,
                                          .b = b,
                                          .generation = generation});
}

value value_moved(value_table *table, value base, region region, uint32_t block)
{
  return intern_value(table, (value_data){.kind = VALUE_SYMBOL,
                                          .origin = SYMBOL_MOVED,
                                          .a = base,
                                          .b = region,
                                          .number = block});
}

value value_older(value_table *table, value symbol)
{
  value_data data = *value_get(table, symbol);
  data.generation = 1;
  return intern_value(table, data);
}

value value_sum(value_table *table, value base, int64_t number)
{
  value_data v = *value_get(table, base);
  int64_t sum;
  if (number == 0)
    return base;
  switch (v.kind) {
  case VALUE_INTEGER:
    return value_integer(table, (int64_t)((uint64_t)v.number + (uint64_t)number));
  case VALUE_SUM:
    sum = (int64_t)((uint64_t)v.number + (uint64_t)number);
    if (sum == 0)
      return v.a;
    return intern_value(table,
                        (value_data){.kind = VALUE_SUM, .a = v.a, .number = sum});
  default:
    return intern_value(table,
                        (value_data){.kind = VALUE_SUM, .a = base, .number = number});
  }
}

static ir_operator negated(ir_operator op)
{
  switch (op) {
  case IR_EQUAL:
    return IR_NOT_EQUAL;
  case IR_NOT_EQUAL:
    return IR_EQUAL;
  case IR_LESS:
    return IR_GREATER_EQUAL;
  case IR_LESS_EQUAL:
    return IR_GREATER;
  case IR_GREATER:
    return IR_LESS_EQUAL;
  default:
    return IR_LESS;
  }
}

static bool compare_numbers(ir_operator op, int64_t a, int64_t b)
{
  switch (op) {
  case IR_EQUAL:
    return a == b;
  case IR_NOT_EQUAL:
    return a != b;
  case IR_LESS:
    return a < b;
  case IR_LESS_EQUAL:
    return a <= b;
  case IR_GREATER:
    return a > b;
  default:
    return a >= b;
  }
}

value value_compare(value_table *table, ir_operator op, value a, value b)
{
  int64_t x;
  int64_t y;
  bool b_is_number = value_is_integer(table, b, &y);
  if (b_is_number && value_is_integer(table, a, &x))
    return value_integer(table, compare_numbers(op, x, y));
  if (a == b)
    return value_integer(table, op == IR_EQUAL || op == IR_LESS_EQUAL ||
                                    op == IR_GREATER_EQUAL);
  value_data left = *value_get(table, a);
  if (b_is_number && y == 0 && left.kind == VALUE_COMPARE) { // (x < y) == 0
    if (op == IR_NOT_EQUAL)
      return a;
    if (op == IR_EQUAL)
      return value_compare(table, negated(left.operator_), left.a, left.b);
  }
  if (value_is_integer(table, a, &x)) { // constant to the right
    static const ir_operator mirrored[IR_OPERATOR_COUNT] = {
        [IR_EQUAL] = IR_EQUAL,  [IR_NOT_EQUAL] = IR_NOT_EQUAL,
        [IR_LESS] = IR_GREATER, [IR_LESS_EQUAL] = IR_GREATER_EQUAL,
        [IR_GREATER] = IR_LESS, [IR_GREATER_EQUAL] = IR_LESS_EQUAL,
    };
    value swap = a;
    a = b;
    b = swap;
    op = mirrored[op];
  }
  return intern_value(
      table, (value_data){.kind = VALUE_COMPARE, .a = a, .b = b, .operator_ = op});
}

value value_operation(value_table *table, ir_operator op, value a, value b)
{
  if (op == IR_SUBTRACT && a == b)
    return value_integer(table, 0);
  return intern_value(
      table, (value_data){.kind = VALUE_OPERATION, .a = a, .b = b, .operator_ = op});
}

value value_content(value_table *table, region region)
{
  return intern_value(table, (value_data){.kind = VALUE_CONTENT, .a = region});
}

#define SIMPLE_REGION(kind_, index_)                                                   \
  intern_region(table, (region_data){.kind = (kind_), .index = (index_)})

region region_local(value_table *table, uint32_t local)
{
  return SIMPLE_REGION(REGION_LOCAL, local);
}

region region_global(value_table *table, uint32_t global)
{
  return SIMPLE_REGION(REGION_GLOBAL, global);
}

region region_of_function(value_table *table, uint32_t function)
{
  return SIMPLE_REGION(REGION_FUNCTION, function);
}

region region_string(value_table *table, uint32_t string)
{
  return SIMPLE_REGION(REGION_STRING, string);
}

region region_temporary(value_table *table, uint32_t instruction)
{
  return SIMPLE_REGION(REGION_TEMPORARY, instruction);
}

region region_contents(value_table *table, region root)
{
  return SIMPLE_REGION(REGION_CONTENTS, root);
}

region region_outside(value_table *table)
{
  return SIMPLE_REGION(REGION_OUTSIDE, 0);
}

region region_part(value_table *table, region base, int64_t offset)
{
  const region_data *r = region_get(table, base);
  if (r->kind == REGION_PART) {
    offset = (int64_t)((uint64_t)offset + (uint64_t)r->offset);
    base = r->index;
  }
  if (offset == 0)
    return base;
  return intern_region(
      table, (region_data){.kind = REGION_PART, .index = base, .offset = offset});
}

region region_any(value_table *table, region array)
{
  const region_data *r = region_get(table, array);
  if (r->kind == REGION_ANY)
    return array;
  if (r->kind == REGION_PART && region_get(table, r->index)->kind == REGION_ANY)
    return r->index;
  return SIMPLE_REGION(REGION_ANY, array);
}

bool region_pointee(value_table *table, value pointer, region *region)
{
  const value_data *v = value_get(table, pointer);
  switch (v->kind) {
  case VALUE_ADDRESS:
    *region = v->a;
    return true;
  case VALUE_SYMBOL:
    *region = SIMPLE_REGION(REGION_POINTEE, pointer);
    return true;
  case VALUE_SUM: {
    int64_t offset = v->number;
    if (!region_pointee(table, v->a, region))
      return false;
    *region = region_part(table, *region, offset);
    return true;
  }
  default:
    return false;
  }
}

bool value_is_integer(const value_table *table, value v, int64_t *number)
{
  const value_data *data = value_get(table, v);
  *number = data->number;
  return data->kind == VALUE_INTEGER;
}

bool value_is_simple(const value_table *table, value v)
{
  const value_data *data = value_get(table, v);
  if (data->kind == VALUE_SUM)
    data = value_get(table, data->a);
  return data->kind == VALUE_INTEGER || data->kind == VALUE_ADDRESS ||
         data->kind == VALUE_SYMBOL;
}

bool region_base_symbol(const value_table *table, region region, value *symbol)
{
  const region_data *root = region_get(table, region_root(table, region));
  *symbol = root->index;
  return root->kind == REGION_POINTEE;
}

bool value_base_symbol(const value_table *table, value v, value *symbol)
{
  const value_data *data = value_get(table, v);
  switch (data->kind) {
  case VALUE_SYMBOL:
    *symbol = v;
    return true;
  case VALUE_SUM:
    return value_base_symbol(table, data->a, symbol);
  case VALUE_ADDRESS:
    return region_base_symbol(table, data->a, symbol);
  default:
    return false;
  }
}

bool value_is_offset(value_table *table, value v, value *base, int64_t *offset)
{
  region region;
  *offset = 0;
  if (!region_pointee(table, v, &region))
    return false;
  region_data r = *region_get(table, region);
  if (r.kind == REGION_PART) {
    *offset = r.offset;
    r = *region_get(table, r.index);
  }
  if (r.kind != REGION_POINTEE)
    return false;
  const value_data *symbol = value_get(table, r.index);
  if (symbol->kind != VALUE_SYMBOL)
    return false;
  *base = r.index;
  if (symbol->origin != SYMBOL_MOVED)
    return *offset != 0;
  bool is_behind = *offset >= 0;
  *base = symbol->a;
  *offset = 0;
  return is_behind;
}

bool region_is_under_any(const value_table *table, region region)
{
  const region_data *r = region_get(table, region);
  while (r->kind == REGION_PART)
    r = region_get(table, r->index);
  return r->kind == REGION_ANY;
}

bool value_is_any_element(const value_table *table, value v, region *root)
{
  const value_data *data = value_get(table, v);
  if (data->kind != VALUE_SYMBOL || data->origin != SYMBOL_HELD ||
      !region_is_under_any(table, data->a))
    return false;
  *root = region_root(table, data->a);
  return true;
}

uint32_t value_depth(const value_table *table, value v)
{
  uint32_t depth = 0;
  value symbol;
  while (value_base_symbol(table, v, &symbol)) {
    const value_data *data = value_get(table, symbol);
    if (data->origin != SYMBOL_HELD)
      break;
    depth++;
    if (!region_base_symbol(table, data->a, &v))
      break;
  }
  return depth;
}

bool value_is_rooted(const value_table *table, value v)
{
  for (;;) {
    const value_data *data = value_get(table, v);
    if (data->kind != VALUE_SYMBOL || data->generation != 0)
      return false;
    if (data->origin != SYMBOL_HELD)
      return data->origin == SYMBOL_PARAMETER;
    if (!region_base_symbol(table, data->a, &v)) {
      const value_data *version = data->b == IR_NONE ? NULL : value_get(table, data->b);
      return version != NULL && version->a == IR_NONE;
    }
  }
}

bool value_is_collective(const value_table *table, value v)
{
  return value_depth(table, v) > VALUE_DEPTH;
}

static uint32_t find_member(const value_table *table, value join, value member)
{
  uint32_t low = 0;
  uint32_t high = table->members.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    const value_member *m = &table->members.items[middle];
    if (m->join < join || (m->join == join && m->member < member))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void value_add_member(value_table *table, value join, value member)
{
  value_member added = {join, member};
  uint32_t at = find_member(table, join, member);
  if (at < table->members.count && table->members.items[at].join == join &&
      table->members.items[at].member == member)
    return;
  array_push(&table->members, added);
  memmove(&table->members.items[at + 1], &table->members.items[at],
          (table->members.count - 1 - at) * sizeof added);
  table->members.items[at] = added;
}

uint32_t value_first_member(const value_table *table, value join)
{
  return find_member(table, join, 0);
}

// ---- Substitution ----

bool region_mentions(const value_table *table, region region, value symbol)
{
  if (!(table->region_masks.items[region] & symbol_bit(symbol)))
    return false;
  const region_data *root = region_get(table, region_root(table, region));
  return root->kind == REGION_POINTEE && value_mentions(table, root->index, symbol);
}

bool value_mentions(const value_table *table, value v, value symbol)
{
  const value_data *data = value_get(table, v);
  if (!(table->value_masks.items[v] & symbol_bit(symbol)))
    return false;
  if (v == symbol)
    return true;
  switch (data->kind) {
  case VALUE_INTEGER:
    return false;
  case VALUE_ADDRESS:
  case VALUE_CONTENT:
    return region_mentions(table, data->a, symbol);
  case VALUE_SUM:
    return value_mentions(table, data->a, symbol);
  case VALUE_COMPARE:
  case VALUE_OPERATION:
    return value_mentions(table, data->a, symbol) ||
           value_mentions(table, data->b, symbol);
  case VALUE_SYMBOL:
    if (data->origin == SYMBOL_PLACE || data->origin == SYMBOL_MOVED)
      return value_mentions(table, data->a, symbol);
    return data->origin == SYMBOL_HELD && data->b != IR_NONE &&
           (region_mentions(table, data->a, symbol) ||
            value_mentions(table, data->b, symbol));
  }
  return false;
}

void value_marks_begin(value_table *table)
{
  table->mark++;
  while (table->marks.count < table->values.count)
    array_push(&table->marks, 0);
}

bool value_mark_one(value_table *table, value symbol)
{
  while (table->marks.count < table->values.count)
    array_push(&table->marks, 0);
  bool is_new = table->marks.items[symbol] != table->mark;
  table->marks.items[symbol] = table->mark;
  return is_new;
}

void region_mark(value_table *table, region region)
{
  const region_data *root = region_get(table, region_root(table, region));
  if (root->kind == REGION_POINTEE)
    value_mark(table, root->index);
}

void value_mark(value_table *table, value v)
{
  const value_data *data = value_get(table, v);
  if (table->marks.items[v] == table->mark)
    return;
  table->marks.items[v] = table->mark;
  switch (data->kind) {
  case VALUE_INTEGER:
    break;
  case VALUE_ADDRESS:
  case VALUE_CONTENT:
    region_mark(table, data->a);
    break;
  case VALUE_COMPARE:
  case VALUE_OPERATION:
    value_mark(table, data->b);
    value_mark(table, data->a);
    break;
  case VALUE_SUM:
    value_mark(table, data->a);
    break;
  case VALUE_SYMBOL:
    if (data->origin == SYMBOL_HELD && data->b != IR_NONE) {
      region_mark(table, data->a);
      value_mark(table, data->b);
    } else if (data->origin == SYMBOL_PLACE || data->origin == SYMBOL_MOVED) {
      value_mark(table, data->a);
    }
    break;
  }
}

bool value_is_marked(const value_table *table, value symbol)
{
  return symbol < table->marks.count && table->marks.items[symbol] == table->mark;
}

region region_substitute(value_table *table, region region, value from, value to)
{
  if (!region_mentions(table, region, from))
    return region;
  region_data data = *region_get(table, region);
  switch (data.kind) {
  case REGION_POINTEE: {
    value pointer = value_substitute(table, data.index, from, to);
    return region_pointee(table, pointer, &region) ? region
                                                   : region_string(table, IR_NONE);
  }
  case REGION_PART:
    return region_part(table, region_substitute(table, data.index, from, to),
                       data.offset);
  case REGION_ANY:
    return region_any(table, region_substitute(table, data.index, from, to));
  case REGION_CONTENTS:
    return region_contents(
        table, region_root(table, region_substitute(table, data.index, from, to)));
  default:
    return region;
  }
}

value value_substitute(value_table *table, value v, value from, value to)
{
  if (v == from)
    return to;
  if (!value_mentions(table, v, from))
    return v;
  value_data data = *value_get(table, v);
  switch (data.kind) {
  case VALUE_ADDRESS:
    return value_address(table, region_substitute(table, data.a, from, to));
  case VALUE_CONTENT:
    return value_content(table, region_substitute(table, data.a, from, to));
  case VALUE_SUM:
    return value_sum(table, value_substitute(table, data.a, from, to), data.number);
  case VALUE_COMPARE:
    return value_compare(table, data.operator_,
                         value_substitute(table, data.a, from, to),
                         value_substitute(table, data.b, from, to));
  case VALUE_OPERATION:
    return value_operation(table, data.operator_,
                           value_substitute(table, data.a, from, to),
                           value_substitute(table, data.b, from, to));
  case VALUE_SYMBOL: {
    if (data.origin == SYMBOL_PLACE || data.origin == SYMBOL_MOVED) {
      data.a = value_substitute(table, data.a, from, to);
      return intern_value(table, data);
    }
    region held = region_substitute(table, data.a, from, to);
    value version = value_substitute(table, data.b, from, to);
    return value_symbol(table, data.origin, held, version, data.generation);
  }
  default:
    return v;
  }
}
