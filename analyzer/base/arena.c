#include "base/arena.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)64 * 1024)

struct arena_chunk {
  arena_chunk *older;
  size_t size; // of the whole chunk
  alignas(max_align_t) char bytes[];
};

static void add_chunk(arena *arena, size_t at_least)
{
  size_t size = sizeof(arena_chunk) + at_least;
  if (size < CHUNK_SIZE)
    size = CHUNK_SIZE;
  arena_chunk *chunk = memory_alloc(size);
  chunk->older = arena->chunks;
  chunk->size = size;
  arena->chunks = chunk;
  arena->next = chunk->bytes;
  arena->end = (char *)chunk + size;
  arena->total += size;
}

void *arena_alloc(arena *arena, size_t size)
{
  size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
  if (arena->chunks == NULL || (size_t)(arena->end - arena->next) < rounded)
    add_chunk(arena, rounded);
  void *block = arena->next;
  arena->next += rounded;
  return memset(block, 0, size);
}

char *arena_copy_bytes(arena *arena, const void *bytes, size_t length)
{
  char *copy = arena_alloc(arena, length + 1);
  if (length != 0)
    memcpy(copy, bytes, length);
  return copy;
}

char *arena_copy_string(arena *arena, const char *text)
{
  return arena_copy_bytes(arena, text, strlen(text));
}

char *arena_format(arena *arena, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *text = arena_alloc(arena, (size_t)length + 1);
  va_start(arguments, format);
  vsnprintf(text, (size_t)length + 1, format, arguments);
  va_end(arguments);
  return text;
}

static void free_chunks(arena_chunk *chunk)
{
  while (chunk != NULL) {
    arena_chunk *older = chunk->older;
    free(chunk);
    chunk = older;
  }
}

void arena_clear(arena *arena)
{
  free_chunks(arena->chunks);
  memset(arena, 0, sizeof *arena);
}

void arena_reset(arena *arena)
{
  if (arena->chunks == NULL)
    return;
  free_chunks(arena->chunks->older);
  arena->chunks->older = NULL;
  arena->next = arena->chunks->bytes;
  arena->total = arena->chunks->size;
}
