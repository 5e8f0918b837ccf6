// Arena: memory that is dropped whole.
//
// All data of one unit (or of one function's analysis) lives as long as its arena.
// Blocks are carved from chunks by bumping a pointer; nothing is freed one by one.

#ifndef MEMCHECK_BASE_ARENA_H
#define MEMCHECK_BASE_ARENA_H

#include "base/compiler.h"

#include <stddef.h>

typedef struct arena_chunk arena_chunk;

// All zero is an empty arena.
typedef struct arena {
  arena_chunk *chunks; // newest first
  char *next;
  char *end;
  size_t total; // bytes of all chunks
} arena;

// The result is zeroed, aligned for any type and valid until arena_clear().
void *arena_alloc(arena *arena, size_t size);
char *arena_copy_string(arena *arena, const char *text);
char *arena_copy_bytes(arena *arena, const void *bytes, size_t length); // adds a NUL
char *arena_format(arena *arena, const char *format, ...) MC_PRINTF(2, 3);
// Frees all blocks; the arena is empty and may be used again.
void arena_clear(arena *arena);
// Forgets all blocks but keeps the memory of the newest chunk for the next round.
void arena_reset(arena *arena);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, type, count)                                            \
  ((type *)arena_alloc((arena), (size_t)(count) * sizeof(type)))

#endif
