// Summary: what calling a function does, learned from its body.
//
// An exit class is one way to return: an interval of results and the effects that hold
// on all paths that return so. A root is an argument, or what lies behind it along up
// to three loads, so that free(c->buf) in a callee is "argument 1, at offset 8, is
// released".

#ifndef MEMCHECK_ENGINE_SUMMARY_H
#define MEMCHECK_ENGINE_SUMMARY_H

#include "base/strbuf.h"
#include "ir/ir.h"

#define SUMMARY_DEPTH 3
#define SUMMARY_EXITS 6
#define SUMMARY_EFFECTS 16

typedef enum effect_kind {
  SUMMARY_RELEASES, // the object at the root is gone
  SUMMARY_HOLDS,    // somebody else owes its release now
  SUMMARY_ESCAPES,  // nothing is certain any more
  SUMMARY_MAKES,    // the root's memory holds a new object that the caller owes
  SUMMARY_IS_NONE,  // the root was NULL or negative: what other exits act on was not
                    // there
  SUMMARY_LOCKS,    // the lock at the root's address is held now
  SUMMARY_UNLOCKS,  // the same lock, held before, is not
  SUMMARY_MAY_LOCK, // nobody knows whether it is
} effect_kind;

typedef struct summary_root {
  uint32_t argument; // from 0; with [is_global], of the module's globals: its address
  bool is_global;
  bool is_lock; // not an object there but the lock [distance] bytes on
  int64_t distance;
  uint32_t depth; // loads from there
  int64_t offsets[SUMMARY_DEPTH];
} summary_root;

typedef struct summary_effect {
  effect_kind effect;
  summary_root root;
  bool is_negative;   // SUMMARY_IS_NONE: a number below zero, not NULL
  const char *kind;   // of what is made or released, or NULL
  const char *callee; // the function that does it in the end, for messages
} summary_effect;

typedef enum summary_result {
  RESULT_ANY,
  RESULT_OWNED,
  RESULT_ARGUMENT
} summary_result;

typedef struct exit_class {
  int64_t low, high; // of the result; INT64_MIN, INT64_MAX: any
  bool is_nonzero;   // within the interval, zero does not occur
  summary_result result;
  uint32_t argument; // RESULT_ARGUMENT
  const char *kind;  // RESULT_OWNED
  const char *callee;
  uint32_t effect_count;
  summary_effect effects[SUMMARY_EFFECTS]; // sorted
} exit_class;

typedef struct summary {
  bool is_known; // analysed, and nothing was lost on the way
  bool is_relevant;
  bool is_coarse;
  uint64_t used; // bit per argument: its pointee is read or written, or it is passed on
  uint32_t exit_count; // 0 when known: never returns
  exit_class *exits;
} summary;

int summary_effect_compare(const summary_effect *a, const summary_effect *b);
// Do two exits do the same to the caller's objects, whatever they return?
bool exit_class_same_effects(const exit_class *a, const exit_class *b);
// Adds [exit] to the classes of [summary]: joined with the class it agrees with, else a
// class of its own while there is room, else everything joins to "may".
void summary_add_exit(arena *arena, summary *summary, exit_class exit);
void summary_print(const ir_function *function, const summary *summary, strbuf *out);

#endif
