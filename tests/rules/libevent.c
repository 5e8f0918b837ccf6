// rules/libevent.yaml: loops, events, buffers, requests.
#include <event2/event.h>
#include <stdlib.h>
#include <unistd.h>

int loop_bad(void)
{
  struct event_base *base = event_base_new();
  if (base == NULL)
    return -1;
  return event_base_dispatch(base); // expect: leak
}

int loop_ok(void)
{
  struct event_base *base = event_base_new();
  if (base == NULL)
    return -1;
  int result = event_base_dispatch(base);
  event_base_free(base);
  return result;
}

int event_bad(struct event_base *base, event_callback_fn callback)
{
  struct event *event = event_new(base, 0, 1, callback, NULL);
  if (event == NULL)
    return -1;
  if (event_add(event, NULL) != 0)
    return -1; // expect: leak
  event_free(event);
  return 0;
}

struct state {
  int count;
};

struct event *argument_is_kept_ok(struct event_base *base, event_callback_fn callback)
{
  struct state *state = calloc(1, sizeof *state);
  if (state == NULL)
    return NULL;
  return event_new(base, 0, 1, callback, state);
}

int line_bad(struct evbuffer *buffer)
{
  char *line = evbuffer_readln(buffer, NULL, 0);
  if (line == NULL)
    return -1;
  return line[0]; // expect: leak
}

int buffer_freed_twice_bad(const char *text)
{
  struct evbuffer *buffer = evbuffer_new();
  if (buffer == NULL)
    return -1;
  if (evbuffer_add(buffer, text, 1) != 0)
    evbuffer_free(buffer);
  evbuffer_free(buffer); // expect: double release
  return 0;
}

int buffer_of_a_connection_ok(struct bufferevent *connection, const char *text)
{
  return evbuffer_add(bufferevent_get_output(connection), text, 1);
}

struct bufferevent *descriptor_may_be_the_connections_ok(struct event_base *base,
                                                         int other)
{
  int fd = dup(other);
  if (fd < 0)
    return NULL;
  return bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE);
}

int request_is_taken_even_if_it_fails_ok(struct evhttp_connection *connection)
{
  struct evhttp_request *request = evhttp_request_new(NULL, NULL);
  if (request == NULL)
    return -1;
  return evhttp_make_request(connection, request, 0, "/");
}

int request_freed_after_it_failed_bad(struct evhttp_connection *connection)
{
  struct evhttp_request *request = evhttp_request_new(NULL, NULL);
  if (request == NULL)
    return -1;
  if (evhttp_make_request(connection, request, 0, "/") != 0)
    evhttp_request_free(request); // expect: double release
  return 0;
}
