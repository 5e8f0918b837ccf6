// Parses the fact grammar (rules/README.md) by recursive descent.
//
// One token is looked at, never more. The first fault is kept with the place where it
// was seen and ends the parse: each function that can fail returns false and its caller
// gives up.

#include "model/fact.h"

#include "base/suggest.h"
#include "model/fact_reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_kind(fact_reader *reader, const char **kind)
{
  if (!reader_is_name(reader))
    return reader_fail_expected(reader, "a kind");
  *kind = reader_copy_token(reader);
  reader_advance(reader);
  return true;
}

// ---- Numbers and tests -------------------------------------------------------------

static const struct constant {
  const char *name;
  fact_test test;
} constants[] = {
#define CONSTANT(name, compare, number) {#name, {COMPARE_##compare, number}},
#include "model/constants.def"
#undef CONSTANT
};

#define CONSTANT_COUNT (sizeof constants / sizeof *constants)

static bool fail_unknown_constant(fact_reader *reader)
{
  const char *names[CONSTANT_COUNT];
  for (size_t i = 0; i < CONSTANT_COUNT; i++)
    names[i] = constants[i].name;
  char word[64];
  snprintf(word, sizeof word, "%.*s", (int)reader->length, reader->at);
  const char *close = suggest_word(word, names, CONSTANT_COUNT);
  if (close != NULL)
    return reader_fail_at(reader, reader->at,
                          "unknown constant '%s': did you mean '%s'?", word, close);
  return reader_fail_at(
      reader, reader->at,
      "unknown constant '%s', expected its number, or a name such as NULL, "
      "EOF or MAP_FAILED",
      word);
}

static bool read_number(fact_reader *reader, int64_t *number)
{
  char *end;
  errno = 0;
  *number = strtoll(reader->at, &end, 0);
  if (end != reader->at + reader->length || errno != 0)
    return reader_fail_at(reader, reader->at,
                          "bad number '%.*s', expected one of 64 bits",
                          (int)reader->length, reader->at);
  reader_advance(reader);
  return true;
}

// value = number | NAME. A name may bring its own comparison (ERR_PTR), unless one
// stands before it.
static bool read_value(fact_reader *reader, bool has_compare, fact_test *test)
{
  if (reader->token == TOKEN_NUMBER)
    return read_number(reader, &test->number);
  if (!reader_is_name(reader))
    return reader_fail_expected(reader, has_compare ? "a number or NULL"
                                                    : "NULL, a number or a comparison");
  for (size_t i = 0; i < CONSTANT_COUNT; i++) {
    if (!reader_is_word(reader, constants[i].name))
      continue;
    if (has_compare && constants[i].test.compare != COMPARE_EQUAL)
      return reader_fail_at(reader, reader->at,
                            "'%s' after a comparison, expected a number or NULL",
                            constants[i].name);
    if (!has_compare)
      test->compare = constants[i].test.compare;
    test->number = constants[i].test.number;
    reader_advance(reader);
    return true;
  }
  return fail_unknown_constant(reader);
}

// fail = "NULL" | number | op number | NAME
static bool read_failure(fact_reader *reader, fact_test *test)
{
  bool has_compare = reader->token == TOKEN_COMPARE;
  test->compare = COMPARE_EQUAL;
  if (has_compare) {
    test->compare = reader->compare;
    reader_advance(reader);
  }
  return read_value(reader, has_compare, test);
}

// The number of an argument, from 1.
static bool read_argument(fact_reader *reader, const fact *fact, uint32_t *argument)
{
  if (reader->token != TOKEN_NUMBER)
    return reader_fail_expected(reader, "the number of an argument");
  const char *at = reader->at;
  int64_t number = 0;
  if (!read_number(reader, &number))
    return false;
  if (number < 1)
    return reader_fail_at(reader, at, "argument %lld, expected a number from 1",
                          (long long)number);
  if (number > (fact->is_variadic ? UINT16_MAX : fact->param_count))
    return reader_fail_at(reader, at, "argument %lld, but the fact lists %u",
                          (long long)number, fact->param_count);
  *argument = (uint32_t)number;
  return true;
}

// ---- Effects and parameters --------------------------------------------------------

static fact_effect find_effect(const char *at, size_t length)
{
  for (int effect = EFFECT_BORROW + 1; effect < EFFECT_COUNT; effect++) {
    if (reader_spells(at, length, fact_effect_word((fact_effect)effect)))
      return (fact_effect)effect;
  }
  return EFFECT_BORROW;
}

static bool may_be_conditional(fact_effect effect)
{
  return effect == EFFECT_RETAIN || effect == EFFECT_RELEASE || effect == EFFECT_FREE ||
         effect == EFFECT_STEAL;
}

// Does the current word name an effect? "free_ok" is "free" with [only_on_success].
static bool is_effect(const fact_reader *reader, fact_effect *effect,
                      bool *only_on_success)
{
  *only_on_success = false;
  *effect = find_effect(reader->at, reader->length);
  if (*effect == EFFECT_BORROW && reader->length > 3 &&
      strncmp(reader->at + reader->length - 3, "_ok", 3) == 0) {
    *effect = find_effect(reader->at, reader->length - 3);
    *only_on_success = *effect != EFFECT_BORROW;
  }
  return *effect != EFFECT_BORROW;
}

// [at] is neither an effect nor, with [is_clause], anything else that begins a clause.
static bool fail_unknown_effect(fact_reader *reader, const char *at, size_t length,
                                bool is_clause)
{
  const char *words[EFFECT_COUNT + 8];
  uint32_t count = 0;
  for (int effect = EFFECT_BORROW + 1; effect < EFFECT_COUNT; effect++)
    words[count++] = fact_effect_word((fact_effect)effect);
  if (is_clause) {
    words[count++] = "never";
    words[count++] = "new";
    words[count++] = "keep";
    words[count++] = "leave";
    words[count++] = "deep";
    words[count++] = "zeroed";
  }
  const char *what = is_clause ? "clause" : "effect";
  char word[64];
  snprintf(word, sizeof word, "%.*s", (int)length, at);
  const char *close = suggest_word(word, words, count);
  if (close != NULL)
    return reader_fail_at(reader, at, "unknown %s '%s': did you mean '%s'?", what, word,
                          close);
  return reader_fail_at(
      reader, at, "unknown %s '%s', expected one such as free, steal, out or retain",
      what, word);
}

static void read_nullness(fact_reader *reader, fact_param *param)
{
  if (reader_take_character(reader, '?'))
    param->nullness = NULLNESS_FINE;
  else if (reader_take_character(reader, '!'))
    param->nullness = NULLNESS_FAULT;
}

// "[2]" after the kind of an out parameter.
static bool read_elements(fact_reader *reader, fact_param *param)
{
  const char *at = reader->at;
  if (!reader_take_character(reader, '['))
    return true;
  if (param->effect != EFFECT_OUT)
    return reader_fail_at(reader, at,
                          "'[' after a kind that is not 'out', expected ',' or ')'");
  if (reader->token != TOKEN_NUMBER)
    return reader_fail_expected(reader, "the number of elements");
  const char *number_at = reader->at;
  int64_t number = 0;
  if (!read_number(reader, &number))
    return false;
  if (number < 1 || number > UINT16_MAX)
    return reader_fail_at(reader, number_at, "%lld elements, expected a number from 1",
                          (long long)number);
  param->elements = (uint32_t)number;
  if (!reader_take_character(reader, ']'))
    return reader_fail_expected(reader, "']'");
  return true;
}

// param = "_" | [effect] [word] ["?"|"!"]
static bool read_param(fact_reader *reader, fact_param *param)
{
  if (reader_take_word(reader, "_")) {
    read_nullness(reader, param);
    return true;
  }
  if (!reader_is_name(reader))
    return reader_fail_expected(reader, "a parameter");
  const char *at = reader->at;
  size_t length = reader->length;
  bool has_effect = is_effect(reader, &param->effect, &param->only_on_success);
  reader_advance(reader);
  if (!has_effect && reader_is_name(reader))
    return fail_unknown_effect(reader, at, length, false);
  if (param->only_on_success && !may_be_conditional(param->effect))
    return reader_fail_at(reader, at,
                          "'_ok' after '%s', expected retain, release, free or steal",
                          fact_effect_word(param->effect));
  if (!has_effect) {
    param->label = arena_copy_bytes(reader->arena, at, length);
  } else if (reader_is_name(reader)) {
    param->kind = reader_copy_token(reader);
    reader_advance(reader);
    if (!read_elements(reader, param))
      return false;
  }
  read_nullness(reader, param);
  return true;
}

// How many of [separator] stand in [text] before [end] (or its end).
static uint32_t count_until(const char *text, char separator, char end)
{
  uint32_t count = 0;
  for (; *text != '\0' && *text != end; text++)
    count += *text == separator;
  return count;
}

// params = "(" [param {"," param}] ")"; without them any number of arguments is meant.
static bool read_params(fact_reader *reader, fact *fact)
{
  if (!reader_take_character(reader, '(')) {
    fact->is_variadic = true;
    return true;
  }
  if (reader_take_character(reader, ')'))
    return true;
  fact->params =
      arena_new_array(reader->arena, fact_param, count_until(reader->at, ',', ')') + 1);
  for (;;) {
    if (reader->token == TOKEN_ELLIPSIS) {
      fact->is_variadic = true;
      reader_advance(reader);
    } else if (!read_param(reader, &fact->params[fact->param_count++])) {
      return false;
    }
    if (reader_take_character(reader, ')'))
      return true;
    if (fact->is_variadic)
      return reader_fail_expected(reader, "')'");
    if (!reader_take_character(reader, ','))
      return reader_fail_expected(reader, "',' or ')'");
  }
}

// ---- Result ------------------------------------------------------------------------

// Is the C type [words] a number, so that it can own nothing?
static bool is_arithmetic(const char *words)
{
  static const char *const numbers[] = {
      "char",    "short",    "int",    "long",   "float", "double",
      "signed",  "unsigned", "bool",   "_Bool",  "enum",  "size_t",
      "ssize_t", "off_t",    "time_t", "wint_t", "status"};
  if (strchr(words, '*') != NULL)
    return false;
  if (strncmp(words, "const ", 6) == 0)
    words += 6;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    if (reader_spells(words, reader_word_length(words), numbers[i]))
      return true;
  }
  return false;
}

// Words and stars up to "or", "raises" or what ends the result.
static bool read_c_type(fact_reader *reader, fact_result *result)
{
  if (!reader_is_name(reader))
    return reader_fail_expected(reader, "a result");
  const char *begin = reader->at;
  const char *end = begin;
  while (reader_is_name(reader) || reader_is_character(reader, '*')) {
    end = reader->at + reader->length;
    reader_advance(reader);
  }
  result->type = arena_copy_bytes(reader->arena, begin, (size_t)(end - begin));
  result->is_pointer_or_void_like = !is_arithmetic(result->type);
  return true;
}

// type = "new" kind ["floating"] | "borrow" kind ["from" N] | "same" N | "move" N
//      | "never" | C type
static bool read_type(fact_reader *reader, fact *fact)
{
  fact_result *result = &fact->result;
  if (reader_take_word(reader, "new")) {
    result->result = RESULT_NEW;
    if (!read_kind(reader, &result->kind))
      return false;
    result->is_floating = reader_take_word(reader, "floating");
    return true;
  }
  if (reader_take_word(reader, "borrow")) {
    result->result = RESULT_BORROW;
    if (!read_kind(reader, &result->kind))
      return false;
    return !reader_take_word(reader, "from") ||
           read_argument(reader, fact, &result->from);
  }
  if (reader_is_word(reader, "same") || reader_is_word(reader, "move")) {
    result->result = reader_is_word(reader, "same") ? RESULT_SAME : RESULT_MOVE;
    reader_advance(reader);
    return read_argument(reader, fact, &result->from);
  }
  if (reader_take_word(reader, "never")) {
    result->result = RESULT_NEVER;
    return true;
  }
  return read_c_type(reader, result);
}

// result = type ["or" fail] ["raises" ["?"]]
static bool read_result(fact_reader *reader, fact *fact)
{
  fact_result *result = &fact->result;
  if (!read_type(reader, fact))
    return false;
  if (reader_take_word(reader, "or")) {
    result->has_failure = true;
    if (!read_failure(reader, &result->failure))
      return false;
  }
  if (reader_take_word(reader, "raises")) {
    result->may_raise = reader_take_character(reader, '?');
    result->raises = !result->may_raise;
  }
  return true;
}

// ---- Clauses -----------------------------------------------------------------------

// "if" ("return" | "arg" N) op value
static bool read_condition(fact_reader *reader, const fact *fact, fact_clause *clause)
{
  if (!reader_take_word(reader, "if"))
    return reader_fail_expected(reader, "'if'");
  if (reader_take_word(reader, "arg")) {
    if (!read_argument(reader, fact, &clause->argument))
      return false;
  } else if (!reader_take_word(reader, "return")) {
    return reader_fail_expected(reader, "'return' or 'arg'");
  }
  if (reader->token != TOKEN_COMPARE)
    return reader_fail_expected(reader, "a comparison");
  clause->test.compare = reader->compare;
  reader_advance(reader);
  return read_value(reader, true, &clause->test);
}

static bool has_param_with(const fact *fact, fact_effect effect)
{
  for (uint32_t i = 0; i < fact->param_count; i++) {
    if (fact->params[i].effect == effect)
      return true;
  }
  return false;
}

// (effect | "never" | "new" kind) condition
static bool read_conditional(fact_reader *reader, const fact *fact, fact_clause *clause)
{
  const char *at = reader->at;
  size_t length = reader->length;
  bool is_ok = false;
  if (reader_take_word(reader, "never")) {
    clause->is_never = true;
  } else if (reader_take_word(reader, "new")) {
    clause->is_new = true;
    if (!read_kind(reader, &clause->kind))
      return false;
  } else if (!is_effect(reader, &clause->effect, &is_ok) || is_ok) {
    return fail_unknown_effect(reader, at, length, true);
  } else {
    if (!has_param_with(fact, clause->effect))
      return reader_fail_at(reader, at,
                            "no parameter has the effect '%.*s', expected one that "
                            "the clause can apply to",
                            (int)length, at);
    reader_advance(reader);
  }
  return read_condition(reader, fact, clause);
}

// "keep on failure" or "leave on failure", after its first word.
static bool read_on_failure(fact_reader *reader, const char *at, const char *verb,
                            const fact *fact)
{
  if (!reader_take_word(reader, "on"))
    return reader_fail_expected(reader, "'on failure'");
  if (!reader_take_word(reader, "failure"))
    return reader_fail_expected(reader, "'failure'");
  if (!fact->result.has_failure)
    return reader_fail_at(reader, at,
                          "'%s on failure', but the result has no 'or' that says "
                          "what failure is",
                          verb);
  return true;
}

// "zeroed" ["if" "arg" N "==" 0], after its first word.
static bool read_zeroed(fact_reader *reader, fact *fact)
{
  const char *at = reader->at;
  fact->is_zeroed = true;
  if (reader->length != 2 || strncmp(reader->at, "if", 2) != 0)
    return true;
  fact_clause condition = {0};
  if (!read_condition(reader, fact, &condition))
    return false;
  fact->zeroed_if = condition.argument;
  if (condition.argument == 0 || condition.test.compare != COMPARE_EQUAL ||
      condition.test.number != 0)
    return reader_fail_at(reader, at, "expected 'if arg N == 0' after 'zeroed'");
  return true;
}

// clause = conditional | "keep on failure" | "leave on failure" | "deep" | zeroed
static bool read_clause(fact_reader *reader, fact *fact)
{
  const char *at = reader->at;
  if (!reader_is_name(reader))
    return reader_fail_expected(reader, "a clause");
  if (reader_take_word(reader, "deep")) {
    fact->is_deep = true;
    return true;
  }
  if (reader_take_word(reader, "zeroed"))
    return read_zeroed(reader, fact);
  if (reader_take_word(reader, "keep"))
    return fact->keep_on_failure = read_on_failure(reader, at, "keep", fact);
  if (reader_take_word(reader, "leave"))
    return fact->leave_on_failure = read_on_failure(reader, at, "leave", fact);
  return read_conditional(reader, fact, &fact->clauses[fact->clause_count++]);
}

static bool read_clauses(fact_reader *reader, fact *fact)
{
  uint32_t limit = count_until(reader->at, ';', '\0');
  if (limit != 0)
    fact->clauses = arena_new_array(reader->arena, fact_clause, limit);
  while (reader_take_character(reader, ';')) {
    if (!read_clause(reader, fact))
      return false;
  }
  return true;
}

// ---- Whole texts -------------------------------------------------------------------

// fact = [params] ["->" result] {";" clause}
bool fact_parse(arena *arena, const char *text, fact *fact, fact_error *error)
{
  fact_reader reader;
  reader_start(&reader, arena, text, error);
  if (reader.token == TOKEN_END)
    return reader_fail_at(&reader, reader.at,
                          "the fact is empty, expected '(' or '->'");
  if (!reader_is_character(&reader, '(') && reader.token != TOKEN_ARROW)
    return reader_fail_expected(&reader, "'(' or '->'");
  if (!read_params(&reader, fact))
    return false;
  bool has_result = reader.token == TOKEN_ARROW;
  if (has_result) {
    reader_advance(&reader);
    if (!read_result(&reader, fact))
      return false;
  }
  if (!read_clauses(&reader, fact))
    return false;
  if (reader.token != TOKEN_END)
    return reader_fail_expected(&reader,
                                has_result ? "';' or the end" : "'->', ';' or the end");
  return true;
}

bool fact_parse_test(const char *text, fact_test *test, fact_error *error)
{
  fact_reader reader;
  reader_start(&reader, NULL, text, error);
  if (!read_failure(&reader, test))
    return false;
  return reader.token == TOKEN_END || reader_fail_expected(&reader, "the end");
}
