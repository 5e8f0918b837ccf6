// Reach: the symbols that somebody can get at by way of what memory holds.
//
//   reach_begin(reach, values);
//   reach_add(reach, values, v);        // from here
//   reach_close(reach, values, state);  // and all that lies behind
//
// Bindings are strung up by the symbol that points at them once a round, so that going
// into a symbol's memory costs what that memory holds, not what the state holds.

#ifndef MEMCHECK_ENGINE_REACH_H
#define MEMCHECK_ENGINE_REACH_H

#include "engine/state.h"

// Of one value, as a symbol.
typedef struct reach_mark {
  uint32_t round;         // found in this round, if it is the last one
  uint32_t strung;        // [first] is of this round
  uint32_t first_binding; // of the memory it points at
} reach_mark;

// All zero is ready to begin. Kept for a function's run, so that its arrays grow once.
typedef struct reach {
  ARRAY(value) found; // in the order they were reached
  ARRAY(reach_mark) marks;
  ARRAY(uint32_t) next; // by binding: the next one behind the same symbol, or IR_NONE
  uint32_t round;
} reach;

// Forgets the last round.
void reach_begin(reach *reach, const value_table *values);
// Adds the symbol that [v] is, or is made from; nothing if there is none.
void reach_add(reach *reach, const value_table *values, value v);
// Adds what the memory under [root] holds.
void reach_add_contents(reach *reach, const value_table *values, const state *state,
                        region root);
// Adds all symbols that memory behind found ones holds. What is released leads nowhere.
void reach_close(reach *reach, const value_table *values, const state *state);
bool reach_has(const reach *reach, value symbol);
void reach_clear(reach *reach);

#endif
