#include "model/finding.h"
#include "unit_test.h"

#include <string.h>

static void names_of_severity_and_confidence_go_both_ways(void **state)
{
  (void)state;
  severity severity = SEVERITY_NOTE;
  confidence confidence = CONFIDENCE_LOW;
  assert_true(severity_from_name("error", &severity));
  assert_int_equal(severity, SEVERITY_ERROR);
  assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
  assert_false(severity_from_name("Error", &severity));
  assert_false(severity_from_name("", &severity));
  assert_int_equal(severity, SEVERITY_ERROR); // as it was
  assert_true(confidence_from_name("medium", &confidence));
  assert_int_equal(confidence, CONFIDENCE_MEDIUM);
  assert_string_equal(confidence_name(CONFIDENCE_HIGH), "high");
  assert_false(confidence_from_name("mediu", &confidence));
}

static void every_rule_has_an_id_of_its_own_in_order(void **state)
{
  (void)state;
  assert_true(rule_count() > 0);
  for (uint32_t i = 0; i < rule_count(); i++) {
    const rule *rule = rule_at(i);
    assert_int_equal(strlen(rule->id), 6);
    assert_memory_equal(rule->id, "MC", 2);
    assert_true(rule->title[0] != '\0' && rule->group[0] != '\0');
    assert_ptr_equal(rule_find(rule->id), rule);
    if (i > 0)
      assert_true(strcmp(rule_at(i - 1)->id, rule->id) < 0);
  }
}

static void a_rule_is_found_by_its_whole_id(void **state)
{
  (void)state;
  const rule *leak = rule_find("MC1001");
  assert_non_null(leak);
  assert_string_equal(leak->title, "leak");
  assert_string_equal(leak->group, "resources");
  assert_int_equal(leak->severity, SEVERITY_ERROR);
  assert_int_equal(rule_find("MC0001")->severity, SEVERITY_NOTE);
  assert_null(rule_find("MC100"));
  assert_null(rule_find("mc1001"));
  assert_null(rule_find(""));
}

static finding at(const char *file, uint32_t line, uint32_t column, const char *rule,
                  const char *message)
{
  return (finding){.place = {.file = file, .line = line, .column = column},
                   .rule = rule,
                   .message = message};
}

static void findings_are_ordered_by_place_then_rule_then_message(void **state)
{
  (void)state;
  const finding ordered[] = {
      at("a.c", 2, 9, "MC1001", "x"),  at("a.c", 10, 1, "MC1001", "x"),
      at("a.c", 10, 2, "MC1001", "a"), at("a.c", 10, 2, "MC1001", "b"),
      at("a.c", 10, 2, "MC1002", "a"), at("b.c", 1, 1, "MC1001", "a"),
  };
  const size_t count = sizeof ordered / sizeof *ordered;
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < count; k++) {
      int order = finding_compare(&ordered[i], &ordered[k]);
      assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_of_severity_and_confidence_go_both_ways),
      cmocka_unit_test(every_rule_has_an_id_of_its_own_in_order),
      cmocka_unit_test(a_rule_is_found_by_its_whole_id),
      cmocka_unit_test(findings_are_ordered_by_place_then_rule_then_message),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
