#include "model/fact.h"
#include "unit_test.h"

#include <stdio.h>
#include <string.h>

typedef struct fixture {
  arena arena;
  fact fact;
  fact_error error;
  strbuf printed;
} fixture;

static int set_up(void **state)
{
  static fixture shared;
  memset(&shared, 0, sizeof shared);
  *state = &shared;
  return 0;
}

static int tear_down(void **state)
{
  fixture *f = *state;
  arena_clear(&f->arena);
  strbuf_clear(&f->printed);
  return 0;
}

static const fact *parse(fixture *f, const char *text)
{
  memset(&f->fact, 0, sizeof f->fact);
  if (!fact_parse(&f->arena, text, &f->fact, &f->error))
    fail_msg("'%s' column %u: %s", text, f->error.column, f->error.message);
  return &f->fact;
}

static void assert_prints(fixture *f, const char *text, const char *expected)
{
  parse(f, text);
  strbuf_reset(&f->printed);
  fact_print(&f->fact, &f->printed);
  assert_string_equal(strbuf_text(&f->printed), expected);
}

// What is printed is read back to what prints the same.
static void assert_round_trip(fixture *f, const char *text)
{
  assert_prints(f, text, text);
}

static void assert_fault(fixture *f, const char *text, uint32_t column,
                         const char *message)
{
  fact fact = {0};
  f->error.message[0] = '\0';
  assert_false(fact_parse(&f->arena, text, &fact, &f->error));
  assert_string_equal(f->error.message, message);
  assert_int_equal(f->error.column, column);
}

// ---- What is read ------------------------------------------------------------------

static void parameters_have_effect_kind_and_nullness(void **state)
{
  const fact *fact = parse(*state, "(free FILE!, stream?, _, steal_ok buf) -> int");
  assert_int_equal(fact->param_count, 4);
  assert_false(fact->is_variadic);
  assert_int_equal(fact->params[0].effect, EFFECT_FREE);
  assert_string_equal(fact->params[0].kind, "FILE");
  assert_null(fact->params[0].label);
  assert_int_equal(fact->params[0].nullness, NULLNESS_FAULT);
  assert_int_equal(fact->params[1].effect, EFFECT_BORROW);
  assert_string_equal(fact->params[1].label, "stream");
  assert_null(fact->params[1].kind);
  assert_int_equal(fact->params[1].nullness, NULLNESS_FINE);
  assert_null(fact->params[2].label);
  assert_int_equal(fact->params[2].nullness, NULLNESS_UNSAID);
  assert_int_equal(fact->params[3].effect, EFFECT_STEAL);
  assert_true(fact->params[3].only_on_success);
}

static void every_effect_word_is_read(void **state)
{
  for (int effect = EFFECT_BORROW + 1; effect < EFFECT_COUNT; effect++) {
    char text[64];
    snprintf(text, sizeof text, "(%s thing)", fact_effect_word((fact_effect)effect));
    const fact *fact = parse(*state, text);
    assert_int_equal(fact->params[0].effect, effect);
    assert_string_equal(fact->params[0].kind, "thing");
  }
}

static void an_effect_word_alone_is_an_effect_without_a_kind(void **state)
{
  const fact *fact = parse(*state, "(conn, callback, escape?)");
  assert_string_equal(fact->params[0].label, "conn");
  assert_int_equal(fact->params[1].effect, EFFECT_CALLBACK);
  assert_null(fact->params[1].kind);
  assert_int_equal(fact->params[2].effect, EFFECT_ESCAPE);
  assert_int_equal(fact->params[2].nullness, NULLNESS_FINE);
}

static void a_label_may_look_like_an_effect_on_success(void **state)
{
  const fact *fact = parse(*state, "(is_ok)");
  assert_int_equal(fact->params[0].effect, EFFECT_BORROW);
  assert_string_equal(fact->params[0].label, "is_ok");
}

static void an_out_array_has_a_number_of_elements(void **state)
{
  const fact *fact = parse(*state, "(out fd[2]) -> int or -1");
  assert_int_equal(fact->params[0].effect, EFFECT_OUT);
  assert_string_equal(fact->params[0].kind, "fd");
  assert_int_equal(fact->params[0].elements, 2);
}

static void missing_parameters_mean_any_number_of_them(void **state)
{
  const fact *without = parse(*state, "-> never");
  assert_int_equal(without->param_count, 0);
  assert_true(without->is_variadic);
  const fact *none = parse(*state, "() -> int");
  assert_int_equal(none->param_count, 0);
  assert_false(none->is_variadic);
  const fact *dots = parse(*state, "(fmt, ...)");
  assert_int_equal(dots->param_count, 1);
  assert_true(dots->is_variadic);
}

static void results_say_what_the_caller_gets(void **state)
{
  const fact *fact = parse(*state, "() -> new FILE floating or NULL raises");
  assert_int_equal(fact->result.result, RESULT_NEW);
  assert_string_equal(fact->result.kind, "FILE");
  assert_true(fact->result.is_floating);
  assert_true(fact->result.has_failure);
  assert_true(fact->result.raises);
  assert_false(fact->result.may_raise);

  fact = parse(*state, "(_, _) -> borrow conn from 2 or NULL raises?");
  assert_int_equal(fact->result.result, RESULT_BORROW);
  assert_int_equal(fact->result.from, 2);
  assert_false(fact->result.raises);
  assert_true(fact->result.may_raise);

  fact = parse(*state, "(retain conn) -> same 1");
  assert_int_equal(fact->result.result, RESULT_SAME);
  assert_int_equal(fact->result.from, 1);
  assert_false(fact->result.has_failure);

  assert_int_equal(parse(*state, "(_) -> move 1")->result.result, RESULT_MOVE);
  assert_int_equal(parse(*state, "(...) -> never")->result.result, RESULT_NEVER);
}

static void a_c_type_tells_numbers_from_pointers(void **state)
{
  static const char *const numbers[] = {"int",        "unsigned long", "size_t",
                                        "bool",       "double",        "const char",
                                        "enum color", "status"};
  static const char *const others[] = {"void",          "char *", "const char *", "ptr",
                                       "struct node *", "int *",  "GList"};
  char text[64];
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    snprintf(text, sizeof text, "(_) -> %s or -1", numbers[i]);
    const fact *fact = parse(*state, text);
    assert_string_equal(fact->result.type, numbers[i]);
    assert_false(fact->result.is_pointer_or_void_like);
  }
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    snprintf(text, sizeof text, "(_) -> %s", others[i]);
    const fact *fact = parse(*state, text);
    assert_string_equal(fact->result.type, others[i]);
    assert_true(fact->result.is_pointer_or_void_like);
  }
  assert_null(parse(*state, "(_)")->result.type);
}

static void assert_failure(fixture *f, const char *text, fact_compare compare,
                           int64_t number)
{
  char whole[64];
  snprintf(whole, sizeof whole, "(_) -> int or %s", text);
  const fact *fact = parse(f, whole);
  assert_true(fact->result.has_failure);
  assert_int_equal(fact->result.failure.compare, compare);
  assert_int_equal(fact->result.failure.number, number);
  fact_test alone;
  assert_true(fact_parse_test(text, &alone, &f->error));
  assert_int_equal(alone.compare, compare);
  assert_int_equal(alone.number, number);
}

static void a_failure_is_a_value_or_a_comparison(void **state)
{
  assert_failure(*state, "NULL", COMPARE_EQUAL, 0);
  assert_failure(*state, "-1", COMPARE_EQUAL, -1);
  assert_failure(*state, "0", COMPARE_EQUAL, 0);
  assert_failure(*state, "0x10", COMPARE_EQUAL, 16);
  assert_failure(*state, "== 3", COMPARE_EQUAL, 3);
  assert_failure(*state, "!= 0", COMPARE_NOT_EQUAL, 0);
  assert_failure(*state, "< 0", COMPARE_LESS, 0);
  assert_failure(*state, "<= 0", COMPARE_LESS_EQUAL, 0);
  assert_failure(*state, "> 5", COMPARE_GREATER, 5);
  assert_failure(*state, ">= -9223372036854775807", COMPARE_GREATER_EQUAL, -INT64_MAX);
}

static void known_names_stand_for_their_values(void **state)
{
  assert_failure(*state, "EOF", COMPARE_EQUAL, -1);
  assert_failure(*state, "MAP_FAILED", COMPARE_EQUAL, -1);
  assert_failure(*state, "SIG_ERR", COMPARE_EQUAL, -1);
  assert_failure(*state, "SEM_FAILED", COMPARE_EQUAL, 0);
  assert_failure(*state, "INVALID_HANDLE_VALUE", COMPARE_EQUAL, -1);
  assert_failure(*state, "!= Z_OK", COMPARE_NOT_EQUAL, 0);
  assert_failure(*state, "ERR_PTR", COMPARE_LESS, 0);
}

static void clauses_limit_an_effect_to_a_condition(void **state)
{
  const fact *fact = parse(
      *state, "(dict, key, out PyObject) -> int or -1 raises; out if return == 1");
  assert_int_equal(fact->clause_count, 1);
  assert_int_equal(fact->clauses[0].effect, EFFECT_OUT);
  assert_int_equal(fact->clauses[0].argument, 0);
  assert_int_equal(fact->clauses[0].test.compare, COMPARE_EQUAL);
  assert_int_equal(fact->clauses[0].test.number, 1);
  assert_false(fact->clauses[0].is_never);

  fact = parse(*state, "(_, _, _, ...); never if arg 1 != 0");
  assert_true(fact->clauses[0].is_never);
  assert_int_equal(fact->clauses[0].argument, 1);

  fact = parse(*state, "(_, _?) -> same 2 or NULL; new heap if arg 2 == NULL");
  assert_true(fact->clauses[0].is_new);
  assert_string_equal(fact->clauses[0].kind, "heap");
  assert_int_equal(fact->clauses[0].argument, 2);
}

static void plain_clauses_set_flags(void **state)
{
  const fact *fact = parse(*state, "(grow heap) -> int or -1; keep on failure; deep");
  assert_true(fact->keep_on_failure);
  assert_true(fact->is_deep);
  assert_int_equal(fact->clause_count, 0);
  assert_true(
      parse(*state, "(out r?) -> int or -1; leave on failure")->leave_on_failure);
}

static void tests_hold_for_the_values_they_name(void **state)
{
  (void)state;
  assert_true(fact_test_holds((fact_test){COMPARE_EQUAL, -1}, -1));
  assert_false(fact_test_holds((fact_test){COMPARE_EQUAL, -1}, 0));
  assert_true(fact_test_holds((fact_test){COMPARE_NOT_EQUAL, 0}, 3));
  assert_false(fact_test_holds((fact_test){COMPARE_NOT_EQUAL, 0}, 0));
  assert_true(fact_test_holds((fact_test){COMPARE_LESS, 0}, -4));
  assert_false(fact_test_holds((fact_test){COMPARE_LESS, 0}, 0));
  assert_true(fact_test_holds((fact_test){COMPARE_LESS_EQUAL, 0}, 0));
  assert_false(fact_test_holds((fact_test){COMPARE_LESS_EQUAL, 0}, 1));
  assert_true(fact_test_holds((fact_test){COMPARE_GREATER, 5}, 6));
  assert_false(fact_test_holds((fact_test){COMPARE_GREATER, 5}, 5));
  assert_true(fact_test_holds((fact_test){COMPARE_GREATER_EQUAL, 5}, 5));
  assert_false(fact_test_holds((fact_test){COMPARE_GREATER_EQUAL, 5}, 4));
}

// ---- What is printed ---------------------------------------------------------------

static void facts_are_printed_as_they_are_written(void **state)
{
  static const char *const facts[] = {
      "(_, _) -> new FILE or NULL",
      "(steal_ok fd, _) -> new FILE or NULL",
      "(_, _, free FILE) -> new FILE or NULL",
      "(free FILE!) -> int",
      "(stream!) -> borrow fd from 1 or -1",
      "(grow heap, _, stream) -> int or -1; keep on failure",
      "(out_late heap, _) -> new FILE or NULL",
      "() -> new PyObject or NULL raises",
      "(dict!, key!) -> borrow PyObject from 1 or NULL raises?",
      "(dict, key, out PyObject) -> int or -1 raises; out if return == 1",
      "(dict, _, out_borrow PyObject?, out_borrow PyObject?) -> int",
      "(list!, _, steal PyObject?) -> int or -1 raises",
      "(fmt_build, ...) -> new PyObject or NULL raises",
      "(retain PyObject!)",
      "(release PyObject?)",
      "(retain conn!) -> same 1",
      "(_, out conn) -> int or != 0; keep on failure",
      "(_, _) -> new heap or NULL; zeroed",
      "(_, _, _) -> same 1; zeroed if arg 2 == 0",
      "(_, out reply?) -> int or != 0; leave on failure",
      "(conn, steal_ok buf) -> int or < 0",
      "(conn, callback, escape heap) -> int",
      "(...) -> never",
      "(out fd[2]) -> int or -1",
      "(_!, _?) -> char * or NULL",
      "(_) -> new widget floating",
      "(_) -> move 1",
      "(_, _, _, ...); never if arg 1 != 0",
      "(_, _?) -> same 2 or NULL; new heap if arg 2 == 0",
      "(_, out heap, callback, callback) -> int or < 0; deep",
  };
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
    assert_round_trip(*state, facts[i]);
}

static void names_and_spaces_are_printed_in_one_form(void **state)
{
  assert_prints(*state, "-> never", "(...) -> never");
  assert_prints(*state, "( free  FILE ! )->int", "(free FILE!) -> int");
  assert_prints(*state, "(_) -> int or EOF", "(_) -> int or -1");
  assert_prints(*state, "(_) -> new mapping or MAP_FAILED", "(_) -> new mapping or -1");
  assert_prints(*state, "(_) -> int or NULL", "(_) -> int or 0");
  assert_prints(*state, "(_) -> new file or ERR_PTR", "(_) -> new file or < 0");
  assert_prints(*state, "(out x) -> int; deep; out if return > 0",
                "(out x) -> int; out if return > 0; deep");
}

// ---- What is wrong -----------------------------------------------------------------

static void faults_of_parameters_say_where_and_what(void **state)
{
  assert_fault(*state, "", 1, "the fact is empty, expected '(' or '->'");
  assert_fault(*state, "new FILE", 1, "found 'new', expected '(' or '->'");
  assert_fault(*state, "(", 2, "the fact ends here, expected a parameter after '('");
  assert_fault(*state, "(, _)", 2, "found ',', expected a parameter after '('");
  assert_fault(*state, "(_,)", 4, "found ')', expected a parameter after ','");
  assert_fault(*state, "(_ _)", 4, "found '_', expected ',' or ')' after '_'");
  assert_fault(*state, "(_", 3, "the fact ends here, expected ',' or ')' after '_'");
  assert_fault(*state, "(?)", 2, "found '?', expected a parameter after '('");
  assert_fault(*state, "(..., _)", 5, "found ',', expected ')' after '...'");
  assert_fault(*state, "(or)", 2, "found 'or', expected a parameter after '('");
  assert_fault(*state, "(free FILE buf)", 12,
               "found 'buf', expected ',' or ')' after 'FILE'");
}

static void faults_of_effects_say_where_and_what(void **state)
{
  assert_fault(*state, "(_, fre heap)", 5,
               "unknown effect 'fre': did you mean 'free'?");
  assert_fault(*state, "(xyzzyx heap)", 2,
               "unknown effect 'xyzzyx', expected one such as free, steal, out or "
               "retain");
  assert_fault(*state, "(out_ok heap)", 2,
               "'_ok' after 'out', expected retain, release, free or steal");
  assert_fault(*state, "(free fd[2])", 9,
               "'[' after a kind that is not 'out', expected ',' or ')'");
  assert_fault(*state, "(out fd[])", 9,
               "found ']', expected the number of elements after '['");
  assert_fault(*state, "(out fd[0])", 9, "0 elements, expected a number from 1");
  assert_fault(*state, "(out fd[2)", 10, "found ')', expected ']' after '2'");
}

static void faults_of_results_say_where_and_what(void **state)
{
  assert_fault(*state, "(_) ->", 7, "the fact ends here, expected a result after '->'");
  assert_fault(*state, "(_) -> new", 11,
               "the fact ends here, expected a kind after 'new'");
  assert_fault(*state, "(_) -> new or NULL", 12,
               "found 'or', expected a kind after 'new'");
  assert_fault(*state, "(_) -> borrow from 1", 15,
               "found 'from', expected a kind after 'borrow'");
  assert_fault(*state, "(_) -> borrow conn from", 24,
               "the fact ends here, expected the number of an argument after 'from'");
  assert_fault(*state, "(_) -> same", 12,
               "the fact ends here, expected the number of an argument after 'same'");
  assert_fault(*state, "(_) -> same 0", 13, "argument 0, expected a number from 1");
  assert_fault(*state, "(_) -> same 2", 13, "argument 2, but the fact lists 1");
  assert_fault(*state, "(_) -> or NULL", 8, "found 'or', expected a result after '->'");
  assert_fault(*state, "(_) int", 5,
               "found 'int', expected '->', ';' or the end after ')'");
  assert_fault(*state, "(_) -> int, int", 11,
               "found ',', expected ';' or the end after 'int'");
}

static void faults_of_failures_say_where_and_what(void **state)
{
  assert_fault(
      *state, "(_) -> int or", 14,
      "the fact ends here, expected NULL, a number or a comparison after 'or'");
  assert_fault(*state, "(_) -> int or <", 16,
               "the fact ends here, expected a number or NULL after '<'");
  assert_fault(*state, "(_) -> int or EOFF", 15,
               "unknown constant 'EOFF': did you mean 'EOF'?");
  assert_fault(*state, "(_) -> int or GNUTLS_E_SUCCESS", 15,
               "unknown constant 'GNUTLS_E_SUCCESS', expected its number, or a name "
               "such as NULL, EOF or MAP_FAILED");
  assert_fault(*state, "(_) -> int or 1x", 15,
               "bad number '1x', expected one of 64 bits");
  assert_fault(*state, "(_) -> int or 99999999999999999999", 15,
               "bad number '99999999999999999999', expected one of 64 bits");
  assert_fault(*state, "(_) -> int or != ERR_PTR", 18,
               "'ERR_PTR' after a comparison, expected a number or NULL");
}

static void faults_of_clauses_say_where_and_what(void **state)
{
  assert_fault(*state, "(_) -> int;", 12,
               "the fact ends here, expected a clause after ';'");
  assert_fault(*state, "(out x) -> int; out", 20,
               "the fact ends here, expected 'if' after 'out'");
  assert_fault(*state, "(out x) -> int; out if", 23,
               "the fact ends here, expected 'return' or 'arg' after 'if'");
  assert_fault(*state, "(out x) -> int; out if return", 30,
               "the fact ends here, expected a comparison after 'return'");
  assert_fault(*state, "(out x) -> int; out if return 1", 31,
               "found '1', expected a comparison after 'return'");
  assert_fault(*state, "(out x) -> int; out if return == x", 34,
               "unknown constant 'x', expected its number, or a name such as NULL, EOF "
               "or MAP_FAILED");
  assert_fault(*state, "(out x) -> int; out if arg 2 == 1", 28,
               "argument 2, but the fact lists 1");
  assert_fault(*state, "(_) -> int; out if return == 1", 13,
               "no parameter has the effect 'out', expected one that the clause can "
               "apply to");
  assert_fault(*state, "(_) -> int or -1; deeep", 19,
               "unknown clause 'deeep': did you mean 'deep'?");
  assert_fault(*state, "(_) -> int or -1; keep", 23,
               "the fact ends here, expected 'on failure' after 'keep'");
  assert_fault(*state, "(_) -> int or -1; keep on", 26,
               "the fact ends here, expected 'failure' after 'on'");
  assert_fault(
      *state, "(_) -> int; keep on failure", 13,
      "'keep on failure', but the result has no 'or' that says what failure is");
  assert_fault(*state, "(_) -> int; new if arg 1 == 0", 17,
               "found 'if', expected a kind after 'new'");
}

static void a_character_beyond_ascii_is_shown_whole(void **state)
{
  assert_fault(*state, "(\xc3\xa9)", 2,
               "found '\xc3\xa9', expected a parameter after '('");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(parameters_have_effect_kind_and_nullness),
      TEST(every_effect_word_is_read),
      TEST(an_effect_word_alone_is_an_effect_without_a_kind),
      TEST(a_label_may_look_like_an_effect_on_success),
      TEST(an_out_array_has_a_number_of_elements),
      TEST(missing_parameters_mean_any_number_of_them),
      TEST(results_say_what_the_caller_gets),
      TEST(a_c_type_tells_numbers_from_pointers),
      TEST(a_failure_is_a_value_or_a_comparison),
      TEST(known_names_stand_for_their_values),
      TEST(clauses_limit_an_effect_to_a_condition),
      TEST(plain_clauses_set_flags),
      TEST(tests_hold_for_the_values_they_name),
      TEST(facts_are_printed_as_they_are_written),
      TEST(names_and_spaces_are_printed_in_one_form),
      TEST(faults_of_parameters_say_where_and_what),
      TEST(faults_of_effects_say_where_and_what),
      TEST(faults_of_results_say_where_and_what),
      TEST(faults_of_failures_say_where_and_what),
      TEST(faults_of_clauses_say_where_and_what),
      TEST(a_character_beyond_ascii_is_shown_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
