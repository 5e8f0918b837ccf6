// Strbuf: text that grows.

#ifndef MEMCHECK_BASE_STRBUF_H
#define MEMCHECK_BASE_STRBUF_H

#include "base/compiler.h"

#include <stddef.h>

// All zero is an empty buffer. [text] is NULL until something is added, then always
// ends in a NUL that [length] does not count.
typedef struct strbuf {
  char *text;
  size_t length;
  size_t capacity;
} strbuf;

void strbuf_add(strbuf *buffer, const char *text);
void strbuf_add_bytes(strbuf *buffer, const void *bytes, size_t length);
void strbuf_add_char(strbuf *buffer, char c);
void strbuf_add_repeated(strbuf *buffer, char c, size_t count);
void strbuf_addf(strbuf *buffer, const char *format, ...) MC_PRINTF(2, 3);
// The text, never NULL; valid until the buffer changes.
const char *strbuf_text(const strbuf *buffer);
// The text, owned by the caller (free()); the buffer is empty after.
char *strbuf_take(strbuf *buffer);
// Empties the buffer and keeps its memory.
void strbuf_reset(strbuf *buffer);
void strbuf_clear(strbuf *buffer);

#endif
