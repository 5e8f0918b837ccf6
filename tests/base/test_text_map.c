#include "base/text_map.h"
#include "unit_test.h"

#include <stdio.h>
#include <string.h>

static void an_entry_is_made_once_and_never_moves(void **state)
{
  (void)state;
  text_map map = {0};
  text_entry *first = text_map_entry(&map, "malloc", 6);
  assert_string_equal(first->key, "malloc");
  assert_null(first->value);
  int value;
  first->value = &value;
  char name[16];
  for (int i = 0; i < 1000; i++) {
    snprintf(name, sizeof name, "name%d", i);
    text_map_entry(&map, name, strlen(name));
  }
  assert_ptr_equal(text_map_entry(&map, "malloc", 6), first);
  assert_ptr_equal(first->value, &value);
  text_map_clear(&map);
}

static void a_key_is_a_copy_of_the_bytes_it_was_made_of(void **state)
{
  (void)state;
  text_map map = {0};
  char bytes[] = "freeze";
  text_entry *entry = text_map_entry(&map, bytes, 4);
  memset(bytes, 'x', sizeof bytes - 1);
  assert_string_equal(entry->key, "free");
  assert_ptr_equal(text_map_find(&map, "free", 4), entry);
  text_map_clear(&map);
}

static void what_was_never_entered_is_not_found(void **state)
{
  (void)state;
  text_map map = {0};
  assert_null(text_map_find(&map, "free", 4));
  text_map_entry(&map, "free", 4);
  assert_null(text_map_find(&map, "fre", 3));
  assert_null(text_map_find(&map, "freee", 5));
  assert_null(text_map_find(&map, "", 0));
  text_map_clear(&map);
  assert_null(text_map_find(&map, "free", 4));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_entry_is_made_once_and_never_moves),
      cmocka_unit_test(a_key_is_a_copy_of_the_bytes_it_was_made_of),
      cmocka_unit_test(what_was_never_entered_is_not_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
