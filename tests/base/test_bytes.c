#include "base/bytes.h"
#include "unit_test.h"

#include <string.h>

static bytes_reader reader_of(const strbuf *bytes)
{
  const unsigned char *first = (const unsigned char *)strbuf_text(bytes);
  return (bytes_reader){.next = first, .end = first + bytes->length};
}

static const uint64_t numbers[] = {0,          1,         127,        128,
                                   300,        16383,     16384,      UINT32_MAX,
                                   1ULL << 35, INT64_MAX, UINT64_MAX, UINT64_MAX - 1};
static const int64_t signed_numbers[] = {0,   1,   -1,        63,       64,
                                         -64, -65, INT64_MAX, INT64_MIN};

static void numbers_come_back_as_they_were(void **state)
{
  (void)state;
  strbuf bytes = {0};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    bytes_put_number(&bytes, numbers[i]);
  for (size_t i = 0; i < sizeof signed_numbers / sizeof *signed_numbers; i++)
    bytes_put_signed(&bytes, signed_numbers[i]);
  bytes_reader reader = reader_of(&bytes);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    assert_true(bytes_get_number(&reader) == numbers[i]);
  for (size_t i = 0; i < sizeof signed_numbers / sizeof *signed_numbers; i++)
    assert_true(bytes_get_signed(&reader) == signed_numbers[i]);
  assert_false(reader.failed);
  assert_ptr_equal(reader.next, reader.end);
  strbuf_clear(&bytes);
}

static void small_numbers_of_either_sign_take_one_byte(void **state)
{
  (void)state;
  strbuf bytes = {0};
  bytes_put_number(&bytes, 127);
  assert_int_equal(bytes.length, 1);
  bytes_put_signed(&bytes, -64);
  assert_int_equal(bytes.length, 2);
  bytes_put_number(&bytes, 128);
  assert_int_equal(bytes.length, 4);
  strbuf_clear(&bytes);
}

static void strings_come_back_and_null_is_empty(void **state)
{
  (void)state;
  arena arena = {0};
  strbuf bytes = {0};
  bytes_put_string(&bytes, "memory");
  bytes_put_string(&bytes, NULL);
  bytes_put_string(&bytes, "\xff\n");
  bytes_reader reader = reader_of(&bytes);
  assert_string_equal(bytes_get_string(&reader, &arena), "memory");
  assert_string_equal(bytes_get_string(&reader, &arena), "");
  assert_string_equal(bytes_get_string(&reader, &arena), "\xff\n");
  assert_false(reader.failed);
  strbuf_clear(&bytes);
  arena_clear(&arena);
}

static void after_a_failure_every_read_gives_nothing(void **state)
{
  (void)state;
  arena arena = {0};
  strbuf bytes = {0};
  bytes_put_string(&bytes, "abcdef");
  bytes.length = 4; // cut
  bytes_reader reader = reader_of(&bytes);
  assert_string_equal(bytes_get_string(&reader, &arena), "");
  assert_true(reader.failed);
  assert_int_equal(bytes_get_number(&reader), 0);
  assert_int_equal(bytes_get_signed(&reader), 0);
  assert_string_equal(bytes_get_string(&reader, &arena), "");
  assert_int_equal(bytes_get_count(&reader), 0);
  strbuf_clear(&bytes);
  arena_clear(&arena);
}

static void a_number_too_large_or_cut_fails(void **state)
{
  (void)state;
  const struct {
    const char *bytes;
    size_t length;
  } cases[] = {
      {"", 0},
      {"\x80", 1},
      {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10},     // 65 bits
      {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11}, // never ends in time
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const unsigned char *first = (const unsigned char *)cases[i].bytes;
    bytes_reader reader = {.next = first, .end = first + cases[i].length};
    assert_int_equal(bytes_get_number(&reader), 0);
    assert_true(reader.failed);
  }
}

static void a_count_beyond_the_bytes_left_fails(void **state)
{
  (void)state;
  strbuf bytes = {0};
  bytes_put_number(&bytes, 3);
  strbuf_add(&bytes, "abc");
  bytes_reader reader = reader_of(&bytes);
  assert_int_equal(bytes_get_count(&reader), 3);
  assert_false(reader.failed);
  bytes.length--;
  reader = reader_of(&bytes);
  assert_int_equal(bytes_get_count(&reader), 0);
  assert_true(reader.failed);
  strbuf_clear(&bytes);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_come_back_as_they_were),
      cmocka_unit_test(small_numbers_of_either_sign_take_one_byte),
      cmocka_unit_test(strings_come_back_and_null_is_empty),
      cmocka_unit_test(after_a_failure_every_read_gives_nothing),
      cmocka_unit_test(a_number_too_large_or_cut_fails),
      cmocka_unit_test(a_count_beyond_the_bytes_left_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
