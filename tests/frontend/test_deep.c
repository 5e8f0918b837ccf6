// Deep and long code, as generators write it: whatever libclang parses is lowered, or
// given up as a whole, but never brings us down.

#include "lowered.h"
#include "scratch.h"
#include "unit_test.h"

static void add_repeated(strbuf *out, const char *text, int count)
{
  for (int i = 0; i < count; i++)
    strbuf_add(out, text);
}

// Lowers [text], frees it, and returns function f's instruction count; 0: no body.
static uint32_t count_instructions(strbuf *text)
{
  scratch scratch;
  lowered l;
  scratch_open(&scratch);
  scratch_write(&scratch, "a.c", strbuf_text(text));
  strbuf_clear(text);
  lowered_open(&l, scratch.folder, "a.c", "");
  assert_lowered_is_valid(&l, "a.c");
  uint32_t count = lowered_function(&l, "f")->instruction_count;
  lowered_close(&l);
  scratch_close(&scratch);
  return count;
}

static void a_long_chain_of_else_ifs_is_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int g(int); int f(int n) {\n  if (n == -1) return g(0);\n");
  for (int i = 0; i < 2900; i++)
    strbuf_addf(&text, "  else if (n == %d) n = g(%d);\n", i, i);
  strbuf_add(&text, "  return n; }\n");
  // Each: load, compare, branch, call, store, jump. The first returns: one less.
  assert_int_equal(count_instructions(&text), 2901 * 6 - 1 + 2);
}

static void deep_parentheses_are_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { return ");
  add_repeated(&text, "(1 + ", 500);
  strbuf_add(&text, "n");
  add_repeated(&text, ")", 500);
  strbuf_add(&text, "; }\n");
  assert_int_equal(count_instructions(&text), 502);
}

static void parentheses_too_deep_for_the_parser_taint(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { return ");
  add_repeated(&text, "(", 700);
  strbuf_add(&text, "n");
  add_repeated(&text, ")", 700);
  strbuf_add(&text, "; }\n");
  count_instructions(&text);
}

static void a_long_sum_is_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { return n");
  add_repeated(&text, "\n + n", 4000);
  strbuf_add(&text, "; }\n");
  assert_int_equal(count_instructions(&text), 4001 + 4000 + 1);
}

static void long_conditions_are_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { if (n");
  add_repeated(&text, "\n && n", 2000);
  strbuf_add(&text, ") return 1; return 0; }\n");
  assert_int_equal(count_instructions(&text), 2001 * 2 + 2);
}

// More than the stack surely bears: the function is given up, the unit is not.
static void endless_conditions_are_given_up(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { if (n");
  add_repeated(&text, "\n && n", 4000);
  strbuf_add(&text, ") return 1; return 0; }\n");
  assert_int_equal(count_instructions(&text), 0);
}

static void long_choices_are_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { return\n");
  for (int i = 0; i < 1500; i++)
    strbuf_addf(&text, "n == %d ? %d :\n", i, i);
  strbuf_add(&text, "0; }\n");
  assert_true(count_instructions(&text) > 1500 * 6);
}

static void many_cases_in_a_row_are_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { switch (n) {\n");
  for (int i = 0; i < 5000; i++)
    strbuf_addf(&text, "case %d:\n", i);
  strbuf_add(&text, "return 1; } return 0; }\n");
  assert_int_equal(count_instructions(&text), 2 + 4999 + 1 + 1);
}

static void deep_statements_are_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) {\n");
  add_repeated(&text, "if (n) { int a = n; while (a--)\n", 200);
  strbuf_add(&text, "n++;");
  add_repeated(&text, "}", 200);
  strbuf_add(&text, "return n; }\n");
  assert_true(count_instructions(&text) > 200 * 10);
}

// Without braces the parser's own stack is the limit; ours must not come first.
static void deep_statements_without_braces_are_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) {\n");
  add_repeated(&text, "if (n)\n", 1500);
  strbuf_add(&text, "n++; return n; }\n");
  // Each: load, branch, and the jump from its end to the next.
  assert_int_equal(count_instructions(&text), 1500 * 3 + 3 + 2);
}

static void a_function_of_a_hundred_thousand_lines_is_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "void g(int *); void f(int *p) {\n");
  add_repeated(&text, "  g(p);\n", 100000);
  strbuf_add(&text, "}\n");
  assert_int_equal(count_instructions(&text), 2 * 100000 + 1);
}

static void a_large_local_table_is_lowered(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "int f(int n) { int table[] = {\n");
  add_repeated(&text, "1,\n", 20000);
  strbuf_add(&text, "}; return table[n]; }\n");
  assert_int_equal(count_instructions(&text), 2 * 20000 + 4);
}

static void a_large_global_table_costs_no_code(void **state)
{
  (void)state;
  strbuf text = {0};
  strbuf_add(&text, "static const int table[] = {\n");
  add_repeated(&text, "1,\n", 50000);
  strbuf_add(&text, "}; int f(int n) { return table[n]; }\n");
  assert_int_equal(count_instructions(&text), 4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_long_chain_of_else_ifs_is_lowered),
      cmocka_unit_test(deep_parentheses_are_lowered),
      cmocka_unit_test(parentheses_too_deep_for_the_parser_taint),
      cmocka_unit_test(a_long_sum_is_lowered),
      cmocka_unit_test(long_conditions_are_lowered),
      cmocka_unit_test(endless_conditions_are_given_up),
      cmocka_unit_test(long_choices_are_lowered),
      cmocka_unit_test(many_cases_in_a_row_are_lowered),
      cmocka_unit_test(deep_statements_are_lowered),
      cmocka_unit_test(deep_statements_without_braces_are_lowered),
      cmocka_unit_test(a_function_of_a_hundred_thousand_lines_is_lowered),
      cmocka_unit_test(a_large_local_table_is_lowered),
      cmocka_unit_test(a_large_global_table_costs_no_code),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
