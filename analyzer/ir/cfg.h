// CFG: predecessors and reverse postorder of a function's blocks.

#ifndef MEMCHECK_IR_CFG_H
#define MEMCHECK_IR_CFG_H

#include "ir/ir.h"

// Fills predecessors, reverse_postorder and position of [function]; needs a valid body.
// A block's predecessors ascend and stand once each, unreachable ones too. Where
// control forks, the first successor comes first in reverse postorder: a loop's body
// before what follows the loop. Calling it again replaces what is there.
void cfg_build(ir_module *module, ir_function *function);
// In reverse postorder, an edge to a block at or before its source is a back edge.
bool cfg_is_back_edge(const ir_function *function, uint32_t from, uint32_t to);

#endif
