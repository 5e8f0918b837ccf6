// Suggest: the known word that a misspelt one was meant to be.

#ifndef MEMCHECK_BASE_SUGGEST_H
#define MEMCHECK_BASE_SUGGEST_H

#include <stdint.h>

// The one of [choices] that is closest to [word], or NULL if none is close: about one
// wrong, missing, extra or swapped letter in three. Among equals the one that begins as
// [word] does the longest, then the first.
const char *suggest_word(const char *word, const char *const *choices, uint32_t count);

#endif
