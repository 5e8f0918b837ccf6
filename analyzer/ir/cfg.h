// CFG: predecessors and reverse postorder of a function's blocks.

#ifndef MEMCHECK_IR_CFG_H
#define MEMCHECK_IR_CFG_H

#include "ir/ir.h"

// Fills predecessors, reverse_postorder and position of [function]; needs a valid body.
void cfg_build(ir_module *module, ir_function *function);
// In reverse postorder, an edge to a block at or before its source is a back edge.
bool cfg_is_back_edge(const ir_function *function, uint32_t from, uint32_t to);

#endif
