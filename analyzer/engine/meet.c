// Meet: what becomes of a path that enters a block. Paths that meet with the same key
// go on as one.
//
// The key is what a fault could depend on: the objects, whether their guards are
// decided, who holds them, and the locals that steer branches by constants. At the
// limit of states a block's key gets coarser, first without those locals, then by
// objects alone.

#include "engine/lock.h"
#include "engine/place.h"
#include "ir/cfg.h"

#include <string.h>

#define STATES_PER_BLOCK 32
#define JOINS_BEFORE_WIDENING 2
#define ROUNDS_TOLD_APART 4 // of a loop that leaves something else behind each time

// ---- Keys ----

static uint64_t mix(uint64_t hash, uint64_t word)
{
  hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 32);
}

// By object of [state]: who holds it, if it is owned.
static const uint64_t *holder_keys(run *run, const state *state)
{
  run->holders.count = 0;
  for (uint32_t i = 0; i < state->objects.count; i++)
    array_push(&run->holders, 0);
  for (uint32_t i = 0; i < state->bindings.count && state->objects.count != 0; i++) {
    value symbol;
    value held = state->bindings.items[i].value;
    const object *o = value_base_symbol(&run->values, held, &symbol)
                          ? state_object(state, symbol)
                          : NULL;
    if (o == NULL || o->status != OBJECT_OWNED)
      continue;
    uint64_t *key = &run->holders.items[o - state->objects.items];
    *key = mix(*key, state->bindings.items[i].region);
  }
  return run->holders.items;
}

// What a branch could ask of a steering local: its constant, else its sign.
static uint64_t steering_class(run *run, const state *state, uint32_t local)
{
  value v = state_load(&run->context, state, region_local(&run->values, local));
  int64_t low, high;
  state_range(&run->context, state, v, &low, &high);
  if (low == high)
    return mix(1, (uint64_t)low);
  if (state_is_nonzero(&run->context, state, v) == TRUTH_TRUE)
    return low > 0 ? 2 : high < 0 ? 3 : 4;
  return 5;
}

// `while (list) { next = list->next; free(list); list = next; }`: what each round
// releases would be a key of its own.
static bool is_deep_in_loop(const run *run, const object *o, uint32_t block)
{
  return o->is_foreign && run->shape.is_loop_head[block] &&
         (!value_is_rooted(&run->values, o->symbol) ||
          value_depth(&run->values, o->symbol) > 1);
}

static uint64_t state_key(run *run, const state *state, uint32_t block,
                          uint32_t coarseness)
{
  uint64_t hash = 1;
  const uint64_t *holders = holder_keys(run, state);
  for (uint32_t i = 0; i < state->objects.count; i++) {
    const object *o = &state->objects.items[i];
    // `if (p) free(p)`: NULL on one path and released on the other go on as one. So do
    // never locked and unlocked.
    bool is_vacuous =
        o->status == OBJECT_RELEASED &&
        (state_is_nonzero(&run->context, state, o->symbol) == TRUTH_TRUE ||
         (!o->is_foreign && place_is(&run->values, o->symbol, PLACE_LOCK)));
    if (is_vacuous || is_deep_in_loop(run, o, block) ||
        (o->is_foreign && o->status != OBJECT_RELEASED))
      continue;
    hash = mix(hash, o->symbol);
    hash = mix(hash, o->status * 4u + object_exists(&run->context, state, o));
    if (coarseness < 2 && o->status == OBJECT_OWNED)
      hash = mix(hash, holders[i]);
  }
  for (uint32_t i = 0; coarseness < 1 && i < run->function->local_count; i++) {
    if (!shape_is_live(&run->shape, block, i))
      continue;
    if (run->shape.is_correlated[i])
      hash = mix(hash, steering_class(run, state, i));
    if (run->context.released[i])
      hash = mix(hash, mismatch_class(run, state_load(&run->context, state,
                                                      region_local(&run->values, i))));
  }
  return hash;
}

// ---- Block entries ----

// Locals that nobody reads again leave, unless they are all that holds an object.
static void drop_dead(run *run, state *state, uint32_t block)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    const region_data *root =
        region_get(&run->values, region_root(&run->values, b.region));
    bool is_dead = root->kind == REGION_LOCAL &&
                   !run->function->locals[root->index].is_address_taken &&
                   !shape_is_live(&run->shape, block, root->index);
    value symbol;
    if (is_dead && value_base_symbol(&run->values, b.value, &symbol)) {
      const object *o = state_object(state, symbol);
      is_dead = o == NULL || o->status != OBJECT_OWNED ||
                run->function->locals[root->index].is_temporary;
    }
    if (!is_dead)
      state->bindings.items[kept++] = b;
  }
  state->bindings.count = kept;
}

static void mark(run *run, value v)
{
  const value_data *data = value_get(&run->values, v);
  value symbol;
  while (run->marks.count < run->values.values.count)
    array_push(&run->marks, 0);
  if (data->kind == VALUE_COMPARE || data->kind == VALUE_OPERATION) {
    mark(run, data->a);
    mark(run, data->b);
  } else if (value_base_symbol(&run->values, v, &symbol)) {
    run->marks.items[symbol] = run->mark;
  }
}

static bool is_marked(const run *run, value v)
{
  const value_data *data = value_get(&run->values, v);
  value symbol;
  if (data->kind == VALUE_OPERATION)
    return is_marked(run, data->a) && is_marked(run, data->b);
  return !value_base_symbol(&run->values, v, &symbol) ||
         value_get(&run->values, symbol)->origin == SYMBOL_PARAMETER ||
         (symbol < run->marks.count && run->marks.items[symbol] == run->mark);
}

// What became of somebody else's object is of no use once nobody here holds it and no
// name leads to it from the caller.
static bool is_forgotten_stranger(const run *run, const object *o)
{
  return o->is_foreign && !is_marked(run, o->symbol) &&
         value_get(&run->values, o->symbol)->origin != SYMBOL_PLACE &&
         !value_is_rooted(&run->values, o->symbol);
}

// Nothing more can happen to an object that a call made, that is released or out of our
// hands, and that nobody here can name any more.
static bool is_done(const run *run, const object *o)
{
  const value_data *symbol = value_get(&run->values, o->symbol);
  bool is_made = symbol->kind == VALUE_SYMBOL &&
                 (symbol->origin == SYMBOL_RESULT || symbol->origin == SYMBOL_OUT);
  return is_made && (o->status == OBJECT_RELEASED || o->status == OBJECT_ESCAPED) &&
         !is_marked(run, o->symbol);
}

static void drop_objects(run *run, state *state)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < state->objects.count; i++) {
    const object *o = &state->objects.items[i];
    if (is_forgotten_stranger(run, o) || is_done(run, o))
      continue;
    if (kept != i)
      state->objects.items[kept] = *o;
    kept++;
  }
  state->objects.count = kept;
}

// Memory behind a pointer that nobody holds any more leaves, and what was known of
// numbers that are gone. That a root of the caller was NULL stays: the summary wants
// it.
static void drop_unreachable(run *run, state *state)
{
  run->mark++;
  for (uint32_t i = 0; i < state->bindings.count; i++)
    mark(run, state->bindings.items[i].value);
  drop_objects(run, state);
  for (uint32_t i = 0; i < state->objects.count; i++) {
    mark(run, state->objects.items[i].symbol);
    if (state->objects.items[i].guard.symbol != IR_NONE)
      mark(run, state->objects.items[i].guard.symbol);
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    value holder;
    if (!region_base_symbol(&run->values, b.region, &holder) || is_marked(run, holder))
      state->bindings.items[kept++] = b;
  }
  state->bindings.count = kept;
  kept = 0;
  for (uint32_t i = 0; i < state->constraints.count; i++) {
    const constraint *c = &state->constraints.items[i];
    bool was_none = (c->high < 0 || (c->low == 0 && c->high == 0)) &&
                    value_get(&run->values, c->symbol)->origin == SYMBOL_HELD;
    if (!was_none && !is_marked(run, c->symbol))
      continue;
    if (kept != i)
      state->constraints.items[kept] = *c;
    kept++;
  }
  state->constraints.count = kept;
}

static void note_dirty(run *run, uint32_t block)
{
  uint32_t position = run->function->position[block];
  run->earliest = position < run->earliest ? position : run->earliest;
}

static void join_entry(run *run, entry_state *entry, state *state, uint32_t block)
{
  bool widen = run->shape.is_loop_head[block] && ++entry->joins > JOINS_BEFORE_WIDENING;
  bool changed = state_join(&run->context, &entry->state, state, block, widen);
  if (changed) {
    entry->is_dirty = true;
    note_dirty(run, block);
  }
  state_clear(state);
}

// What arrays and blocks hold, under whatever index, is no longer told apart.
static void let_go_of_elements(run *run, state *state)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    const region_data *root =
        region_get(&run->values, region_root(&run->values, b->region));
    bool is_array =
        root->kind == REGION_POINTEE ||
        (root->kind == REGION_LOCAL &&
         ir_type_of(run->context.module, run->function->locals[root->index].type)
                 ->kind == IR_TYPE_ARRAY);
    object *o = is_array ? state_object(state, b->value) : NULL;
    if (o != NULL && o->status == OBJECT_OWNED)
      o->status = OBJECT_ESCAPED;
  }
}

// `free(items[i])` would release another object in each round, for ever: a local that
// differs from [before] as a counter does may from here on have any number on its way.
static void widen_counters(run *run, state *state, const struct state *before,
                           uint32_t block)
{
  bool is_widened = false;
  for (uint32_t i = 0; i < run->function->local_count; i++) {
    region region = region_local(&run->values, i);
    int64_t now, then;
    if (run->shape.is_correlated[i] ||
        !value_is_integer(&run->values, state_load(&run->context, state, region),
                          &now) ||
        !value_is_integer(&run->values, state_load(&run->context, before, region),
                          &then) ||
        now == then)
      continue;
    value met = value_symbol(&run->values, SYMBOL_JOIN, block, region, 0);
    state_age_symbol(&run->context, state, met);
    state_bind(state, region, met);
    state_assume_range(&run->context, state, met, now > then ? then : INT64_MIN,
                       now > then ? INT64_MAX : then);
    is_widened = true;
  }
  if (is_widened)
    let_go_of_elements(run, state);
}

static bool is_named(const run *run, const state *state, value symbol)
{
  value held;
  if (value_get(&run->values, symbol)->origin == SYMBOL_PARAMETER)
    return true;
  for (uint32_t i = 0; i < state->bindings.count; i++)
    if (value_base_symbol(&run->values, state->bindings.items[i].value, &held) &&
        held == symbol)
      return true;
  return false;
}

// The key leaves out what is released and known not to be NULL. That is right only
// where the other path had NULL there; else it is released on one path and not on the
// other, and who can still name it would want to know.
static bool disagrees_on_released(const run *run, const state *state,
                                  const struct state *other)
{
  for (uint32_t i = 0; i < state->objects.count; i++) {
    const object *o = &state->objects.items[i];
    if (o->status == OBJECT_RELEASED && !o->is_reported &&
        value_get(&run->values, o->symbol)->origin != SYMBOL_PLACE &&
        state_object(other, o->symbol) == NULL &&
        state_is_nonzero(&run->context, other, o->symbol) != TRUTH_FALSE &&
        is_named(run, state, o->symbol))
      return true;
  }
  return false;
}

static bool can_join(const run *run, const entry_state *entry, const state *state,
                     uint32_t coarseness)
{
  return coarseness > 0 || (!disagrees_on_released(run, state, &entry->state) &&
                            !disagrees_on_released(run, &entry->state, state));
}

static void add_entry(run *run, block_entry *entry, state *state, uint32_t block)
{
  uint64_t key = state_key(run, state, block, entry->coarseness);
  for (uint32_t i = 0; i < entry->states.count; i++)
    if (entry->states.items[i].key == key &&
        can_join(run, &entry->states.items[i], state, entry->coarseness)) {
      join_entry(run, &entry->states.items[i], state, block);
      return;
    }
  bool is_round = cfg_is_back_edge(run->function, run->block, block);
  entry->arrivals += !is_round;
  entry->rounds += is_round;
  if (is_round && entry->states.count != 0 &&
      entry->rounds > ROUNDS_TOLD_APART * entry->arrivals)
    widen_counters(run, state, &array_last(&entry->states)->state, block);
  entry_state added = {.state = *state, .key = key, .is_dirty = true};
  array_push(&entry->states, added);
  run->states++;
  note_dirty(run, block);
}

// Keys again, coarser; states that now agree join.
static void coarsen(run *run, block_entry *entry, uint32_t block)
{
  struct block_entry old = *entry;
  memset(&entry->states, 0, sizeof entry->states);
  entry->coarseness++;
  if (entry->coarseness == 2)
    run->is_coarse = true;
  for (uint32_t i = 0; i < old.states.count; i++)
    add_entry(run, entry, &old.states.items[i].state, block);
  array_clear(&old.states);
}

// Past all keys: one state, where what paths disagree about is let go.
static void flatten(run *run, block_entry *entry, uint32_t block)
{
  entry_state *first = &entry->states.items[0];
  for (uint32_t i = 1; i < entry->states.count; i++)
    join_entry(run, first, &entry->states.items[i].state, block);
  entry->states.count = 1;
  entry->coarseness = 3;
  run->is_coarse = true;
}

void run_enter_block(run *run, state *state, uint32_t block)
{
  block_entry *entry = &run->entries[block];
  if (run->shape.is_loop_head[block])
    transfer_report_lost(run, state);
  run_charge(run, state);
  drop_dead(run, state, block);
  drop_unreachable(run, state);
  if (entry->coarseness == 3) {
    join_entry(run, &entry->states.items[0], state, block);
    return;
  }
  add_entry(run, entry, state, block);
  while (entry->states.count > STATES_PER_BLOCK && entry->coarseness < 2)
    coarsen(run, entry, block);
  if (entry->states.count > STATES_PER_BLOCK)
    flatten(run, entry, block);
}
