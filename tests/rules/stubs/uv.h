// What tests/rules/libuv.c needs of libuv.
#ifndef STUB_UV_H
#define STUB_UV_H
#pragma GCC system_header

#include <stddef.h>

typedef struct uv_loop_s {
  void *data;
} uv_loop_t;
typedef struct uv_handle_s {
  void *data;
} uv_handle_t;
typedef struct uv_timer_s {
  void *data;
} uv_timer_t;
typedef struct uv_tcp_s {
  void *data;
} uv_tcp_t;
typedef struct uv_stream_s {
  void *data;
} uv_stream_t;
typedef struct uv_write_s {
  void *data;
} uv_write_t;
typedef struct uv_work_s {
  void *data;
} uv_work_t;
typedef struct uv_mutex_s {
  int state;
} uv_mutex_t;
typedef struct uv_buf_s {
  char *base;
  size_t len;
} uv_buf_t;
typedef struct uv_cpu_info_s {
  char *model;
} uv_cpu_info_t;
typedef void (*uv_close_cb)(uv_handle_t *handle);
typedef void (*uv_write_cb)(uv_write_t *request, int status);
typedef void (*uv_work_cb)(uv_work_t *request);
typedef void (*uv_after_work_cb)(uv_work_t *request, int status);

uv_loop_t *uv_loop_new(void);
void uv_loop_delete(uv_loop_t *loop);
uv_loop_t *uv_default_loop(void);
int uv_run(uv_loop_t *loop, int mode);
int uv_timer_init(uv_loop_t *loop, uv_timer_t *timer);
int uv_tcp_init(uv_loop_t *loop, uv_tcp_t *tcp);
int uv_tcp_open(uv_tcp_t *tcp, int fd);
void uv_close(uv_handle_t *handle, uv_close_cb callback);
int uv_write(uv_write_t *request, uv_stream_t *stream, const uv_buf_t *buffers,
             unsigned count, uv_write_cb callback);
int uv_queue_work(uv_loop_t *loop, uv_work_t *request, uv_work_cb work,
                  uv_after_work_cb after);
int uv_cpu_info(uv_cpu_info_t **infos, int *count);
void uv_free_cpu_info(uv_cpu_info_t *infos, int count);

#endif
