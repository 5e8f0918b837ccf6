#include "frontend/comments.h"
#include "frontend/text.h"

#include <string.h>

static const char *const markers[] = {"memcheck: allow", "NOLINT(memcheck-"};

static bool has_marker(const char *text)
{
  for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
    if (strstr(text, markers[i]) != NULL)
      return true;
  return false;
}

static uint32_t count_lines(const char *begin, const char *end)
{
  uint32_t lines = 0;
  for (const char *c = begin; c < end; c++)
    lines += *c == '\n';
  return lines;
}

static bool is_line_comment(text_token token)
{
  return token.kind == TEXT_COMMENT && token.begin[1] == '/';
}

// What the comment says, without its delimiters and the space around it.
static void add_words(text_token comment, strbuf *out)
{
  const char *begin = comment.begin + 2;
  const char *end = comment.end;
  if (comment.begin[1] == '*' && end - begin >= 2 && end[-1] == '/' && end[-2] == '*')
    end -= 2;
  while (begin < end && (*begin == ' ' || *begin == '\t' || *begin == '\n'))
    begin++;
  while (end > begin &&
         (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n' || end[-1] == '\r'))
    end--;
  if (out->length != 0)
    strbuf_add_char(out, '\n');
  strbuf_add_bytes(out, begin, (size_t)(end - begin));
}

// The line comment right below line comment [token], which stands alone; else END.
static text_token find_below(text_token token)
{
  text_token none = {TEXT_END, token.end, token.end};
  if (!is_line_comment(token))
    return none;
  text_token space = text_next(token.end);
  text_token below = text_next(space.end);
  if (space.kind != TEXT_SPACE || count_lines(space.begin, space.end) != 1 ||
      !is_line_comment(below))
    return none;
  return below;
}

void comments_find(const char *text, uint32_t file, arena *arena,
                   comment_list *comments)
{
  if (!has_marker(text))
    return;
  uint32_t line = 1;
  bool is_first_in_line = true;
  strbuf words = {0};
  text_token token = text_next(text);
  for (; token.kind != TEXT_END; token = text_next(token.end)) {
    const char *begin = token.begin;
    if (token.kind == TEXT_COMMENT) {
      strbuf_reset(&words);
      add_words(token, &words);
      text_token below = find_below(token);
      for (; is_first_in_line && below.kind != TEXT_END; below = find_below(token)) {
        token = below;
        add_words(token, &words);
      }
    }
    uint32_t lines = count_lines(begin, token.end);
    line += lines;
    if (token.kind == TEXT_COMMENT && has_marker(strbuf_text(&words)))
      array_push(comments,
                 ((unit_comment){file, line, arena_copy_string(arena, words.text)}));
    if (token.kind == TEXT_SPACE)
      is_first_in_line = is_first_in_line || lines != 0;
    else
      is_first_in_line = false;
  }
  strbuf_clear(&words);
}
