// Summary: what calling a function does, learned from its body.
//
// An exit class is one way to return: an interval of results and the effects that hold
// on all paths that return so. A root is an argument or a global, or what lies behind
// it along up to three loads, so that free(c->buf) in a callee is "argument 1, at
// offset 8, is released".

#ifndef MEMCHECK_ENGINE_SUMMARY_H
#define MEMCHECK_ENGINE_SUMMARY_H

#include "base/strbuf.h"
#include "ir/ir.h"

#define SUMMARY_DEPTH 3
#define SUMMARY_EXITS 6
#define SUMMARY_EFFECTS 16
#define SUMMARY_STATICS 4

typedef enum effect_kind {
  SUMMARY_RELEASES, // the object at the root is gone
  SUMMARY_HOLDS,    // somebody else owes its release now
  SUMMARY_ESCAPES,  // nothing is certain any more
  SUMMARY_MAKES,    // the root's memory holds a new object that the caller owes
  SUMMARY_WAS,   // no effect: the function ends this way only if the root was in [low,
                 // high]
  SUMMARY_LOCKS, // the lock at the root's address is held now
  SUMMARY_UNLOCKS,  // the same lock, held before, is not
  SUMMARY_MAY_LOCK, // nobody knows whether it is
} effect_kind;

// What the memory that held the root holds in the end.
typedef enum slot_after {
  SLOT_SAME,
  SLOT_NULL,
  SLOT_UNKNOWN,
} slot_after;

#define SUMMARY_ANYWHERE INT64_MAX // the offset of an element with an unknown index

typedef struct summary_root {
  uint32_t argument; // from 0; with [is_global], of the module's globals: its address
  bool is_global;
  bool is_lock;    // not an object there but the lock [distance] bytes on
  bool is_storage; // [is_lock], and it is no lock but storage that is live
  int64_t distance;
  uint32_t depth; // loads from there
  int64_t offsets[SUMMARY_DEPTH];
} summary_root;

typedef struct summary_effect {
  effect_kind effect;
  summary_root root;
  slot_after slot;    // of a root behind a load
  int64_t low, high;  // SUMMARY_WAS
  bool is_nonzero;    // SUMMARY_WAS: nor was it zero
  bool is_certain;    // SUMMARY_MAKES: it is there on every path
  bool is_moved;      // SUMMARY_RELEASES: what it held was taken care of
  const char *kind;   // of what is made or released, or NULL
  const char *callee; // the function that does it in the end, for messages
} summary_effect;

typedef enum summary_result {
  RESULT_ANY,
  RESULT_OWNED,
  RESULT_ROOT,     // what the root held at entry
  RESULT_PLACE,    // a variable, a literal: nothing to release
  RESULT_RELEASED, // an object that is gone
} summary_result;

typedef struct exit_class {
  int64_t low, high; // of the result; INT64_MIN, INT64_MAX: any
  bool is_nonzero;   // within the interval, zero does not occur
  summary_result result;
  summary_root root; // RESULT_ROOT
  const char *kind;  // RESULT_OWNED
  const char *callee;
  bool is_full; // more effects than fit: nothing is certain of any argument
  uint32_t effect_count;
  summary_effect effects[SUMMARY_EFFECTS]; // sorted; shallow roots first
} exit_class;

typedef struct summary {
  bool is_known; // analysed, and nothing was lost on the way
  bool is_relevant;
  bool is_coarse;
  uint32_t visits;     // of blocks, that it took to learn this
  uint32_t used_count; // static variables of the unit, used before any branch
  uint32_t used_statics[SUMMARY_STATICS];
  uint64_t used; // bit per argument: its pointee is read or written, or it is passed on
  uint32_t exit_count; // 0 when known: never returns
  exit_class *exits;
} summary;

// Was the root NULL or a number below zero, so that there was nothing to act on?
static inline bool summary_was_none(const summary_effect *effect)
{
  return effect->effect == SUMMARY_WAS &&
         (effect->high < 0 || (effect->low == 0 && effect->high == 0));
}

// Adds [effect] in its place. Past the limit, a condition is left out and anything else
// makes the exit full.
void exit_class_add_effect(exit_class *exit, summary_effect effect);
int summary_root_compare(const summary_root *a, const summary_root *b);
int summary_effect_compare(const summary_effect *a, const summary_effect *b);
// Do two exits do the same to the caller's objects, whatever they return?
bool exit_class_same_effects(const exit_class *a, const exit_class *b);
// Adds [exit] to the classes of [summary]: joined with the class it agrees with, else a
// class of its own while there is room, else everything joins to "may". Exits with one
// result stay apart where the caller can tell by what it gave: free_if(p, flag).
void summary_add_exit(arena *arena, summary *summary, exit_class exit);
// One of the two, the caller cannot tell which.
void exit_class_join(exit_class *into, const exit_class *exit);
// Did the two find different things at a root that the caller may know?
bool exit_class_is_told_apart(const exit_class *a, const exit_class *b,
                              bool by_argument);
void summary_print(const ir_module *module, const ir_function *function,
                   const summary *summary, strbuf *out);

#endif
