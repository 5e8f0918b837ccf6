// Heap allocation that never returns NULL.
//
// An analyzer that runs out of memory can only say so and stop: the functions here
// print a message and exit with status 3 (incomplete). A worker that ends like this
// costs one unit.

#ifndef MEMCHECK_BASE_MEMORY_H
#define MEMCHECK_BASE_MEMORY_H

#include <stddef.h>

// Each result is owned by the caller, who passes it to free().
void *memory_alloc(size_t size);
void *memory_alloc_zeroed(size_t count, size_t size);
// Takes ownership of [block], which may be NULL.
void *memory_resize(void *block, size_t size);
char *memory_copy_string(const char *text);
char *memory_copy_bytes(const char *text, size_t length); // adds the final NUL

#endif
