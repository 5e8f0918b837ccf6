// What tests/rules/json-c.c needs of json-c.
#ifndef STUB_JSON_C_JSON_H
#define STUB_JSON_C_JSON_H
#pragma GCC system_header

struct json_object;
struct json_tokener;

struct json_object *json_object_new_object(void);
struct json_object *json_object_new_string(const char *text);
struct json_object *json_object_get(struct json_object *object);
int json_object_put(struct json_object *object);
int json_object_object_add(struct json_object *object, const char *key,
                           struct json_object *value);
int json_object_object_get_ex(const struct json_object *object, const char *key,
                              struct json_object **value);
const char *json_object_get_string(struct json_object *object);
struct json_object *json_tokener_parse(const char *text);
struct json_tokener *json_tokener_new(void);
void json_tokener_free(struct json_tokener *tokener);
struct json_object *json_tokener_parse_ex(struct json_tokener *tokener,
                                          const char *text, int length);

#endif
