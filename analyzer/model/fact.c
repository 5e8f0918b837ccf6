#include "model/fact.h"

#include <inttypes.h>

const char *fact_effect_word(fact_effect effect)
{
  static const char *const words[EFFECT_COUNT] = {
      "",
#define EFFECT(name, word) word,
#include "model/effects.def"
#undef EFFECT
  };
  return words[effect];
}

bool fact_test_holds(fact_test test, int64_t value)
{
  switch (test.compare) {
  case COMPARE_EQUAL:
    return value == test.number;
  case COMPARE_NOT_EQUAL:
    return value != test.number;
  case COMPARE_LESS:
    return value < test.number;
  case COMPARE_LESS_EQUAL:
    return value <= test.number;
  case COMPARE_GREATER:
    return value > test.number;
  case COMPARE_GREATER_EQUAL:
    return value >= test.number;
  }
  return false;
}

// ---- Printing ----------------------------------------------------------------------

static void print_param(const fact_param *param, strbuf *out)
{
  if (param->effect == EFFECT_BORROW) {
    strbuf_add(out, param->label == NULL ? "_" : param->label);
  } else {
    strbuf_add(out, fact_effect_word(param->effect));
    if (param->only_on_success)
      strbuf_add(out, "_ok");
    if (param->kind != NULL)
      strbuf_addf(out, " %s", param->kind);
    if (param->elements != 0)
      strbuf_addf(out, "[%" PRIu32 "]", param->elements);
  }
  if (param->nullness != NULLNESS_UNSAID)
    strbuf_add(out, param->nullness == NULLNESS_FINE ? "?" : "!");
}

static void print_params(const fact *fact, strbuf *out)
{
  strbuf_add_char(out, '(');
  for (uint32_t i = 0; i < fact->param_count; i++) {
    if (i > 0)
      strbuf_add(out, ", ");
    print_param(&fact->params[i], out);
  }
  if (fact->is_variadic)
    strbuf_add(out, fact->param_count > 0 ? ", ..." : "...");
  strbuf_add_char(out, ')');
}

static const char *compare_word(fact_compare compare)
{
  static const char *const words[] = {"==", "!=", "<", "<=", ">", ">="};
  return words[compare];
}

// After "or" a bare number means equality; of a pointer, 0 reads better as NULL.
static void print_failure(const fact_result *result, strbuf *out)
{
  const fact_test *test = &result->failure;
  bool is_pointer = result->result != RESULT_PLAIN || result->is_pointer_or_void_like;
  strbuf_add(out, " or ");
  if (test->compare != COMPARE_EQUAL)
    strbuf_addf(out, "%s %" PRId64, compare_word(test->compare), test->number);
  else if (test->number == 0 && is_pointer)
    strbuf_add(out, "NULL");
  else
    strbuf_addf(out, "%" PRId64, test->number);
}

static bool is_unsaid(const fact_result *result)
{
  return result->result == RESULT_PLAIN && result->type == NULL;
}

static void print_result(const fact_result *result, strbuf *out)
{
  strbuf_add(out, " -> ");
  switch (result->result) {
  case RESULT_PLAIN:
    strbuf_add(out, result->type);
    break;
  case RESULT_NEW:
    strbuf_addf(out, "new %s%s", result->kind, result->is_floating ? " floating" : "");
    break;
  case RESULT_BORROW:
    strbuf_addf(out, "borrow %s", result->kind);
    if (result->from != 0)
      strbuf_addf(out, " from %" PRIu32, result->from);
    break;
  case RESULT_SAME:
    strbuf_addf(out, "same %" PRIu32, result->from);
    break;
  case RESULT_MOVE:
    strbuf_addf(out, "move %" PRIu32, result->from);
    break;
  case RESULT_NEVER:
    strbuf_add(out, "never");
    break;
  }
  if (result->has_failure)
    print_failure(result, out);
  if (result->raises || result->may_raise)
    strbuf_add(out, result->may_raise ? " raises?" : " raises");
}

static void print_clause(const fact_clause *clause, strbuf *out)
{
  strbuf_add(out, "; ");
  if (clause->is_never)
    strbuf_add(out, "never");
  else if (clause->is_new)
    strbuf_addf(out, "new %s", clause->kind);
  else
    strbuf_add(out, fact_effect_word(clause->effect));
  if (clause->argument == 0)
    strbuf_add(out, " if return ");
  else
    strbuf_addf(out, " if arg %" PRIu32 " ", clause->argument);
  strbuf_addf(out, "%s %" PRId64, compare_word(clause->test.compare),
              clause->test.number);
}

void fact_print(const fact *fact, strbuf *out)
{
  print_params(fact, out);
  if (!is_unsaid(&fact->result))
    print_result(&fact->result, out);
  for (uint32_t i = 0; i < fact->clause_count; i++)
    print_clause(&fact->clauses[i], out);
  if (fact->keep_on_failure)
    strbuf_add(out, "; keep on failure");
  if (fact->leave_on_failure)
    strbuf_add(out, "; leave on failure");
  if (fact->is_deep)
    strbuf_add(out, "; deep");
  if (fact->is_zeroed && fact->zeroed_if == 0)
    strbuf_add(out, "; zeroed");
  if (fact->is_zeroed && fact->zeroed_if != 0)
    strbuf_addf(out, "; zeroed if arg %" PRIu32 " == 0", fact->zeroed_if);
}
