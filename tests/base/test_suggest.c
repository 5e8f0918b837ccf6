#include "base/suggest.h"
#include "unit_test.h"

#include <string.h>

static const char *const words[] = {"release", "retain", "free", "steal", "out"};

static const char *suggest(const char *word)
{
  return suggest_word(word, words, sizeof words / sizeof *words);
}

static void one_wrong_letter_finds_the_word(void **state)
{
  (void)state;
  assert_string_equal(suggest("fre"), "free");   // missing
  assert_string_equal(suggest("freee"), "free"); // extra
  assert_string_equal(suggest("frse"), "free");  // wrong
  assert_string_equal(suggest("fere"), "free");  // swapped
  assert_string_equal(suggest("relaese"), "release");
}

static void the_closest_word_wins_and_the_first_of_equals(void **state)
{
  (void)state;
  assert_string_equal(suggest("retein"), "retain");
  static const char *const twins[] = {"cat", "car"};
  assert_string_equal(suggest_word("caz", twins, 2), "cat");
  static const char *const ids[] = {"MC0001",
                                    "MC1001"}; // one that begins alike is nearer
  assert_string_equal(suggest_word("MC10001", ids, 2), "MC1001");
}

static void a_word_far_from_all_finds_nothing(void **state)
{
  (void)state;
  assert_null(suggest("borrow"));
  assert_null(suggest("x"));
  assert_null(suggest(""));
}

static void a_very_long_word_finds_nothing(void **state)
{
  (void)state;
  char word[200];
  memset(word, 'f', sizeof word - 1);
  word[sizeof word - 1] = '\0';
  assert_null(suggest(word));
  const char *const choices[] = {word};
  assert_null(suggest_word("free", choices, 1));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_wrong_letter_finds_the_word),
      cmocka_unit_test(the_closest_word_wins_and_the_first_of_equals),
      cmocka_unit_test(a_word_far_from_all_finds_nothing),
      cmocka_unit_test(a_very_long_word_finds_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
