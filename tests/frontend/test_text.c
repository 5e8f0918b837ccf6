// The small lexer and what it finds.

#include "frontend/text.h"
#include "unit_test.h"

#include <string.h>

static void tokens_are_split_as_c_splits_them(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    text_kind kind;
    size_t length;
  } wanted[] = {
      {"name_1+", TEXT_WORD, 6},
      {" \t\\\n x", TEXT_SPACE, 5},
      {"/* a */b", TEXT_COMMENT, 7},
      {"// a\\\nb\nc", TEXT_COMMENT, 7},
      {"\"a\\\"b\"c", TEXT_LITERAL, 6},
      {"'\\''x", TEXT_LITERAL, 4},
      {"(x", TEXT_MARK, 1},
      {"", TEXT_END, 0},
      {"/* open", TEXT_COMMENT, 7},
      {"\"open\nx", TEXT_LITERAL, 5},
      {"/x", TEXT_MARK, 1},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    text_token token = text_next(wanted[i].text);
    assert_int_equal(token.kind, wanted[i].kind);
    assert_int_equal(token.end - token.begin, wanted[i].length);
  }
}

static void brackets_match_over_literals_and_comments(void **state)
{
  (void)state;
  const char *text = "(a[')'], \")\", /* ) */ {b}) rest";
  assert_string_equal(text_skip_brackets(text), " rest");
  assert_null(text_skip_brackets("(a"));
}

static void assert_parts(const char *text, bool init, bool condition, bool step)
{
  bool filled[3];
  assert_true(text_for_parts(text, filled));
  assert_int_equal(filled[0], init);
  assert_int_equal(filled[1], condition);
  assert_int_equal(filled[2], step);
}

static void the_parts_of_a_for_are_told(void **state)
{
  (void)state;
  assert_parts("for (;;) x;", false, false, false);
  assert_parts("for(i = 0; i < f(1; 2); i++)", true, true, true);
  assert_parts("for ( /* none */ ; i; )", false, true, false);
  assert_parts("for (int i = 0;; // to the end ;\n)", true, false, false);
  assert_parts("for (;; s = \";\")", false, false, true);
  assert_parts("for (int a[] = {1, 2}; ; )", true, false, false);
}

static void what_is_no_for_has_no_parts(void **state)
{
  (void)state;
  bool filled[3];
  assert_false(text_for_parts("while (x)", filled));
  assert_false(text_for_parts("for x", filled));
  assert_false(text_for_parts("for (a; b)", filled));
  assert_false(text_for_parts("for (a; b; c; d)", filled));
  assert_false(text_for_parts("for (EVER)", filled));
  assert_false(text_for_parts("for (;;", filled));
  assert_false(text_for_parts("for ((;;)", filled));
  assert_false(text_for_parts("", filled));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tokens_are_split_as_c_splits_them),
      cmocka_unit_test(brackets_match_over_literals_and_comments),
      cmocka_unit_test(the_parts_of_a_for_are_told),
      cmocka_unit_test(what_is_no_for_has_no_parts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
