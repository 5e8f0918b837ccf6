// Builder: makes the body of one function, block by block.
//
// Blocks are made ahead (builder_new_block) and filled when entered (builder_enter).
// Code emitted after a terminator starts a block of its own that nothing reaches. The
// caller sets types and places; builder_finish() lays the blocks out in the order of
// entering, drops blocks never entered that nothing targets, and copies all to the
// module's arena.

#ifndef MEMCHECK_IR_BUILDER_H
#define MEMCHECK_IR_BUILDER_H

#include "ir/ir.h"

typedef struct builder builder;

// The result is owned by the caller; builder_finish() frees it. The entry block is 0
// and entered.
builder *builder_new(ir_module *module, uint32_t function);

uint32_t builder_add_local(builder *builder, const char *name, ir_type_id type,
                           bool is_parameter, ir_place place);
uint32_t builder_add_temporary(builder *builder, ir_type_id type);
ir_operand builder_local(const builder *builder, uint32_t local); // its address

uint32_t builder_new_block(builder *builder);
// Ends the current block with a jump to [block] if it has no terminator yet.
void builder_enter(builder *builder, uint32_t block);
// Is the current block already ended?
bool builder_is_ended(const builder *builder);

// All that follow append to the current block. [place] is used for what is emitted
// until the next call.
void builder_set_place(builder *builder, ir_place place);
ir_operand builder_copy(builder *builder, ir_operand a, ir_type_id type,
                        uint32_t flags);
ir_operand builder_load(builder *builder, ir_operand address, ir_type_id type,
                        uint32_t flags);
void builder_store(builder *builder, ir_operand address, ir_operand value,
                   ir_type_id type, uint32_t flags);
ir_operand builder_field(builder *builder, ir_operand record, uint32_t field,
                         ir_type_id pointer_type);
ir_operand builder_element(builder *builder, ir_operand array, ir_operand index,
                           ir_type_id pointer_type);
ir_operand builder_unary(builder *builder, ir_operator op, ir_operand a,
                         ir_type_id type);
ir_operand builder_binary(builder *builder, ir_operator op, ir_operand a, ir_operand b,
                          ir_type_id type);
ir_operand builder_unknown(builder *builder, ir_type_id type);
void builder_zero(builder *builder, ir_operand address, ir_type_id type,
                  uint32_t flags);
void builder_havoc(builder *builder, ir_operand address, ir_type_id type);
ir_operand builder_call(builder *builder, ir_operand callee,
                        const ir_operand *arguments, uint32_t count, ir_type_id result,
                        uint32_t flags);
void builder_scope_end(builder *builder, const uint32_t *locals, uint32_t count);
void builder_jump(builder *builder, uint32_t target);
void builder_branch(builder *builder, ir_operand condition, uint32_t if_true,
                    uint32_t if_false, uint32_t flags);
void builder_switch(builder *builder, ir_operand value, const ir_case *cases,
                    uint32_t count, uint32_t otherwise);
void builder_anywhere(builder *builder, ir_operand a, const uint32_t *targets,
                      uint32_t count);
void builder_return(builder *builder, ir_operand value);
void builder_unreachable(builder *builder);

// Ends what is open with `unreachable`, stores the body in the function, frees the
// builder.
void builder_finish(builder *builder);
// Frees the builder and leaves the function without a body.
void builder_discard(builder *builder);

#endif
