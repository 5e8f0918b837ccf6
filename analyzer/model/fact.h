// Fact: what one function does to what it is given and gives back, as one line of the
// rule language says it (grammar: rules/README.md).
//
//   fopen:  (_, _) -> new FILE or NULL
//   fclose: (free FILE!) -> int
//
// A model written by hand, a source attribute and a learned summary are all facts.

#ifndef MEMCHECK_MODEL_FACT_H
#define MEMCHECK_MODEL_FACT_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum fact_effect {
  EFFECT_BORROW, // no effect word: the callee looks and gives back
#define EFFECT(name, word) EFFECT_##name,
#include "model/effects.def"
#undef EFFECT
  EFFECT_COUNT
} fact_effect;

// The grammar's word ("steal"), "" for EFFECT_BORROW.
const char *fact_effect_word(fact_effect effect);

typedef enum fact_nullness {
  NULLNESS_UNSAID,
  NULLNESS_FINE,  // "?": NULL may be passed
  NULLNESS_FAULT, // "!": NULL is a fault
} fact_nullness;

typedef struct fact_param {
  fact_effect effect;
  bool only_on_success; // "_ok"
  const char *kind;     // after an effect: the kind, or NULL; interned by the pack set
  const char *label;    // without an effect: the word, or NULL
  uint32_t elements;    // "out fd[2]": that many objects in an array; 0: one object
  fact_nullness nullness;
} fact_param;

typedef enum fact_compare {
  COMPARE_EQUAL,
  COMPARE_NOT_EQUAL,
  COMPARE_LESS,
  COMPARE_LESS_EQUAL,
  COMPARE_GREATER,
  COMPARE_GREATER_EQUAL,
} fact_compare;

// A test of a value against a constant. NULL is the constant 0; a NAME (EOF,
// MAP_FAILED) that the loader knows is its number.
typedef struct fact_test {
  fact_compare compare;
  int64_t number;
} fact_test;

typedef enum fact_result_kind {
  RESULT_PLAIN,  // a C type, or nothing said
  RESULT_NEW,    // the caller owns it
  RESULT_BORROW, // tied to argument [from], if any
  RESULT_SAME,   // argument [from] itself, one more unit owned if it is retained
  RESULT_MOVE,   // argument [from] itself, ownership passes through
  RESULT_NEVER,  // does not return
} fact_result_kind;

typedef struct fact_result {
  fact_result_kind result;
  const char *kind; // of NEW and BORROW, else NULL
  const char *type; // of PLAIN: the words of its C type, NULL if nothing was said
  uint32_t from;    // argument from 1; 0: none
  bool is_floating;
  bool
      is_pointer_or_void_like; // RESULT_PLAIN whose type word is not an arithmetic type
  bool has_failure;            // "or ...": [failure] holds when nothing was acquired
  fact_test failure;
  bool raises;
  bool may_raise; // "raises?"
} fact_result;

// What happens only if [test] holds. With is_new the result is then a new object of
// [kind], and otherwise what fact.result says.
typedef struct fact_clause {
  bool is_never; // the function does not return; else is_new, else [effect] applies
  bool is_new;
  const char *kind;   // of is_new
  fact_effect effect; // to the parameters that name it
  uint32_t argument;  // tested argument from 1; 0: the return value
  fact_test test;
} fact_clause;

typedef struct fact {
  const char *name; // the function; "Struct.field" for a call through a field
  uint32_t param_count;
  fact_param *params;
  bool is_variadic; // "..."; effects of the parameter before it do not repeat
  fact_result result;
  uint32_t clause_count;
  fact_clause *clauses;
  bool keep_on_failure;  // out parameters are owned even when the call fails
  bool leave_on_failure; // out slots are as before where the call fails
  bool is_deep;
  bool is_zeroed;     // what is acquired, else the memory of argument 1, is all zero
  uint32_t zeroed_if; // argument from 1 that has to be 0 for that; 0: always
  bool is_family;     // told by the name alone
  const char *library;
  const char *file; // the rule file
  uint32_t line;
} fact;

// Where and why a text could not be read.
typedef struct fact_error {
  uint32_t column;   // from 1, within the text
  char message[200]; // "what, what was expected"
} fact_error;

// Reads [text] ("(free FILE!) -> int") into [fact], whose name and places the caller
// sets. Memory and strings come from [arena]. False: [error] says where and why.
bool fact_parse(arena *arena, const char *text, fact *fact, fact_error *error);
// Reads a test alone ("< 0", "-1", "NULL", "MAP_FAILED"), as after "or".
bool fact_parse_test(const char *text, fact_test *test, fact_error *error);
// Prints the fact in the grammar's own form; fact_parse() reads it back to the same.
void fact_print(const fact *fact, strbuf *out);
bool fact_test_holds(fact_test test, int64_t value);

#endif
