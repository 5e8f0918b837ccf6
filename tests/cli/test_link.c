#include "link.h"
#include "unit_test.h"

#include <string.h>

static const finding_event long_path[] = {
    {{"a.h", 3, 1, 3, 5}, "acquired"},
    {{"a.h", 4, 1, 4, 5}, "assumed"},
    {{"a.h", 9, 1, 9, 5}, "lost"},
};

static finding make_finding(const char *file, uint32_t line, const char *message)
{
  return (finding){.rule = "MC1001",
                   .severity = SEVERITY_ERROR,
                   .confidence = CONFIDENCE_HIGH,
                   .message = message,
                   .function = "f",
                   .place = {file, line, 1, line, 5},
                   .event_count = 3,
                   .events = long_path,
                   .ledger = "",
                   .help = "",
                   .acquirer = "",
                   .expression = "",
                   .family = ""};
}

static void findings_of_all_units_come_sorted(void **state)
{
  (void)state;
  finding first[] = {make_finding("b.c", 1, "x"), make_finding("b.c", 7, "x")};
  finding second[] = {make_finding("a.c", 9, "x")};
  unit one = {.finding_count = 2, .findings = first};
  unit two = {.finding_count = 1, .findings = second};
  const unit *units[] = {&one, &two};
  arena arena = {0};
  link_result result;
  link_units(&arena, &(link_request){units, 2, NULL, 0}, &result);
  assert_int_equal(result.finding_count, 3);
  assert_ptr_equal(result.findings[0], &second[0]);
  assert_ptr_equal(result.findings[1], &first[0]);
  assert_ptr_equal(result.findings[2], &first[1]);
  arena_clear(&arena);
}

static void what_two_units_say_of_one_header_is_said_once(void **state)
{
  (void)state;
  finding longer = make_finding("a.h", 9, "leaks");
  finding shorter = longer;
  shorter.events = long_path + 1;
  shorter.event_count = 2;
  unit one = {.finding_count = 1, .findings = &longer};
  unit two = {.finding_count = 1, .findings = &shorter};
  const unit *orders[2][2] = {{&one, &two}, {&two, &one}};
  for (int i = 0; i < 2; i++) {
    arena arena = {0};
    link_result result;
    link_units(&arena, &(link_request){orders[i], 2, NULL, 0}, &result);
    assert_int_equal(result.finding_count, 1);
    assert_ptr_equal(result.findings[0], &shorter); // whichever unit comes first
    arena_clear(&arena);
  }
}

static void findings_that_differ_are_all_kept(void **state)
{
  (void)state;
  finding findings[] = {make_finding("a.c", 1, "x"), make_finding("a.c", 1, "y"),
                        make_finding("a.c", 1, "y"), make_finding("a.c", 1, "y")};
  findings[2].function = "g"; // a macro's line in two functions
  findings[3].rule = "MC1002";
  unit unit = {.finding_count = 4, .findings = findings};
  const struct unit *units[] = {&unit};
  arena arena = {0};
  link_result result;
  link_units(&arena, &(link_request){units, 1, NULL, 0}, &result);
  assert_int_equal(result.finding_count, 4);
  arena_clear(&arena);
}

static void counts_are_summed_and_the_peak_is_the_largest(void **state)
{
  (void)state;
  unit one = {.counts = {.functions = 3, .parse_us = 10, .peak_kib = 500}};
  unit two = {.counts = {.functions = 4, .parse_us = 20, .peak_kib = 400}};
  const unit *units[] = {&one, &two};
  arena arena = {0};
  link_result result;
  link_units(&arena, &(link_request){units, 2, NULL, 0}, &result);
  assert_int_equal(result.counts.functions, 7);
  assert_int_equal(result.counts.parse_us, 30);
  assert_int_equal(result.counts.peak_kib, 500);
  arena_clear(&arena);
}

static void nothing_links_to_nothing(void **state)
{
  (void)state;
  arena arena = {0};
  link_result result;
  link_units(&arena, &(link_request){NULL, 0, NULL, 0}, &result);
  assert_int_equal(result.finding_count, 0);
  arena_clear(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(findings_of_all_units_come_sorted),
      cmocka_unit_test(what_two_units_say_of_one_header_is_said_once),
      cmocka_unit_test(findings_that_differ_are_all_kept),
      cmocka_unit_test(counts_are_summed_and_the_peak_is_the_largest),
      cmocka_unit_test(nothing_links_to_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
