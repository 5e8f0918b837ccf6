// State: all that the engine believes at one point of one path.
//
//   bindings     region -> value, for memory somebody looked at or wrote
//   constraints  symbol -> interval and excluded numbers
//   objects      what was acquired or released, and who owes its release
//
// A region without a binding holds a symbol of its own: the *held* symbol of the region
// in the current version of its root's contents. Writing a root by unknown hands starts
// a new version, so two loads with no write between give one symbol.
//
// States are copied where paths part and joined where they meet with equal keys
// (property simulation as in ESP, Das et al. 2002: objects tell states apart, other
// values join).

#ifndef MEMCHECK_ENGINE_STATE_H
#define MEMCHECK_ENGINE_STATE_H

#include "base/arena.h"
#include "engine/shape.h"
#include "engine/statics.h"
#include "engine/value.h"
#include "model/pack.h"

typedef struct binding {
  region region;
  value value;
} binding;

#define CONSTRAINT_EXCLUDED 4

typedef struct constraint {
  value symbol;
  int64_t low, high;
  uint8_t excluded_count;
  int64_t excluded[CONSTRAINT_EXCLUDED];
} constraint;

typedef enum object_status {
  OBJECT_OWNED,    // this function owes its release
  OBJECT_HELD,     // handed to a holder outside (parameter, global, caller): no debt
  OBJECT_RELEASED, // gone: another use or release is a fault
  OBJECT_ESCAPED,  // somebody unknown has it: anything may be true
  OBJECT_LOST,     // nothing reaches it any more: a leak, if the path goes on from here
} object_status;

// The test that tells whether the object exists: [symbol] [compare] [number]. An object
// without a guard has symbol IR_NONE.
typedef struct object_guard {
  value symbol;
  fact_test test;
} object_guard;

typedef struct object {
  value symbol; // the pointer or number that denotes it
  object_status status;
  bool is_foreign; // not acquired here: a parameter's or global's, seen when released
  bool is_reported;
  bool is_moved;    // released, and what it held was taken care of
  bool is_borrowed; // from [owner], whose release ends it: foreign
  bool is_number;   // 0 is one like any other: a descriptor
  const char *kind; // "heap", "FILE"; NULL if foreign and unknown
  object_guard guard;
  uint32_t site;        // instruction that acquired it, or IR_NONE
  uint32_t release;     // instruction that released it, or IR_NONE
  region name;          // the first region that held it, for messages, or IR_NONE
  const char *acquirer; // function called at the site, or NULL
  const char *releaser; // function called at [release]
  const char *thief;    // the function, called at [release], that took a held object
  value owner; // symbol, with [is_borrowed] or [thief]; the latter may be IR_NONE
  // OBJECT_LOST: how, where, and the path to there.
  int loss;
  uint32_t lost_at;
  const struct step *lost_path;
} object;

typedef enum step_kind {
  STEP_ACQUIRE,
  STEP_ASSUME, // a branch went one way: [truth]
  STEP_CALL,   // a call was taken to give a result in a class: [truth] is success
  STEP_RELEASE,
  STEP_HAND_ON, // stored outside, or given to a callee that keeps it
  STEP_COPY,    // stored under another name
  STEP_STATE,   // while tracing: what was known here; no step of the path
} step_kind;

// A path, newest step first; shared by the states that came this way.
typedef struct step {
  const struct step *before;
  step_kind kind;
  bool truth;
  uint32_t instruction;
  value about;      // object's symbol, or the condition
  uint32_t length;  // of the path
  const char *text; // of STEP_STATE
} step;

typedef struct state {
  ARRAY(binding) bindings;       // ascending regions
  ARRAY(constraint) constraints; // ascending symbols
  ARRAY(object) objects;         // ascending symbols
  const step *path;
} state;

// What all states of one function share.
typedef struct state_context {
  value_table *values;
  const ir_module *module;
  const ir_function *function;
  arena *arena;           // steps
  const bool *released;   // by local: a pointer the function releases; or NULL
  const statics *statics; // NULL: every global is reached from outside
  const shape *shape;     // of the function; NULL in tests
  bool is_straight;       // what is run is in no loop: nothing it makes was made before
} state_context;

void state_copy(state *to, const state *from);
void state_clear(state *state);
bool state_is_valid(const state_context *context, const state *state);

// ---- Memory ----

// What [region] holds; binds nothing.
value state_load(const state_context *context, const state *state, region region);
void state_bind(state *state, region region, value value);
void state_unbind(state *state, region region);
// All that [root] and its parts hold is unknown from here on. [instruction] makes the
// version.
void state_forget_contents(const state_context *context, state *state, region root,
                           uint32_t instruction);
// The same for all that strangers can reach: globals, and what unknown pointers point
// at.
void state_forget_outside(const state_context *context, state *state,
                          uint32_t instruction);
// Can code elsewhere reach [region]? Not locals, nor objects that only this function
// has.
bool state_is_outside(const state_context *context, const state *state, region region);
// The number of the static variable that [region] is or is a part of, if only this unit
// can touch that; else IR_NONE.
uint32_t state_private_number(const state_context *context, region region);
void state_zero(const state_context *context, state *state, region region,
                uint64_t size);
// Makes the parts of [to] hold what the parts of [from] hold.
void state_copy_contents(const state_context *context, state *state, region to,
                         region from, uint64_t size, uint32_t instruction);

// ---- Knowledge ----

typedef enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN } truth;

void state_range(const state_context *context, const state *state, value v,
                 int64_t *low, int64_t *high);
truth state_is_nonzero(const state_context *context, const state *state, value v);
truth state_compare(const state_context *context, const state *state, ir_operator op,
                    value a, value b);
truth state_test(const state_context *context, const state *state, value v,
                 fact_test test);
// Learns that [condition] is zero or not. False: it cannot be, the path is infeasible.
bool state_assume(const state_context *context, state *state, value condition,
                  bool is_nonzero);
bool state_assume_test(const state_context *context, state *state, value v,
                       fact_test test, bool holds);
bool state_assume_range(const state_context *context, state *state, value v,
                        int64_t low, int64_t high);

// ---- Objects ----

// The object that [symbol] denotes, or NULL; valid until an object is added or removed.
object *state_object(const state *state, value symbol);
object *state_add_object(state *state, object object);
void state_remove_object(state *state, value symbol);
// False: the object was never acquired on this path.
truth object_exists(const state_context *context, const state *state,
                    const object *object);
// Of an object that [v] denotes nothing is certain any more.
void state_let_go(const state_context *context, state *state, value v);
// Drops objects whose guard has become false by what was learned of [symbol].
void state_settle_guards(const state_context *context, state *state, value symbol);

// ---- Names and meetings ----

void state_rename(const state_context *context, state *state, value from, value to);
// An instruction is about to make [symbol] (generation 0) again: what the state knows
// under that name is of the last round and becomes generation 1.
void state_age_symbol(const state_context *context, state *state, value symbol);
// The same for symbols that the state mentions.
void state_age_symbols(const state_context *context, state *state, const value *symbols,
                       uint32_t count);
bool state_mentions(const state_context *context, const state *state, value symbol);
// Joins [other] into [into] at the entry of [block]; their keys must be equal. Names in
// [other] may change. Says whether [into] changed. [widen]: intervals that grow become
// unbounded.
bool state_join(const state_context *context, state *into, state *other, uint32_t block,
                bool widen);
void state_add_step(const state_context *context, state *state, step_kind kind,
                    uint32_t instruction, value about, bool truth);

#endif
