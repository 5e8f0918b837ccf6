#include "report/shown.h"
#include "base/utf8.h"
#include "project/path.h"

#include <string.h>

#define TAB_WIDTH 8
#define REPLACEMENT "\xef\xbf\xbd" // U+FFFD

// ---- Paths -------------------------------------------------------------------------

const char *shown_absolute_path(arena *arena, const report *report, const char *file)
{
  return path_resolve(arena, report->root, file);
}

const char *shown_path(arena *arena, const report *report, const char *file)
{
  return path_relative(report->directory, shown_absolute_path(arena, report, file));
}

const char *shown_path_below_root(arena *arena, const report *report, const char *file)
{
  return path_relative(report->root, shown_absolute_path(arena, report, file));
}

void shown_uri(const char *path, strbuf *out)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                              "0123456789-._~/";
  if (path[0] == '/')
    strbuf_add(out, "file://");
  for (; *path != '\0'; path++)
    if (strchr(plain, *path) != NULL)
      strbuf_add_char(out, *path);
    else
      strbuf_addf(out, "%%%02X", (unsigned char)*path);
}

// ---- Text --------------------------------------------------------------------------

static bool is_safe(uint32_t character)
{
  bool is_control = character < 0x20 || (character >= 0x7f && character < 0xa0);
  bool turns_text = (character >= 0x202a && character <= 0x202e) ||
                    (character >= 0x2066 && character <= 0x2069) ||
                    character == 0x200e || character == 0x200f || character == 0x061c;
  bool breaks_line = character == 0x2028 || character == 0x2029;
  return character != UTF8_INVALID && !is_control && !turns_text && !breaks_line;
}

void shown_text(const char *text, size_t length, strbuf *out)
{
  while (length > 0) {
    size_t size;
    if (is_safe(utf8_decode(text, length, &size)))
      strbuf_add_bytes(out, text, size);
    else
      strbuf_add(out, REPLACEMENT);
    text += size;
    length -= size;
  }
}

void shown_make_ascii(strbuf *text, size_t from)
{
  strbuf plain = {0};
  const char *all = strbuf_text(text);
  for (size_t at = from, size; at < text->length; at += size) {
    uint32_t character = utf8_decode(all + at, text->length - at, &size);
    if (character < 0x80)
      strbuf_add_char(&plain, (char)character);
    else if (character == 0xb7) // the middle dot of ledgers and summaries
      strbuf_add_char(&plain, '-');
    else
      strbuf_add_repeated(&plain, '?', (size_t)utf8_width(character));
  }
  text->length = from;
  strbuf_add_bytes(text, strbuf_text(&plain), plain.length);
  strbuf_clear(&plain);
}

shown_steps shown_choose_steps(uint32_t count, uint32_t limit)
{
  if (limit == 0 || count <= limit)
    return (shown_steps){.head = count, .tail = count};
  uint32_t head = limit > 1;
  return (shown_steps){.head = head, .tail = count - (limit - head)};
}

// ---- Source lines ------------------------------------------------------------------

// One character of a source line, as wide as it is shown.
typedef struct cell {
  size_t size; // bytes in the line
  uint32_t width;
  bool is_tab;
  bool is_safe;
} cell;

static cell cell_at(source_line line, size_t offset, uint32_t column)
{
  cell cell = {0};
  if (line.text[offset] == '\t') {
    cell.size = 1;
    cell.width = TAB_WIDTH - column % TAB_WIDTH;
    cell.is_tab = true;
    return cell;
  }
  uint32_t character =
      utf8_decode(line.text + offset, line.length - offset, &cell.size);
  cell.is_safe = is_safe(character);
  cell.width = cell.is_safe ? (uint32_t)utf8_width(character) : 1;
  return cell;
}

// Columns of a line that is shown whole.
typedef struct layout {
  uint32_t mark, mark_end, width;
} layout;

static layout lay_out(source_line line, size_t begin, size_t end)
{
  layout layout = {.mark = UINT32_MAX, .mark_end = UINT32_MAX};
  uint32_t column = 0;
  for (size_t at = 0; at < line.length;) {
    cell cell = cell_at(line, at, column);
    if (layout.mark == UINT32_MAX && at + cell.size > begin)
      layout.mark = column;
    if (layout.mark_end == UINT32_MAX && at >= end)
      layout.mark_end = column;
    at += cell.size;
    column += cell.width;
  }
  layout.width = column;
  if (layout.mark == UINT32_MAX)
    layout.mark = column;
  if (layout.mark_end == UINT32_MAX)
    layout.mark_end = column;
  if (layout.mark_end <= layout.mark)
    layout.mark_end = layout.mark + 1;
  return layout;
}

// Appends what of [line] lies in the columns from [from] to before [to].
static void add_columns(strbuf *out, source_line line, uint32_t from, uint32_t to)
{
  uint32_t column = 0;
  for (size_t at = 0; at < line.length && column < to;) {
    cell cell = cell_at(line, at, column);
    uint32_t end = column + cell.width;
    bool is_cut = column < from || end > to;
    if (cell.is_tab || (is_cut && end > from)) {
      uint32_t first = column < from ? from : column;
      uint32_t last = end > to ? to : end;
      strbuf_add_repeated(out, ' ', last > first ? last - first : 0);
    } else if (!is_cut) {
      if (cell.is_safe)
        strbuf_add_bytes(out, line.text + at, cell.size);
      else
        strbuf_add(out, REPLACEMENT);
    }
    at += cell.size;
    column = end;
  }
}

void shown_line_set(shown_line *shown, source_line line, size_t begin, size_t end,
                    bool ascii)
{
  const char *cut = ascii ? "..." : "\xe2\x80\xa6";
  uint32_t cut_width = ascii ? 3 : 1;
  layout layout = lay_out(line, begin, end);
  uint32_t from = 0;
  uint32_t to = layout.width;
  if (layout.width > SHOWN_LINE_WIDTH) {
    uint32_t before = SHOWN_LINE_WIDTH / 3; // so much of what precedes the mark
    from = layout.mark > before ? layout.mark - before : 0;
    if (from > layout.width - SHOWN_LINE_WIDTH)
      from = layout.width - SHOWN_LINE_WIDTH;
    to = from + SHOWN_LINE_WIDTH;
  }
  strbuf_reset(&shown->text);
  if (from > 0)
    strbuf_add(&shown->text, cut);
  add_columns(&shown->text, line, from, to);
  if (to < layout.width)
    strbuf_add(&shown->text, cut);
  uint32_t mark_end = layout.mark_end > to ? to : layout.mark_end;
  shown->mark = layout.mark - from + (from > 0 ? cut_width : 0);
  shown->mark_width = mark_end > layout.mark ? mark_end - layout.mark : 1;
}

void shown_line_clear(shown_line *shown)
{
  strbuf_clear(&shown->text);
}
