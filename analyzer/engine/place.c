#include "engine/place.h"

// ---- Paths ----

static region path_region(value_table *values, region r)
{
  region_data data = *region_get(values, r);
  region path;
  switch (data.kind) {
  case REGION_POINTEE:
    return region_pointee(values, place_path(values, data.index), &path) ? path : r;
  case REGION_PART:
    return region_part(values, path_region(values, data.index), data.offset);
  case REGION_ANY:
    return region_any(values, path_region(values, data.index));
  default:
    return r;
  }
}

value place_path(value_table *values, value v)
{
  value_data data = *value_get(values, v);
  switch (data.kind) {
  case VALUE_ADDRESS:
    return value_address(values, path_region(values, data.a));
  case VALUE_SUM:
    return value_sum(values, place_path(values, data.a), data.number);
  case VALUE_COMPARE: {
    value a = place_path(values, data.a);
    return value_compare(values, data.operator_, a, place_path(values, data.b));
  }
  case VALUE_SYMBOL: {
    if (data.origin != SYMBOL_HELD || data.b == IR_NONE)
      return v;
    region from = path_region(values, data.a);
    value first = value_symbol(values, SYMBOL_VERSION, IR_NONE, IR_NONE, 0);
    return value_symbol(values, SYMBOL_HELD, from, first, data.generation);
  }
  default:
    return v;
  }
}

// One step up a path: the memory that the pointer [v] was loaded from.
static bool loaded_from(const value_table *values, value v, region *from)
{
  value symbol;
  if (!value_base_symbol(values, v, &symbol))
    return false;
  const value_data *data = value_get(values, symbol);
  *from = data->a;
  return data->origin == SYMBOL_HELD && data->b != IR_NONE;
}

static bool has_unknown_index(const value_table *values, value v)
{
  const value_data *data = value_get(values, v);
  region r = data->a;
  bool has_region = data->kind == VALUE_ADDRESS || loaded_from(values, v, &r);
  while (has_region) {
    const region_data *part = region_get(values, r);
    if (part->kind == REGION_ANY)
      return true;
    if (part->kind == REGION_PART)
      r = part->index;
    else if (part->kind == REGION_POINTEE)
      has_region = loaded_from(values, part->index, &r);
    else
      return false;
  }
  return false;
}

// ---- Symbols ----

value place_symbol(value_table *values, value pointer, place_use use)
{
  value_kind kind = value_get(values, pointer)->kind;
  if (kind != VALUE_ADDRESS && kind != VALUE_SYMBOL && kind != VALUE_SUM)
    return IR_NONE;
  value path = place_path(values, pointer);
  if (has_unknown_index(values, path))
    return IR_NONE;
  return value_symbol(values, SYMBOL_PLACE, path, use, 0);
}

bool place_is(const value_table *values, value symbol, place_use use)
{
  const value_data *data = value_get(values, symbol);
  return data->kind == VALUE_SYMBOL && data->origin == SYMBOL_PLACE &&
         data->b == (uint32_t)use;
}

value place_address(const value_table *values, value symbol)
{
  return value_get(values, symbol)->a;
}

static bool is_variable(const value_table *values, region root)
{
  region_kind kind = region_get(values, root)->kind;
  return kind == REGION_LOCAL || kind == REGION_GLOBAL;
}

bool place_may_be(value_table *values, value a, value b)
{
  region at_a;
  region at_b;
  if (a == b)
    return true;
  if (!region_pointee(values, a, &at_a) || !region_pointee(values, b, &at_b))
    return true;
  region_data part_a = *region_get(values, at_a);
  region_data part_b = *region_get(values, at_b);
  if (part_a.kind == REGION_PART && part_b.kind == REGION_PART)
    return part_a.offset == part_b.offset;
  return !is_variable(values, region_root(values, at_a)) ||
         !is_variable(values, region_root(values, at_b));
}

bool place_is_reached(value_table *values, value symbol, value pointer)
{
  value v = place_address(values, symbol);
  region root;
  region region;
  if (!region_pointee(values, place_path(values, pointer), &root))
    return false;
  root = region_root(values, root);
  while (region_pointee(values, v, &region)) {
    if (region_root(values, region) == root)
      return true;
    if (!loaded_from(values, v, &region))
      return false;
    v = value_address(values, region);
  }
  return false;
}

uint32_t place_global(value_table *values, value symbol)
{
  value v = place_address(values, symbol);
  region region;
  while (region_pointee(values, v, &region)) {
    const region_data *root = region_get(values, region_root(values, region));
    if (root->kind == REGION_GLOBAL)
      return root->index;
    if (root->kind != REGION_POINTEE || !loaded_from(values, v, &region))
      return IR_NONE;
    v = value_address(values, region);
  }
  return IR_NONE;
}
