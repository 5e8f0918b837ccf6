// What tests/rules/libevent.c needs of libevent.
#ifndef STUB_EVENT2_EVENT_H
#define STUB_EVENT2_EVENT_H
#pragma GCC system_header

#include <stddef.h>

struct event;
struct event_base;
struct evbuffer;
struct bufferevent;
struct evhttp_connection;
struct evhttp_request;
typedef void (*event_callback_fn)(int fd, short events, void *argument);
#define BEV_OPT_CLOSE_ON_FREE 1

struct event_base *event_base_new(void);
void event_base_free(struct event_base *base);
int event_base_dispatch(struct event_base *base);
struct event *event_new(struct event_base *base, int fd, short events,
                        event_callback_fn callback, void *argument);
int event_add(struct event *event, const void *timeout);
void event_free(struct event *event);
struct evbuffer *evbuffer_new(void);
void evbuffer_free(struct evbuffer *buffer);
int evbuffer_add(struct evbuffer *buffer, const void *data, size_t length);
char *evbuffer_readln(struct evbuffer *buffer, size_t *length, int style);
struct bufferevent *bufferevent_socket_new(struct event_base *base, int fd,
                                           int options);
void bufferevent_free(struct bufferevent *connection);
struct evbuffer *bufferevent_get_output(struct bufferevent *connection);
struct evhttp_request *
evhttp_request_new(void (*callback)(struct evhttp_request *, void *), void *argument);
void evhttp_request_free(struct evhttp_request *request);
int evhttp_make_request(struct evhttp_connection *connection,
                        struct evhttp_request *request, int type, const char *uri);

#endif
