#include "engine/value.h"
#include "unit_test.h"

static value_table table;

static int set_up(void **state)
{
  (void)state;
  value_table_init(&table, NULL);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  value_table_clear(&table);
  return 0;
}

static value parameter(uint32_t number)
{
  return value_symbol(&table, SYMBOL_PARAMETER, number, 0, 0);
}

static void equal_values_are_one_number(void **state)
{
  (void)state;
  assert_int_equal(value_integer(&table, 7), value_integer(&table, 7));
  assert_int_not_equal(value_integer(&table, 7), value_integer(&table, 8));
  assert_int_equal(parameter(1), parameter(1));
  assert_int_not_equal(parameter(1), value_symbol(&table, SYMBOL_PARAMETER, 1, 0, 1));
}

static void thousands_of_values_stay_findable(void **state)
{
  (void)state;
  value first = value_integer(&table, 0);
  for (int64_t i = 1; i < 5000; i++)
    value_integer(&table, i);
  assert_int_equal(value_integer(&table, 0), first);
  assert_int_equal(table.values.count, 5000);
}

static void sums_fold_over_one_symbol(void **state)
{
  (void)state;
  value p = parameter(0);
  value forth = value_sum(&table, value_sum(&table, p, 3), 4);
  assert_int_equal(forth, value_sum(&table, p, 7));
  assert_int_equal(value_sum(&table, forth, -7), p);
}

static void comparing_a_comparison_with_zero_turns_it_round(void **state)
{
  (void)state;
  value less = value_compare(&table, IR_LESS, parameter(0), value_integer(&table, 0));
  value zero = value_integer(&table, 0);
  assert_int_equal(value_compare(&table, IR_NOT_EQUAL, less, zero), less);
  value not_less = value_compare(&table, IR_EQUAL, less, zero);
  assert_int_equal(value_get(&table, not_less)->operator_, IR_GREATER_EQUAL);
}

static void a_constant_on_the_left_moves_to_the_right(void **state)
{
  (void)state;
  value five = value_integer(&table, 5);
  assert_int_equal(value_compare(&table, IR_LESS, five, parameter(0)),
                   value_compare(&table, IR_GREATER, parameter(0), five));
}

static void a_struct_and_its_first_member_are_one_region(void **state)
{
  (void)state;
  region whole = region_local(&table, 3);
  assert_int_equal(region_part(&table, whole, 0), whole);
  region inner = region_part(&table, region_part(&table, whole, 8), 4);
  assert_int_equal(inner, region_part(&table, whole, 12));
  assert_int_equal(region_root(&table, inner), whole);
}

static void the_address_of_what_a_symbol_points_at_is_the_symbol(void **state)
{
  (void)state;
  region pointee;
  assert_true(region_pointee(&table, parameter(0), &pointee));
  assert_int_equal(value_address(&table, pointee), parameter(0));
  assert_false(region_pointee(&table, value_integer(&table, 0), &pointee));
}

static void substitution_reaches_into_regions_and_sums(void **state)
{
  (void)state;
  value from = parameter(0);
  value to = parameter(1);
  region pointee, moved;
  region_pointee(&table, from, &pointee);
  region_pointee(&table, to, &moved);
  region field = region_part(&table, pointee, 16);
  assert_int_equal(region_substitute(&table, field, from, to),
                   region_part(&table, moved, 16));
  assert_int_equal(value_substitute(&table, value_sum(&table, from, 2), from, to),
                   value_sum(&table, to, 2));
  value held = value_symbol(&table, SYMBOL_HELD, field, value_integer(&table, 0), 0);
  assert_true(value_mentions(&table, held, from));
  assert_false(value_mentions(&table, value_substitute(&table, held, from, to), from));
}

static void depth_counts_loads_through_unknown_memory(void **state)
{
  (void)state;
  value version = value_symbol(&table, SYMBOL_VERSION, IR_NONE, 0, 0);
  value v = parameter(0);
  assert_int_equal(value_depth(&table, v), 0);
  for (uint32_t i = 1; i <= 3; i++) {
    region pointee;
    region_pointee(&table, v, &pointee);
    v = value_symbol(&table, SYMBOL_HELD, pointee, version, 0);
    assert_int_equal(value_depth(&table, v), i);
  }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(equal_values_are_one_number),
      TEST(thousands_of_values_stay_findable),
      TEST(sums_fold_over_one_symbol),
      TEST(comparing_a_comparison_with_zero_turns_it_round),
      TEST(a_constant_on_the_left_moves_to_the_right),
      TEST(a_struct_and_its_first_member_are_one_region),
      TEST(the_address_of_what_a_symbol_points_at_is_the_symbol),
      TEST(substitution_reaches_into_regions_and_sums),
      TEST(depth_counts_loads_through_unknown_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
