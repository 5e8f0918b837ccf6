#include "engine/sorted.h"

#include <assert.h>
#include <string.h>

#define COPY_ARRAY(to, from)                                                           \
  do {                                                                                 \
    array_reserve((to), (from)->count);                                                \
    (to)->count = (from)->count;                                                       \
    if ((from)->count != 0)                                                            \
      memcpy((to)->items, (from)->items, (from)->count * sizeof *(from)->items);       \
  } while (0)

void state_copy(state *to, const state *from)
{
  memset(to, 0, sizeof *to);
  COPY_ARRAY(&to->bindings, &from->bindings);
  COPY_ARRAY(&to->constraints, &from->constraints);
  COPY_ARRAY(&to->objects, &from->objects);
  to->path = from->path;
}

void state_clear(state *state)
{
  array_clear(&state->bindings);
  array_clear(&state->constraints);
  array_clear(&state->objects);
  state->path = NULL;
}

bool state_is_valid(const state_context *context, const state *state)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    if (b->region >= context->values->regions.count ||
        b->value >= context->values->values.count)
      return false;
    if (i > 0 && state->bindings.items[i - 1].region >= b->region)
      return false;
  }
  for (uint32_t i = 1; i < state->constraints.count; i++)
    if (state->constraints.items[i - 1].symbol >= state->constraints.items[i].symbol)
      return false;
  for (uint32_t i = 1; i < state->objects.count; i++)
    if (state->objects.items[i - 1].symbol >= state->objects.items[i].symbol)
      return false;
  return true;
}

// ---- Memory ----

// A version is a symbol, or the integer 0 for memory that was zeroed.
uint32_t state_private_number(const state_context *context, region region)
{
  const region_data *root =
      region_get(context->values, region_root(context->values, region));
  return root->kind == REGION_GLOBAL && context->statics != NULL
             ? context->statics->number[root->index]
             : IR_NONE;
}

static value contents_version(const state_context *context, const state *state,
                              region root)
{
  uint32_t index;
  region contents = region_contents(context->values, root);
  if (find_binding(state, contents, &index))
    return state->bindings.items[index].value;
  region_kind kind = region_get(context->values, root)->kind;
  if ((kind == REGION_GLOBAL || kind == REGION_POINTEE) &&
      state_private_number(context, root) == IR_NONE &&
      find_binding(state, region_outside(context->values), &index))
    return state->bindings.items[index].value;
  return value_symbol(context->values, SYMBOL_VERSION, IR_NONE, IR_NONE, 0);
}

static value held_symbol(const state_context *context, region region, value version)
{
  value_table *values = context->values;
  value pointer;
  int64_t zero;
  if (value_is_integer(values, version, &zero))
    return version;
  if (region_base_symbol(values, region, &pointer) &&
      value_depth(values, pointer) >= VALUE_DEPTH)
    region = region_root(values, region);
  return value_symbol(values, SYMBOL_HELD, region, version, 0);
}

value state_load(const state_context *context, const state *state, region region)
{
  uint32_t index;
  if (find_binding(state, region, &index))
    return state->bindings.items[index].value;
  region_kind kind = region_get(context->values, region)->kind;
  if (kind == REGION_FUNCTION || kind == REGION_STRING)
    return value_symbol(context->values, SYMBOL_HELD, region, IR_NONE, 0);
  struct region_data data = *region_get(context->values, region);
  if (data.kind == REGION_CONTENTS)
    return contents_version(context, state, data.index);
  if (data.kind == REGION_OUTSIDE)
    return value_symbol(context->values, SYMBOL_VERSION, IR_NONE, IR_NONE, 0);
  return held_symbol(
      context, region,
      contents_version(context, state, region_root(context->values, region)));
}

void state_bind(state *state, region region, value value)
{
  uint32_t index;
  if (find_binding(state, region, &index)) {
    state->bindings.items[index].value = value;
    return;
  }
  binding added = {region, value};
  INSERT_AT(&state->bindings, index, added);
}

void state_unbind(state *state, region region)
{
  uint32_t index;
  if (find_binding(state, region, &index))
    REMOVE_AT(&state->bindings, index);
}

// Removes the bindings of [root] and its parts, its version too.
static void drop_contents(const state_context *context, state *state, region root)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < state->bindings.count; i++)
    if (region_root(context->values, state->bindings.items[i].region) != root)
      state->bindings.items[kept++] = state->bindings.items[i];
  state->bindings.count = kept;
}

void state_forget_contents(const state_context *context, state *state, region root,
                           uint32_t instruction)
{
  value version = value_symbol(context->values, SYMBOL_VERSION, instruction, root, 0);
  state_age_symbol(context, state, version);
  drop_contents(context, state, root);
  state_bind(state, region_contents(context->values, root), version);
}

bool state_is_outside(const state_context *context, const state *state, region region)
{
  const region_data *root =
      region_get(context->values, region_root(context->values, region));
  switch (root->kind) {
  case REGION_LOCAL:
  case REGION_TEMPORARY:
  case REGION_OUTSIDE:
    return false;
  case REGION_POINTEE: {
    const object *o = state_object(state, root->index);
    return o == NULL || o->is_foreign || o->status != OBJECT_OWNED;
  }
  case REGION_GLOBAL:
    return state_private_number(context, region) == IR_NONE;
  default:
    return true;
  }
}

void state_forget_outside(const state_context *context, state *state,
                          uint32_t instruction)
{
  region outside = region_outside(context->values);
  value version =
      value_symbol(context->values, SYMBOL_VERSION, instruction, IR_NONE, 0);
  state_age_symbol(context, state, version);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    const object *o = state_object(state, b.value);
    // An object that was just put there mostly stays: the caller will want to know.
    bool is_ours = o != NULL && !o->is_foreign;
    if (is_ours || !state_is_outside(context, state, b.region))
      state->bindings.items[kept++] = b;
  }
  state->bindings.count = kept;
  state_bind(state, outside, version);
}

// Offset of [region] within [base] if it lies there; parts behind "any element" count
// as inside at offset 0.
static bool offset_within(const state_context *context, region region,
                          struct region_data base, uint32_t base_id, int64_t *offset)
{
  const region_data *r = region_get(context->values, region);
  int64_t start = base.kind == REGION_PART ? base.offset : 0;
  uint32_t root = base.kind == REGION_PART ? base.index : base_id;
  if (region == root) {
    *offset = 0 - start;
    return true;
  }
  if (r->kind == REGION_PART && r->index == root) {
    *offset = r->offset - start;
    return true;
  }
  return false;
}

void state_zero(const state_context *context, state *state, region region,
                uint64_t size)
{
  value zero = value_integer(context->values, 0);
  if (region_root(context->values, region) == region) {
    drop_contents(context, state, region);
    state_bind(state, region_contents(context->values, region), zero);
    return;
  }
  struct region_data base = *region_get(context->values, region);
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    int64_t offset;
    if (offset_within(context, state->bindings.items[i].region, base, region,
                      &offset) &&
        offset >= 0 && (uint64_t)offset < size)
      state->bindings.items[i].value = zero;
  }
  state_bind(state, region, zero);
}

void state_copy_contents(const state_context *context, state *state, region to,
                         region from, uint64_t size, uint32_t instruction)
{
  ARRAY(binding) after = {0}; // what is copied, and what lies beside it
  struct region_data source = *region_get(context->values, from);
  struct region_data target = *region_get(context->values, to);
  region root = region_root(context->values, to);
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    int64_t offset;
    bool is_beside = size != 0 && region_root(context->values, b.region) == root &&
                     region_get(context->values, b.region)->kind != REGION_CONTENTS &&
                     !(offset_within(context, b.region, target, to, &offset) &&
                       offset >= 0 && (uint64_t)offset < size);
    if (is_beside)
      array_push(&after, b);
    if (offset_within(context, b.region, source, from, &offset) && offset >= 0 &&
        (size == 0 || (uint64_t)offset < size)) {
      binding copy = {region_part(context->values, to, offset), b.value};
      array_push(&after, copy);
    }
  }
  value version = contents_version(context, state, region_root(context->values, from));
  int64_t zero;
  if (root == to) {
    state_forget_contents(context, state, to, instruction);
    if (value_is_integer(context->values, version, &zero))
      state_bind(state, region_contents(context->values, to), version);
  } else if (size != 0) {
    state_forget_contents(context, state, root, instruction);
  }
  for (uint32_t i = 0; i < after.count; i++)
    state_bind(state, after.items[i].region, after.items[i].value);
  array_clear(&after);
}

// ---- Objects ----

object *state_object(const state *state, value symbol)
{
  uint32_t index;
  return find_object(state, symbol, &index) ? &state->objects.items[index] : NULL;
}

object *state_add_object(state *state, object object)
{
  uint32_t index;
  if (find_object(state, object.symbol, &index))
    state->objects.items[index] = object;
  else
    INSERT_AT(&state->objects, index, object);
  return &state->objects.items[index];
}

void state_remove_object(state *state, value symbol)
{
  uint32_t index;
  if (find_object(state, symbol, &index))
    REMOVE_AT(&state->objects, index);
}

truth object_exists(const state_context *context, const state *state,
                    const object *object)
{
  if (!object->is_number && !object->is_foreign &&
      state_is_nonzero(context, state, object->symbol) == TRUTH_FALSE)
    return TRUTH_FALSE;
  if (object->guard.symbol == IR_NONE)
    return TRUTH_TRUE;
  return state_test(context, state, object->guard.symbol, object->guard.test);
}

void state_settle_guards(const state_context *context, state *state, value symbol)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < state->objects.count; i++) {
    const object *o = &state->objects.items[i];
    bool is_asked = o->symbol == symbol || o->guard.symbol == symbol ||
                    (o->guard.symbol != IR_NONE &&
                     value_mentions(context->values, o->guard.symbol, symbol));
    if (is_asked && object_exists(context, state, o) == TRUTH_FALSE)
      continue;
    if (kept != i)
      state->objects.items[kept] = *o;
    kept++;
  }
  state->objects.count = kept;
}

// ---- Renaming ----

static bool has_owner(const object *o)
{
  return (o->is_borrowed || o->thief != NULL) && o->owner != IR_NONE;
}

bool state_mentions(const state_context *context, const state *state, value symbol)
{
  uint32_t index;
  const value_table *values = context->values;
  if (find_constraint(state, symbol, &index) || find_object(state, symbol, &index))
    return true;
  const uint64_t *in_value = values->value_masks.items;
  const uint64_t *in_region = values->region_masks.items;
  uint64_t bit = value_symbol_bit(symbol);
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    if (((in_value[b.value] | in_region[b.region]) & bit) != 0 &&
        (value_mentions(values, b.value, symbol) ||
         region_mentions(values, b.region, symbol)))
      return true;
  }
  for (uint32_t i = 0; i < state->objects.count; i++)
    if (state->objects.items[i].guard.symbol == symbol ||
        (has_owner(&state->objects.items[i]) &&
         state->objects.items[i].owner == symbol) ||
        value_mentions(values, state->objects.items[i].symbol, symbol))
      return true;
  for (uint32_t i = 0; i < state->constraints.count; i++)
    if (value_mentions(values, state->constraints.items[i].symbol, symbol))
      return true;
  return false;
}

// Two objects now share one name. One that is released is done with; of two that are
// not nothing is certain.
static void merge_object(state *state, object moved)
{
  object *there = state_object(state, moved.symbol);
  if (there == NULL)
    state_add_object(state, moved);
  else if (there->status == OBJECT_RELEASED)
    *there = moved;
  else if (moved.status != OBJECT_RELEASED)
    there->status = OBJECT_ESCAPED;
}

static bool excludes_zero(const constraint *c)
{
  bool excludes = c->low > 0 || c->high < 0;
  for (uint8_t i = 0; i < c->excluded_count; i++)
    excludes = excludes || c->excluded[i] == 0;
  return excludes;
}

static void merge_constraint(state *state, constraint moved)
{
  uint32_t index;
  if (!find_constraint(state, moved.symbol, &index)) {
    INSERT_AT(&state->constraints, index, moved);
    return;
  }
  constraint *there = &state->constraints.items[index];
  bool is_nonzero = excludes_zero(there) && excludes_zero(&moved);
  there->low = there->low < moved.low ? there->low : moved.low;
  there->high = there->high > moved.high ? there->high : moved.high;
  there->excluded_count = is_nonzero;
  there->excluded[0] = 0;
}

typedef ARRAY(value) value_list;

// Memory of two objects now goes by one name and holds different things: [displaced]
// gets what has no place any more.
static void rename_bindings(const state_context *context, const state *state,
                            struct state *renamed, value_list *displaced)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    uint32_t index;
    b.region = region_renamed(context->values, b.region);
    b.value = value_renamed(context->values, b.value);
    if (find_binding(renamed, b.region, &index) &&
        renamed->bindings.items[index].value != b.value) {
      array_push(displaced, renamed->bindings.items[index].value);
      array_push(displaced, b.value);
    }
    state_bind(renamed, b.region, b.value);
  }
}

void state_let_go(const state_context *context, state *state, value v)
{
  value symbol;
  if (!value_base_symbol(context->values, v, &symbol))
    return;
  object *o = state_object(state, symbol);
  if (o != NULL && (o->status == OBJECT_OWNED || o->status == OBJECT_RELEASED))
    o->status = OBJECT_ESCAPED;
}

// To what value_rename() told.
static void apply_renamings(const state_context *context, state *state)
{
  value_table *values = context->values;
  struct state renamed = {.path = state->path};
  value_list displaced = {0};
  rename_bindings(context, state, &renamed, &displaced);
  for (uint32_t i = 0; i < state->constraints.count; i++) {
    constraint c = state->constraints.items[i];
    c.symbol = value_renamed(values, c.symbol);
    value_kind kind = value_get(values, c.symbol)->kind;
    if (kind == VALUE_SYMBOL || kind == VALUE_OPERATION)
      merge_constraint(&renamed, c);
  }
  for (uint32_t i = 0; i < state->objects.count; i++) {
    object o = state->objects.items[i];
    o.symbol = value_renamed(values, o.symbol);
    if (o.guard.symbol != IR_NONE)
      o.guard.symbol = value_renamed(values, o.guard.symbol);
    if (has_owner(&o))
      o.owner = value_renamed(values, o.owner);
    merge_object(&renamed, o);
  }
  for (uint32_t i = 0; i < displaced.count; i++)
    state_let_go(context, &renamed, displaced.items[i]);
  array_clear(&displaced);
  state_clear(state);
  *state = renamed;
}

void state_rename(const state_context *context, state *state, value from, value to)
{
  value_renamings_begin(context->values);
  value_rename(context->values, from, to);
  apply_renamings(context, state);
}

void state_age_symbols(const state_context *context, state *state, const value *symbols,
                       uint32_t count)
{
  value_renamings_begin(context->values);
  for (uint32_t i = 0; i < count; i++) {
    value older = value_older(context->values, symbols[i]);
    value_rename(context->values, symbols[i], older);
    // A NULL of the last round must not pass for what the round before released.
    object *there = state_object(state, older);
    if (there != NULL && there->status == OBJECT_RELEASED &&
        state_object(state, symbols[i]) == NULL)
      there->status = OBJECT_ESCAPED;
  }
  if (count != 0)
    apply_renamings(context, state);
}

void state_age_symbol(const state_context *context, state *state, value symbol)
{
  if (!context->is_straight && state_mentions(context, state, symbol))
    state_age_symbols(context, state, &symbol, 1);
}

void state_add_step(const state_context *context, state *state, step_kind kind,
                    uint32_t instruction, value about, bool truth)
{
  step *added = arena_new(context->arena, step);
  added->before = state->path;
  added->kind = kind;
  added->truth = truth;
  added->instruction = instruction;
  added->about = about;
  added->length = state->path == NULL ? 1 : state->path->length + 1;
  state->path = added;
}
