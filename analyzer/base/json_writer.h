// JSON writer: streams JSON into a strbuf, with commas, indentation and escapes right.
//
//   json_open_object(&json, NULL);
//   json_string(&json, "name", "a \"b\"");
//   json_open_array(&json, "lines");
//   json_number(&json, NULL, 3);
//   json_close(&json);
//   json_close(&json);
//
// [key] is NULL inside arrays and at the top.

#ifndef MEMCHECK_BASE_JSON_WRITER_H
#define MEMCHECK_BASE_JSON_WRITER_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

#define JSON_MAX_DEPTH 32

typedef struct json_writer {
  strbuf *out;
  int depth;
  char closers[JSON_MAX_DEPTH];
  bool has_items[JSON_MAX_DEPTH];
} json_writer;

void json_init(json_writer *json, strbuf *out);
void json_open_object(json_writer *json, const char *key);
void json_open_array(json_writer *json, const char *key);
void json_close(json_writer *json);
// Bytes that are no valid UTF-8 are written as U+FFFD. NULL is written as null.
void json_string(json_writer *json, const char *key, const char *value);
void json_number(json_writer *json, const char *key, int64_t value);
void json_bool(json_writer *json, const char *key, bool value);
void json_null(json_writer *json, const char *key);

#endif
