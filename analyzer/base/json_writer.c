#include "base/json_writer.h"
#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

void json_init(json_writer *json, strbuf *out)
{
  *json = (json_writer){.out = out};
}

static void start_line(json_writer *json, int depth)
{
  strbuf_add_char(json->out, '\n');
  strbuf_add_repeated(json->out, ' ', (size_t)depth * 2);
}

static void write_escaped(strbuf *out, uint32_t character)
{
  switch (character) {
  case '"':
    strbuf_add(out, "\\\"");
    break;
  case '\\':
    strbuf_add(out, "\\\\");
    break;
  case '\n':
    strbuf_add(out, "\\n");
    break;
  case '\r':
    strbuf_add(out, "\\r");
    break;
  case '\t':
    strbuf_add(out, "\\t");
    break;
  case UTF8_INVALID:
    strbuf_add(out, "\xef\xbf\xbd"); // U+FFFD
    break;
  default:
    strbuf_addf(out, "\\u%04" PRIx32, character);
    break;
  }
}

static void write_text(strbuf *out, const char *text)
{
  size_t left = strlen(text);
  strbuf_add_char(out, '"');
  while (left > 0) {
    size_t size;
    uint32_t character = utf8_decode(text, left, &size);
    bool is_plain = character >= 0x20 && character != '"' && character != '\\' &&
                    character != 0x7f && character != UTF8_INVALID;
    if (is_plain)
      strbuf_add_bytes(out, text, size);
    else
      write_escaped(out, character);
    text += size;
    left -= size;
  }
  strbuf_add_char(out, '"');
}

// What comes before each value: the comma after the one before, a new line, the key.
static void start_value(json_writer *json, const char *key)
{
  if (json->depth == 0) {
    assert(key == NULL && !json->has_items[0] && "one value at the top, without a key");
    json->has_items[0] = true;
    return;
  }
  bool is_object = json->closers[json->depth] == '}';
  assert(is_object == (key != NULL) && "keys stand in objects, and only there");
  if (json->has_items[json->depth])
    strbuf_add_char(json->out, ',');
  json->has_items[json->depth] = true;
  start_line(json, json->depth);
  if (is_object) {
    write_text(json->out, key);
    strbuf_add(json->out, ": ");
  }
}

static void open_level(json_writer *json, const char *key, char opener, char closer)
{
  start_value(json, key);
  assert(json->depth + 1 < JSON_MAX_DEPTH);
  json->depth++;
  json->closers[json->depth] = closer;
  json->has_items[json->depth] = false;
  strbuf_add_char(json->out, opener);
}

void json_open_object(json_writer *json, const char *key)
{
  open_level(json, key, '{', '}');
}

void json_open_array(json_writer *json, const char *key)
{
  open_level(json, key, '[', ']');
}

void json_close(json_writer *json)
{
  assert(json->depth > 0);
  char closer = json->closers[json->depth];
  bool had_items = json->has_items[json->depth];
  json->depth--;
  if (had_items)
    start_line(json, json->depth);
  strbuf_add_char(json->out, closer);
  if (json->depth == 0)
    strbuf_add_char(json->out, '\n');
}

void json_string(json_writer *json, const char *key, const char *value)
{
  if (value == NULL) {
    json_null(json, key);
    return;
  }
  start_value(json, key);
  write_text(json->out, value);
}

void json_number(json_writer *json, const char *key, int64_t value)
{
  start_value(json, key);
  strbuf_addf(json->out, "%" PRId64, value);
}

void json_bool(json_writer *json, const char *key, bool value)
{
  start_value(json, key);
  strbuf_add(json->out, value ? "true" : "false");
}

void json_null(json_writer *json, const char *key)
{
  start_value(json, key);
  strbuf_add(json->out, "null");
}
