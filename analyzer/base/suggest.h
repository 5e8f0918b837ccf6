// Suggest: the known word that a misspelt one was meant to be.

#ifndef MEMCHECK_BASE_SUGGEST_H
#define MEMCHECK_BASE_SUGGEST_H

#include <stdint.h>

// The first of [choices] that is closest to [word], or NULL if none is close: about one
// wrong, missing, extra or swapped letter in three.
const char *suggest_word(const char *word, const char *const *choices, uint32_t count);

#endif
