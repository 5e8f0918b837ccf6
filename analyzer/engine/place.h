// Place: objects known by where they are, not by a pointer that denotes them: a lock
// that is held, a struct that was initialised.
//
// Their symbol (SYMBOL_PLACE) is made of the address as a path, that is, without the
// versions of the memory it was loaded from: `c->pool->lock` is one lock before and
// after a call that may have written *c. Who compares places takes the author's word
// that the path still leads there.

#ifndef MEMCHECK_ENGINE_PLACE_H
#define MEMCHECK_ENGINE_PLACE_H

#include "engine/state.h"

typedef enum place_use {
  PLACE_LOCK,
  PLACE_STORAGE,
} place_use;

// [v] with every load from memory taken as the first one there.
value place_path(value_table *values, value v);
// The symbol of what is at [pointer], or IR_NONE if that is no one place: an element
// under an unknown index, a number.
value place_symbol(value_table *values, value pointer, place_use use);
bool place_is(const value_table *values, value symbol, place_use use);
// The address that [symbol] is made of.
value place_address(const value_table *values, value symbol);
// Can two paths lead to one place? Not two variables, nor two members at different
// offsets.
bool place_may_be(value_table *values, value a, value b);
// Is the place of [symbol] reached from [pointer], or part of the memory there?
bool place_is_reached(value_table *values, value symbol, value pointer);
// The variable that the path of [symbol] begins at, if that is a global; else IR_NONE.
uint32_t place_global(value_table *values, value symbol);

#endif
