// Run: the analysis of one function while it goes on. Inside the engine only.

#ifndef MEMCHECK_ENGINE_RUN_H
#define MEMCHECK_ENGINE_RUN_H

#include "engine/engine.h"
#include "engine/reach.h"
#include "engine/shape.h"

typedef struct entry_state {
  state state;
  uint64_t key;
  bool is_dirty; // to be run from here again
  uint32_t joins;
} entry_state;

typedef struct block_entry {
  ARRAY(entry_state) states;
  uint32_t coarseness;       // how much of the key is left out: 0, 1, 2
  uint32_t arrivals, rounds; // states from elsewhere; from the loop that starts here
} block_entry;

// A path that stands inside a block: where a call split it.
typedef struct suspended {
  state state;
  value *results; // of the block's instructions up to [next]
  uint32_t next;  // instruction
} suspended;

// How a lock that the function took stands where it returns.
typedef struct lock_exit {
  object lock;
  const step *path;
  uint32_t instruction;
  uint32_t result;     // class of what is returned
  uint32_t set, unset; // bits of the parameters that point at a flag which is so
} lock_exit;

typedef struct run {
  const engine_input *input;
  engine_result *result;
  arena *arena;  // of the whole module: summaries
  arena scratch; // of this function
  state_context context;
  value_table values;
  shape shape;
  uint32_t function_index;
  const ir_function *function;
  value *results;    // by instruction; those of the block being run
  bool *settled;     // by instruction: some path releases or hands on what it made
  uint64_t *beliefs; // by instruction: what belief_about() found
  uint64_t *callee_beliefs; // by function of the module
  uint32_t block;           // being run
  block_entry *entries;     // by block
  ARRAY(suspended) suspended;
  ARRAY(event) events;
  ARRAY(lock_exit) lock_exits;
  const bool *is_before_unlock[2]; // by place_use, by block; NULL until somebody asks
  summary summary;                 // being learned
  ARRAY(uint32_t) marks;           // by value: equal to [mark] where somebody holds it
  uint32_t mark;
  reach reach;       // for one question at a time
  uint32_t earliest; // position of the first block that may be dirty
  uint32_t visits, states;
  region unread;           // LOSS_UNREAD: the static variable that held what is lost
  uint64_t work;           // entries of states handled
  ARRAY(uint64_t) holders; // of the last state's objects, by object: see state_key()
  bool is_coarse;
  bool is_traced;
} run;

// ---- transfer.c, ownership.c, unchecked.c ----

// Runs [state], which it takes, from [instruction] to the end of its block and hands
// what comes out to run_enter_block() or run_exit().
void transfer_block(run *run, state *state, uint32_t instruction);
value transfer_operand(run *run, const state *state, ir_operand operand);
// Reading or writing [region], or passing its address on.
void transfer_use(run *run, state *state, region region, uint32_t instruction);
void transfer_use_value(run *run, state *state, value pointer, uint32_t instruction,
                        bool is_returned);
// [pointer] is used as if it could not be NULL. Says so if that was never asked.
void transfer_note_unchecked(run *run, const state *state, value pointer,
                             uint32_t instruction);
// Everything reachable from [v] is now [status]; true if an owned object was among it.
bool transfer_give_away(run *run, state *state, value v, object_status status,
                        uint32_t instruction);
// One of the elements of [array], nobody knows which, is in other hands.
void transfer_give_away_elements(run *run, state *state, region array,
                                 uint32_t instruction);
// Where [v] was read from an element of an array, who knows which: what any of them
// holds may be meant.
void transfer_let_go_of_elements(run *run, state *state, value v);
// Finds owned objects that nothing reaches. They are reported when the path goes on, to
// the end of the function or around a loop: a program that stops with
// `p = realloc(p, n); if (p == NULL) die();` leaks nothing.
void transfer_find_lost(run *run, state *state, uint32_t instruction, loss loss);
void transfer_report_lost(run *run, state *state);
void transfer_release(run *run, state *state, value v, const char *kind,
                      const char *releaser, uint32_t instruction);
// The same, where more is released before it can be said what was lost with it. False:
// nothing was.
bool transfer_release_one(run *run, state *state, value v, const char *kind,
                          const char *releaser, uint32_t instruction);
// The same, where what it held is not lost with it: realloc() moves it, a destructor
// releases it too.
void transfer_move(run *run, state *state, value v, const char *kind,
                   const char *releaser, uint32_t instruction);
// A new object behind [symbol], held by nobody yet.
object *transfer_acquire(run *run, state *state, value symbol, const char *kind,
                         object_guard guard, const char *acquirer,
                         uint32_t instruction);
// Renames a symbol that [instruction] is about to make again; results too.
void transfer_age(run *run, state *state, value symbol);
// Splits the path: [other], which it takes, goes on at [next].
void transfer_suspend(run *run, state *other, uint32_t next);
void transfer_event(run *run, state *state, event_kind kind, loss loss,
                    uint32_t instruction, object *object, bool is_returned);

// ---- mismatch.c ----

// Reports the release of [v] by [releaser], which releases a [kind], if it is certainly
// not one. True: that was all there is to do.
bool mismatch_release(run *run, state *state, value v, const char *kind,
                      const char *releaser, uint32_t instruction);
// Is [v] what a call gave that gives nothing to release?
bool mismatch_is_lent(const run *run, value v);
// By local: a pointer that the function releases somewhere. Paths stay apart by what it
// could be beside the start of an object: see mismatch_class().
const bool *mismatch_find_released(run *run);
// 0 for the start of an object, or who knows; else a number for what is no object.
uint32_t mismatch_class(run *run, value v);

// ---- call.c ----

// False: the call does not return.
bool call_apply(run *run, state *state, uint32_t instruction);
// The model of what [call] in [function] calls, be it through a variable that a library
// offers (xmlFree); or NULL.
const fact *call_fact(const engine_input *input, const ir_function *function,
                      const ir_instruction *call);
// Does the call at [instruction] take an argument for what it gives back, if it
// succeeds?
bool call_replaces_argument(const run *run, uint32_t instruction);

// ---- parked.c ----

// The callee of this unit looks at what [symbol] leads to; notes that for its callers.
void parked_note_use(run *run, const state *state, value symbol);
// The function returns: what static variables hold is the caller's to know, or, where
// nobody reads it again, lost.
void parked_leave(run *run, state *state, uint32_t instruction);
void parked_report_unread(run *run, state *state, uint32_t instruction);

// ---- analyze.c, meet.c, exits.c ----

// A step that looks at all of [state] counts against the limit of work.
void run_charge(run *run, const state *state);
// A limit is hit: what is left of the function is not walked any more.
bool run_is_exhausted(const run *run);
// Takes [state] to the entry of [block].
void run_enter_block(run *run, state *state, uint32_t block);
// The function returns [v] (IR_NONE: nothing) in [state].
void run_exit(run *run, state *state, value v, uint32_t instruction);

// ---- dump_state.c, trace.c ----

void run_print_state(const run *run, const state *state, const char *indent,
                     strbuf *out);
// Adds the state, known [when], to its path, if the function is traced.
void run_record_state(run *run, state *state, uint32_t instruction, const char *when);
void run_dump_state(run *run, uint32_t block, const state *state);

// ---- belief.c ----

// What the code says of the object that a call passes as [argument].
typedef enum belief {
  BELIEF_NONE,
  BELIEF_BORROWED,         // released later, whatever the call gives back
  BELIEF_TAKEN_ON_SUCCESS, // released later for one outcome of the call only
} belief;
// Does [call] release what it is passed as [local]?
bool belief_releases_local(const run *run, const ir_instruction *call, uint32_t local);
belief belief_about(const run *run, uint32_t instruction, uint32_t argument);

// ---- callgraph.c ----

// All functions with a body, callees before callers where there is no recursion.
uint32_t *callgraph_order(arena *arena, const ir_module *module, uint32_t *count);
// Worth a run: it or a callee does something to an object.
bool function_is_relevant(const engine_input *input, const summary *summaries,
                          uint32_t function);
// Short, and its result may steer a caller: worth knowing what it returns.
bool function_is_predicate(const engine_input *input, uint32_t function);
// Bits of the arguments that the body looks into or passes on.
uint64_t function_used_arguments(const engine_input *input, const summary *summaries,
                                 uint32_t function);

#endif
