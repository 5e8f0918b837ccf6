// Exits: what one way to return tells about a function, for its summary.

#include "engine/lock.h"
#include "engine/place.h"

#include <string.h>

// The memory that the symbol [data] was read from, as a root's slot.
static bool find_slot_root(const run *run, region region, summary_root *root,
                           bool *is_exact);

// The root through which the caller knows [symbol], if it does. [is_exact] becomes
// false where it is only what leads there, or no longer what the caller knew.
static bool find_root(const run *run, value symbol, summary_root *root, bool *is_exact)
{
  const value_data *data = value_get(&run->values, symbol);
  if (data->kind != VALUE_SYMBOL)
    return false;
  if (data->origin == SYMBOL_PARAMETER) {
    *root = (summary_root){.argument = data->a};
    return true;
  }
  if (data->origin != SYMBOL_HELD || !find_slot_root(run, data->a, root, is_exact))
    return false;
  const value_data *version = value_get(&run->values, data->b);
  bool is_first = version->origin == SYMBOL_VERSION && version->a == IR_NONE;
  // Of memory behind an argument, a stranger's write is taken to leave pointers alone.
  if (!is_first && root->is_global)
    *is_exact = false;
  return true;
}

static bool find_slot_root(const run *run, region region, summary_root *root,
                           bool *is_exact)
{
  const region_data *r = region_get(&run->values, region);
  int64_t offset = r->kind == REGION_PART ? r->offset : 0;
  const region_data *base =
      r->kind == REGION_PART ? region_get(&run->values, r->index) : r;
  if (region_is_under_any(&run->values, region)) {
    offset = SUMMARY_ANYWHERE;
    *is_exact = false;
    base = region_get(&run->values, region_root(&run->values, region));
  }
  if (base->kind == REGION_GLOBAL)
    *root = (summary_root){.is_global = true, .argument = base->index};
  else if (base->kind != REGION_POINTEE || !find_root(run, base->index, root, is_exact))
    return false;
  if (root->depth == SUMMARY_DEPTH)
    *is_exact = false;
  else
    root->offsets[root->depth++] = offset;
  return true;
}

// At most one effect a root: a root that was NULL, and then assigned, is the caller's
// slot.
static void add_conditions(run *run, const state *state, exit_class *exit)
{
  for (uint32_t i = 0; i < state->constraints.count; i++) {
    const constraint *c = &state->constraints.items[i];
    bool is_exact = true;
    summary_effect effect = {.effect = SUMMARY_WAS, .low = c->low, .high = c->high};
    effect.is_nonzero = state_is_nonzero(&run->context, state, c->symbol) == TRUTH_TRUE;
    bool is_told = effect.is_nonzero || c->low == c->high;
    if (is_told && find_root(run, c->symbol, &effect.root, &is_exact) && is_exact)
      exit_class_add_effect(exit, effect);
  }
}

// What becomes of the memory that [symbol] was read from.
static slot_after slot_of(run *run, const state *state, value symbol)
{
  int64_t number;
  const value_data *data = value_get(&run->values, symbol);
  if (data->origin != SYMBOL_HELD)
    return SLOT_SAME;
  value now = state_load(&run->context, state, data->a);
  if (now == symbol)
    return SLOT_SAME;
  return value_is_integer(&run->values, now, &number) && number == 0 ? SLOT_NULL
                                                                     : SLOT_UNKNOWN;
}

static void add_object_effect(run *run, const state *state, exit_class *exit,
                              const object *o)
{
  static const effect_kind effects[] = {
      [OBJECT_HELD] = SUMMARY_HOLDS,
      [OBJECT_RELEASED] = SUMMARY_RELEASES,
      [OBJECT_ESCAPED] = SUMMARY_ESCAPES,
  };
  summary_effect effect = {
      .kind = o->kind, .callee = o->releaser, .is_moved = o->is_moved};
  bool is_exact = true;
  if (!o->is_foreign || !find_root(run, o->symbol, &effect.root, &is_exact))
    return;
  effect.effect = is_exact ? effects[o->status] : SUMMARY_ESCAPES;
  if (effect.root.depth != 0)
    effect.slot = is_exact ? slot_of(run, state, o->symbol) : SLOT_UNKNOWN;
  exit_class_add_effect(exit, effect);
}

// The root whose address, or one some bytes on, [pointer] is.
static bool find_place_root(value_table *values, value pointer, summary_root *root)
{
  value_data data = *value_get(values, pointer);
  if (data.kind == VALUE_SYMBOL && data.origin == SYMBOL_PARAMETER) {
    *root = (summary_root){.argument = data.a};
    return true;
  }
  if (data.kind == VALUE_SYMBOL) {
    if (data.origin != SYMBOL_HELD || data.b == IR_NONE ||
        !find_place_root(values, value_address(values, data.a), root) ||
        root->depth == SUMMARY_DEPTH)
      return false;
    root->offsets[root->depth++] = root->distance;
    root->distance = 0;
    return true;
  }
  region at;
  if (!region_pointee(values, pointer, &at))
    return false;
  region_data part = *region_get(values, at);
  region_data base = part.kind == REGION_PART ? *region_get(values, part.index) : part;
  if (base.kind == REGION_GLOBAL)
    *root = (summary_root){.argument = base.index, .is_global = true};
  else if (base.kind != REGION_POINTEE || !find_place_root(values, base.index, root))
    return false;
  root->distance += part.kind == REGION_PART ? part.offset : 0;
  return true;
}

static void add_lock_effect(run *run, exit_class *exit, const object *o)
{
  summary_effect effect = {
      .kind = o->kind, .callee = o->releaser, .is_moved = o->is_moved};
  value_table *values = &run->values;
  if (!find_place_root(values, place_address(values, o->symbol), &effect.root))
    return;
  effect.root.is_lock = true;
  effect.root.is_storage = place_is(values, o->symbol, PLACE_STORAGE);
  if (o->status == OBJECT_ESCAPED)
    effect.effect = SUMMARY_MAY_LOCK;
  else if (o->status == OBJECT_OWNED && !o->is_foreign)
    effect.effect = SUMMARY_LOCKS;
  else if (o->status == OBJECT_RELEASED && o->is_foreign)
    effect.effect = SUMMARY_UNLOCKS;
  else
    return; // it stands as it was
  exit_class_add_effect(exit, effect);
}

// New objects that memory of the caller holds now: *out = malloc(n).
static void add_made_objects(run *run, const state *state, exit_class *exit)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    const binding *b = &state->bindings.items[i];
    const object *o = state_object(state, b->value);
    bool is_exact = true;
    if (o == NULL || o->is_foreign || o->status != OBJECT_HELD)
      continue;
    summary_effect effect = {
        .effect = SUMMARY_MAKES, .kind = o->kind, .callee = o->acquirer};
    effect.is_certain = object_exists(&run->context, state, o) == TRUTH_TRUE;
    if (find_slot_root(run, b->region, &effect.root, &is_exact) && is_exact)
      exit_class_add_effect(exit, effect);
  }
}

// Was memory read after somebody unknown may have written it?
static bool is_written_since(const run *run, const value_data *data)
{
  return data->origin == SYMBOL_HELD && value_get(&run->values, data->b)->a != IR_NONE;
}

// Where the caller finds the new object [v]: `return buffer->text = malloc(n);`.
static bool find_made_slot(const run *run, const state *state, value v,
                           summary_root *root)
{
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    bool is_exact = true;
    if (state->bindings.items[i].value == v &&
        find_slot_root(run, state->bindings.items[i].region, root, &is_exact) &&
        is_exact)
      return true;
  }
  *root = (summary_root){0};
  return false;
}

static void describe_result(run *run, const state *state, value v, exit_class *exit)
{
  value_table *values = &run->values;
  state_range(&run->context, state, v, &exit->low, &exit->high);
  exit->is_nonzero = state_is_nonzero(&run->context, state, v) == TRUTH_TRUE;
  const value_data *data = value_get(values, v);
  bool is_exact = true;
  if (data->kind == VALUE_SYMBOL && find_root(run, v, &exit->root, &is_exact)) {
    if (is_exact && !is_written_since(run, data))
      exit->result = RESULT_ROOT;
    else
      exit->root = (summary_root){0};
  }
  region_kind root = data->kind == VALUE_ADDRESS
                         ? region_get(values, region_root(values, data->a))->kind
                         : REGION_POINTEE;
  if (root == REGION_LOCAL || root == REGION_GLOBAL || root == REGION_STRING ||
      mismatch_is_lent(run, v))
    exit->result = RESULT_PLACE;
  const object *o = state_object(state, v);
  if (o != NULL && !o->is_foreign && o->status == OBJECT_OWNED) {
    exit->result = RESULT_OWNED;
    exit->kind = o->kind;
    exit->callee = o->acquirer;
  }
  if (o != NULL && !o->is_foreign && o->status == OBJECT_HELD &&
      find_made_slot(run, state, v, &exit->root))
    exit->result = RESULT_ROOT;
  if (o != NULL && o->status == OBJECT_RELEASED && exit->result != RESULT_ROOT) {
    exit->result = RESULT_RELEASED;
    exit->kind = o->kind;
    exit->callee = o->releaser;
  }
}

// Do callers that are analysed get to see what becomes of a result? Then it is for them
// to say whether they use it.
static bool is_seen_by_callers(const run *run)
{
  const ir_module *module = run->context.module;
  if (!run->function->is_static)
    return false;
  for (uint32_t f = 0; f < module->functions.count; f++) {
    const ir_function *caller = &module->functions.items[f];
    for (uint32_t i = 0; f != run->function_index && i < caller->instruction_count; i++)
      if (caller->instructions[i].opcode == IR_CALL &&
          caller->instructions[i].a.kind == IR_FUNCTION &&
          caller->instructions[i].a.index == run->function_index)
        return true;
  }
  return false;
}

static void use_result(run *run, state *state, value v, uint32_t instruction)
{
  const object *o = state_object(state, v);
  if (o != NULL && o->status == OBJECT_RELEASED && !o->is_reported &&
      !is_seen_by_callers(run))
    transfer_use_value(run, state, v, instruction, true);
}

static void learn_exit(run *run, const state *before, const state *after, value v)
{
  exit_class exit = {.low = INT64_MIN, .high = INT64_MAX};
  if (v != IR_NONE)
    describe_result(run, before, v, &exit);
  for (uint32_t i = 0; i < after->objects.count; i++) {
    const object *o = &after->objects.items[i];
    if (value_get(&run->values, o->symbol)->origin == SYMBOL_PLACE)
      add_lock_effect(run, &exit, o);
    else
      add_object_effect(run, after, &exit, o);
  }
  add_made_objects(run, after, &exit);
  add_conditions(run, after, &exit);
  summary_add_exit(run->arena, &run->summary, exit);
}

static void drop_locals(run *run, state *state)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    region root = region_root(&run->values, state->bindings.items[i].region);
    region_kind kind = region_get(&run->values, root)->kind;
    if (kind != REGION_LOCAL && kind != REGION_TEMPORARY)
      state->bindings.items[kept++] = state->bindings.items[i];
  }
  state->bindings.count = kept;
}

// An object the caller gets, or finds in its memory, or a lock that is left to it, of
// which it is open whether it is there.
static const object *open_object(run *run, const state *after)
{
  for (uint32_t i = 0; i < after->objects.count; i++) {
    const object *o = &after->objects.items[i];
    bool is_held_lock = o->status == OBJECT_OWNED &&
                        value_get(&run->values, o->symbol)->origin == SYMBOL_PLACE;
    if (!o->is_foreign && (o->status == OBJECT_HELD || is_held_lock) &&
        object_exists(&run->context, after, o) == TRUTH_UNKNOWN)
      return o;
  }
  return NULL;
}

#define OPEN_OBJECTS_SPLIT 3

static bool same_result(run *run, const state *a, const state *b, value v)
{
  exit_class x = {0};
  exit_class y = {0};
  if (v == IR_NONE)
    return true;
  describe_result(run, a, v, &x);
  describe_result(run, b, v, &y);
  return x.low == y.low && x.high == y.high && x.is_nonzero == y.is_nonzero;
}

// "Object or not" is two exits where the caller can tell them apart by the result;
// where it cannot, the object is taken to be there.
static void learn_open_exit(run *run, const state *before, const state *after, value v,
                            uint32_t splits)
{
  const object *o = splits == 0 ? NULL : open_object(run, after);
  if (o == NULL) {
    learn_exit(run, before, after, v);
    return;
  }
  state befores[2], afters[2];
  bool is_possible[2];
  object_guard guard = o->guard;
  value symbol = o->symbol;
  for (int way = 0; way < 2; way++) {
    state_copy(&befores[way], before);
    state_copy(&afters[way], after);
    is_possible[way] = state_assume_test(&run->context, &befores[way], guard.symbol,
                                         guard.test, way == 0) &&
                       state_assume_test(&run->context, &afters[way], guard.symbol,
                                         guard.test, way == 0);
  }
  if (is_possible[0] && is_possible[1] &&
      same_result(run, &befores[0], &befores[1], v)) {
    is_possible[1] = false;
    if (place_is(&run->values, symbol, PLACE_STORAGE)) // live or not, who knows
      state_object(&afters[0], symbol)->status = OBJECT_ESCAPED;
  }
  for (int way = 0; way < 2; way++) {
    if (is_possible[way])
      learn_open_exit(run, &befores[way], &afters[way], v, splits - 1);
    state_clear(&befores[way]);
    state_clear(&afters[way]);
  }
}

void run_exit(run *run, state *state_, value v, uint32_t instruction)
{
  state after;
  state_copy(&after, state_);
  if (v != IR_NONE) {
    const value_data *data = value_get(&run->values, v);
    if (data->kind == VALUE_SYMBOL)
      use_result(run, &after, v, instruction);
    transfer_let_go_of_elements(run, &after, v);
    value symbol;
    const object *o = value_base_symbol(&run->values, v, &symbol)
                          ? state_object(&after, symbol)
                          : NULL;
    // What the caller lent goes back as it came.
    if (data->kind == VALUE_CONTENT || data->kind == VALUE_ADDRESS ||
        (o != NULL && !o->is_foreign))
      transfer_give_away(run, &after, v, OBJECT_HELD, instruction);
  }
  if (v != IR_NONE)
    storage_let_go(run, &after, v);
  storage_find_lost(run, &after, IR_NONE, instruction, LOSS_RETURN);
  parked_leave(run, &after, instruction);
  drop_locals(run, &after);
  memset(&run->results[run->function->blocks[run->block].first], 0xff,
         run->function->blocks[run->block].count * sizeof *run->results);
  transfer_find_lost(run, &after, instruction, LOSS_RETURN);
  transfer_report_lost(run, &after);
  parked_report_unread(run, &after, instruction);
  lock_note_exit(run, &after, v, instruction);
  learn_open_exit(run, state_, &after, v, OPEN_OBJECTS_SPLIT);
  state_clear(&after);
}
