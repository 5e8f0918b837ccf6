// Shape: what a function's code tells before it is analysed: loops, which locals are
// still read, which are worth telling states apart by.

#ifndef MEMCHECK_ENGINE_SHAPE_H
#define MEMCHECK_ENGINE_SHAPE_H

#include "ir/ir.h"

typedef struct shape {
  bool *is_in_loop;     // by block
  bool *is_loop_head;   // by block: target of a back edge
  uint64_t *live;       // by block: words of a bit set of locals read at or after entry
  uint32_t live_words;  // a block
  bool *is_correlated;  // by local: set to constants, read by a branch
  bool *is_shared;      // by instruction: result used in another block
  uint32_t *last_use;   // by instruction: within its block; IR_NONE: no use at all
  uint32_t bound_count; // numbers that comparisons of the function know, ascending
  int64_t *bounds;
  uint32_t *earliest_used; // by instruction: the first of its block used after it
} shape;

// Arrays come from [arena]; [function] has been through cfg_build().
void shape_build(arena *arena, const ir_function *function, shape *shape);

static inline bool shape_is_live(const shape *shape, uint32_t block, uint32_t local)
{
  return shape->live[(size_t)block * shape->live_words + local / 64] >> (local % 64) &
         1;
}

// The local that [operand] was loaded from, or IR_NONE.
uint32_t shape_loaded_local(const ir_function *function, ir_operand operand);
// Calls [visit] for each operand of [instruction], arguments included.
void shape_each_operand(const ir_function *function, const ir_instruction *instruction,
                        void (*visit)(void *context, const ir_operand *operand),
                        void *context);

#endif
