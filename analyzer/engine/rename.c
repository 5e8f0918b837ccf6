// Rename: many symbols get other names in one walk, each value on the way once.

#include "engine/value.h"

void value_renamings_begin(value_table *table)
{
  table->renaming_round++;
  table->renaming_mask = 0;
}

static value remember(value_table *table, value v, value to)
{
  while (table->renamings.count < table->values.count)
    array_push(&table->renamings, (value_renaming){0});
  table->renamings.items[v] = (value_renaming){table->renaming_round, to};
  return to;
}

void value_rename(value_table *table, value from, value to)
{
  table->renaming_mask |= table->value_masks.items[from];
  remember(table, from, to);
}

region region_renamed(value_table *table, region region)
{
  if (!(table->region_masks.items[region] & table->renaming_mask))
    return region;
  region_data data = *region_get(table, region);
  switch (data.kind) {
  case REGION_POINTEE: {
    value pointer = value_renamed(table, data.index);
    return region_pointee(table, pointer, &region) ? region
                                                   : region_string(table, IR_NONE);
  }
  case REGION_PART:
    return region_part(table, region_renamed(table, data.index), data.offset);
  case REGION_ANY:
    return region_any(table, region_renamed(table, data.index));
  case REGION_CONTENTS:
    return region_contents(table,
                           region_root(table, region_renamed(table, data.index)));
  default:
    return region;
  }
}

static value symbol_renamed(value_table *table, value v)
{
  value_data data = *value_get(table, v);
  value made;
  switch (data.origin) {
  case SYMBOL_PLACE:
    return value_symbol(table, SYMBOL_PLACE, value_renamed(table, data.a), data.b,
                        data.generation);
  case SYMBOL_MOVED:
    made =
        value_moved(table, value_renamed(table, data.a), data.b, (uint32_t)data.number);
    return data.generation == 0 ? made : value_older(table, made);
  case SYMBOL_HELD: {
    if (data.b == IR_NONE)
      return v;
    region held = region_renamed(table, data.a);
    return value_symbol(table, SYMBOL_HELD, held, value_renamed(table, data.b),
                        data.generation);
  }
  default:
    return v;
  }
}

value value_renamed(value_table *table, value v)
{
  if (!(table->value_masks.items[v] & table->renaming_mask))
    return v;
  if (v < table->renamings.count &&
      table->renamings.items[v].round == table->renaming_round)
    return table->renamings.items[v].to;
  value_data data = *value_get(table, v);
  value to = v;
  switch (data.kind) {
  case VALUE_ADDRESS:
    to = value_address(table, region_renamed(table, data.a));
    break;
  case VALUE_CONTENT:
    to = value_content(table, region_renamed(table, data.a));
    break;
  case VALUE_SUM:
    to = value_sum(table, value_renamed(table, data.a), data.number);
    break;
  case VALUE_COMPARE: {
    value a = value_renamed(table, data.a);
    to = value_compare(table, data.operator_, a, value_renamed(table, data.b));
    break;
  }
  case VALUE_OPERATION: {
    value a = value_renamed(table, data.a);
    to = value_operation(table, data.operator_, a, value_renamed(table, data.b));
    break;
  }
  case VALUE_SYMBOL:
    to = symbol_renamed(table, v);
    break;
  case VALUE_INTEGER:
    break;
  }
  return remember(table, v, to);
}
