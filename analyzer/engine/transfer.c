// Transfer: what each instruction does to a state.

#include "engine/lock.h"

#include <assert.h>
#include <string.h>

// ---- Values of operands ----

value transfer_operand(run *run, const state *state, ir_operand operand)
{
  value_table *values = &run->values;
  switch (operand.kind) {
  case IR_INTEGER:
    return value_integer(values, operand.number);
  case IR_LOCAL:
    return value_address(values, region_local(values, operand.index));
  case IR_GLOBAL:
    return value_address(values, region_global(values, operand.index));
  case IR_FUNCTION:
    return value_address(values, region_of_function(values, operand.index));
  case IR_STRING:
    return value_address(values, region_string(values, operand.index));
  case IR_VALUE: {
    const ir_block *block = &run->function->blocks[run->block];
    if (operand.index >= block->first && operand.index < block->first + block->count)
      return run->results[operand.index];
    return state_load(&run->context, state, region_temporary(values, operand.index));
  }
  case IR_OPERAND_NONE:
    break;
  }
  return value_symbol(values, SYMBOL_OPAQUE, IR_NONE, 0, 0);
}

static value opaque(run *run, state *state, uint32_t instruction)
{
  value symbol = value_symbol(&run->values, SYMBOL_OPAQUE, instruction, 0, 0);
  transfer_age(run, state, symbol);
  return symbol;
}

void transfer_age(run *run, state *state, value symbol)
{
  if (!run->shape.is_in_loop[run->block] ||
      !state_mentions(&run->context, state, symbol))
    return;
  value older = value_older(&run->values, symbol);
  state_age_symbol(&run->context, state, symbol);
  const ir_block *block = &run->function->blocks[run->block];
  for (uint32_t i = block->first; i < block->first + block->count; i++)
    if (run->results[i] != IR_NONE)
      run->results[i] = value_substitute(&run->values, run->results[i], symbol, older);
}

// ---- Instructions ----

// The memory that [address] names. False: no path goes on (a null pointer), or it is
// memory we know nothing of, then [region] is IR_NONE.
static bool resolve(run *run, state *state, ir_operand address, uint32_t instruction,
                    region *region)
{
  value pointer = transfer_operand(run, state, address);
  int64_t number;
  *region = IR_NONE;
  if (value_is_integer(&run->values, pointer, &number))
    return number != 0;
  if (!region_pointee(&run->values, pointer, region)) {
    *region = IR_NONE;
    return true;
  }
  value symbol;
  if (region_base_symbol(&run->values, *region, &symbol)) {
    transfer_use(run, state, *region, instruction);
    transfer_note_unchecked(run, state, symbol, instruction);
    return state_assume(&run->context, state, symbol, true);
  }
  return true;
}

static uint64_t size_of(const run *run, ir_type_id type)
{
  return ir_type_of(run->context.module, type)->size;
}

static bool is_aggregate(const run *run, ir_type_id type)
{
  ir_type_kind kind = ir_type_of(run->context.module, type)->kind;
  return kind == IR_TYPE_RECORD || kind == IR_TYPE_ARRAY;
}

static bool constant_global(const run *run, region region, int64_t *number)
{
  const region_data *r = region_get(&run->values, region);
  if (r->kind != REGION_GLOBAL)
    return false;
  const ir_global *global = &run->context.module->globals.items[r->index];
  *number = global->value;
  return global->has_value && !global->is_written &&
         (global->is_static || global->is_const);
}

static bool do_load(run *run, state *state, const ir_instruction *instruction,
                    uint32_t index)
{
  region region;
  int64_t number;
  if (!resolve(run, state, instruction->a, index, &region))
    return false;
  if (region == IR_NONE || (instruction->flags & IR_FLAG_VOLATILE)) {
    run->results[index] = opaque(run, state, index);
  } else if (is_aggregate(run, instruction->type)) {
    if (region_is_under_any(&run->values, region))
      transfer_give_away_elements(run, state, region_root(&run->values, region), index);
    run->results[index] = value_content(&run->values, region);
  } else if (constant_global(run, region, &number)) {
    run->results[index] = value_integer(&run->values, number);
  } else {
    value loaded;
    if (region_is_under_any(&run->values, region)) {
      // Elements under an unknown index are not one value: each load names its own.
      loaded =
          value_symbol(&run->values, SYMBOL_HELD, region, opaque(run, state, index), 0);
    } else {
      loaded = state_load(&run->context, state, region);
      state_bind(state, region, loaded);
    }
    run->results[index] = loaded;
  }
  // `(void)fd;` on its own: the author knows, and lets it go.
  if (run->shape.last_use[index] == IR_NONE && !(instruction->flags & IR_FLAG_VOLATILE))
    transfer_give_away(run, state, run->results[index], OBJECT_ESCAPED, index);
  return true;
}

static void name_object(run *run, state *state, value v, region region,
                        uint32_t instruction)
{
  object *o = state_object(state, v);
  if (o == NULL)
    return;
  if (o->name == IR_NONE) {
    const region_data *root =
        region_get(&run->values, region_root(&run->values, region));
    bool is_unnamed =
        root->kind == REGION_LOCAL && run->function->locals[root->index].is_temporary;
    if (!is_unnamed)
      o->name = region;
  } else if (o->name != region && o->status == OBJECT_OWNED) {
    state_add_step(&run->context, state, STEP_COPY, instruction, v, true);
  }
}

// `*e->previous = e->next` takes e off its list: memory outside that holds e, as the
// head of the list does, may hold the next one from here on.
static void unlink_by_own_link(run *run, state *state, region region,
                               uint32_t instruction)
{
  value link, unlinked;
  if (!region_base_symbol(&run->values, region, &link))
    return;
  value_data data = *value_get(&run->values, link);
  if (data.origin != SYMBOL_HELD ||
      !region_base_symbol(&run->values, data.a, &unlinked))
    return;
  value next = value_symbol(&run->values, SYMBOL_OPAQUE, instruction, 0, 0);
  value older = value_symbol(&run->values, SYMBOL_OPAQUE, instruction, 0, 1);
  transfer_age(run, state, next);
  unlinked = value_substitute(&run->values, unlinked, next, older);
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    binding b = state->bindings.items[i];
    if (b.value != unlinked || !state_is_outside(&run->context, state, b.region))
      continue;
    state->bindings.items[i].value = next;
  }
}

static void store_scalar(run *run, state *state, region region, value stored,
                         uint32_t index)
{
  value old = state_load(&run->context, state, region);
  bool outside = state_is_outside(&run->context, state, region);
  name_object(run, state, stored, region, index);
  if (outside)
    transfer_give_away(run, state, stored, OBJECT_HELD, index);
  if (region_is_under_any(&run->values, region)) {
    if (!outside)
      transfer_give_away(run, state, stored, OBJECT_HELD, index);
    return;
  }
  state_bind(state, region, stored);
  value symbol;
  if (old != stored && value_base_symbol(&run->values, old, &symbol) &&
      state_object(state, symbol) != NULL) {
    const value_data *by = value_get(&run->values, stored);
    bool by_realloc = by->kind == VALUE_SYMBOL && by->origin == SYMBOL_RESULT &&
                      call_replaces_argument(run, by->a);
    transfer_find_lost(run, state, index, by_realloc ? LOSS_REALLOC : LOSS_OVERWRITTEN);
  }
}

static bool do_store(run *run, state *state, const ir_instruction *instruction,
                     uint32_t index)
{
  region region;
  if (!resolve(run, state, instruction->a, index, &region))
    return false;
  value stored = transfer_operand(run, state, instruction->b);
  value_data data = *value_get(&run->values, stored);
  if (region == IR_NONE || data.kind == VALUE_CONTENT ||
      region_get(&run->values, region)->kind != REGION_LOCAL)
    storage_let_go(run, state, stored);
  if (region == IR_NONE) {
    transfer_give_away(run, state, stored, OBJECT_ESCAPED, index);
  } else if (data.kind == VALUE_CONTENT) {
    if (state_is_outside(&run->context, state, region))
      transfer_give_away(run, state, stored, OBJECT_HELD, index);
    state_copy_contents(&run->context, state, region, data.a,
                        size_of(run, instruction->type), index);
    transfer_find_lost(run, state, index, LOSS_OVERWRITTEN);
  } else if (is_aggregate(run, instruction->type)) {
    state_forget_contents(&run->context, state, region_root(&run->values, region),
                          index);
  } else {
    store_scalar(run, state, region, stored, index);
    unlink_by_own_link(run, state, region, index);
  }
  return true;
}

static value do_field(run *run, state *state, const ir_instruction *instruction,
                      uint32_t index)
{
  value base = transfer_operand(run, state, instruction->a);
  const ir_type *pointer = ir_type_of(run->context.module, instruction->a.type);
  const ir_type *record = ir_type_of(run->context.module, pointer->element);
  region region;
  if (record->kind != IR_TYPE_RECORD || instruction->index >= record->count ||
      !region_pointee(&run->values, base, &region))
    return opaque(run, state, index);
  const ir_field *field =
      &run->context.module->fields.items[record->first + instruction->index];
  region = region_part(&run->values, region, (int64_t)field->offset);
  if (run->values.field_names.items[region] == NULL)
    run->values.field_names.items[region] = field->name;
  return value_address(&run->values, region);
}

static value do_element(run *run, state *state, const ir_instruction *instruction,
                        uint32_t index)
{
  value base = transfer_operand(run, state, instruction->a);
  value offset = transfer_operand(run, state, instruction->b);
  const ir_type *pointer = ir_type_of(run->context.module, instruction->type);
  uint64_t size = pointer->kind == IR_TYPE_POINTER ? size_of(run, pointer->element) : 0;
  if (size == 0)
    size = 1;
  int64_t low, high;
  region region;
  if (!region_pointee(&run->values, base, &region))
    return opaque(run, state, index);
  state_range(&run->context, state, offset, &low, &high);
  if (low == high && low > INT32_MIN && low < INT32_MAX)
    region = region_part(&run->values, region, low * (int64_t)size);
  else
    region = region_any(&run->values, region);
  return value_address(&run->values, region);
}

// What is not known of the result is at least the same wherever the same is asked.
static value apply_unknown(run *run, state *state, const ir_instruction *instruction,
                           uint32_t index, value a, value b)
{
  ir_type_kind kind = ir_type_of(run->context.module, instruction->type)->kind;
  if (kind != IR_TYPE_INT || !value_is_simple(&run->values, a) ||
      !value_is_simple(&run->values, b))
    return opaque(run, state, index);
  return value_operation(&run->values, instruction->operator_, a, b);
}

static value do_binary(run *run, state *state, const ir_instruction *instruction,
                       uint32_t index)
{
  value_table *values = &run->values;
  value a = transfer_operand(run, state, instruction->a);
  value b = transfer_operand(run, state, instruction->b);
  ir_operator op = instruction->operator_;
  int64_t x, y;
  bool a_known = value_is_integer(values, a, &x);
  bool b_known = value_is_integer(values, b, &y);
  if (ir_operator_is_comparison(op)) {
    value result = value_compare(values, op, a, b);
    truth is_true = state_is_nonzero(&run->context, state, result);
    return is_true == TRUTH_UNKNOWN ? result
                                    : value_integer(values, is_true == TRUTH_TRUE);
  }
  if (op == IR_ADD && b_known)
    return value_get(values, a)->kind == VALUE_COMPARE ? opaque(run, state, index)
                                                       : value_sum(values, a, y);
  if (op == IR_ADD && a_known)
    return value_sum(values, b, x);
  if (op == IR_SUBTRACT && b_known && y != INT64_MIN)
    return value_sum(values, a, -y);
  if (op == IR_SUBTRACT && a == b)
    return value_integer(values, 0);
  if (!a_known || !b_known)
    return apply_unknown(run, state, instruction, index, a, b);
  uint64_t ux = (uint64_t)x, uy = (uint64_t)y;
  switch (op) {
  case IR_MULTIPLY:
    return value_integer(values, (int64_t)(ux * uy));
  case IR_DIVIDE:
    return y > 0 ? value_integer(values, x / y) : opaque(run, state, index);
  case IR_REMAINDER:
    return y > 0 ? value_integer(values, x % y) : opaque(run, state, index);
  case IR_AND:
    return value_integer(values, x & y);
  case IR_OR:
    return value_integer(values, x | y);
  case IR_XOR:
    return value_integer(values, x ^ y);
  case IR_SHIFT_LEFT:
    return y >= 0 && y < 63 ? value_integer(values, (int64_t)(ux << y))
                            : opaque(run, state, index);
  case IR_SHIFT_RIGHT:
    return y >= 0 && y < 63 ? value_integer(values, x >> y) : opaque(run, state, index);
  default:
    return opaque(run, state, index);
  }
}

static value do_unary(run *run, state *state, const ir_instruction *instruction,
                      uint32_t index)
{
  value_table *values = &run->values;
  value a = transfer_operand(run, state, instruction->a);
  int64_t x;
  bool known = value_is_integer(values, a, &x);
  switch (instruction->operator_) {
  case IR_LOGICAL_NOT: {
    value result = value_compare(values, IR_EQUAL, a, value_integer(values, 0));
    truth is_true = state_is_nonzero(&run->context, state, result);
    return is_true == TRUTH_UNKNOWN ? result
                                    : value_integer(values, is_true == TRUTH_TRUE);
  }
  case IR_NEGATE:
    return known && x != INT64_MIN ? value_integer(values, -x)
                                   : opaque(run, state, index);
  case IR_COMPLEMENT:
    return known ? value_integer(values, ~x) : opaque(run, state, index);
  default:
    return opaque(run, state, index);
  }
}

// Conversions keep the value unless it may not fit; a pointer turned into a number is
// out of our hands.
static value do_copy(run *run, state *state, const ir_instruction *instruction,
                     uint32_t index)
{
  value a = transfer_operand(run, state, instruction->a);
  const ir_type *to = ir_type_of(run->context.module, instruction->type);
  const ir_type *from = ir_type_of(run->context.module, instruction->a.type);
  if (to->kind == IR_TYPE_BOOL) {
    truth is_true = state_is_nonzero(&run->context, state, a);
    if (is_true != TRUTH_UNKNOWN)
      return value_integer(&run->values, is_true == TRUTH_TRUE);
    return value_compare(&run->values, IR_NOT_EQUAL, a, value_integer(&run->values, 0));
  }
  bool is_made_up = to->kind == IR_TYPE_POINTER &&
                    value_get(&run->values, a)->kind == VALUE_OPERATION;
  if (to->kind == IR_TYPE_FLOAT || from->kind == IR_TYPE_FLOAT || is_made_up)
    return opaque(run, state, index);
  if (to->kind == IR_TYPE_INT && from->kind == IR_TYPE_POINTER) {
    transfer_give_away(run, state, a, OBJECT_ESCAPED, index);
    return a;
  }
  if (to->kind != IR_TYPE_INT || to->size == 0 || to->size >= 8)
    return a;
  int64_t number, low, high;
  unsigned unused = 64 - 8 * (unsigned)to->size;
  if (value_is_integer(&run->values, a, &number)) {
    uint64_t bits = (uint64_t)number << unused;
    return value_integer(&run->values, to->is_signed ? (int64_t)bits >> unused
                                                     : (int64_t)(bits >> unused));
  }
  // A wider or other-signed type keeps the name, so that tests of one value agree.
  if (from->kind != IR_TYPE_INT || from->size <= to->size)
    return a;
  state_range(&run->context, state, a, &low, &high);
  bool fits = low >= -((int64_t)1 << (63 - unused)) && high < (int64_t)1
                                                                  << (63 - unused);
  return fits ? a : opaque(run, state, index);
}

static void do_scope_end(run *run, state *state, const ir_instruction *instruction,
                         uint32_t index)
{
  bool dropped = false;
  for (uint32_t k = 0; k < instruction->count; k++) {
    uint32_t local = run->function->operands[instruction->first + k].index;
    region root = region_local(&run->values, local);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->bindings.count; i++)
      if (region_root(&run->values, state->bindings.items[i].region) != root)
        state->bindings.items[kept++] = state->bindings.items[i];
    dropped = dropped || kept != state->bindings.count;
    state->bindings.count = kept;
  }
  for (uint32_t k = 0; k < instruction->count; k++)
    storage_find_lost(run, state, run->function->operands[instruction->first + k].index,
                      index, LOSS_SCOPE_END);
  if (dropped)
    transfer_find_lost(run, state, index, LOSS_SCOPE_END);
}

static void keep_result(run *run, state *state, uint32_t index)
{
  if (run->shape.is_shared[index])
    state_bind(state, region_temporary(&run->values, index), run->results[index]);
}

// False: the path ends here.
static bool do_instruction(run *run, state *state, uint32_t index)
{
  const ir_instruction *instruction = &run->function->instructions[index];
  region region;
  switch (instruction->opcode) {
  case IR_LOAD:
    if (!do_load(run, state, instruction, index))
      return false;
    break;
  case IR_STORE:
    return do_store(run, state, instruction, index);
  case IR_COPY:
    run->results[index] = do_copy(run, state, instruction, index);
    break;
  case IR_FIELD:
    run->results[index] = do_field(run, state, instruction, index);
    break;
  case IR_ELEMENT:
    run->results[index] = do_element(run, state, instruction, index);
    break;
  case IR_UNARY:
    run->results[index] = do_unary(run, state, instruction, index);
    break;
  case IR_BINARY:
    run->results[index] = do_binary(run, state, instruction, index);
    break;
  case IR_UNKNOWN:
    run->results[index] = opaque(run, state, index);
    break;
  case IR_ZERO:
    if (!resolve(run, state, instruction->a, index, &region))
      return false;
    if (region != IR_NONE)
      state_zero(&run->context, state, region, size_of(run, instruction->type));
    return true;
  case IR_HAVOC:
    if (!resolve(run, state, instruction->a, index, &region))
      return false;
    if (region != IR_NONE)
      state_forget_contents(&run->context, state, region_root(&run->values, region),
                            index);
    return true;
  case IR_CALL:
    if (!call_apply(run, state, index))
      return false;
    break;
  case IR_SCOPE_END:
    do_scope_end(run, state, instruction, index);
    return true;
  default:
    return true;
  }
  keep_result(run, state, index);
  return true;
}

// ---- Terminators ----

static void go(run *run, const state *state_, uint32_t block)
{
  state copy;
  state_copy(&copy, state_);
  run_enter_block(run, &copy, block);
}

static void do_branch(run *run, state *state_, const ir_instruction *instruction,
                      uint32_t index)
{
  const uint32_t *targets = &run->function->targets[instruction->first];
  value condition = transfer_operand(run, state_, instruction->a);
  bool is_open = state_is_nonzero(&run->context, state_, condition) == TRUTH_UNKNOWN;
  for (int way = 1; way >= 0; way--) {
    state taken;
    state_copy(&taken, state_);
    if (state_assume(&run->context, &taken, condition, way == 1)) {
      if (is_open)
        state_add_step(&run->context, &taken, STEP_ASSUME, index, condition, way == 1);
      run_enter_block(run, &taken, targets[way == 1 ? 0 : 1]);
    } else {
      state_clear(&taken);
    }
  }
}

static void do_switch(run *run, state *state_, const ir_instruction *instruction,
                      uint32_t index)
{
  value on = transfer_operand(run, state_, instruction->a);
  state rest;
  state_copy(&rest, state_);
  bool is_rest_possible = true;
  for (uint32_t i = 0; i < instruction->case_count && is_rest_possible; i++) {
    const ir_case *c = &run->function->cases[instruction->first_case + i];
    state taken;
    state_copy(&taken, &rest);
    if (state_assume_range(&run->context, &taken, on, c->low, c->high)) {
      state_add_step(&run->context, &taken, STEP_ASSUME, index, on, true);
      run_enter_block(run, &taken, c->target);
    } else {
      state_clear(&taken);
    }
    if (c->low == c->high)
      is_rest_possible = state_assume_test(&run->context, &rest, on,
                                           (fact_test){COMPARE_EQUAL, c->low}, false);
  }
  if (is_rest_possible)
    go(run, &rest, run->function->targets[instruction->first]);
  state_clear(&rest);
}

static void do_terminator(run *run, state *state, uint32_t index)
{
  const ir_instruction *instruction = &run->function->instructions[index];
  switch (instruction->opcode) {
  case IR_JUMP:
    go(run, state, run->function->targets[instruction->first]);
    break;
  case IR_BRANCH:
    do_branch(run, state, instruction, index);
    break;
  case IR_SWITCH:
    do_switch(run, state, instruction, index);
    break;
  case IR_ANYWHERE:
    for (uint32_t i = 0; i < instruction->count; i++)
      go(run, state, run->function->targets[instruction->first + i]);
    break;
  case IR_RET:
    run_exit(run, state,
             instruction->a.kind == IR_OPERAND_NONE
                 ? IR_NONE
                 : transfer_operand(run, state, instruction->a),
             index);
    break;
  default:
    break;
  }
}

void transfer_suspend(run *run, state *other, uint32_t next)
{
  const ir_block *block = &run->function->blocks[run->block];
  suspended s = {.state = *other, .next = next};
  s.results = arena_new_array(&run->scratch, value, block->count);
  memcpy(s.results, &run->results[block->first], block->count * sizeof *s.results);
  array_push(&run->suspended, s);
}

static void run_from(run *run, state *state, uint32_t instruction)
{
  const ir_block *block = &run->function->blocks[run->block];
  uint32_t last = block->first + block->count - 1;
  for (; instruction < last; instruction++) {
    const step *path = state->path;
    if (run_is_exhausted(run) || !do_instruction(run, state, instruction))
      return;
    if (state->path != path)
      run_record_state(run, state, instruction, "then");
  }
  // Results that only this block could use go with it.
  if (run->function->instructions[last].opcode != IR_RET)
    transfer_find_lost(run, state, last, LOSS_DROPPED);
  do_terminator(run, state, last);
}

void transfer_block(run *run, state *state, uint32_t instruction)
{
  const ir_block *block = &run->function->blocks[run->block];
  uint32_t base = run->suspended.count;
  memset(&run->results[block->first], 0xff, block->count * sizeof *run->results);
  run_from(run, state, instruction);
  state_clear(state);
  while (run->suspended.count > base) {
    suspended s = *array_last(&run->suspended);
    run->suspended.count--;
    memcpy(&run->results[block->first], s.results, block->count * sizeof *s.results);
    keep_result(run, &s.state, s.next - 1);
    run_from(run, &s.state, s.next);
    state_clear(&s.state);
  }
}
