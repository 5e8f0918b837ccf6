// Sorted arrays: how a state finds and places its entries. For state.c and join.c only.

#ifndef MEMCHECK_ENGINE_SORTED_H
#define MEMCHECK_ENGINE_SORTED_H

#include "engine/state.h"

#include <string.h>

// The first index whose key is not below [key].
#define LOWER_BOUND(array, field, key, index)                                          \
  do {                                                                                 \
    uint32_t low_ = 0;                                                                 \
    uint32_t high_ = (array)->count;                                                   \
    while (low_ < high_) {                                                             \
      uint32_t middle_ = (low_ + high_) / 2;                                           \
      if ((array)->items[middle_].field < (key))                                       \
        low_ = middle_ + 1;                                                            \
      else                                                                             \
        high_ = middle_;                                                               \
    }                                                                                  \
    (index) = low_;                                                                    \
  } while (0)

#define INSERT_AT(array, index, item)                                                  \
  do {                                                                                 \
    array_reserve((array), (array)->count + 1);                                        \
    memmove(&(array)->items[(index) + 1], &(array)->items[(index)],                    \
            ((array)->count - (index)) * sizeof *(array)->items);                      \
    (array)->items[(index)] = (item);                                                  \
    (array)->count++;                                                                  \
  } while (0)

#define REMOVE_AT(array, index)                                                        \
  do {                                                                                 \
    (array)->count--;                                                                  \
    memmove(&(array)->items[(index)], &(array)->items[(index) + 1],                    \
            ((array)->count - (index)) * sizeof *(array)->items);                      \
  } while (0)

static inline bool find_binding(const state *state, region region, uint32_t *index)
{
  LOWER_BOUND(&state->bindings, region, region, *index);
  return *index < state->bindings.count &&
         state->bindings.items[*index].region == region;
}

static inline bool find_constraint(const state *state, value symbol, uint32_t *index)
{
  LOWER_BOUND(&state->constraints, symbol, symbol, *index);
  return *index < state->constraints.count &&
         state->constraints.items[*index].symbol == symbol;
}

static inline bool find_object(const state *state, value symbol, uint32_t *index)
{
  LOWER_BOUND(&state->objects, symbol, symbol, *index);
  return *index < state->objects.count && state->objects.items[*index].symbol == symbol;
}

#endif
