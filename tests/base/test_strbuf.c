#include "base/strbuf.h"
#include "unit_test.h"

#include <stdlib.h>
#include <string.h>

static void an_empty_buffer_reads_as_the_empty_text(void **state)
{
  (void)state;
  strbuf buffer = {0};
  assert_string_equal(strbuf_text(&buffer), "");
  char *taken = strbuf_take(&buffer);
  assert_string_equal(taken, "");
  free(taken);
  strbuf_clear(&buffer);
}

static void additions_follow_each_other(void **state)
{
  (void)state;
  strbuf buffer = {0};
  strbuf_add(&buffer, "a");
  strbuf_add_bytes(&buffer, "bcX", 2);
  strbuf_add_bytes(&buffer, NULL, 0);
  strbuf_add_char(&buffer, 'd');
  strbuf_add_repeated(&buffer, '-', 3);
  strbuf_addf(&buffer, "%d%s", 42, "!");
  assert_string_equal(strbuf_text(&buffer), "abcd---42!");
  assert_int_equal(buffer.length, 10);
  strbuf_clear(&buffer);
}

static void text_of_any_length_fits(void **state)
{
  (void)state;
  strbuf buffer = {0};
  char long_text[5000];
  memset(long_text, 'x', sizeof long_text - 1);
  long_text[sizeof long_text - 1] = '\0';
  for (int i = 0; i < 20; i++)
    strbuf_addf(&buffer, "%s", long_text);
  assert_int_equal(buffer.length, 20 * (sizeof long_text - 1));
  assert_int_equal(strlen(strbuf_text(&buffer)), buffer.length);
  strbuf_clear(&buffer);
}

static void taking_leaves_an_empty_buffer_and_resetting_keeps_memory(void **state)
{
  (void)state;
  strbuf buffer = {0};
  strbuf_add(&buffer, "first");
  char *taken = strbuf_take(&buffer);
  assert_string_equal(taken, "first");
  assert_string_equal(strbuf_text(&buffer), "");
  free(taken);
  strbuf_add(&buffer, "second");
  size_t capacity = buffer.capacity;
  strbuf_reset(&buffer);
  assert_string_equal(strbuf_text(&buffer), "");
  assert_int_equal(buffer.capacity, capacity);
  strbuf_clear(&buffer);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_empty_buffer_reads_as_the_empty_text),
      cmocka_unit_test(additions_follow_each_other),
      cmocka_unit_test(text_of_any_length_fits),
      cmocka_unit_test(taking_leaves_an_empty_buffer_and_resetting_keeps_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
