// Knowledge: what a state can tell of a value, and what a branch teaches it.

#include "engine/state.h"

#include <assert.h>
#include <string.h>

static const constraint *constraint_of(const state *state, value symbol)
{
  uint32_t low = 0;
  uint32_t high = state->constraints.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (state->constraints.items[middle].symbol < symbol)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < state->constraints.count && state->constraints.items[low].symbol == symbol)
    return &state->constraints.items[low];
  return NULL;
}

static int64_t add_saturated(int64_t a, int64_t b)
{
  if (a == INT64_MIN || a == INT64_MAX)
    return a; // a bound that is not there stays away
  if (b > 0 && a > INT64_MAX - b)
    return INT64_MAX;
  if (b < 0 && a < INT64_MIN - b)
    return INT64_MIN;
  return a + b;
}

void state_range(const state_context *context, const state *state, value v,
                 int64_t *low, int64_t *high)
{
  value_data data = *value_get(context->values, v);
  *low = INT64_MIN;
  *high = INT64_MAX;
  switch (data.kind) {
  case VALUE_INTEGER:
    *low = *high = data.number;
    break;
  case VALUE_ADDRESS:
    *low = 1;
    break;
  case VALUE_OPERATION:
  case VALUE_SYMBOL: {
    const constraint *c = constraint_of(state, v);
    if (c != NULL) {
      *low = c->low;
      *high = c->high;
    }
    break;
  }
  case VALUE_SUM:
    state_range(context, state, data.a, low, high);
    *low = add_saturated(*low, data.number);
    *high = add_saturated(*high, data.number);
    break;
  case VALUE_COMPARE: {
    truth is_true = state_compare(context, state, data.operator_, data.a, data.b);
    *low = is_true == TRUTH_TRUE;
    *high = is_true != TRUTH_FALSE;
    break;
  }
  case VALUE_CONTENT:
    break;
  }
}

static bool is_excluded(const state_context *context, const state *state, value v,
                        int64_t number)
{
  value_data data = *value_get(context->values, v);
  if (data.kind == VALUE_SUM)
    return is_excluded(context, state, data.a,
                       (int64_t)((uint64_t)number - (uint64_t)data.number));
  const constraint *c = constraint_of(state, v);
  if (c != NULL)
    for (uint8_t i = 0; i < c->excluded_count; i++)
      if (c->excluded[i] == number)
        return true;
  return false;
}

static truth compare_to_number(const state_context *context, const state *state,
                               ir_operator op, value v, int64_t n)
{
  int64_t low;
  int64_t high;
  state_range(context, state, v, &low, &high);
  switch (op) {
  case IR_EQUAL:
  case IR_NOT_EQUAL:
    if (low == high && low == n)
      return op == IR_EQUAL ? TRUTH_TRUE : TRUTH_FALSE;
    if (n < low || n > high || is_excluded(context, state, v, n))
      return op == IR_EQUAL ? TRUTH_FALSE : TRUTH_TRUE;
    return TRUTH_UNKNOWN;
  case IR_LESS:
    return high < n ? TRUTH_TRUE : low >= n ? TRUTH_FALSE : TRUTH_UNKNOWN;
  case IR_LESS_EQUAL:
    return high <= n ? TRUTH_TRUE : low > n ? TRUTH_FALSE : TRUTH_UNKNOWN;
  case IR_GREATER:
    return low > n ? TRUTH_TRUE : high <= n ? TRUTH_FALSE : TRUTH_UNKNOWN;
  default:
    return low >= n ? TRUTH_TRUE : high < n ? TRUTH_FALSE : TRUTH_UNKNOWN;
  }
}

truth state_is_nonzero(const state_context *context, const state *state, value v)
{
  return compare_to_number(context, state, IR_NOT_EQUAL, v, 0);
}

// Memory that this function acquired and nobody else has seen.
static bool is_private_object(const state *state, value v)
{
  const object *o = state_object(state, v);
  return o != NULL && !o->is_foreign && o->status == OBJECT_OWNED;
}

static bool is_memory_of_its_own(const state_context *context, value v)
{
  const value_data *data = value_get(context->values, v);
  if (data->kind != VALUE_ADDRESS)
    return false;
  region root = region_root(context->values, data->a);
  return region_get(context->values, root)->kind != REGION_POINTEE;
}

static bool is_held_symbol(const state_context *context, value v)
{
  const value_data *data = value_get(context->values, v);
  region root;
  return data->kind == VALUE_SYMBOL && data->generation == 0 &&
         (data->origin == SYMBOL_HELD || data->origin == SYMBOL_PARAMETER) &&
         !value_is_any_element(context->values, v, &root);
}

static bool is_parameter(const state_context *context, value v)
{
  const value_data *data = value_get(context->values, v);
  return data->kind == VALUE_SYMBOL && data->origin == SYMBOL_PARAMETER;
}

// Memory acquired since the function began is not what a parameter pointed at, whoever
// else has seen it by now.
static bool is_later_than_parameter(const state_context *context, const state *state,
                                    value made, value parameter)
{
  const object *o = state_object(state, made);
  return o != NULL && !o->is_foreign && !o->is_number &&
         is_parameter(context, parameter);
}

// Are [a] and [b] certainly different pieces of memory? A fresh object is none of the
// program's variables, no other object, and nothing that was there before.
static bool never_alias(const state_context *context, const state *state, value a,
                        value b)
{
  bool a_is_fresh = is_private_object(state, a);
  bool b_is_fresh = is_private_object(state, b);
  bool a_is_variable = is_memory_of_its_own(context, a);
  bool b_is_variable = is_memory_of_its_own(context, b);
  if (a_is_fresh && (b_is_fresh || b_is_variable || is_held_symbol(context, b)))
    return true;
  if (b_is_fresh && (a_is_variable || is_held_symbol(context, a)))
    return true;
  if (is_later_than_parameter(context, state, a, b) ||
      is_later_than_parameter(context, state, b, a))
    return true;
  return a_is_variable && b_is_variable;
}

// Bounds of [a] op [b] where both are ranges.
static truth compare_ranges(const state_context *context, const state *state,
                            ir_operator op, value a, value b)
{
  int64_t low_a, high_a, low_b, high_b;
  state_range(context, state, a, &low_a, &high_a);
  state_range(context, state, b, &low_b, &high_b);
  if (low_b == high_b)
    return compare_to_number(context, state, op, a, low_b);
  bool below = high_a < low_b;
  bool above = low_a > high_b;
  switch (op) {
  case IR_EQUAL:
    return below || above ? TRUTH_FALSE : TRUTH_UNKNOWN;
  case IR_NOT_EQUAL:
    return below || above ? TRUTH_TRUE : TRUTH_UNKNOWN;
  case IR_LESS:
    return below ? TRUTH_TRUE : low_a >= high_b ? TRUTH_FALSE : TRUTH_UNKNOWN;
  case IR_LESS_EQUAL:
    return high_a <= low_b ? TRUTH_TRUE : above ? TRUTH_FALSE : TRUTH_UNKNOWN;
  case IR_GREATER:
    return above ? TRUTH_TRUE : high_a <= low_b ? TRUTH_FALSE : TRUTH_UNKNOWN;
  default:
    return low_a >= high_b ? TRUTH_TRUE : below ? TRUTH_FALSE : TRUTH_UNKNOWN;
  }
}

static void split_sum(const state_context *context, value v, value *base,
                      int64_t *added)
{
  const value_data *data = value_get(context->values, v);
  *base = data->kind == VALUE_SUM ? data->a : v;
  *added = data->kind == VALUE_SUM ? data->number : 0;
}

static ir_operator mirrored(ir_operator op)
{
  static const ir_operator operators[IR_OPERATOR_COUNT] = {
      [IR_EQUAL] = IR_EQUAL,  [IR_NOT_EQUAL] = IR_NOT_EQUAL,
      [IR_LESS] = IR_GREATER, [IR_LESS_EQUAL] = IR_GREATER_EQUAL,
      [IR_GREATER] = IR_LESS, [IR_GREATER_EQUAL] = IR_LESS_EQUAL,
  };
  return operators[op];
}

// Two values without a number compare by their difference, of which branches may have
// told something: [a] [op] [b] is [difference] [op] [number].
typedef struct comparison {
  value difference;
  ir_operator op;
  int64_t number;
} comparison;

static comparison by_difference(const state_context *context, const state *state,
                                ir_operator op, value a, value b)
{
  value base_a, base_b;
  int64_t added_a, added_b;
  split_sum(context, a, &base_a, &added_a);
  split_sum(context, b, &base_b, &added_b);
  int64_t number = (int64_t)((uint64_t)added_b - (uint64_t)added_a);
  value turned = value_operation(context->values, IR_SUBTRACT, base_b, base_a);
  if (constraint_of(state, turned) != NULL)
    return (comparison){turned, mirrored(op), (int64_t)(0 - (uint64_t)number)};
  return (comparison){value_operation(context->values, IR_SUBTRACT, base_a, base_b), op,
                      number};
}

truth state_compare(const state_context *context, const state *state, ir_operator op,
                    value a, value b)
{
  int64_t number;
  if (value_is_integer(context->values, b, &number))
    return compare_to_number(context, state, op, a, number);
  if (never_alias(context, state, a, b) && (op == IR_EQUAL || op == IR_NOT_EQUAL))
    return op == IR_EQUAL ? TRUTH_FALSE : TRUTH_TRUE;
  comparison known = by_difference(context, state, op, a, b);
  truth told =
      compare_to_number(context, state, known.op, known.difference, known.number);
  return told != TRUTH_UNKNOWN ? told : compare_ranges(context, state, op, a, b);
}

static ir_operator operator_of(fact_compare compare)
{
  static const ir_operator operators[] = {
      [COMPARE_EQUAL] = IR_EQUAL,     [COMPARE_NOT_EQUAL] = IR_NOT_EQUAL,
      [COMPARE_LESS] = IR_LESS,       [COMPARE_LESS_EQUAL] = IR_LESS_EQUAL,
      [COMPARE_GREATER] = IR_GREATER, [COMPARE_GREATER_EQUAL] = IR_GREATER_EQUAL,
  };
  return operators[compare];
}

truth state_test(const state_context *context, const state *state, value v,
                 fact_test test)
{
  return compare_to_number(context, state, operator_of(test.compare), v, test.number);
}

// ---- Learning ----

static constraint *constraint_for(state *state, value symbol)
{
  const constraint *found = constraint_of(state, symbol);
  if (found != NULL)
    return &state->constraints.items[found - state->constraints.items];
  uint32_t at = 0;
  while (at < state->constraints.count && state->constraints.items[at].symbol < symbol)
    at++;
  array_reserve(&state->constraints, state->constraints.count + 1);
  memmove(&state->constraints.items[at + 1], &state->constraints.items[at],
          (state->constraints.count - at) * sizeof(constraint));
  state->constraints.count++;
  state->constraints.items[at] =
      (constraint){.symbol = symbol, .low = INT64_MIN, .high = INT64_MAX};
  return &state->constraints.items[at];
}

static void exclude(constraint *c, int64_t number)
{
  if (c->low == number && c->low < c->high)
    c->low++;
  else if (c->high == number && c->low < c->high)
    c->high--;
  else if (c->excluded_count < CONSTRAINT_EXCLUDED)
    c->excluded[c->excluded_count++] = number;
}

bool state_assume_range(const state_context *context, state *state, value v,
                        int64_t low, int64_t high)
{
  value_data data = *value_get(context->values, v);
  int64_t now_low;
  int64_t now_high;
  state_range(context, state, v, &now_low, &now_high);
  if (low > now_high || high < now_low || low > high)
    return false;
  if (data.kind == VALUE_SUM)
    return state_assume_range(context, state, data.a, add_saturated(low, -data.number),
                              add_saturated(high, -data.number));
  if (data.kind == VALUE_COMPARE && low == high)
    return state_assume(context, state, v, low != 0);
  if (data.kind != VALUE_SYMBOL && data.kind != VALUE_OPERATION)
    return true;
  constraint *c = constraint_for(state, v);
  c->low = low > c->low ? low : c->low;
  c->high = high < c->high ? high : c->high;
  for (uint8_t i = 0; i < c->excluded_count; i++)
    if (c->low == c->excluded[i] && c->high == c->excluded[i])
      return false;
  state_settle_guards(context, state, v);
  return true;
}

static bool assume_not_equal(const state_context *context, state *state, value v,
                             int64_t number)
{
  value_data data = *value_get(context->values, v);
  switch (compare_to_number(context, state, IR_NOT_EQUAL, v, number)) {
  case TRUTH_FALSE:
    return false;
  case TRUTH_TRUE:
    return true;
  default:
    break;
  }
  if (data.kind == VALUE_SUM)
    return assume_not_equal(context, state, data.a,
                            (int64_t)((uint64_t)number - (uint64_t)data.number));
  if (data.kind == VALUE_COMPARE && (number == 0 || number == 1))
    return state_assume(context, state, v, number == 0);
  if (data.kind == VALUE_SYMBOL || data.kind == VALUE_OPERATION) {
    exclude(constraint_for(state, v), number);
    state_settle_guards(context, state, v);
  }
  return true;
}

static bool assume_compare_number(const state_context *context, state *state,
                                  ir_operator op, value v, int64_t n)
{
  switch (op) {
  case IR_EQUAL:
    return compare_to_number(context, state, IR_EQUAL, v, n) != TRUTH_FALSE &&
           state_assume_range(context, state, v, n, n);
  case IR_NOT_EQUAL:
    return assume_not_equal(context, state, v, n);
  case IR_LESS:
    return n != INT64_MIN && state_assume_range(context, state, v, INT64_MIN, n - 1);
  case IR_LESS_EQUAL:
    return state_assume_range(context, state, v, INT64_MIN, n);
  case IR_GREATER:
    return n != INT64_MAX && state_assume_range(context, state, v, n + 1, INT64_MAX);
  default:
    return state_assume_range(context, state, v, n, INT64_MAX);
  }
}

// May [from] go by the name [to]? Only one of two objects could keep its story.
static bool can_rename(const state_context *context, const state *state, value from,
                       value to)
{
  const object *o = state_object(state, from);
  bool keeps_object = o == NULL || (is_parameter(context, to) && o->is_foreign &&
                                    state_object(state, to) == NULL);
  return value_get(context->values, from)->kind == VALUE_SYMBOL && keeps_object &&
         !value_mentions(context->values, to, from);
}

// Two unknown values that are equal become one name. That of a parameter stays: by it
// the caller knows what is done to the argument.
static bool assume_equal(const state_context *context, state *state, value a, value b)
{
  int64_t low_a, high_a, low_b, high_b;
  state_range(context, state, a, &low_a, &high_a);
  state_range(context, state, b, &low_b, &high_b);
  if (!state_assume_range(context, state, a, low_b, high_b) ||
      !state_assume_range(context, state, b, low_a, high_a))
    return false;
  bool keeps_b = is_parameter(context, b) && !is_parameter(context, a);
  value kept = keeps_b ? b : a;
  value other = keeps_b ? a : b;
  if (can_rename(context, state, other, kept))
    state_rename(context, state, other, kept);
  else if (can_rename(context, state, kept, other))
    state_rename(context, state, kept, other);
  return true;
}

static bool assume_ordered(const state_context *context, state *state, ir_operator op,
                           value a, value b)
{
  int64_t low_a, high_a, low_b, high_b;
  state_range(context, state, a, &low_a, &high_a);
  state_range(context, state, b, &low_b, &high_b);
  switch (op) {
  case IR_LESS:
    return state_assume_range(context, state, a, INT64_MIN,
                              add_saturated(high_b, -1)) &&
           state_assume_range(context, state, b, add_saturated(low_a, 1), INT64_MAX);
  case IR_LESS_EQUAL:
    return state_assume_range(context, state, a, INT64_MIN, high_b) &&
           state_assume_range(context, state, b, low_a, INT64_MAX);
  case IR_GREATER:
  case IR_GREATER_EQUAL:
    return assume_ordered(context, state, mirrored(op), b, a);
  default:
    return true;
  }
}

static ir_operator opposite(ir_operator op)
{
  static const ir_operator opposites[IR_OPERATOR_COUNT] = {
      [IR_EQUAL] = IR_NOT_EQUAL,    [IR_NOT_EQUAL] = IR_EQUAL,
      [IR_LESS] = IR_GREATER_EQUAL, [IR_GREATER_EQUAL] = IR_LESS,
      [IR_GREATER] = IR_LESS_EQUAL, [IR_LESS_EQUAL] = IR_GREATER,
  };
  return opposites[op];
}

bool state_assume(const state_context *context, state *state, value condition,
                  bool is_nonzero)
{
  value_data data = *value_get(context->values, condition);
  if (data.kind != VALUE_COMPARE)
    return assume_compare_number(context, state, is_nonzero ? IR_NOT_EQUAL : IR_EQUAL,
                                 condition, 0);
  ir_operator op = is_nonzero ? data.operator_ : opposite(data.operator_);
  int64_t number;
  if (value_is_integer(context->values, data.b, &number))
    return assume_compare_number(context, state, op, data.a, number);
  if (state_compare(context, state, op, data.a, data.b) == TRUTH_FALSE)
    return false;
  if (op == IR_EQUAL)
    return assume_equal(context, state, data.a, data.b);
  comparison learned = by_difference(context, state, op, data.a, data.b);
  return assume_compare_number(context, state, learned.op, learned.difference,
                               learned.number) &&
         assume_ordered(context, state, op, data.a, data.b);
}

bool state_assume_test(const state_context *context, state *state, value v,
                       fact_test test, bool holds)
{
  ir_operator op = operator_of(test.compare);
  return assume_compare_number(context, state, holds ? op : opposite(op), v,
                               test.number);
}
