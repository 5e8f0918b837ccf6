#include "report/fingerprint.h"
#include "unit_test.h"

#include <string.h>

static const finding base = {
    .rule = "MC1001",
    .message = "'p' leaks",
    .function = "load",
    .place = {"src/a.c", 10, 5, 10, 9},
    .acquirer = "malloc",
    .expression = "return ;",
};

static fingerprint fingerprint_of(finding finding)
{
  arena arena = {0};
  const struct finding *list[] = {&finding};
  fingerprint result = *fingerprint_all(&arena, list, 1);
  arena_clear(&arena);
  return result;
}

static void moving_and_renaming_change_nothing(void **state)
{
  (void)state;
  fingerprint before = fingerprint_of(base);
  assert_int_equal(strlen(before.text), 32);
  finding moved = base;
  moved.place = (finding_place){"src/other.c", 99, 1, 100, 4};
  moved.message = "'q' leaks";
  moved.severity = SEVERITY_ERROR;
  assert_string_equal(fingerprint_of(moved).text, before.text);
}

static void each_part_of_the_identity_counts(void **state)
{
  (void)state;
  finding changed[4] = {base, base, base, base};
  changed[0].rule = "MC1002";
  changed[1].function = "store";
  changed[2].acquirer = "calloc";
  changed[3].expression = "return 1 ;";
  for (int i = 0; i < 4; i++)
    assert_string_not_equal(fingerprint_of(changed[i]).text, fingerprint_of(base).text);
}

static void text_cannot_slip_from_one_part_into_the_next(void **state)
{
  (void)state;
  finding left = base;
  finding right = base;
  left.function = "ab";
  left.acquirer = "c";
  right.function = "a";
  right.acquirer = "bc";
  assert_string_not_equal(fingerprint_of(left).text, fingerprint_of(right).text);
}

static void equals_of_one_file_are_numbered_and_other_files_do_not_count(void **state)
{
  (void)state;
  finding second = base;
  second.place.line = 20;
  finding elsewhere = base;
  elsewhere.place.file = "src/b.c";
  const finding *list[] = {&base, &second, &elsewhere};
  arena arena = {0};
  const fingerprint *all = fingerprint_all(&arena, list, 3);
  assert_string_equal(all[0].text, fingerprint_of(base).text);
  assert_string_not_equal(all[1].text, all[0].text);
  assert_string_equal(all[2].text, all[0].text);
  arena_clear(&arena);
}

static void with_the_path_files_are_told_apart(void **state)
{
  (void)state;
  fingerprint plain = fingerprint_of(base);
  fingerprint a;
  fingerprint b;
  fingerprint again;
  fingerprint_with_path(&plain, "src/a.c", &a);
  fingerprint_with_path(&plain, "src/b.c", &b);
  fingerprint_with_path(&plain, "src/a.c", &again);
  assert_string_not_equal(a.text, b.text);
  assert_string_not_equal(a.text, plain.text);
  assert_string_equal(a.text, again.text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(moving_and_renaming_change_nothing),
      cmocka_unit_test(each_part_of_the_identity_counts),
      cmocka_unit_test(text_cannot_slip_from_one_part_into_the_next),
      cmocka_unit_test(equals_of_one_file_are_numbered_and_other_files_do_not_count),
      cmocka_unit_test(with_the_path_files_are_told_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
