#include "model/pack_lines.h"

#include <stdbool.h>
#include <string.h>

// Where the lines of the functions section begin, and what is known of it.
typedef struct section {
  bool is_open;
  size_t indent; // of its first line, 0 before that
} section;

static bool is_name_character(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         c == '_';
}

// Characters of a fact that have no meaning to YAML inside plain text on one line.
static bool is_plain(char c)
{
  return is_name_character(c) || (c != '\0' && strchr(" (),.!?<>=;*-[]", c) != NULL);
}

// Reads "name: fact" at [at], [length] bytes. False: not such a line, or not surely.
static bool read_line(const char *at, size_t length, pack_line *line)
{
  size_t i = 0;
  while (i < length && is_name_character(at[i]))
    i++;
  line->name = at;
  line->name_length = i;
  if (i == 0 || (at[0] >= '0' && at[0] <= '9') || i + 1 >= length || at[i] != ':' ||
      at[i + 1] != ' ')
    return false;
  i++;
  while (i < length && at[i] == ' ')
    i++;
  if (i == length || (at[i] != '(' && strncmp(at + i, "->", 2) != 0))
    return false;
  line->fact = at + i;
  while (i < length && is_plain(at[i]))
    i++;
  return i == length;
}

static size_t count_spaces(const char *at)
{
  size_t count = 0;
  while (at[count] == ' ')
    count++;
  return count;
}

// Does the text after a line with [indent] go on with it? Then it is deeper inside.
static bool is_continued(const char *next, size_t indent)
{
  size_t spaces = count_spaces(next);
  while (next[spaces] == '\n') {
    next += spaces + 1;
    spaces = count_spaces(next);
  }
  return next[spaces] != '\0' && spaces > indent;
}

static bool is_section_start(const char *at, size_t length)
{
  static const char key[] = "functions:";
  return length >= sizeof key - 1 && memcmp(at, key, sizeof key - 1) == 0 &&
         count_spaces(at + sizeof key - 1) == length - (sizeof key - 1);
}

// Takes the line of [length] bytes at [at], if it is one. [next] is what follows it.
static bool take_line(pack_lines *lines, section *section, uint32_t number, char *at,
                      size_t length, const char *next)
{
  size_t spaces = count_spaces(at);
  if (spaces == length || at[spaces] == '#')
    return false;
  if (spaces == 0) {
    section->is_open = is_section_start(at, length);
    section->indent = 0;
    return false;
  }
  if (section->indent == 0) { // the first stays: it tells YAML the indentation
    section->indent = spaces;
    return false;
  }
  pack_line line;
  if (!section->is_open || spaces != section->indent ||
      !read_line(at + spaces, length - spaces, &line) || is_continued(next, spaces))
    return false;
  line.number = number;
  line.name_column = (uint32_t)spaces + 1;
  line.fact_column = (uint32_t)(line.fact - at) + 1;
  while (at[length - 1] == ' ')
    length--;
  at[length] = '\0';
  array_push(&lines->taken, line);
  return true;
}

static void take_lines(pack_lines *lines)
{
  section section = {0};
  uint32_t number = 1;
  char *end = lines->text.text + lines->text.length;
  for (char *at = lines->text.text; at < end; number++) {
    char *newline = memchr(at, '\n', (size_t)(end - at));
    char *stop = newline == NULL ? end : newline;
    char *next = newline == NULL ? end : newline + 1;
    if (take_line(lines, &section, number, at, (size_t)(stop - at), next))
      strbuf_add_char(&lines->rest, '\n');
    else
      strbuf_add_bytes(&lines->rest, at, (size_t)(next - at));
    at = next;
  }
}

FILE *pack_lines_take(pack_lines *lines, FILE *file)
{
  char buffer[4096];
  size_t length;
  while ((length = fread(buffer, 1, sizeof buffer, file)) != 0)
    strbuf_add_bytes(&lines->text, buffer, length);
  if (ferror(file) || lines->text.length == 0)
    return file;
  fclose(file);
  take_lines(lines);
  return fmemopen(lines->rest.text, lines->rest.length, "r");
}

void pack_lines_clear(pack_lines *lines)
{
  array_clear(&lines->taken);
  strbuf_clear(&lines->text);
  strbuf_clear(&lines->rest);
}
