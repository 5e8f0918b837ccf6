// UTF-8: one character after another, where the bytes may be anything.

#ifndef MEMCHECK_BASE_UTF8_H
#define MEMCHECK_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX

// The character that begins at [text], which has [length] > 0 bytes left; [size] gets
// the number of bytes it takes. A byte that begins no valid character is UTF8_INVALID,
// size 1.
uint32_t utf8_decode(const char *text, size_t length, size_t *size);

// Columns that [character] takes on a terminal: 0 (combining), 1 or 2 (East Asian wide,
// most emoji). Control characters count as 1: whoever shows them must replace them.
int utf8_width(uint32_t character);

#endif
