#include "model/fact_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void reader_start(fact_reader *reader, arena *arena, const char *text,
                  fact_error *error)
{
  *reader = (fact_reader){.arena = arena, .text = text, .at = text, .error = error};
  reader_advance(reader);
}

bool reader_fail_at(fact_reader *reader, const char *at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reader->error->message, sizeof reader->error->message, format, arguments);
  va_end(arguments);
  reader->error->column = (uint32_t)(at - reader->text) + 1;
  return false;
}

// "found ',', expected [what] after 'new'".
bool reader_fail_expected(fact_reader *reader, const char *what)
{
  char after[80] = "";
  if (reader->previous != NULL)
    snprintf(after, sizeof after, " after '%.*s'", (int)reader->previous_length,
             reader->previous);
  if (reader->token == TOKEN_END)
    return reader_fail_at(reader, reader->at, "the fact ends here, expected %s%s", what,
                          after);
  return reader_fail_at(reader, reader->at, "found '%.*s', expected %s%s",
                        (int)reader->length, reader->at, what, after);
}

// ---- Tokens ------------------------------------------------------------------------

static bool is_word_start(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

size_t reader_word_length(const char *at)
{
  size_t length = 0;
  while (is_word_start(at[length]) || is_digit(at[length]))
    length++;
  return length;
}

static void set_compare(fact_reader *reader, fact_compare compare, size_t length)
{
  reader->token = TOKEN_COMPARE;
  reader->compare = compare;
  reader->length = length;
}

static void read_punctuation(fact_reader *reader)
{
  const char *at = reader->at;
  reader->token = TOKEN_OTHER;
  reader->length = 1;
  if (strncmp(at, "...", 3) == 0) {
    reader->token = TOKEN_ELLIPSIS;
    reader->length = 3;
  } else if (at[0] == '-' && at[1] == '>') {
    reader->token = TOKEN_ARROW;
    reader->length = 2;
  } else if (at[0] == '=' && at[1] == '=') {
    set_compare(reader, COMPARE_EQUAL, 2);
  } else if (at[0] == '!' && at[1] == '=') {
    set_compare(reader, COMPARE_NOT_EQUAL, 2);
  } else if (at[0] == '<') {
    set_compare(reader, at[1] == '=' ? COMPARE_LESS_EQUAL : COMPARE_LESS,
                at[1] == '=' ? 2 : 1);
  } else if (at[0] == '>') {
    set_compare(reader, at[1] == '=' ? COMPARE_GREATER_EQUAL : COMPARE_GREATER,
                at[1] == '=' ? 2 : 1);
  } else {
    while ((at[reader->length] & 0xC0) == 0x80) // one character of UTF-8, for messages
      reader->length++;
  }
}

void reader_advance(fact_reader *reader)
{
  reader->previous = reader->length == 0 ? NULL : reader->at;
  reader->previous_length = reader->length;
  const char *at = reader->at + reader->length;
  while (*at == ' ')
    at++;
  reader->at = at;
  if (*at == '\0') {
    reader->token = TOKEN_END;
    reader->length = 0;
  } else if (is_word_start(*at)) {
    reader->token = TOKEN_WORD;
    reader->length = reader_word_length(at);
  } else if (is_digit(*at) || (*at == '-' && is_digit(at[1]))) {
    reader->token = TOKEN_NUMBER;
    reader->length = 1 + reader_word_length(at + 1);
  } else {
    read_punctuation(reader);
  }
}

bool reader_is_word(const fact_reader *reader, const char *word)
{
  return reader->token == TOKEN_WORD && reader_spells(reader->at, reader->length, word);
}

bool reader_is_character(const fact_reader *reader, char c)
{
  return reader->token == TOKEN_OTHER && *reader->at == c;
}

bool reader_take_word(fact_reader *reader, const char *word)
{
  if (!reader_is_word(reader, word))
    return false;
  reader_advance(reader);
  return true;
}

bool reader_take_character(fact_reader *reader, char c)
{
  if (!reader_is_character(reader, c))
    return false;
  reader_advance(reader);
  return true;
}

// The words that hold a fact together can be neither kinds nor labels.
static bool is_reserved(const fact_reader *reader)
{
  static const char *const words[] = {"or", "raises", "from", "if", "floating", "_"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (reader_is_word(reader, words[i]))
      return true;
  }
  return false;
}

bool reader_is_name(const fact_reader *reader)
{
  return reader->token == TOKEN_WORD && !is_reserved(reader);
}

const char *reader_copy_token(fact_reader *reader)
{
  return arena_copy_bytes(reader->arena, reader->at, reader->length);
}
