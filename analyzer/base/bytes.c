#include "base/bytes.h"

#include <string.h>

// Numbers are LEB128: seven bits a byte, the low ones first, the top bit says "more".

#define NUMBER_MAX_BYTES 10

void bytes_put_number(strbuf *out, uint64_t number)
{
  while (number >= 0x80) {
    strbuf_add_char(out, (char)(0x80 | (number & 0x7f)));
    number >>= 7;
  }
  strbuf_add_char(out, (char)number);
}

void bytes_put_signed(strbuf *out, int64_t number)
{
  uint64_t doubled = (uint64_t)number << 1;
  bytes_put_number(out, number < 0 ? ~doubled : doubled);
}

void bytes_put_string(strbuf *out, const char *text)
{
  size_t length = text == NULL ? 0 : strlen(text);
  bytes_put_number(out, length);
  strbuf_add_bytes(out, text, length);
}

static void fail(bytes_reader *reader)
{
  reader->failed = true;
  reader->next = reader->end;
}

uint64_t bytes_get_number(bytes_reader *reader)
{
  uint64_t number = 0;
  for (int i = 0; i < NUMBER_MAX_BYTES && reader->next < reader->end; i++) {
    uint64_t byte = *reader->next++;
    bool is_too_large = i == NUMBER_MAX_BYTES - 1 && byte > 1;
    if (is_too_large)
      break;
    number |= (byte & 0x7f) << (7 * i);
    if (byte < 0x80)
      return number;
  }
  fail(reader);
  return 0;
}

int64_t bytes_get_signed(bytes_reader *reader)
{
  uint64_t number = bytes_get_number(reader);
  uint64_t half = number >> 1;
  return (int64_t)((number & 1) != 0 ? ~half : half);
}

const char *bytes_get_string(bytes_reader *reader, arena *arena)
{
  uint64_t length = bytes_get_number(reader);
  if (length > (uint64_t)(reader->end - reader->next)) {
    fail(reader);
    return "";
  }
  if (length == 0)
    return "";
  const char *text = arena_copy_bytes(arena, reader->next, (size_t)length);
  reader->next += length;
  return text;
}

uint32_t bytes_get_count(bytes_reader *reader)
{
  uint64_t count = bytes_get_number(reader);
  if (count > (uint64_t)(reader->end - reader->next) || count > UINT32_MAX) {
    fail(reader);
    return 0;
  }
  return (uint32_t)count;
}
