// Dominators: which blocks control must have passed to reach another.

#ifndef MEMCHECK_IR_DOMINATORS_H
#define MEMCHECK_IR_DOMINATORS_H

#include "ir/ir.h"

// The dominator tree, each block with the interval of its subtree in a walk of the
// tree.
typedef struct dominators {
  uint32_t *first; // of a block, IR_NONE if unreachable
  uint32_t *end;
} dominators;

// [function] needs cfg_build(). Near-linear, whatever the shape of the graph. The
// caller frees the result with dominators_clear().
void dominators_init(dominators *tree, const ir_function *function);
void dominators_clear(dominators *tree);

// Does every way to block [b] pass block [a]? A block dominates itself; what cannot be
// reached is dominated by everything.
bool dominators_test(const dominators *tree, uint32_t a, uint32_t b);

#endif
