// Validate: the promises of ir.h, checked. Runs after each pass in debug builds, and
// before a function is analysed in all builds, so that a frontend slip costs one
// function.

#ifndef MEMCHECK_IR_VALIDATE_H
#define MEMCHECK_IR_VALIDATE_H

#include "base/strbuf.h"
#include "ir/ir.h"

// True if [function] keeps every promise; else [problem] says the first that is broken.
bool ir_function_is_valid(const ir_module *module, const ir_function *function,
                          strbuf *problem);

#endif
