#include "base/intern.h"
#include "unit_test.h"

#include <stdio.h>
#include <string.h>

static void equal_texts_are_one_pointer(void **state)
{
  (void)state;
  intern_table table = {0};
  char other[] = "malloc";
  const char *name = intern(&table, "malloc");
  assert_string_equal(name, "malloc");
  assert_ptr_not_equal(name, other);
  assert_ptr_equal(intern(&table, other), name);
  assert_ptr_equal(intern_bytes(&table, "mallocator", 6), name);
  assert_ptr_not_equal(intern(&table, "mallo"), name);
  intern_clear(&table);
}

static void finding_does_not_add(void **state)
{
  (void)state;
  intern_table table = {0};
  assert_null(intern_find(&table, "free"));
  assert_null(intern_find(&table, "free"));
  const char *name = intern(&table, "free");
  assert_ptr_equal(intern_find(&table, "free"), name);
  intern_clear(&table);
}

static void the_empty_text_is_a_text(void **state)
{
  (void)state;
  intern_table table = {0};
  const char *empty = intern(&table, "");
  assert_string_equal(empty, "");
  assert_ptr_equal(intern_bytes(&table, "x", 0), empty);
  intern_clear(&table);
}

static void pointers_stay_as_the_table_grows(void **state)
{
  (void)state;
  enum { COUNT = 20000 };
  static const char *names[COUNT];
  intern_table table = {0};
  char text[32];
  for (int i = 0; i < COUNT; i++) {
    snprintf(text, sizeof text, "name_%d", i);
    names[i] = intern(&table, text);
  }
  for (int i = 0; i < COUNT; i++) {
    snprintf(text, sizeof text, "name_%d", i);
    assert_string_equal(names[i], text);
    assert_ptr_equal(intern(&table, text), names[i]);
  }
  intern_clear(&table);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_texts_are_one_pointer),
      cmocka_unit_test(finding_does_not_add),
      cmocka_unit_test(the_empty_text_is_a_text),
      cmocka_unit_test(pointers_stay_as_the_table_grows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
