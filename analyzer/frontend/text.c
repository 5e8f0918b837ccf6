#include "frontend/text.h"

#include <string.h>

static bool is_word_character(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// The length of a backslash with its line end at [text], or 0.
static size_t joined_line(const char *text)
{
  if (text[0] != '\\')
    return 0;
  if (text[1] == '\n')
    return 2;
  return text[1] == '\r' && text[2] == '\n' ? 3 : 0;
}

static const char *skip_space(const char *text)
{
  for (;;) {
    size_t joined = joined_line(text);
    if (joined == 0 && !is_space(*text))
      return text;
    text += joined == 0 ? 1 : joined;
  }
}

static const char *skip_line_comment(const char *text)
{
  while (*text != '\0' && *text != '\n') {
    size_t joined = joined_line(text);
    text += joined == 0 ? 1 : joined;
  }
  return text;
}

static const char *skip_block_comment(const char *text)
{
  const char *end = strstr(text + 2, "*/");
  return end == NULL ? text + strlen(text) : end + 2;
}

// An unclosed literal ends with its line.
static const char *skip_literal(const char *text)
{
  char quote = *text++;
  while (*text != '\0' && *text != '\n' && *text != quote) {
    if (*text == '\\' && text[1] != '\0')
      text++;
    text++;
  }
  return *text == quote ? text + 1 : text;
}

text_token text_next(const char *text)
{
  text_token token = {.kind = TEXT_MARK, .begin = text, .end = text + 1};
  if (*text == '\0') {
    token = (text_token){TEXT_END, text, text};
  } else if (is_space(*text) || joined_line(text) != 0) {
    token.kind = TEXT_SPACE;
    token.end = skip_space(text);
  } else if (text[0] == '/' && (text[1] == '/' || text[1] == '*')) {
    token.kind = TEXT_COMMENT;
    token.end = text[1] == '/' ? skip_line_comment(text) : skip_block_comment(text);
  } else if (*text == '"' || *text == '\'') {
    token.kind = TEXT_LITERAL;
    token.end = skip_literal(text);
  } else if (is_word_character(*text)) {
    token.kind = TEXT_WORD;
    while (is_word_character(*token.end))
      token.end++;
  }
  return token;
}

text_token text_next_solid(const char *text)
{
  text_token token = text_next(text);
  while (token.kind == TEXT_SPACE || token.kind == TEXT_COMMENT)
    token = text_next(token.end);
  return token;
}

bool text_is_word(text_token token, const char *word)
{
  size_t length = (size_t)(token.end - token.begin);
  return token.kind == TEXT_WORD && strlen(word) == length &&
         memcmp(token.begin, word, length) == 0;
}

bool text_is_mark(text_token token, char mark)
{
  return token.kind == TEXT_MARK && *token.begin == mark;
}

static bool opens(text_token token)
{
  return text_is_mark(token, '(') || text_is_mark(token, '[') ||
         text_is_mark(token, '{');
}

static bool closes(text_token token)
{
  return text_is_mark(token, ')') || text_is_mark(token, ']') ||
         text_is_mark(token, '}');
}

const char *text_skip_brackets(const char *text)
{
  int depth = 0;
  do {
    text_token token = text_next_solid(text);
    if (token.kind == TEXT_END)
      return NULL;
    depth += opens(token) - closes(token);
    text = token.end;
  } while (depth > 0);
  return text;
}

bool text_for_parts(const char *text, bool filled[3])
{
  text_token token = text_next_solid(text);
  if (!text_is_word(token, "for"))
    return false;
  token = text_next_solid(token.end);
  if (!text_is_mark(token, '('))
    return false;
  filled[0] = filled[1] = filled[2] = false;
  int part = 0;
  for (token = text_next_solid(token.end); !text_is_mark(token, ')');
       token = text_next_solid(token.end)) {
    if (token.kind == TEXT_END || part > 2)
      return false;
    if (text_is_mark(token, ';')) {
      part++;
      continue;
    }
    filled[part] = true;
    if (opens(token)) {
      token.end = text_skip_brackets(token.begin);
      if (token.end == NULL)
        return false;
    }
  }
  return part == 2;
}
