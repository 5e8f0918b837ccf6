#include "base/strbuf.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(strbuf *buffer, size_t more)
{
  size_t needed = buffer->length + more + 1;
  if (needed <= buffer->capacity)
    return;
  size_t grown = buffer->capacity < 64 ? 64 : buffer->capacity * 2;
  buffer->capacity = grown < needed ? needed : grown;
  buffer->text = memory_resize(buffer->text, buffer->capacity);
}

void strbuf_add_bytes(strbuf *buffer, const void *bytes, size_t length)
{
  reserve(buffer, length);
  if (length != 0)
    memcpy(buffer->text + buffer->length, bytes, length);
  buffer->length += length;
  buffer->text[buffer->length] = '\0';
}

void strbuf_add(strbuf *buffer, const char *text)
{
  strbuf_add_bytes(buffer, text, strlen(text));
}

void strbuf_add_char(strbuf *buffer, char c)
{
  strbuf_add_bytes(buffer, &c, 1);
}

void strbuf_add_repeated(strbuf *buffer, char c, size_t count)
{
  reserve(buffer, count);
  memset(buffer->text + buffer->length, c, count);
  buffer->length += count;
  buffer->text[buffer->length] = '\0';
}

void strbuf_addf(strbuf *buffer, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  reserve(buffer, (size_t)length);
  va_start(arguments, format);
  vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, arguments);
  va_end(arguments);
  buffer->length += (size_t)length;
}

const char *strbuf_text(const strbuf *buffer)
{
  return buffer->text == NULL ? "" : buffer->text;
}

char *strbuf_take(strbuf *buffer)
{
  reserve(buffer, 0);
  char *text = buffer->text;
  text[buffer->length] = '\0';
  memset(buffer, 0, sizeof *buffer);
  return text;
}

void strbuf_reset(strbuf *buffer)
{
  buffer->length = 0;
  if (buffer->text != NULL)
    buffer->text[0] = '\0';
}

void strbuf_clear(strbuf *buffer)
{
  free(buffer->text);
  memset(buffer, 0, sizeof *buffer);
}
