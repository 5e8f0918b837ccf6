// Bytes: varint-coded numbers and counted strings, written and read back.

#ifndef MEMCHECK_BASE_BYTES_H
#define MEMCHECK_BASE_BYTES_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

void bytes_put_number(strbuf *out, uint64_t number);
void bytes_put_signed(strbuf *out, int64_t number);   // zigzag
void bytes_put_string(strbuf *out, const char *text); // NULL is written as ""

// Reads stay inside [next, end). After the first read that does not fit, [failed] is
// set and every result is 0 or "".
typedef struct bytes_reader {
  const unsigned char *next;
  const unsigned char *end;
  bool failed;
} bytes_reader;

uint64_t bytes_get_number(bytes_reader *reader);
int64_t bytes_get_signed(bytes_reader *reader);
const char *bytes_get_string(bytes_reader *reader, arena *arena);
// A number of items that each take at least one byte: more than the bytes left fails.
uint32_t bytes_get_count(bytes_reader *reader);

#endif
