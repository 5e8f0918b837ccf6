// What a comment asks to be silent about, and how it can be wrong.

#include "model/suppression.h"
#include "unit_test.h"

#include <string.h>

static void assert_parsed(const char *text, suppression_form form, const char *list,
                          const char *reason)
{
  arena arena = {0};
  suppression s;
  assert_ptr_equal(suppression_find(text), text);
  suppression_parse(&arena, text, &s);
  assert_null(s.problem);
  assert_int_equal(s.form, form);
  assert_string_equal(s.list, list);
  assert_string_equal(s.reason, reason);
  arena_clear(&arena);
}

static void assert_wrong(const char *text, const char *problem)
{
  arena arena = {0};
  suppression s;
  if (suppression_find(text) != text)
    fail_msg("not found: %s", text);
  suppression_parse(&arena, text, &s);
  assert_non_null(s.problem);
  if (strstr(s.problem, problem) == NULL)
    fail_msg("'%s' says '%s', not '%s'", text, s.problem, problem);
  arena_clear(&arena);
}

static void every_form_is_read(void **state)
{
  (void)state;
  assert_parsed("memcheck: allow(MC1001) -- kept until exit", SUPPRESSION_HERE,
                "MC1001", "kept until exit");
  assert_parsed("memcheck: allow( MC1001,MC1003 ) -- two", SUPPRESSION_HERE,
                "MC1001, MC1003", "two");
  assert_parsed("memcheck:allow(MC1) --prefix", SUPPRESSION_HERE, "MC1", "prefix");
  assert_parsed("memcheck: allow-begin(resources) -- -- dashes", SUPPRESSION_BEGIN,
                "resources", "-- dashes");
  assert_parsed("memcheck: allow-end(resources)", SUPPRESSION_END, "resources", "");
  assert_parsed("memcheck: allow-end", SUPPRESSION_END, "", "");
  assert_parsed("Memcheck: allow-file (MC1001) -- generated", SUPPRESSION_FILE,
                "MC1001", "generated");
}

static void clang_tidys_form_is_read_too(void **state)
{
  (void)state;
  assert_parsed("NOLINT(memcheck-MC1001)", SUPPRESSION_HERE, "MC1001", "NOLINT");
  assert_parsed("NOLINT(bugprone-x, memcheck-MC1001): the registry has it",
                SUPPRESSION_HERE, "MC1001", "the registry has it");
  assert_parsed("NOLINTNEXTLINE(memcheck-MC1001)", SUPPRESSION_HERE, "MC1001",
                "NOLINT");
  assert_parsed("NOLINTBEGIN(memcheck-MC1)", SUPPRESSION_BEGIN, "MC1", "NOLINT");
  assert_parsed("NOLINTEND(memcheck-MC1)", SUPPRESSION_END, "MC1", "NOLINT");
  assert_null(suppression_find("NOLINT(bugprone-x)"));
  assert_null(suppression_find("NOLINT"));
  assert_wrong("NOLINT(memcheck-leak)", "did you mean 'MC1001'?");
  assert_wrong("NOLINT(memcheck-*)", "unknown rule '*'");
}

static void what_is_wrong_is_said(void **state)
{
  (void)state;
  assert_wrong("memcheck: allow(MC1001)", "the reason is missing");
  assert_wrong("memcheck: allow(MC1001) --  ", "the reason is missing");
  assert_wrong("memcheck: allow(MC1001) kept", "it stands after '--'");
  assert_wrong("memcheck: allow(MC1001) - kept", "it stands after '--'");
  assert_wrong("memcheck: allow -- kept", "it names no rule");
  assert_wrong("memcheck: allow", "it names no rule");
  assert_wrong("memcheck: allow() -- kept", "it names no rule");
  assert_wrong("memcheck: allow(,) -- kept", "it names no rule");
  assert_wrong("memcheck: allow MC1001 -- kept", "it names no rule");
  assert_wrong("memcheck: allow(MC1001 -- kept", "unknown rule");
  assert_wrong("memcheck: allow(MC1001", "its ')' is missing");
  assert_wrong("memcheck: allow(MC10001) -- kept", "did you mean 'MC1001'?");
  assert_wrong("memcheck: allow(mc1001) -- kept", "did you mean 'MC1001'?");
  assert_wrong("memcheck: allow(leak) -- kept", "did you mean 'MC1001'?");
  assert_wrong("memcheck: allow(MC1001, oops) -- kept", "unknown rule 'oops'");
  assert_wrong("memcheck: allow(MC0001) -- kept", "--ignore leaves it out");
  assert_wrong("memcheck: alow(MC1001) -- kept", "did you mean 'allow'?");
  assert_wrong("memcheck: allow-beginn(MC1001) -- kept", "did you mean 'allow-begin'?");
  assert_wrong("memcheck: ignore(MC1001) -- kept", "did you mean 'allow'?");
  assert_wrong("memcheck allow(MC1001) -- kept", "a colon is missing");
}

static void prose_is_no_request(void **state)
{
  (void)state;
  const char *const prose[] = {
      "see memcheck: it allows much",
      "memcheck: allows (nearly) all of this",
      "memcheck: free(p) was missing here",
      "as in \"memcheck: allow(MC1001) -- why\"",
      "as in `memcheck: allow(MC1001) -- why`",
      "valgrind --tool=memcheck ./a.out",
      "mymemcheck: allow(MC1001)",
      "memcheck: allow me to explain",
      "",
  };
  for (size_t i = 0; i < sizeof prose / sizeof prose[0]; i++)
    if (suppression_find(prose[i]) != NULL)
      fail_msg("found in: %s", prose[i]);
}

static void it_may_stand_within_a_sentence(void **state)
{
  (void)state;
  const char *text = "not a leak; memcheck: allow(MC1001) -- kept";
  assert_ptr_equal(suppression_find(text), strstr(text, "memcheck"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_form_is_read),
      cmocka_unit_test(clang_tidys_form_is_read_too),
      cmocka_unit_test(what_is_wrong_is_said),
      cmocka_unit_test(prose_is_no_request),
      cmocka_unit_test(it_may_stand_within_a_sentence),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
