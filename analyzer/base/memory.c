#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *block, size_t size)
{
  if (block == NULL && size != 0) {
    fprintf(stderr, "memcheck: error: out of memory (asked for %zu bytes)\n", size);
    exit(3);
  }
  return block;
}

void *memory_alloc(size_t size)
{
  return checked(malloc(size), size);
}

void *memory_alloc_zeroed(size_t count, size_t size)
{
  return checked(calloc(count, size), count * size);
}

void *memory_resize(void *block, size_t size)
{
  return checked(realloc(block, size), size);
}

char *memory_copy_string(const char *text)
{
  return memory_copy_bytes(text, strlen(text));
}

char *memory_copy_bytes(const char *text, size_t length)
{
  char *copy = memory_alloc(length + 1);
  memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}
