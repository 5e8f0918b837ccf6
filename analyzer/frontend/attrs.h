// Attributes: the facts a declaration carries.
//
// libclang shows most attributes without their arguments, but prints a declaration with
// all of them, macros expanded. So a declaration that has any is printed and read.

#ifndef MEMCHECK_FRONTEND_ATTRS_H
#define MEMCHECK_FRONTEND_ATTRS_H

#include "frontend/lowering.h"

// Texts as ir_function.attributes has them, each once; all interned.
typedef struct attribute_list {
  ARRAY(const char *) texts;
} attribute_list;

// Adds those attributes of function [declaration] that say something about memory or
// control, also those that libclang rejected.
void attributes_read(lowering *u, CXCursor declaration, attribute_list *list);
bool attributes_contain(const attribute_list *list, const char *text);
// Moves [list] to [function].
void attributes_store(lowering *u, attribute_list *list, ir_function *function);

// The function that cleanup(name) on variable [declaration] names, or NULL.
const char *attributes_cleanup(lowering *u, CXCursor declaration);

#endif
