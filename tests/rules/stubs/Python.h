// What tests/rules/cpython.c needs of Python.
#ifndef STUB_PYTHON_H
#define STUB_PYTHON_H
#pragma GCC system_header
#include <stddef.h>

void *PyMem_Malloc(size_t size);
void PyMem_Free(void *block);

#endif
