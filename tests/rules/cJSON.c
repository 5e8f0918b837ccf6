// rules/cJSON.yaml: a tree that owns its items.
#include <cJSON.h>
#include <stdlib.h>

int parsed_bad(const char *text)
{
  cJSON *root = cJSON_Parse(text);
  if (root == NULL)
    return -1;
  return cJSON_GetObjectItem(root, "id") != NULL; // expect: leak
}

int parsed_ok(const char *text)
{
  cJSON *root = cJSON_Parse(text);
  int is_there = cJSON_GetObjectItem(root, "id") != NULL;
  cJSON_Delete(root);
  return is_there;
}

int added_item_is_the_trees_ok(cJSON *root)
{
  cJSON *item = cJSON_CreateString("x");
  if (!cJSON_AddItemToObject(root, "k", item)) {
    cJSON_Delete(item);
    return -1;
  }
  return 0;
}

int failed_to_add_bad(cJSON *root)
{
  cJSON *item = cJSON_CreateObject();
  if (item == NULL)
    return -1;
  if (!cJSON_AddItemToObject(root, "k", item))
    return -1; // expect: leak
  return 0;
}

int added_and_deleted_bad(cJSON *root)
{
  cJSON *item = cJSON_CreateObject();
  if (item == NULL)
    return -1;
  if (cJSON_AddItemToObject(root, "k", item))
    cJSON_Delete(item); // expect: double release
  else
    cJSON_Delete(item);
  return 0;
}

int made_inside_the_tree_ok(cJSON *root)
{
  return cJSON_AddStringToObject(root, "k", "v") == NULL ? -1 : 0;
}

int detached_bad(cJSON *root)
{
  cJSON *item = cJSON_DetachItemFromObject(root, "k");
  if (item == NULL)
    return -1;
  return item->valuestring != NULL; // expect: leak
}

int item_used_after_its_tree_bad(const char *text)
{
  cJSON *root = cJSON_Parse(text);
  cJSON *item = cJSON_GetObjectItem(root, "id");
  if (item == NULL) {
    cJSON_Delete(root);
    return -1;
  }
  cJSON_Delete(root);
  return item->valuestring != NULL; // expect: use after release
}

int printed_ok(const cJSON *root)
{
  char *text = cJSON_Print(root);
  int is_there = text != NULL;
  free(text);
  return is_there;
}

int printed_bad(const cJSON *root)
{
  char *text = cJSON_Print(root);
  if (text == NULL)
    return -1;
  return text[0]; // expect: leak
}
