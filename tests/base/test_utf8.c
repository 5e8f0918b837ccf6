#include "base/utf8.h"
#include "unit_test.h"

#include <string.h>

static void assert_decodes(const char *text, uint32_t expected, size_t expected_size)
{
  size_t size = 0;
  assert_int_equal(utf8_decode(text, strlen(text), &size), expected);
  assert_int_equal(size, expected_size);
}

static void characters_of_every_length_are_read(void **state)
{
  (void)state;
  assert_decodes("a", 'a', 1);
  assert_decodes("\xc3\xa9", 0xe9, 2);
  assert_decodes("\xe2\x82\xac", 0x20ac, 3);
  assert_decodes("\xf0\x9f\x98\x80", 0x1f600, 4);
  assert_decodes("\xf4\x8f\xbf\xbf", 0x10ffff, 4);
}

static void what_is_no_character_is_passed_byte_by_byte(void **state)
{
  (void)state;
  assert_decodes("\x80", UTF8_INVALID, 1);             // a continuation alone
  assert_decodes("\xc3", UTF8_INVALID, 1);             // cut short
  assert_decodes("\xe2\x82", UTF8_INVALID, 1);         // cut short
  assert_decodes("\xc3z", UTF8_INVALID, 1);            // continuation missing
  assert_decodes("\xc0\xaf", UTF8_INVALID, 1);         // overlong '/'
  assert_decodes("\xe0\x80\xaf", UTF8_INVALID, 1);     // overlong '/'
  assert_decodes("\xf0\x80\x80\xaf", UTF8_INVALID, 1); // overlong '/'
  assert_decodes("\xed\xa0\x80", UTF8_INVALID, 1);     // surrogate
  assert_decodes("\xf4\x90\x80\x80", UTF8_INVALID, 1); // beyond U+10FFFF
  assert_decodes("\xff", UTF8_INVALID, 1);
}

static void widths_follow_the_terminal(void **state)
{
  (void)state;
  assert_int_equal(utf8_width('a'), 1);
  assert_int_equal(utf8_width(0xe9), 1);
  assert_int_equal(utf8_width(0x301), 0);   // combining acute accent
  assert_int_equal(utf8_width(0x6f22), 2);  // a Han character
  assert_int_equal(utf8_width(0xac00), 2);  // a Hangul syllable
  assert_int_equal(utf8_width(0x1f600), 2); // an emoji
  assert_int_equal(utf8_width(0x2500), 1);  // box drawing
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(characters_of_every_length_are_read),
      cmocka_unit_test(what_is_no_character_is_passed_byte_by_byte),
      cmocka_unit_test(widths_follow_the_terminal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
