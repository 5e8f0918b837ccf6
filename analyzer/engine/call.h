// Call: what the parts of a call's treatment share. Inside the engine only.

#ifndef MEMCHECK_ENGINE_CALL_H
#define MEMCHECK_ENGINE_CALL_H

#include "engine/run.h"

#define CALL_ARGUMENTS 32 // of one call; those behind are not looked at

typedef struct call {
  uint32_t instruction;
  const ir_instruction *code;
  uint32_t callee;             // function of the module, or IR_NONE
  const ir_function *function; // of callee, or NULL
  const fact *fact;
  const char *name; // or NULL
  value result;
  value arguments[CALL_ARGUMENTS];
  uint32_t count;     // of arguments looked at
  bool was_undecided; // see undecided_clause()
  uint32_t way_count; // by summary: how the call may end here
  const exit_class *ways;
} call;

// ---- call_fact.c, call_summary.c, call_stranger.c: one treatment each. ----

// These run the call by what a model, the callee's body or nobody tells of it. False:
// it does not return.
bool call_by_fact(run *run, state *state, call *call);
bool call_by_summary(run *run, state *state, call *call, const summary *summary);
bool call_stranger(run *run, state *state, call *call);
// Of a call with a model that says so: the memory it made or was given is zero now.
void call_zero_memory(run *run, state *state, const call *call);

// ---- parked.c: what static variables of the unit hold. ----

// A call of a function without a summary.
void parked_pass_unseen(run *run, state *state, const call *call);
// A call that ends in [exit]: forgets what the callee may have stored.
void parked_pass_callee(run *run, state *state, const call *call,
                        const exit_class *exit);
// What the callee looks at before any branch.
void parked_use(run *run, state *state, const call *call, const summary *summary);

// ---- call.c: what they share. ----

const ir_type *call_argument_type(const run *run, const call *call, uint32_t argument);
bool call_is_variadic(const run *run, const call *call, uint32_t argument);
// May the callee write what [argument] points at?
bool call_may_write(const run *run, const call *call, uint32_t argument);
// Does nobody look at the result?
bool call_is_dropped(const run *run, const call *call);
// The memory that an out argument points at, or IR_NONE.
region call_out_region(run *run, const call *call, uint32_t argument);
// memcpy() and the like: what the source holds has two holders now. Of how much is
// copied within one piece of memory, or by a length nobody knows, nothing is certain.
void call_copy_memory(run *run, state *state, const call *call, uint32_t argument);
// Takes the callee to have written what [argument] points at.
void call_overwrite(run *run, state *state, const call *call, uint32_t argument);
// The same for the memory at [region].
void call_overwrite_at(run *run, state *state, const call *call, region region);
void call_read_arguments(run *run, const state *state, call *call);
// The symbol of the result. In a loop an argument may be what the same call gave the
// round before: that becomes the older one, so arguments are read again.
value call_fresh_result(run *run, state *state, call *call);
void call_finish(run *run, state *state, const call *call);

bool type_points_to_char(const run *run, const ir_type *type);

static inline fact_test fact_test_opposite(fact_test test)
{
  static const fact_compare opposites[] = {
      [COMPARE_EQUAL] = COMPARE_NOT_EQUAL,    [COMPARE_NOT_EQUAL] = COMPARE_EQUAL,
      [COMPARE_LESS] = COMPARE_GREATER_EQUAL, [COMPARE_LESS_EQUAL] = COMPARE_GREATER,
      [COMPARE_GREATER] = COMPARE_LESS_EQUAL, [COMPARE_GREATER_EQUAL] = COMPARE_LESS,
  };
  test.compare = opposites[test.compare];
  return test;
}

// The object exists unless [v] says that the call failed.
static inline object_guard guard_unless(value v, fact_test failure)
{
  return (object_guard){v, fact_test_opposite(failure)};
}

static inline object_guard guard_not_null(value v)
{
  return (object_guard){v, {COMPARE_NOT_EQUAL, 0}};
}

static inline object_guard guard_none(void)
{
  return (object_guard){IR_NONE, {COMPARE_EQUAL, 0}};
}

#endif
