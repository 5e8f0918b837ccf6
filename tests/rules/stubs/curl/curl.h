// What tests/rules/curl.c needs of libcurl.
#ifndef STUB_CURL_H
#define STUB_CURL_H
#pragma GCC system_header

#include <stddef.h>

typedef struct Curl_easy CURL;
typedef struct Curl_URL CURLU;
typedef struct curl_mime curl_mime;
typedef struct curl_mimepart curl_mimepart;
typedef int CURLcode;
struct curl_slist {
  char *data;
  struct curl_slist *next;
};
#define CURLOPT_URL 10002
#define CURLOPT_WRITEDATA 10001
#define CURLOPT_HTTPHEADER 10023
#define CURLOPT_PRIVATE 10103
#define CURLINFO_PRIVATE 0x100015

CURL *curl_easy_init(void);
typedef void CURLM;
int curl_multi_add_handle(CURLM *multi, CURL *transfer);
int curl_multi_assign(CURLM *multi, int socket, void *data);
CURL *curl_easy_duphandle(CURL *handle);
CURLcode curl_easy_setopt(CURL *handle, int option, ...);
CURLcode curl_easy_getinfo(CURL *handle, int info, ...);
CURLcode curl_easy_perform(CURL *handle);
void curl_easy_cleanup(CURL *handle);
char *curl_easy_escape(CURL *handle, const char *text, int length);
void curl_free(void *text);
struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text);
void curl_slist_free_all(struct curl_slist *list);
CURLU *curl_url(void);
void curl_url_cleanup(CURLU *url);
int curl_url_get(const CURLU *url, int part, char **text, unsigned flags);
curl_mime *curl_mime_init(CURL *handle);
curl_mimepart *curl_mime_addpart(curl_mime *mime);
CURLcode curl_mime_headers(curl_mimepart *part, struct curl_slist *list, int take);
void curl_mime_free(curl_mime *mime);

#endif
