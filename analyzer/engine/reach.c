#include "engine/reach.h"

void reach_begin(reach *reach, const value_table *values)
{
  reach->found.count = 0;
  reach->round++;
  while (reach->marks.count < values->values.count)
    array_push(&reach->marks, (reach_mark){0});
}

void reach_add(reach *reach, const value_table *values, value v)
{
  value symbol;
  if (!value_base_symbol(values, v, &symbol) ||
      reach->marks.items[symbol].round == reach->round)
    return;
  reach->marks.items[symbol].round = reach->round;
  array_push(&reach->found, symbol);
}

void reach_add_contents(reach *reach, const value_table *values, const state *state,
                        region root)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    if (region_root(values, b->region) == root)
      reach_add(reach, values, b->value);
  }
}

// Backwards, so that each string begins with the lowest region.
static void string_up(reach *reach, const value_table *values, const state *state)
{
  array_reserve(&reach->next, state->bindings.count);
  for (uint32_t i = state->bindings.count; i-- > 0;) {
    value holder;
    if (!region_base_symbol(values, state->bindings.items[i].region, &holder))
      continue;
    reach_mark *mark = &reach->marks.items[holder];
    reach->next.items[i] = mark->strung == reach->round ? mark->first_binding : IR_NONE;
    mark->strung = reach->round;
    mark->first_binding = i;
  }
}

void reach_close(reach *reach, const value_table *values, const state *state)
{
  if (reach->found.count == 0)
    return;
  string_up(reach, values, state);
  for (uint32_t i = 0; i < reach->found.count; i++) {
    value symbol = reach->found.items[i];
    const object *o = state_object(state, symbol);
    if (reach->marks.items[symbol].strung != reach->round ||
        (o != NULL && o->status == OBJECT_RELEASED))
      continue;
    uint32_t at = reach->marks.items[symbol].first_binding;
    for (; at != IR_NONE; at = reach->next.items[at])
      reach_add(reach, values, state->bindings.items[at].value);
  }
}

bool reach_has(const reach *reach, value symbol)
{
  return symbol < reach->marks.count &&
         reach->marks.items[symbol].round == reach->round;
}

void reach_clear(reach *reach)
{
  array_clear(&reach->found);
  array_clear(&reach->marks);
  array_clear(&reach->next);
}
