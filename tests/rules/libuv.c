// rules/libuv.yaml: handles belong to their loop, requests to it until their callback.
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

static void on_close(uv_handle_t *handle)
{
  free(handle);
}

static void on_write(uv_write_t *request, int status)
{
  (void)status;
  free(request);
}

int timer_belongs_to_the_loop_ok(uv_loop_t *loop)
{
  uv_timer_t *timer = malloc(sizeof *timer);
  if (timer == NULL)
    return -1;
  return uv_timer_init(loop, timer);
}

int handle_is_freed_by_its_callback_ok(uv_loop_t *loop)
{
  uv_tcp_t *tcp = malloc(sizeof *tcp);
  if (tcp == NULL)
    return -1;
  uv_tcp_init(loop, tcp);
  uv_close((uv_handle_t *)tcp, on_close);
  return 0;
}

int memory_of_a_handle_never_started_bad(uv_loop_t *loop, int is_wanted)
{
  uv_tcp_t *tcp = malloc(sizeof *tcp);
  if (tcp == NULL)
    return -1;
  tcp->data = NULL;
  if (!is_wanted)
    return -1; // expect: leak
  return uv_tcp_init(loop, tcp);
}

int descriptor_is_the_handles_on_success_ok(uv_tcp_t *tcp, int other)
{
  int fd = dup(other);
  if (fd < 0)
    return -1;
  if (uv_tcp_open(tcp, fd) < 0) {
    close(fd);
    return -1;
  }
  return 0;
}

int descriptor_stays_if_open_fails_bad(uv_tcp_t *tcp, int other)
{
  int fd = dup(other);
  if (fd < 0)
    return -1;
  return uv_tcp_open(tcp, fd); // expect: leak
}

int request_is_the_loops_once_written_ok(uv_stream_t *stream, uv_buf_t *buffer)
{
  uv_write_t *request = malloc(sizeof *request);
  if (request == NULL)
    return -1;
  int result = uv_write(request, stream, buffer, 1, on_write);
  if (result != 0)
    free(request);
  return result;
}

int request_stays_if_write_fails_bad(uv_stream_t *stream, uv_buf_t *buffer)
{
  uv_write_t *request = malloc(sizeof *request);
  if (request == NULL)
    return -1;
  if (uv_write(request, stream, buffer, 1, on_write) != 0)
    return -1; // expect: leak
  return 0;
}

int processors_bad(void)
{
  uv_cpu_info_t *infos;
  int count;
  if (uv_cpu_info(&infos, &count) != 0)
    return -1;
  return count; // expect: leak
}

int processors_ok(void)
{
  uv_cpu_info_t *infos;
  int count;
  if (uv_cpu_info(&infos, &count) != 0)
    return -1;
  uv_free_cpu_info(infos, count);
  return count;
}

int own_loop_bad(void)
{
  uv_loop_t *loop = uv_loop_new();
  if (loop == NULL)
    return -1;
  return uv_run(loop, 0); // expect: leak
}

int default_loop_ok(void)
{
  return uv_run(uv_default_loop(), 0);
}
