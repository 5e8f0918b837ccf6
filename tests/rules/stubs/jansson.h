// What tests/rules/jansson.c needs of jansson.
#ifndef STUB_JANSSON_H
#define STUB_JANSSON_H
#pragma GCC system_header

#include <stddef.h>

typedef struct json_t {
  int type;
  volatile size_t refcount;
} json_t;
typedef struct json_error_t {
  int line;
} json_error_t;

json_t *json_object(void);
json_t *json_array(void);
json_t *json_string(const char *value);
json_t *json_integer(long long value);
json_t *json_true(void);
json_t *json_incref(json_t *json);
void json_decref(json_t *json);
int json_object_set(json_t *object, const char *key, json_t *value);
int json_object_set_new(json_t *object, const char *key, json_t *value);
int json_array_append_new(json_t *array, json_t *value);
json_t *json_object_get(const json_t *object, const char *key);
const char *json_string_value(const json_t *string);
json_t *json_loads(const char *text, size_t flags, json_error_t *error);
int json_unpack(json_t *root, const char *format, ...);
char *json_dumps(const json_t *json, size_t flags);

#endif
