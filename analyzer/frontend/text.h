// Text: a lexer just good enough to find its way in C source.
//
// libclang keeps some things from us that stand plainly in the source: which header
// parts a `for` has, the name of an atomic builtin, where a macro's arguments end. The
// text is the original one: trigraphs are unknown, a backslash at a line end only joins
// lines.

#ifndef MEMCHECK_FRONTEND_TEXT_H
#define MEMCHECK_FRONTEND_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum text_kind {
  TEXT_END,     // at the NUL
  TEXT_SPACE,   // white space, line ends, joined lines
  TEXT_COMMENT, // with its delimiters, without the line end
  TEXT_LITERAL, // string or character, with its quotes
  TEXT_WORD,    // identifier, keyword or number
  TEXT_MARK,    // one other character
} text_kind;

typedef struct text_token {
  text_kind kind;
  const char *begin;
  const char *end; // after the last character
} text_token;

// The token that starts at [text], which ends in a NUL.
text_token text_next(const char *text);
// The next token from [text] on that is neither space nor comment.
text_token text_next_solid(const char *text);

bool text_is_word(text_token token, const char *word);
bool text_is_mark(text_token token, char mark);

// The character after the bracket that closes the one at [text]; NULL if none does.
const char *text_skip_brackets(const char *text);

// Looks at "for (a; b; c)" at [text]: which of the three parts hold something. False if
// there is no such thing.
bool text_for_parts(const char *text, bool filled[3]);

#endif
