// Fact reader: the tokens of a fact's text, and the words for what is wrong with them.

#ifndef MEMCHECK_MODEL_FACT_READER_H
#define MEMCHECK_MODEL_FACT_READER_H

#include "model/fact.h"

#include <stddef.h>
#include <string.h>

typedef enum token {
  TOKEN_END,
  TOKEN_WORD,
  TOKEN_NUMBER,
  TOKEN_ELLIPSIS, // ...
  TOKEN_ARROW,    // ->
  TOKEN_COMPARE,  // == != < <= > >=
  TOKEN_OTHER,    // any one character
} token;

typedef struct fact_reader {
  arena *arena;
  const char *text;
  token token;
  const char *at; // the token's first character
  size_t length;
  fact_compare compare; // of TOKEN_COMPARE
  const char *previous; // the token before, for messages
  size_t previous_length;
  fact_error *error;
} fact_reader;

// Looks at the first token of [text]. Copies come from [arena]; all three are borrowed.
void reader_start(fact_reader *reader, arena *arena, const char *text,
                  fact_error *error);
void reader_advance(fact_reader *reader);

bool reader_is_word(const fact_reader *reader, const char *word);
bool reader_is_character(const fact_reader *reader, char c);
// A word that may be a kind or a label: those that hold a fact together ("or") may not.
bool reader_is_name(const fact_reader *reader);
// Advance if the token is [word], or [c].
bool reader_take_word(fact_reader *reader, const char *word);
bool reader_take_character(fact_reader *reader, char c);
// The token's text, from the arena.
const char *reader_copy_token(fact_reader *reader);

// The length of the word that begins at [at].
size_t reader_word_length(const char *at);
// Are the [length] bytes at [at] the word [word]? Most are told apart by their first.
static inline bool reader_spells(const char *at, size_t length, const char *word)
{
  return *at == *word && strncmp(at, word, length) == 0 && word[length] == '\0';
}

// Both return false, to be returned further. The first says [format] at [at], a place
// in the text; the second "found ',', expected [what] after 'new'".
bool reader_fail_at(fact_reader *reader, const char *at, const char *format, ...)
    MC_PRINTF(3, 4);
bool reader_fail_expected(fact_reader *reader, const char *what);

#endif
