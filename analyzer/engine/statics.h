// Statics: variables that only this unit can touch, and who still reads what they hold.
//
// A static variable whose address goes nowhere is written and read by the functions of
// its unit alone. So a call changes it only if the callee, or what that calls, stores
// to it, and what it holds when a function returns is lost if nobody who may run later
// reads it before it is written again.
//
// Both are found by live variable analysis over the unit (Aho et al., 9.2.5), once
// for what a function reads first and once for what is read after it returns. A call
// into the unknown may come back through any function that others can reach: one with
// external linkage, or whose address is taken.

#ifndef MEMCHECK_ENGINE_STATICS_H
#define MEMCHECK_ENGINE_STATICS_H

#include "base/arena.h"
#include "ir/ir.h"

typedef struct statics {
  uint32_t count;    // of private variables; numbered by [number]
  uint32_t words;    // of a set of them
  uint32_t *number;  // by global of the module: IR_NONE where others can touch it
  uint32_t *global;  // by number
  bool *is_reached;  // by function: others can call it
  uint64_t *read;    // sets by function: read, before written, by it or its callees
  uint64_t *written; // may be written
  uint64_t *touched; // read or written
  uint64_t *live;    // still read after it returns
  uint64_t *outside_read, *outside_written; // by what others can call
  uint64_t *ever_read;
} statics;

// [facts] by function: a function with one is none of the unit's, whatever its body.
void statics_find(arena *arena, const ir_module *module, const bool *has_fact,
                  statics *statics);

// Does the function read a pointer from a private variable?
bool statics_reads_pointer(const statics *statics, const ir_module *module,
                           uint32_t function);
// Does the call stay within the C library: no function of the unit runs in it?
bool statics_is_plain(const ir_module *module, const ir_instruction *call);

static inline bool statics_has(const statics *statics, const uint64_t *set,
                               uint32_t number)
{
  (void)statics;
  return set[number / 64] >> (number % 64) & 1;
}

static inline const uint64_t *statics_of(const statics *statics, const uint64_t *sets,
                                         uint32_t function)
{
  return &sets[(size_t)function * statics->words];
}

#endif
