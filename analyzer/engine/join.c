// Join: one state for two paths that meet.

#include "engine/place.h"
#include "engine/sorted.h"

typedef ARRAY(value) name_list;

// What two states hold in a region that one of them has a binding for.
typedef struct meeting {
  region region;
  value in_a, in_b;
  bool is_named; // they differ, and the block has a name for what they meet in
} meeting;

typedef ARRAY(meeting) meeting_list;

// What is known of both values. False: nothing.
static bool find_hull(const state_context *context, const state *a, const state *b,
                      const meeting *met, constraint *hull)
{
  int64_t low;
  int64_t high;
  state_range(context, a, met->in_a, &hull->low, &hull->high);
  state_range(context, b, met->in_b, &low, &high);
  hull->low = hull->low < low ? hull->low : low;
  hull->high = hull->high > high ? hull->high : high;
  hull->excluded_count = hull->low <= 0 && hull->high >= 0 &&
                         state_is_nonzero(context, a, met->in_a) == TRUTH_TRUE &&
                         state_is_nonzero(context, b, met->in_b) == TRUTH_TRUE;
  hull->excluded[0] = 0;
  return hull->low != INT64_MIN || hull->high != INT64_MAX || hull->excluded_count != 0;
}

static bool denotes_object(const state_context *context, const state *state, value v)
{
  value symbol;
  return value_base_symbol(context->values, v, &symbol) &&
         state_object(state, symbol) != NULL;
}

// Memory outside of which the states know different versions gets a new one: what it
// holds there goes by that version's name. A name of its own is for what is known or
// owned; else a loop's state would grow by all that any of its rounds looks at.
static bool is_renewed(const state_context *context, const state *a, const state *b,
                       const meeting *met)
{
  const region_data *data = region_get(context->values, met->region);
  region root = region_root(context->values, met->region);
  region_kind kind = region_get(context->values, root)->kind;
  constraint hull;
  if (data->kind == REGION_CONTENTS || data->kind == REGION_OUTSIDE ||
      (kind != REGION_GLOBAL && kind != REGION_POINTEE))
    return false;
  region contents = region_contents(context->values, root);
  return state_load(context, a, contents) != state_load(context, b, contents) &&
         !find_hull(context, a, b, met, &hull) &&
         !denotes_object(context, a, met->in_a) &&
         !denotes_object(context, b, met->in_b);
}

static void find_meetings(const state_context *context, const state *a, const state *b,
                          meeting_list *meetings)
{
  uint32_t i = 0;
  uint32_t j = 0;
  meetings->count = 0;
  array_reserve(meetings, a->bindings.count);
  while (i < a->bindings.count || j < b->bindings.count) {
    region at_a = i < a->bindings.count ? a->bindings.items[i].region : IR_NONE;
    region at_b = j < b->bindings.count ? b->bindings.items[j].region : IR_NONE;
    meeting met = {.region = at_a < at_b ? at_a : at_b};
    met.in_a = at_a == met.region ? a->bindings.items[i++].value
                                  : state_load(context, a, met.region);
    met.in_b = at_b == met.region ? b->bindings.items[j++].value
                                  : state_load(context, b, met.region);
    met.is_named = met.in_a != met.in_b;
    if (met.is_named && is_renewed(context, a, b, &met))
      continue;
    array_push(meetings, met);
  }
}

// ---- Names ----

// The name for what two states meet in: a pointer that both moved on from one start
// keeps that much.
static value name_joined(const state_context *context, const meeting *met,
                         uint32_t block)
{
  const region_data *r = region_get(context->values, met->region);
  value base_a, base_b;
  int64_t offset_a, offset_b;
  if (r->kind == REGION_LOCAL && context->released != NULL &&
      context->released[r->index] &&
      value_is_offset(context->values, met->in_a, &base_a, &offset_a) &&
      offset_a >= 0 &&
      value_is_offset(context->values, met->in_b, &base_b, &offset_b) &&
      offset_b >= 0 && base_a == base_b)
    return value_moved(context->values, base_a, met->region, block);
  return value_symbol(context->values, SYMBOL_JOIN, block, met->region, 0);
}

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

// Does [block] have a name for a disagreement of [meetings] that is not new?
static bool has_old_names(const state_context *context, const meeting_list *meetings,
                          uint32_t block)
{
  bool found = false;
  for (uint32_t i = 0; i < meetings->count; i++) {
    const meeting *m = &meetings->items[i];
    uint32_t known = context->values->values.count;
    found |= m->is_named && name_joined(context, m, block) < known;
  }
  return found;
}

// Where the states disagree about a region, [block] will give a name to what it holds.
// Adds those that [state] goes by for something of an earlier round; what [keeps] says
// is so called already.
static void find_taken(const state_context *context, const state *state,
                       const meeting_list *meetings, uint32_t block, bool keeps,
                       name_list *taken)
{
  value_marks_begin(context->values);
  mark_state(context->values, state);
  taken->count = 0;
  for (uint32_t i = 0; i < meetings->count; i++) {
    const meeting *m = &meetings->items[i];
    if (!m->is_named)
      continue;
    value met = name_joined(context, m, block);
    if (value_is_marked(context->values, met) && !(keeps && m->in_a == met))
      array_push(taken, met);
  }
}

// A name is free for a new value only if nothing of the last round still goes by it.
static void free_names(const state_context *context, state *into, state *other,
                       meeting_list *meetings, uint32_t block)
{
  if (!has_old_names(context, meetings, block))
    return;
  name_list in_a = {0};
  name_list in_b = {0};
  find_taken(context, into, meetings, block, true, &in_a);
  find_taken(context, other, meetings, block, false, &in_b);
  state_age_symbols(context, into, in_a.items, in_a.count);
  state_age_symbols(context, other, in_b.items, in_b.count);
  if (in_a.count + in_b.count != 0)
    find_meetings(context, into, other, meetings);
  array_clear(&in_a);
  array_clear(&in_b);
}

// ---- Values ----

// Where a loop counts up or down, it may go on to the next number that the function
// compares with: for (i = 0; i < 10; i++) ends with i == 10.
static int64_t bound_above(const state_context *context, int64_t number)
{
  const shape *shape = context->shape;
  for (uint32_t i = 0; shape != NULL && i < shape->bound_count; i++)
    if (shape->bounds[i] >= number)
      return shape->bounds[i];
  return INT64_MAX;
}

static int64_t bound_below(const state_context *context, int64_t number)
{
  const shape *shape = context->shape;
  for (uint32_t i = shape == NULL ? 0 : shape->bound_count; i-- > 0;)
    if (shape->bounds[i] <= number)
      return shape->bounds[i];
  return INT64_MIN;
}

static void join_ranges(const state_context *context, state *joined, value symbol,
                        const state *a, const state *b, const meeting *met, bool widen)
{
  constraint c = {.symbol = symbol};
  uint32_t index;
  if (!find_hull(context, a, b, met, &c))
    return;
  if (widen && find_constraint(a, symbol, &index)) {
    const constraint *old = &a->constraints.items[index];
    if (c.low < old->low)
      c.low = bound_below(context, c.low);
    if (c.high > old->high)
      c.high = bound_above(context, c.high);
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

// p in one state and p + 1 in the other, where both hold p elsewhere: a cursor, that
// leaves what is known of p alone.
static bool is_cursor(const state_context *context, const meeting_list *meetings,
                      const meeting *m)
{
  value a, b, held;
  if (!value_base_symbol(context->values, m->in_a, &a) ||
      !value_base_symbol(context->values, m->in_b, &b) || a != b)
    return false;
  for (uint32_t i = 0; i < meetings->count; i++) {
    const meeting *other = &meetings->items[i];
    if (other->in_a == other->in_b &&
        value_base_symbol(context->values, other->in_a, &held) && held == a)
      return true;
  }
  return false;
}

static const object *released_object(const state_context *context, const state *state,
                                     value v)
{
  const object *o = state_object(state, v);
  bool is_gone = o != NULL && o->status == OBJECT_RELEASED &&
                 object_exists(context, state, o) == TRUTH_TRUE;
  return is_gone ? o : NULL;
}

// A variable that holds a released object on either path holds one where they meet.
static void join_released(const state_context *context, state *joined, value met,
                          const object *in_a, const object *in_b)
{
  if (in_a == NULL || in_b == NULL ||
      value_get(context->values, met)->kind != VALUE_SYMBOL)
    return;
  object o = *in_a;
  o.symbol = met;
  o.guard.symbol = IR_NONE;
  o.is_reported = in_a->is_reported || in_b->is_reported;
  state_add_object(joined, o);
}

static void join_bindings(const state_context *context, state *joined, const state *a,
                          const state *b, const meeting_list *meetings, uint32_t block,
                          bool widen)
{
  array_reserve(&joined->bindings, meetings->count);
  for (uint32_t i = 0; i < meetings->count; i++) {
    const meeting *m = &meetings->items[i];
    binding bound = {m->region, m->in_a};
    if (m->is_named) {
      bound.value = name_joined(context, m, block);
      note_member(context, bound.value, m->in_a);
      note_member(context, bound.value, m->in_b);
      join_ranges(context, joined, bound.value, a, b, m, widen);
      // What only one of them denotes is no longer followed.
      if (!is_cursor(context, meetings, m)) {
        state_let_go(context, joined, m->in_a);
        state_let_go(context, joined, m->in_b);
      }
      join_released(context, joined, bound.value, released_object(context, a, m->in_a),
                    released_object(context, b, m->in_b));
    }
    array_push(&joined->bindings, bound);
  }
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

// [settles]: not a difference, nor a bound in a loop, that moves each round.
static constraint join_constraint(const constraint *c, const constraint *d,
                                  bool settles)
{
  constraint met = {.symbol = c->symbol,
                    .low = c->low < d->low ? c->low : d->low,
                    .high = c->high > d->high ? c->high : d->high};
  if (!settles && d->low < c->low)
    met.low = INT64_MIN;
  if (!settles && d->high > c->high)
    met.high = INT64_MAX;
  keep_excluded(&met, c, d, 0); // negative here and positive there is still not zero
  for (uint8_t e = 0; e < c->excluded_count; e++)
    keep_excluded(&met, c, d, c->excluded[e]);
  return met;
}

static void join_constraints(const state_context *context, state *joined,
                             const state *a, const state *b, bool widen)
{
  uint32_t j = 0;
  for (uint32_t i = 0; i < a->constraints.count; i++) {
    const constraint *c = &a->constraints.items[i];
    while (j < b->constraints.count && b->constraints.items[j].symbol < c->symbol)
      j++;
    if (j < b->constraints.count && b->constraints.items[j].symbol == c->symbol)
      array_push(
          &joined->constraints,
          join_constraint(c, &b->constraints.items[j],
                          !widen && value_get(context->values, c->symbol)->kind ==
                                        VALUE_SYMBOL));
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

static object join_object(object o, const object *p)
{
  if (p->status != o.status)
    o.status = OBJECT_ESCAPED;
  else
    o.is_reported = o.is_reported || p->is_reported;
  if (o.is_foreign && o.kind != p->kind)
    o.kind = NULL; // released by one function here, by another there
  if (p->thief == NULL)
    o.thief = NULL;
  return o;
}

static void join_objects(const state_context *context, state *joined, const state *a,
                         const state *b)
{
  uint32_t i = 0;
  uint32_t j = 0;
  array_reserve(&joined->objects, a->objects.count);
  while (i < a->objects.count || j < b->objects.count) {
    const object *o = i < a->objects.count ? &a->objects.items[i] : NULL;
    const object *p = j < b->objects.count ? &b->objects.items[j] : NULL;
    bool has_o = o != NULL && (p == NULL || o->symbol <= p->symbol);
    bool has_p = p != NULL && (o == NULL || p->symbol <= o->symbol);
    if (has_o && has_p)
      array_push(&joined->objects, join_object(*o, p));
    else
      array_push(&joined->objects, has_o ? join_lone_object(context, *o, b)
                                         : join_lone_object(context, *p, a));
    i += has_o;
    j += has_p;
  }
}

bool state_join(const state_context *context, state *into, state *other, uint32_t block,
                bool widen)
{
  meeting_list meetings = {0};
  state before;
  state_copy(&before, into);
  find_meetings(context, into, other, &meetings);
  free_names(context, into, other, &meetings, block);
  state joined = {.path = into->path};
  join_constraints(context, &joined, into, other, widen);
  join_objects(context, &joined, into, other);
  join_bindings(context, &joined, into, other, &meetings, block, widen);
  array_clear(&meetings);

  bool changed = !same_knowledge(&joined, &before);
  state_clear(&before);
  state_clear(into);
  *into = joined;
  return changed;
}
