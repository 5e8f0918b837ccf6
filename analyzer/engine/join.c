// Join: one state for two paths that meet.

#include "engine/place.h"
#include "engine/sorted.h"

// The name for what [region] holds where [a] and [b] meet: a pointer that both moved on
// from one start keeps that much.
static value name_joined(const state_context *context, value a, value b, region region,
                         uint32_t block)
{
  const region_data *r = region_get(context->values, region);
  value base_a, base_b;
  int64_t offset_a, offset_b;
  if (r->kind == REGION_LOCAL && context->released != NULL &&
      context->released[r->index] &&
      value_is_offset(context->values, a, &base_a, &offset_a) && offset_a >= 0 &&
      value_is_offset(context->values, b, &base_b, &offset_b) && offset_b >= 0 &&
      base_a == base_b)
    return value_moved(context->values, base_a, region, block);
  return value_symbol(context->values, SYMBOL_JOIN, block, region, 0);
}

typedef ARRAY(value) name_list;

static void mark_state(value_table *values, const state *state)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    region_mark(values, state->bindings.items[i].region);
    value_mark(values, state->bindings.items[i].value);
  }
  for (uint32_t i = 0; i < state->constraints.count; i++)
    value_mark(values, state->constraints.items[i].symbol);
  for (uint32_t i = 0; i < state->objects.count; i++) {
    value_mark(values, state->objects.items[i].symbol);
    if (state->objects.items[i].guard.symbol != IR_NONE)
      value_mark(values, state->objects.items[i].guard.symbol);
  }
}

// Where [into] and [other] disagree about a region of [of], [block] will give a name to
// what it holds. [ours] gets it if [into] already calls it so, [taken] if something of
// an earlier round still goes by it.
static void find_names(const state_context *context, const state *into,
                       const state *other, const state *of, uint32_t block,
                       name_list *ours, name_list *taken)
{
  for (uint32_t i = 0; i < of->bindings.count; i++) {
    region region = of->bindings.items[i].region;
    value in_a = state_load(context, into, region);
    value in_b = state_load(context, other, region);
    if (in_a == in_b)
      continue;
    value met = name_joined(context, in_a, in_b, region, block);
    if (value_is_marked(context->values, met))
      array_push(in_a == met ? ours : taken, met);
  }
}

// A name is free for a new value only if nothing of the last round still goes by it.
static void free_names(const state_context *context, state *into, state *other,
                       uint32_t block)
{
  name_list ours = {0};
  name_list taken = {0};
  value_marks_begin(context->values);
  mark_state(context->values, into);
  mark_state(context->values, other);
  find_names(context, into, other, into, block, &ours, &taken);
  find_names(context, into, other, other, block, &ours, &taken);
  for (uint32_t i = 0; i < ours.count; i++)
    state_age_symbol(context, other, ours.items[i]);
  for (uint32_t i = 0; i < taken.count; i++) {
    state_age_symbol(context, into, taken.items[i]);
    state_age_symbol(context, other, taken.items[i]);
  }
  array_clear(&ours);
  array_clear(&taken);
}

static void join_ranges(const state_context *context, state *joined, value symbol,
                        const state *a, value in_a, const state *b, value in_b,
                        const state *before, bool widen)
{
  constraint c = {.symbol = symbol};
  int64_t low;
  int64_t high;
  state_range(context, a, in_a, &c.low, &c.high);
  state_range(context, b, in_b, &low, &high);
  c.low = c.low < low ? c.low : low;
  c.high = c.high > high ? c.high : high;
  uint32_t index;
  if (widen && find_constraint(before, symbol, &index)) {
    const constraint *old = &before->constraints.items[index];
    if (c.low < old->low)
      c.low = INT64_MIN;
    if (c.high > old->high)
      c.high = INT64_MAX;
  }
  if (c.low > 0 || c.high < 0) {
  } else if (state_is_nonzero(context, a, in_a) == TRUTH_TRUE &&
             state_is_nonzero(context, b, in_b) == TRUTH_TRUE) {
    c.excluded_count = 1;
    c.excluded[0] = 0;
  }
  if ((c.low != INT64_MIN || c.high != INT64_MAX || c.excluded_count != 0) &&
      !find_constraint(joined, symbol, &index))
    INSERT_AT(&joined->constraints, index, c);
}

// Whoever acts on what met acts on one of these.
static void note_member(const state_context *context, value met, value v)
{
  value symbol;
  if (!value_base_symbol(context->values, v, &symbol) || symbol == met)
    return;
  if (value_get(context->values, symbol)->origin == SYMBOL_JOIN ||
      value_is_rooted(context->values, symbol))
    value_add_member(context->values, met, symbol);
}

static void join_binding(const state_context *context, state *joined, const state *a,
                         const state *b, region region, uint32_t block, bool widen)
{
  value in_a = state_load(context, a, region);
  value in_b = state_load(context, b, region);
  if (in_a == in_b) {
    state_bind(joined, region, in_a);
    return;
  }
  value met = name_joined(context, in_a, in_b, region, block);
  note_member(context, met, in_a);
  note_member(context, met, in_b);
  join_ranges(context, joined, met, a, in_a, b, in_b, a, widen);
  state_bind(joined, region, met);
}

static bool excludes(const constraint *c, int64_t number)
{
  if (number < c->low || number > c->high)
    return true;
  for (uint8_t i = 0; i < c->excluded_count; i++)
    if (c->excluded[i] == number)
      return true;
  return false;
}

static void keep_excluded(constraint *joined, const constraint *a, const constraint *b,
                          int64_t number)
{
  if (excludes(a, number) && excludes(b, number) && !excludes(joined, number) &&
      joined->excluded_count < CONSTRAINT_EXCLUDED)
    joined->excluded[joined->excluded_count++] = number;
}

static void join_constraints(state *joined, const state *a, const state *b)
{
  for (uint32_t i = 0; i < a->constraints.count; i++) {
    const constraint *c = &a->constraints.items[i];
    uint32_t index;
    uint32_t there;
    if (find_constraint(joined, c->symbol, &index) ||
        !find_constraint(b, c->symbol, &there))
      continue;
    const constraint *d = &b->constraints.items[there];
    constraint met = {.symbol = c->symbol,
                      .low = c->low < d->low ? c->low : d->low,
                      .high = c->high > d->high ? c->high : d->high};
    keep_excluded(&met, c, d, 0); // negative here and positive there is still not zero
    for (uint8_t e = 0; e < c->excluded_count; e++)
      keep_excluded(&met, c, d, c->excluded[e]);
    INSERT_AT(&joined->constraints, index, met);
  }
}

static bool same_knowledge(const state *a, const state *b)
{
  if (a->bindings.count != b->bindings.count ||
      a->constraints.count != b->constraints.count ||
      a->objects.count != b->objects.count)
    return false;
  for (uint32_t i = 0; i < a->bindings.count; i++)
    if (a->bindings.items[i].region != b->bindings.items[i].region ||
        a->bindings.items[i].value != b->bindings.items[i].value)
      return false;
  for (uint32_t i = 0; i < a->constraints.count; i++) {
    const constraint *c = &a->constraints.items[i];
    const constraint *d = &b->constraints.items[i];
    if (c->symbol != d->symbol || c->low != d->low || c->high != d->high ||
        c->excluded_count != d->excluded_count)
      return false;
  }
  for (uint32_t i = 0; i < a->objects.count; i++)
    if (a->objects.items[i].symbol != b->objects.items[i].symbol ||
        a->objects.items[i].status != b->objects.items[i].status)
      return false;
  return true;
}

// [o] is in one state only. Released there and NULL here is released, where it ever
// was. A lock that only one path took and gave back still counts as given back.
static object join_lone_object(const state_context *context, object o,
                               const state *without)
{
  if (o.status == OBJECT_RELEASED && !o.is_foreign &&
      place_is(context->values, o.symbol, PLACE_LOCK))
    o.is_reported = true;
  else if (o.status == OBJECT_RELEASED &&
           state_is_nonzero(context, without, o.symbol) == TRUTH_FALSE)
    o.guard = (object_guard){o.symbol, {COMPARE_NOT_EQUAL, 0}};
  else
    o.status = OBJECT_ESCAPED;
  return o;
}

static void join_objects(const state_context *context, state *joined, const state *a,
                         const state *b)
{
  for (uint32_t i = 0; i < a->objects.count; i++) {
    object o = a->objects.items[i];
    const object *p = state_object(b, o.symbol);
    if (p == NULL)
      o = join_lone_object(context, o, b);
    else if (p->status != o.status)
      o.status = OBJECT_ESCAPED;
    else
      o.is_reported = o.is_reported || p->is_reported;
    state_add_object(joined, o);
  }
  for (uint32_t i = 0; i < b->objects.count; i++) {
    object o = b->objects.items[i];
    if (state_object(a, o.symbol) == NULL)
      state_add_object(joined, join_lone_object(context, o, a));
  }
}

// Objects that a region of one state denotes and the same region of the other does not
// are no longer followed.
static void let_go_of_disagreed(const state_context *context, state *joined,
                                const state *a, const state *b)
{
  for (uint32_t i = 0; i < joined->bindings.count; i++) {
    region region = joined->bindings.items[i].region;
    value in_a = state_load(context, a, region);
    value in_b = state_load(context, b, region);
    if (in_a != in_b) {
      state_let_go(context, joined, in_a);
      state_let_go(context, joined, in_b);
    }
  }
}

bool state_join(const state_context *context, state *into, const state *other,
                uint32_t block, bool widen)
{
  state before, aged;
  state_copy(&before, into);
  state_copy(&aged, other);
  free_names(context, into, &aged, block);

  state joined = {.path = into->path};
  uint32_t i = 0;
  uint32_t j = 0;
  while (i < into->bindings.count || j < aged.bindings.count) {
    region in_a = i < into->bindings.count ? into->bindings.items[i].region : IR_NONE;
    region in_b = j < aged.bindings.count ? aged.bindings.items[j].region : IR_NONE;
    region next = in_a < in_b ? in_a : in_b;
    join_binding(context, &joined, into, &aged, next, block, widen);
    i += in_a == next;
    j += in_b == next;
  }
  join_constraints(&joined, into, &aged);
  join_objects(context, &joined, into, &aged);
  let_go_of_disagreed(context, &joined, into, &aged);
  state_clear(&aged);

  bool changed = !same_knowledge(&joined, &before);
  state_clear(&before);
  state_clear(into);
  *into = joined;
  return changed;
}
