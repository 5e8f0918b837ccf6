// Engine: walks every path of every relevant function, merged by what matters, and
// tells what happens to the objects on the way.
//
// Functions are taken callees first; what is learned of one (its summary) is used where
// it is called. Faults are handed to an observer while the function's values can still
// be described.

#ifndef MEMCHECK_ENGINE_ENGINE_H
#define MEMCHECK_ENGINE_ENGINE_H

#include "base/strbuf.h"
#include "engine/state.h"
#include "engine/summary.h"
#include "model/pack.h"
#include "model/unit_file.h"

typedef enum event_kind {
  EVENT_LOST,           // an owned object can no longer be reached
  EVENT_RELEASED_AGAIN, // a released object is released
  EVENT_USED_RELEASED,  // a released object is read, written, passed on or returned
  EVENT_MISMATCHED,     // what is released is not the releaser's to release
  EVENT_USED_UNCHECKED, // used before anybody asks whether the call that made it failed
  EVENT_HELD_AT_RETURN, // a lock is held here, and given back on other paths
} event_kind;

typedef enum loss {
  LOSS_RETURN,      // the function returns
  LOSS_SCOPE_END,   // the last variable that held it goes out of scope
  LOSS_OVERWRITTEN, // the last variable that held it is assigned
  LOSS_NEXT_ROUND,  // the same, by what the same call gives in the next round of a loop
  LOSS_DROPPED,     // nobody ever kept the result
  LOSS_HOLDER,      // the object that held it is released
  LOSS_UNREAD,      // a static variable holds it that nobody reads again
  LOSS_REALLOC, // the last variable that held it takes the NULL of the call that should
                // replace it
} loss;

typedef enum mismatch {
  MISMATCH_KIND,   // an object of another kind: a stream given to free()
  MISMATCH_PLACE,  // a variable, a literal, a function: never acquired
  MISMATCH_LENT,   // the result of a call that gives nothing to release
  MISMATCH_OFFSET, // [offset] bytes off the object's start; 0: moved on by a loop
} mismatch;

// EVENT_MISMATCHED.
typedef struct mismatch_event {
  mismatch mismatch;
  const char *releaser; // the function called
  const char *kind;     // what it releases
  region place;         // MISMATCH_PLACE
  uint32_t lender;      // MISMATCH_LENT: the call
  int64_t offset;
} mismatch_event;

typedef struct event {
  event_kind kind;
  loss loss;
  uint32_t instruction; // where it shows
  object object;        // as it was before
  const step *path;
  bool is_coarse;       // found after a limit was hit
  region holder;        // LOSS_UNREAD: the static variable
  bool is_returned;     // EVENT_USED_RELEASED: by return
  bool is_on_all_paths; // EVENT_LOST: no path releases it or hands it on
  mismatch_event mismatched;
  // Events of one function with the same [fault] are one fault at several places, by
  // rising [choice]: 0 has the shortest path.
  uint32_t fault, choice;
} event;

// The function under analysis, for whoever describes an event. Valid during the call.
typedef struct engine_scene {
  const ir_module *module;
  const ir_function *function;
  value_table *values;
  const pack_set *packs;
  const fact *const *facts; // by function of the module, as in engine_input
} engine_scene;

typedef void engine_observer(void *context, const engine_scene *scene,
                             const event *event);

typedef struct engine_input {
  ir_module *module;
  const fact *const *facts; // by function of the module; NULL where there is none
  const fact *const *variable_facts; // by global: of the function it points at
  const pack_set *packs;
  bool wants_repeats; // observe a fault at each place where it shows, not only once
  engine_observer *observer;
  void *observer_context;
  const char *trace_function; // keep its states for trace_print(), or NULL
  const char *dump_function;  // print this function's states ("" for all), or NULL
  strbuf *dump;
} engine_input;

typedef struct engine_result {
  const statics *statics;
  summary *summaries; // by function of the module
  unit_counts counts; // the fields the engine fills
} engine_result;

// Analyses all functions of the module. Summaries come from [arena]. Faults of one
// function reach the observer in a fixed order; a fault found on several paths once,
// with the shortest path, unless [wants_repeats].
void engine_run(arena *arena, const engine_input *input, engine_result *result);

// Prints the path of [event], with the states along it. For observers, of the function
// that is traced.
void trace_print(const engine_scene *scene, const event *event, strbuf *out);

// ---- For messages ----

// The source text that an operand stands for ("p->next", "fopen()"), or "" if it has
// none.
void describe_operand(const ir_module *module, const ir_function *function,
                      ir_operand operand, strbuf *out);
// "'p' is NULL", for the branch at [instruction] going one way; "" if it cannot be
// said.
void describe_assumption(const ir_module *module, const ir_function *function,
                         uint32_t instruction, bool truth, strbuf *out);
// A name for the memory of [region] ("p", "*out", "conn->buf"), or "".
void describe_region(const engine_scene *scene, region region, strbuf *out);
// The name of the function that the call at [instruction] calls, or NULL.
const char *describe_callee(const ir_module *module, const ir_function *function,
                            uint32_t instruction);

#endif
