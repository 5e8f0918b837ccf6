// What tests/rules/cJSON.c needs of cJSON.
#ifndef STUB_CJSON_H
#define STUB_CJSON_H
#pragma GCC system_header

typedef struct cJSON {
  struct cJSON *next, *child;
  char *valuestring;
} cJSON;

cJSON *cJSON_Parse(const char *text);
cJSON *cJSON_CreateObject(void);
cJSON *cJSON_CreateString(const char *text);
void cJSON_Delete(cJSON *item);
int cJSON_AddItemToObject(cJSON *object, const char *name, cJSON *item);
cJSON *cJSON_AddStringToObject(cJSON *object, const char *name, const char *text);
cJSON *cJSON_DetachItemFromObject(cJSON *object, const char *name);
cJSON *cJSON_GetObjectItem(const cJSON *object, const char *name);
char *cJSON_Print(const cJSON *item);
void cJSON_free(void *text);

#endif
