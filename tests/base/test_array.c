#include "base/array.h"
#include "unit_test.h"

typedef struct pair {
  int left, right;
} pair;

static void pushed_items_stay_in_order(void **state)
{
  (void)state;
  ARRAY(int) numbers = {0};
  for (int i = 0; i < 1000; i++)
    array_push(&numbers, i * 3);
  assert_int_equal(numbers.count, 1000);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(numbers.items[i], i * 3);
  assert_int_equal(*array_last(&numbers), 2997);
  array_clear(&numbers);
  assert_null(numbers.items);
  assert_int_equal(numbers.count, 0);
}

static void an_added_item_is_zeroed_even_where_memory_is_reused(void **state)
{
  (void)state;
  ARRAY(pair) pairs = {0};
  array_push(&pairs, (pair){1, 2});
  pairs.count = 0;
  pair *added = array_add(&pairs);
  assert_int_equal(added->left, 0);
  assert_int_equal(added->right, 0);
  assert_int_equal(pairs.count, 1);
  array_clear(&pairs);
}

static void reserving_makes_room_without_adding(void **state)
{
  (void)state;
  ARRAY(pair) pairs = {0};
  array_reserve(&pairs, 100);
  assert_int_equal(pairs.count, 0);
  assert_true(pairs.capacity >= 100);
  const pair *before = pairs.items;
  for (int i = 0; i < 100; i++)
    array_push(&pairs, (pair){i, -i});
  assert_ptr_equal(pairs.items, before);
  array_clear(&pairs);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pushed_items_stay_in_order),
      cmocka_unit_test(an_added_item_is_zeroed_even_where_memory_is_reused),
      cmocka_unit_test(reserving_makes_room_without_adding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
