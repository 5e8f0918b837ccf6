#include "engine/state.h"
#include "unit_test.h"

static value_table table;
static ir_module module;
static arena steps;
static state_context context;
static state here;

static int set_up(void **state)
{
  (void)state;
  ir_module_init(&module);
  value_table_init(&table, &module);
  context = (state_context){&table, &module, NULL, &steps};
  here = (struct state){0};
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  state_clear(&here);
  value_table_clear(&table);
  ir_module_clear(&module);
  arena_clear(&steps);
  return 0;
}

static value integer(int64_t number)
{
  return value_integer(&table, number);
}

static value parameter(uint32_t number)
{
  return value_symbol(&table, SYMBOL_PARAMETER, number, 0, 0);
}

static bool assume(ir_operator op, value a, value b, bool holds)
{
  return state_assume(&context, &here, value_compare(&table, op, a, b), holds);
}

static truth ask(ir_operator op, value a, value b)
{
  return state_compare(&context, &here, op, a, b);
}

static void unknown_memory_reads_the_same_twice(void **state)
{
  (void)state;
  region global = region_global(&table, 0);
  value first = state_load(&context, &here, global);
  assert_int_equal(state_load(&context, &here, global), first);
  state_forget_contents(&context, &here, global, 5);
  assert_int_not_equal(state_load(&context, &here, global), first);
}

static void zeroed_memory_reads_zero_at_every_offset(void **state)
{
  (void)state;
  region local = region_local(&table, 0);
  state_zero(&context, &here, local, 64);
  region part = region_part(&table, local, 24);
  assert_int_equal(state_load(&context, &here, part), integer(0));
  state_bind(&here, part, integer(3));
  assert_int_equal(state_load(&context, &here, part), integer(3));
  assert_int_equal(state_load(&context, &here, region_part(&table, local, 32)),
                   integer(0));
}

static void copying_a_struct_copies_what_its_parts_hold(void **state)
{
  (void)state;
  region from = region_local(&table, 0);
  region to = region_part(&table, region_local(&table, 1), 16);
  state_bind(&here, from, integer(1));
  state_bind(&here, region_part(&table, from, 8), integer(2));
  state_copy_contents(&context, &here, to, from, 16, 9);
  assert_int_equal(state_load(&context, &here, to), integer(1));
  assert_int_equal(state_load(&context, &here, region_part(&table, to, 8)), integer(2));
}

static void a_range_that_was_assumed_decides_later_tests(void **state)
{
  (void)state;
  value fd = parameter(0);
  assert_true(assume(IR_LESS, fd, integer(0), false));
  assert_int_equal(ask(IR_EQUAL, fd, integer(-1)), TRUTH_FALSE);
  assert_int_equal(ask(IR_GREATER_EQUAL, fd, integer(0)), TRUTH_TRUE);
  assert_int_equal(ask(IR_GREATER, fd, integer(0)), TRUTH_UNKNOWN);
  assert_false(assume(IR_EQUAL, fd, integer(-1), true));
}

static void a_number_excluded_at_the_edge_narrows_the_range(void **state)
{
  (void)state;
  value n = parameter(0);
  assert_true(assume(IR_GREATER_EQUAL, n, integer(0), true));
  assert_true(assume(IR_EQUAL, n, integer(0), false));
  assert_int_equal(ask(IR_GREATER, n, integer(0)), TRUTH_TRUE);
}

static void equal_symbols_become_one(void **state)
{
  (void)state;
  region a = region_local(&table, 0);
  region b = region_local(&table, 1);
  state_bind(&here, a, parameter(0));
  state_bind(&here, b, parameter(1));
  assert_true(assume(IR_EQUAL, parameter(0), parameter(1), true));
  assert_int_equal(state_load(&context, &here, a), state_load(&context, &here, b));
}

static void a_fresh_object_is_no_variable_and_nothing_that_was_there(void **state)
{
  (void)state;
  value fresh = value_symbol(&table, SYMBOL_RESULT, 4, 0, 0);
  value stack = value_address(&table, region_local(&table, 0));
  state_add_object(
      &here,
      (object){.symbol = fresh, .status = OBJECT_OWNED, .guard = {.symbol = IR_NONE}});
  assert_int_equal(ask(IR_EQUAL, fresh, stack), TRUTH_FALSE);
  assert_int_equal(ask(IR_NOT_EQUAL, fresh, parameter(0)), TRUTH_TRUE);
}

static void an_object_whose_guard_fails_never_was(void **state)
{
  (void)state;
  value result = value_symbol(&table, SYMBOL_RESULT, 4, 0, 0);
  object_guard guard = {result, {COMPARE_NOT_EQUAL, 0}};
  state_add_object(&here, (object){.symbol = result, .guard = guard});
  assert_int_equal(object_exists(&context, &here, state_object(&here, result)),
                   TRUTH_UNKNOWN);
  assert_true(state_assume(&context, &here, result, false));
  assert_null(state_object(&here, result));
}

static void a_second_round_renames_what_the_first_left(void **state)
{
  (void)state;
  value result = value_symbol(&table, SYMBOL_RESULT, 4, 0, 0);
  region p = region_local(&table, 0);
  state_bind(&here, p, result);
  state_add_object(&here, (object){.symbol = result, .guard = {.symbol = IR_NONE}});
  state_age_symbol(&context, &here, result);
  value older = value_symbol(&table, SYMBOL_RESULT, 4, 0, 1);
  assert_int_equal(state_load(&context, &here, p), older);
  assert_null(state_object(&here, result));
  assert_non_null(state_object(&here, older));
}

static void joined_numbers_keep_their_hull(void **state)
{
  (void)state;
  region n = region_local(&table, 0);
  struct state other = {0};
  state_bind(&here, n, integer(1));
  state_bind(&other, n, integer(5));
  assert_true(state_join(&context, &here, &other, 2, false));
  value joined = state_load(&context, &here, n);
  assert_int_equal(ask(IR_LESS, joined, integer(1)), TRUTH_FALSE);
  assert_int_equal(ask(IR_GREATER, joined, integer(5)), TRUTH_FALSE);
  assert_int_equal(ask(IR_EQUAL, joined, integer(3)), TRUTH_UNKNOWN);
  assert_false(state_join(&context, &here, &other, 2, false));
  state_clear(&other);
}

static void negative_here_and_nonzero_there_is_not_zero(void **state)
{
  (void)state;
  value n = parameter(0);
  struct state other = {0};
  assert_true(assume(IR_LESS, n, integer(0), true));
  assert_true(state_assume(&context, &other, n, true));
  state_join(&context, &here, &other, 2, false);
  assert_int_equal(ask(IR_EQUAL, n, integer(0)), TRUTH_FALSE);
  assert_int_equal(ask(IR_LESS, n, integer(0)), TRUTH_UNKNOWN);
  state_clear(&other);
}

static void widening_gives_up_the_bound_that_moves(void **state)
{
  (void)state;
  region n = region_local(&table, 0);
  struct state other = {0};
  state_bind(&here, n, integer(0));
  state_bind(&other, n, integer(1));
  state_join(&context, &here, &other, 2, true);
  state_bind(&other, n, integer(2));
  assert_true(state_join(&context, &here, &other, 2, true));
  value joined = state_load(&context, &here, n);
  assert_int_equal(ask(IR_LESS, joined, integer(0)), TRUTH_FALSE);
  assert_int_equal(ask(IR_EQUAL, joined, integer(1000)), TRUTH_UNKNOWN);
  state_clear(&other);
}

static void an_object_that_one_side_lost_is_let_go(void **state)
{
  (void)state;
  value result = value_symbol(&table, SYMBOL_RESULT, 4, 0, 0);
  region p = region_local(&table, 0);
  struct state other = {0};
  object owned = {
      .symbol = result, .status = OBJECT_OWNED, .guard = {.symbol = IR_NONE}};
  state_add_object(&here, owned);
  state_add_object(&other, owned);
  state_bind(&here, p, result);
  state_bind(&other, p, integer(0));
  state_join(&context, &here, &other, 2, false);
  assert_int_equal(state_object(&here, result)->status, OBJECT_ESCAPED);
  assert_true(state_is_valid(&context, &here));
  state_clear(&other);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(unknown_memory_reads_the_same_twice),
      TEST(zeroed_memory_reads_zero_at_every_offset),
      TEST(copying_a_struct_copies_what_its_parts_hold),
      TEST(a_range_that_was_assumed_decides_later_tests),
      TEST(a_number_excluded_at_the_edge_narrows_the_range),
      TEST(equal_symbols_become_one),
      TEST(a_fresh_object_is_no_variable_and_nothing_that_was_there),
      TEST(an_object_whose_guard_fails_never_was),
      TEST(a_second_round_renames_what_the_first_left),
      TEST(joined_numbers_keep_their_hull),
      TEST(negative_here_and_nonzero_there_is_not_zero),
      TEST(widening_gives_up_the_bound_that_moves),
      TEST(an_object_that_one_side_lost_is_let_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
