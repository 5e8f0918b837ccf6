#include "base/hash.h"
#include "unit_test.h"

// The values that XXH3's own documents give for empty input.
static void the_empty_input_has_the_published_hash(void **state)
{
  (void)state;
  char text[HASH_TEXT_SIZE];
  assert_true(hash_bytes("", 0) == 0x2d06800538d394c2ULL);
  hash_text("", 0, text);
  assert_string_equal(text, "99aa06d3014798d86001c324468d497f");
}

static void one_changed_bit_changes_the_hash(void **state)
{
  (void)state;
  char a[HASH_TEXT_SIZE];
  char b[HASH_TEXT_SIZE];
  hash_text("memcheck", 8, a);
  hash_text("memchecj", 8, b);
  assert_string_not_equal(a, b);
  assert_true(hash_bytes("memcheck", 8) != hash_bytes("memchecj", 8));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_empty_input_has_the_published_hash),
      cmocka_unit_test(one_changed_bit_changes_the_hash),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
