#include "frontend/body.h"

#include <string.h>

// Atomics as the plain loads, stores and arithmetic they are for one thread.
//
//   __atomic_ and __c11_atomic_   load store exchange compare_exchange fetch_OP
//   OP_fetch
//   __sync_                       fetch_and_OP OP_and_fetch bool_compare_and_swap ...
//
// Operands: the pointer, then the values as written, without memory orders. In the
// generic forms of __atomic_ (without _n) values are given by address.

typedef enum action {
  ACTION_NONE,
  ACTION_LOAD,
  ACTION_LOAD_TO, // *second = *first
  ACTION_STORE,
  ACTION_EXCHANGE,
  ACTION_EXCHANGE_TO, // *third = *first, *first = *second
  ACTION_COMPARE,     // expected by address, desired by value
  ACTION_COMPARE_BOTH,
  ACTION_SWAP_IF, // __sync_: expected by value, gives success
  ACTION_SWAP_OLD,
  ACTION_SET,   // true, gives the old value
  ACTION_CLEAR, // zero
  ACTION_FETCH_OP,
  ACTION_OP_FETCH,
} action;

typedef struct atomic {
  action action;
  ir_operator op;
  bool is_nand;
  bool is_by_address; // the value stored
} atomic;

static const struct {
  const char *name; // after __atomic_ or __sync_
  atomic atomic;
} fixed[] = {
    {"load_n", {ACTION_LOAD, IR_NO_OPERATOR, false, false}},
    {"load", {ACTION_LOAD_TO, IR_NO_OPERATOR, false, false}},
    {"store_n", {ACTION_STORE, IR_NO_OPERATOR, false, false}},
    {"store", {ACTION_STORE, IR_NO_OPERATOR, false, true}},
    {"init", {ACTION_STORE, IR_NO_OPERATOR, false, false}},
    {"exchange_n", {ACTION_EXCHANGE, IR_NO_OPERATOR, false, false}},
    {"exchange", {ACTION_EXCHANGE_TO, IR_NO_OPERATOR, false, true}},
    {"compare_exchange_n", {ACTION_COMPARE, IR_NO_OPERATOR, false, false}},
    {"compare_exchange_strong", {ACTION_COMPARE, IR_NO_OPERATOR, false, false}},
    {"compare_exchange_weak", {ACTION_COMPARE, IR_NO_OPERATOR, false, false}},
    {"compare_exchange", {ACTION_COMPARE_BOTH, IR_NO_OPERATOR, false, true}},
    {"test_and_set", {ACTION_SET, IR_NO_OPERATOR, false, false}},
    {"clear", {ACTION_CLEAR, IR_NO_OPERATOR, false, false}},
    {"bool_compare_and_swap", {ACTION_SWAP_IF, IR_NO_OPERATOR, false, false}},
    {"val_compare_and_swap", {ACTION_SWAP_OLD, IR_NO_OPERATOR, false, false}},
    {"lock_test_and_set", {ACTION_EXCHANGE, IR_NO_OPERATOR, false, false}},
    {"swap", {ACTION_EXCHANGE, IR_NO_OPERATOR, false, false}},
    {"lock_release", {ACTION_CLEAR, IR_NO_OPERATOR, false, false}},
};

static const struct {
  const char *name;
  ir_operator op;
} operators[] = {{"add", IR_ADD},  {"sub", IR_SUBTRACT}, {"and", IR_AND},
                 {"or", IR_OR},    {"xor", IR_XOR},      {"nand", IR_AND},
                 {"min", IR_LESS}, {"max", IR_GREATER}};

// Skips [start] at the beginning of [text]; NULL if it is not there.
static const char *after(const char *text, const char *start)
{
  size_t length = strlen(start);
  return strncmp(text, start, length) == 0 ? text + length : NULL;
}

// "add" in "fetch_add" (prefix "fetch_", suffix "") or "add_fetch" (prefix "").
static bool read_operator(const char *name, const char *prefix, const char *suffix,
                          atomic *result)
{
  const char *start = after(name, prefix);
  for (size_t i = 0; start != NULL && i < sizeof operators / sizeof *operators; i++) {
    const char *end = after(start, operators[i].name);
    if (end == NULL || strcmp(end, suffix) != 0)
      continue;
    result->op = operators[i].op;
    result->is_nand = strcmp(operators[i].name, "nand") == 0;
    return true;
  }
  return false;
}

static bool read_operation(const char *name, atomic *result)
{
  result->action = ACTION_FETCH_OP;
  if (read_operator(name, "fetch_", "", result) ||
      read_operator(name, "fetch_and_", "", result))
    return true;
  result->action = ACTION_OP_FETCH;
  return read_operator(name, "", "_fetch", result) ||
         read_operator(name, "", "_and_fetch", result);
}

// __sync_ functions end in their size in bytes once libclang has resolved them.
static size_t length_without_size(const char *name)
{
  size_t length = strlen(name);
  size_t end = length;
  while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9')
    end--;
  return end > 0 && end < length && name[end - 1] == '_' ? end - 1 : length;
}

static bool read_name(const char *name, atomic *result)
{
  static const char *const families[] = {"__c11_atomic_", "__scoped_atomic_",
                                         "__atomic_", "__sync_"};
  char rest[64] = "";
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
    const char *start = after(name, families[i]);
    if (start == NULL || strlen(start) >= sizeof rest)
      continue;
    memcpy(rest, start, length_without_size(start));
    break;
  }
  bool is_c11 = after(name, "__c11_") != NULL;
  for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
    if (strcmp(rest, fixed[i].name) == 0) {
      *result = fixed[i].atomic;
      // C11 has only the forms by value, and calls them by the short names.
      if (is_c11 && result->action == ACTION_LOAD_TO)
        result->action = ACTION_LOAD;
      if (is_c11 && result->action == ACTION_EXCHANGE_TO)
        result->action = ACTION_EXCHANGE;
      result->is_by_address = result->is_by_address && !is_c11;
      return true;
    }
  return read_operation(rest, result);
}

bool lower_knows_atomic(const char *name)
{
  atomic ignored;
  return read_name(name, &ignored);
}

// ---- Doing it ----------------------------------------------------------------------

static lvalue pointed_place(body *b, ir_operand pointer)
{
  const ir_type *type = types_get(&b->u->types, pointer.type);
  ir_type_id target = type->kind == IR_TYPE_POINTER ? type->element : TYPE_UNKNOWN;
  while (types_kind(&b->u->types, target) == IR_TYPE_ARRAY)
    target = types_get(&b->u->types, target)->element;
  return (lvalue){pointer, target == TYPE_VOID ? TYPE_UNKNOWN : target};
}

static uint32_t needed_operands(action action)
{
  switch (action) {
  case ACTION_LOAD:
  case ACTION_SET:
  case ACTION_CLEAR:
    return 1;
  case ACTION_EXCHANGE_TO:
  case ACTION_COMPARE:
  case ACTION_COMPARE_BOTH:
  case ACTION_SWAP_IF:
  case ACTION_SWAP_OLD:
    return 3;
  default:
    return 2;
  }
}

static ir_operand apply(body *b, const atomic *a, ir_operand old, ir_operand value)
{
  if (a->op == IR_LESS || a->op == IR_GREATER) // min, max: one of the two
    return builder_unknown(b->builder, old.type);
  ir_operand result = lower_arithmetic(b, a->op, old, value, old.type);
  return a->is_nand ? builder_unary(b->builder, IR_COMPLEMENT, result, old.type)
                    : result;
}

// Stores [desired] if the object equals [expected]. Otherwise, if [seen] is given, the
// object goes there. Gives the old value, or success as [type].
static ir_operand compare_and_swap(body *b, lvalue object, ir_operand expected,
                                   ir_operand desired, const lvalue *seen,
                                   bool gives_old, ir_type_id type)
{
  ir_operand old = body_load(b, object);
  ir_operand is_equal = builder_binary(b->builder, IR_EQUAL, old, expected, TYPE_INT);
  lvalue success = {0};
  if (!gives_old)
    success = body_add_temporary(b, type);
  uint32_t swaps = builder_new_block(b->builder);
  uint32_t fails = builder_new_block(b->builder);
  uint32_t join = builder_new_block(b->builder);
  builder_branch(b->builder, is_equal, swaps, fails, 0);
  builder_enter(b->builder, swaps);
  body_store(b, object, desired, 0);
  if (!gives_old)
    body_store(b, success, ir_integer(1, type), 0);
  builder_jump(b->builder, join);
  builder_enter(b->builder, fails);
  if (seen != NULL)
    body_store(b, *seen, old, 0);
  if (!gives_old)
    body_store(b, success, ir_integer(0, type), 0);
  builder_enter(b->builder, join);
  return gives_old ? old : body_load(b, success);
}

static ir_operand lower_compare(body *b, const atomic *a, const ir_operand *operands,
                                ir_type_id type)
{
  lvalue object = pointed_place(b, operands[0]);
  bool is_sync = a->action == ACTION_SWAP_IF || a->action == ACTION_SWAP_OLD;
  if (is_sync)
    return compare_and_swap(b, object, operands[1], operands[2], NULL,
                            a->action == ACTION_SWAP_OLD, type);
  lvalue expected = pointed_place(b, operands[1]);
  ir_operand desired = operands[2];
  if (a->is_by_address)
    desired = body_load(b, pointed_place(b, desired));
  return compare_and_swap(b, object, body_load(b, expected), desired, &expected, false,
                          type);
}

static ir_operand lower_exchange(body *b, const atomic *a, const ir_operand *operands)
{
  lvalue object = pointed_place(b, operands[0]);
  ir_operand value = operands[1];
  if (a->is_by_address)
    value = body_load(b, pointed_place(b, value));
  ir_operand old = body_load(b, object);
  body_store(b, object, value, 0);
  if (a->action != ACTION_EXCHANGE_TO)
    return old;
  body_store(b, pointed_place(b, operands[2]), old, 0);
  return ir_none();
}

static ir_operand lower_action(body *b, const atomic *a, const ir_operand *operands,
                               ir_type_id type)
{
  lvalue object = pointed_place(b, operands[0]);
  ir_operand value, old;
  switch (a->action) {
  case ACTION_LOAD:
    return body_load(b, object);
  case ACTION_LOAD_TO:
    body_store(b, pointed_place(b, operands[1]), body_load(b, object), 0);
    return ir_none();
  case ACTION_STORE:
    value = operands[1];
    if (a->is_by_address)
      value = body_load(b, pointed_place(b, value));
    body_store(b, object, value, 0);
    return ir_none();
  case ACTION_EXCHANGE:
  case ACTION_EXCHANGE_TO:
    return lower_exchange(b, a, operands);
  case ACTION_SET:
    old = body_load(b, object);
    body_store(b, object, ir_integer(1, old.type), 0);
    return lower_convert(b, old, type, 0);
  case ACTION_CLEAR:
    body_store(b, object, ir_integer(0, types_unqualified(&b->u->types, object.type)),
               0);
    return ir_none();
  case ACTION_FETCH_OP:
  case ACTION_OP_FETCH:
    old = body_load(b, object);
    value = apply(b, a, old, operands[1]);
    body_store(b, object, value, 0);
    return a->action == ACTION_FETCH_OP ? old : value;
  default:
    return lower_compare(b, a, operands, type);
  }
}

bool lower_atomic(body *b, const char *name, const ir_operand *operands, uint32_t count,
                  ir_type_id type, ir_operand *result)
{
  atomic a = {0};
  if (!read_name(name, &a) || count < needed_operands(a.action))
    return false;
  for (uint32_t i = 0; i < count; i++)
    if (operands[i].kind == IR_OPERAND_NONE)
      return false;
  *result = lower_action(b, &a, operands, type);
  return true;
}
