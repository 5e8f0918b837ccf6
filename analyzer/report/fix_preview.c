#include "report/fix_preview.h"

#include <string.h>

// The fix is applied to the lines it touches; the lines that are the same before and
// after are taken away from both ends, and what is left is shown.

typedef ARRAY(const char *) text_lines;

// Cuts [text] into lines in place, line ends becoming NULs.
static void split_lines(strbuf *text, text_lines *lines)
{
  char *next = text->text;
  while (next != NULL) {
    array_push(lines, next);
    next = strchr(next, '\n');
    if (next != NULL)
      *next++ = '\0';
  }
}

static size_t clamp(uint32_t column, size_t length)
{
  size_t offset = column == 0 ? 0 : column - 1;
  return offset < length ? offset : length;
}

// The text of the lines from the fix's first to its last, without and with the fix.
static bool apply(fix_preview *preview, source_cache *sources, const char *path,
                  const finding_fix *fix)
{
  const finding_place *place = &fix->place;
  source_line line;
  if (!source_find_line(sources, path, place->line, &line))
    return false;
  strbuf_add_bytes(&preview->after, line.text, clamp(place->column, line.length));
  strbuf_add(&preview->after, fix->text);
  uint32_t last = place->end_line < place->line ? place->line : place->end_line;
  for (uint32_t number = place->line; number <= last; number++) {
    if (!source_find_line(sources, path, number, &line))
      break;
    if (number > place->line)
      strbuf_add_char(&preview->before, '\n');
    strbuf_add_bytes(&preview->before, line.text, line.length);
  }
  uint32_t end_column = place->end_line == 0 ? place->column : place->end_column;
  size_t end = clamp(end_column, line.length);
  strbuf_add_bytes(&preview->after, line.text + end, line.length - end);
  return true;
}

static void drop_final_newline(strbuf *text)
{
  if (text->length > 0 && text->text[text->length - 1] == '\n')
    text->text[--text->length] = '\0';
}

static void add_lines(fix_preview *preview, const text_lines *lines, uint32_t from,
                      uint32_t to, uint32_t first_number, bool is_added)
{
  for (uint32_t i = from; i < to; i++)
    array_push(&preview->lines, (fix_line){.number = first_number + i,
                                           .is_added = is_added,
                                           .text = lines->items[i]});
}

void fix_preview_make(fix_preview *preview, source_cache *sources, const char *path,
                      const finding_fix *fix)
{
  if (!apply(preview, sources, path, fix)) {
    strbuf_add(&preview->after, fix->text);
    drop_final_newline(&preview->after);
  }
  text_lines before = {0};
  text_lines after = {0};
  split_lines(&preview->before, &before);
  split_lines(&preview->after, &after);
  uint32_t head = 0;
  while (head < before.count && head < after.count &&
         strcmp(before.items[head], after.items[head]) == 0)
    head++;
  uint32_t tail = 0;
  while (tail < before.count - head && tail < after.count - head &&
         strcmp(before.items[before.count - 1 - tail],
                after.items[after.count - 1 - tail]) == 0)
    tail++;
  add_lines(preview, &before, head, before.count - tail, fix->place.line, false);
  add_lines(preview, &after, head, after.count - tail, fix->place.line, true);
  array_clear(&before);
  array_clear(&after);
}

void fix_preview_clear(fix_preview *preview)
{
  array_clear(&preview->lines);
  strbuf_clear(&preview->before);
  strbuf_clear(&preview->after);
}
