#include "base/map.h"
#include "unit_test.h"

static void a_value_is_found_under_its_key_only(void **state)
{
  (void)state;
  map map = {0};
  uint64_t value = 7;
  assert_false(map_get(&map, 1, &value));
  assert_int_equal(value, 7);
  map_put(&map, 1, 10);
  map_put(&map, UINT64_MAX, 20);
  assert_true(map_get(&map, 1, &value));
  assert_int_equal(value, 10);
  assert_int_equal(map_get_or(&map, UINT64_MAX, 0), 20);
  assert_int_equal(map_get_or(&map, 2, 99), 99);
  map_clear(&map);
}

static void putting_again_replaces_the_value(void **state)
{
  (void)state;
  map map = {0};
  map_put(&map, 5, 1);
  map_put(&map, 5, 2);
  assert_int_equal(map_count(&map), 1);
  assert_int_equal(map_get_or(&map, 5, 0), 2);
  map_clear(&map);
}

static void a_removed_key_is_gone(void **state)
{
  (void)state;
  map map = {0};
  for (uint64_t key = 0; key < 1000; key++)
    map_put(&map, key, key * key);
  for (uint64_t key = 0; key < 1000; key += 2)
    map_remove(&map, key);
  map_remove(&map, 0); // a key that is not there
  assert_int_equal(map_count(&map), 500);
  for (uint64_t key = 0; key < 1000; key++)
    assert_int_equal(map_get_or(&map, key, 0), key % 2 == 0 ? 0 : key * key);
  map_clear(&map);
  assert_int_equal(map_count(&map), 0);
}

static void pointers_are_keys(void **state)
{
  (void)state;
  map map = {0};
  int things[2];
  map_put(&map, map_key(&things[0]), 1);
  assert_int_equal(map_get_or(&map, map_key(&things[0]), 0), 1);
  assert_int_equal(map_get_or(&map, map_key(&things[1]), 0), 0);
  map_clear(&map);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_value_is_found_under_its_key_only),
      cmocka_unit_test(putting_again_replaces_the_value),
      cmocka_unit_test(a_removed_key_is_gone),
      cmocka_unit_test(pointers_are_keys),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
