// rules/curl.yaml: transfers, lists, URLs.
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

int transfer_bad(const char *url)
{
  CURL *handle = curl_easy_init();
  if (handle == NULL)
    return -1;
  if (curl_easy_setopt(handle, CURLOPT_URL, url) != 0)
    return -1; // expect: leak
  int result = curl_easy_perform(handle);
  curl_easy_cleanup(handle);
  return result;
}

int transfer_ok(const char *url)
{
  CURL *handle = curl_easy_init();
  int result = -1;
  if (handle != NULL && curl_easy_setopt(handle, CURLOPT_URL, url) == 0)
    result = curl_easy_perform(handle);
  curl_easy_cleanup(handle);
  return result;
}

void transfers_wait_in_their_set_ok(CURLM *set)
{
  CURL *handle = curl_easy_init();
  if (handle != NULL)
    curl_multi_add_handle(set, handle);
}

void what_a_socket_is_assigned_comes_back_ok(CURLM *set, int socket)
{
  void *block = malloc(16);
  curl_multi_assign(set, socket, block);
}

int headers_stay_the_callers_bad(CURL *handle)
{
  struct curl_slist *list = curl_slist_append(NULL, "A: b");
  if (list == NULL)
    return -1;
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
  return curl_easy_perform(handle); // expect: leak
}

int headers_stay_the_callers_ok(CURL *handle)
{
  struct curl_slist *list = curl_slist_append(NULL, "A: b");
  if (list == NULL)
    return -1;
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
  int result = curl_easy_perform(handle);
  curl_slist_free_all(list);
  return result;
}

struct curl_slist *list_lost_when_append_fails_bad(void)
{
  struct curl_slist *list = curl_slist_append(NULL, "a");
  if (list == NULL)
    return NULL;
  list = curl_slist_append(list, "b"); // expect: lost by realloc
  return list;
}

struct curl_slist *list_kept_when_append_fails_ok(void)
{
  struct curl_slist *list = curl_slist_append(NULL, "a");
  if (list == NULL)
    return NULL;
  struct curl_slist *longer = curl_slist_append(list, "b");
  if (longer == NULL)
    curl_slist_free_all(list);
  return longer;
}

struct curl_slist *appended_without_a_look_at_the_result_ok(void)
{
  struct curl_slist *list = curl_slist_append(NULL, "a");
  curl_slist_append(list, "b");
  curl_slist_append(list, "c");
  return list;
}

struct curl_slist *looked_at_afterwards_ok(void)
{
  struct curl_slist *list = curl_slist_append(NULL, "a");
  struct curl_slist *longer = curl_slist_append(list, "b");
  if (list == NULL || longer == NULL) {
    if (list == NULL)
      curl_slist_free_all(longer);
    curl_slist_free_all(list);
    return NULL;
  }
  list = longer;
  return list;
}

struct curl_slist *built_in_a_loop_ok(char **texts, int count)
{
  struct curl_slist *list = NULL;
  for (int i = 0; i < count; i++) {
    struct curl_slist *longer = curl_slist_append(list, texts[i]);
    if (longer == NULL) {
      curl_slist_free_all(list);
      return NULL;
    }
    list = longer;
  }
  return list;
}

struct state {
  int count;
};

int private_data_is_reached_through_the_handle_ok(CURL *handle)
{
  struct state *state = calloc(1, sizeof *state);
  if (state == NULL)
    return -1;
  curl_easy_setopt(handle, CURLOPT_PRIVATE, state);
  return 0;
}

int private_data_comes_back_ok(CURL **handles, int count)
{
  int total = 0;
  for (int i = 0; i < count; i++) {
    struct state *state;
    curl_easy_getinfo(handles[i], CURLINFO_PRIVATE, &state);
    total += state->count;
    free(state);
  }
  return total;
}

int stream_for_the_body_bad(CURL *handle, const char *path)
{
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return -1;
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, out);
  return curl_easy_perform(handle); // expect: leak
}

int escaped_text_bad(CURL *handle, const char *text)
{
  char *escaped = curl_easy_escape(handle, text, 0);
  if (escaped == NULL)
    return -1;
  return puts(escaped); // expect: leak
}

int part_of_a_url_ok(const CURLU *url)
{
  char *host;
  if (curl_url_get(url, 5, &host, 0) != 0)
    return -1;
  int result = puts(host);
  curl_free(host);
  return result;
}

int part_of_a_url_bad(const CURLU *url)
{
  char *host;
  if (curl_url_get(url, 5, &host, 0) != 0)
    return -1;
  return puts(host); // expect: leak
}

int headers_of_a_part_are_taken_if_asked_ok(curl_mimepart *part)
{
  struct curl_slist *list = curl_slist_append(NULL, "a");
  if (list == NULL)
    return -1;
  if (curl_mime_headers(part, list, 1) != 0) {
    curl_slist_free_all(list);
    return -1;
  }
  return 0;
}

int headers_of_a_part_are_borrowed_else_bad(curl_mimepart *part)
{
  struct curl_slist *list = curl_slist_append(NULL, "a");
  if (list == NULL)
    return -1;
  return curl_mime_headers(part, list, 0); // expect: leak
}
