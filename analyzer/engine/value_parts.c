// Value parts: what values and regions are made of, and others made of changed parts.

#include "engine/value.h"

#include <string.h>

// ---- Questions ----

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
  if (!(table->region_masks.items[region] & value_symbol_bit(symbol)))
    return false;
  const region_data *root = region_get(table, region_root(table, region));
  return root->kind == REGION_POINTEE && value_mentions(table, root->index, symbol);
}

bool value_mentions(const value_table *table, value v, value symbol)
{
  const value_data *data = value_get(table, v);
  if (!(table->value_masks.items[v] & value_symbol_bit(symbol)))
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
      return value_intern(table, data);
    }
    region held = region_substitute(table, data.a, from, to);
    value version = value_substitute(table, data.b, from, to);
    return value_symbol(table, data.origin, held, version, data.generation);
  }
  default:
    return v;
  }
}
