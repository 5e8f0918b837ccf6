// Content hashes (XXH3), for fingerprints and cache keys; not for security.

#ifndef MEMCHECK_BASE_HASH_H
#define MEMCHECK_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_TEXT_SIZE 33 // 32 hexadecimal digits and a NUL

uint64_t hash_bytes(const void *bytes, size_t length);
// The 128-bit hash of [bytes] as hexadecimal text.
void hash_text(const void *bytes, size_t length, char text[HASH_TEXT_SIZE]);

#endif
