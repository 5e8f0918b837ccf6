// Dump: IR as text (--dump-ir) and control flow as DOT (--dump-cfg).

#ifndef MEMCHECK_IR_DUMP_H
#define MEMCHECK_IR_DUMP_H

#include "base/strbuf.h"
#include "ir/ir.h"

void dump_function(const ir_module *module, const ir_function *function, strbuf *out);
void dump_instruction(const ir_module *module, const ir_function *function,
                      uint32_t instruction, strbuf *out);
void dump_cfg(const ir_module *module, const ir_function *function, strbuf *out);
void dump_type(const ir_module *module, ir_type_id type, strbuf *out);

#endif
