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
    return value_symbol_bit(id) | values[data->a];
  if (data->origin != SYMBOL_HELD || data->b == IR_NONE)
    return value_symbol_bit(id);
  return value_symbol_bit(id) | regions[data->a] | values[data->b];
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

value value_intern(value_table *table, value_data data)
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
  return value_intern(table, (value_data){.kind = VALUE_INTEGER, .number = number});
}

// The address of all that a symbol points at is the symbol itself.
value value_address(value_table *table, region region)
{
  const region_data *r = region_get(table, region);
  if (r->kind == REGION_POINTEE)
    return r->index;
  return value_intern(table, (value_data){.kind = VALUE_ADDRESS, .a = region});
}

value value_symbol(value_table *table, symbol_origin origin, uint32_t a, uint32_t b,
                   uint32_t generation)
{
  return value_intern(table, (value_data){.kind = VALUE_SYMBOL,
                                          .origin = origin,
                                          .a = a,
                                          .b = b,
                                          .generation = generation});
}

value value_moved(value_table *table, value base, region region, uint32_t block)
{
  return value_intern(table, (value_data){.kind = VALUE_SYMBOL,
                                          .origin = SYMBOL_MOVED,
                                          .a = base,
                                          .b = region,
                                          .number = block});
}

value value_older(value_table *table, value symbol)
{
  value_data data = *value_get(table, symbol);
  data.generation = 1;
  return value_intern(table, data);
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
    return value_intern(table,
                        (value_data){.kind = VALUE_SUM, .a = v.a, .number = sum});
  default:
    return value_intern(table,
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
  return value_intern(
      table, (value_data){.kind = VALUE_COMPARE, .a = a, .b = b, .operator_ = op});
}

value value_operation(value_table *table, ir_operator op, value a, value b)
{
  if (op == IR_SUBTRACT && a == b)
    return value_integer(table, 0);
  return value_intern(
      table, (value_data){.kind = VALUE_OPERATION, .a = a, .b = b, .operator_ = op});
}

value value_content(value_table *table, region region)
{
  return value_intern(table, (value_data){.kind = VALUE_CONTENT, .a = region});
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
