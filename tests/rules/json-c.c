// rules/json-c.yaml: counted JSON values. json_object_get() retains here, and borrows
// in jansson.
#include <json-c/json.h>
#include <stddef.h>

int FN_get_retains_bad(struct json_object *object)
{
  struct json_object *mine = json_object_get(object);
  return mine != NULL; // expect: leak
}

int get_retains_ok(struct json_object *object)
{
  struct json_object *mine = json_object_get(object);
  json_object_put(mine);
  return 0;
}

int added_on_success_bad(struct json_object *object)
{
  struct json_object *value = json_object_new_string("x");
  if (value == NULL)
    return -1;
  if (json_object_object_add(object, "k", value) < 0)
    return -1; // expect: leak
  return 0;
}

int added_on_success_ok(struct json_object *object)
{
  struct json_object *value = json_object_new_string("x");
  if (value == NULL)
    return -1;
  if (json_object_object_add(object, "k", value) < 0) {
    json_object_put(value);
    return -1;
  }
  return 0;
}

int added_without_a_look_at_the_result_ok(struct json_object *object)
{
  struct json_object *value = json_object_new_string("x");
  if (value == NULL)
    return -1;
  json_object_object_add(object, "k", value);
  return 0;
}

int FN_put_after_it_was_added_bad(struct json_object *object)
{
  struct json_object *value = json_object_new_object();
  if (value == NULL)
    return -1;
  if (json_object_object_add(object, "k", value) == 0)
    json_object_put(value); // expect: double release
  else
    json_object_put(value);
  return 0;
}

int found_is_borrowed_ok(const struct json_object *object)
{
  struct json_object *found;
  if (!json_object_object_get_ex(object, "k", &found))
    return -1;
  return json_object_get_string(found) != NULL;
}

int FN_found_and_put_twice_bad(const char *text)
{
  struct json_object *root = json_tokener_parse(text);
  struct json_object *found;
  if (root == NULL)
    return -1;
  int is_there = json_object_object_get_ex(root, "k", &found);
  json_object_put(root);
  json_object_put(root); // expect: double release
  return is_there;
}

struct json_object *tokener_bad(const char *text)
{
  struct json_tokener *tokener = json_tokener_new();
  if (tokener == NULL)
    return NULL;
  return json_tokener_parse_ex(tokener, text, -1); // expect: leak
}

struct json_object *tokener_ok(const char *text)
{
  struct json_tokener *tokener = json_tokener_new();
  if (tokener == NULL)
    return NULL;
  struct json_object *root = json_tokener_parse_ex(tokener, text, -1);
  json_tokener_free(tokener);
  return root;
}
