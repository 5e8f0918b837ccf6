// rules/jansson.yaml: counted JSON values.
#include <jansson.h>
#include <stdlib.h>

json_t *parsed_and_lost_bad(const char *text)
{
  json_t *root = json_loads(text, 0, NULL);
  if (root == NULL)
    return NULL;
  if (json_object_get(root, "id") == NULL)
    return NULL; // expect: leak
  return root;
}

json_t *parsed_and_checked_ok(const char *text)
{
  json_t *root = json_loads(text, 0, NULL);
  if (root == NULL)
    return NULL;
  if (json_object_get(root, "id") == NULL) {
    json_decref(root);
    return NULL;
  }
  return root;
}

int set_new_takes_even_when_it_fails_ok(json_t *object)
{
  json_t *value = json_integer(3);
  return json_object_set_new(object, "n", value);
}

int FN_released_after_set_new_bad(json_t *object)
{
  json_t *value = json_string("x");
  if (value == NULL)
    return -1;
  if (json_object_set_new(object, "s", value) != 0) {
    json_decref(value); // expect: double release
    return -1;
  }
  return 0;
}

int set_raises_the_count_bad(json_t *object)
{
  json_t *value = json_string("x");
  if (value == NULL)
    return -1;
  return json_object_set(object, "s", value); // expect: leak
}

int set_raises_the_count_ok(json_t *object)
{
  json_t *value = json_string("x");
  int result = json_object_set(object, "s", value);
  json_decref(value);
  return result;
}

json_t *FN_borrowed_and_used_with_its_owner_gone_bad(const char *text)
{
  json_t *root = json_loads(text, 0, NULL);
  json_t *id = json_object_get(root, "id");
  json_decref(root);
  if (json_string_value(id) == NULL) // expect: use after release
    return NULL;
  return json_true();
}

json_t *borrowed_and_retained_ok(const char *text)
{
  json_t *root = json_loads(text, 0, NULL);
  json_t *id = json_incref(json_object_get(root, "id"));
  json_decref(root);
  return id;
}

int unpacked_ok(json_t *root)
{
  char *text = NULL;
  int number = 0;
  if (json_unpack(root, "{s:i}", "n", &number) != 0)
    return -1;
  if (number != 0)
    text = malloc(10);
  if (number != 0)
    free(text);
  return number;
}

int dumped_bad(json_t *root)
{
  char *text = json_dumps(root, 0);
  if (text == NULL)
    return -1;
  return text[0] == '{'; // expect: leak
}

int dumped_ok(json_t *root)
{
  char *text = json_dumps(root, 0);
  int is_object = text != NULL && text[0] == '{';
  free(text);
  return is_object;
}
