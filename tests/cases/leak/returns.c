// Blocks, streams and descriptors that a return leaves behind.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int plain_return_bad(void)
{
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  p[0] = 'x';
  return p[0]; // expect: leak
}

int plain_return_ok(void)
{
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  p[0] = 'x';
  int first = p[0];
  free(p);
  return first;
}

int error_path_bad(const char *path)
{
  char buffer[64];
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;
  if (fread(buffer, 1, sizeof buffer, in) != sizeof buffer)
    return -2; // expect: leak
  fclose(in);
  return 0;
}

int error_path_ok(const char *path)
{
  char buffer[64];
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;
  if (fread(buffer, 1, sizeof buffer, in) != sizeof buffer) {
    fclose(in);
    return -2;
  }
  fclose(in);
  return 0;
}

int goto_ladder_bad(const char *path)
{
  int result = -1;
  char *block = malloc(100);
  if (block == NULL)
    return -1;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    goto out;
  if (read(fd, block, 100) < 0)
    goto out; // the descriptor stays open
  result = 0;
  close(fd);
out:
  free(block);
  return result; // expect: leak
}

int goto_ladder_ok(const char *path)
{
  int result = -1;
  char *block = malloc(100);
  if (block == NULL)
    return -1;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    goto out;
  if (read(fd, block, 100) < 0)
    goto close_out;
  result = 0;
close_out:
  close(fd);
out:
  free(block);
  return result;
}

int descriptor_compared_with_minus_one_bad(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd == -1)
    return -1;
  return 0; // expect: leak
}

int descriptor_compared_with_minus_one_ok(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd == -1)
    return -1;
  close(fd);
  return 0;
}

int descriptor_below_zero_is_none_ok(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return errno;
  close(fd);
  return 0;
}

int result_dropped_bad(const char *text)
{
  return (int)strlen(strdup(text)); // expect: leak
}

int result_dropped_ok(const char *text)
{
  char *copy = strdup(text);
  int length = copy == NULL ? 0 : (int)strlen(copy);
  free(copy);
  return length;
}

void scope_end_bad(int n)
{
  for (int i = 0; i < n; i++) {
    char *line = malloc(80);
    if (line == NULL)
      continue;
    line[0] = 0;
  } // expect: leak
}

void scope_end_ok(int n)
{
  for (int i = 0; i < n; i++) {
    char *line = malloc(80);
    if (line == NULL)
      continue;
    line[0] = 0;
    free(line);
  }
}

char *returned_to_the_caller_ok(void)
{
  char *p = malloc(10);
  if (p != NULL)
    p[0] = 0;
  return p;
}

static char *cached;

void kept_in_a_global_ok(void)
{
  cached = malloc(10);
}

struct box {
  char *text;
  struct box *next;
};

void kept_in_the_callers_struct_ok(struct box *box)
{
  box->text = malloc(10);
}

int given_back_by_argument_ok(char **out)
{
  *out = malloc(10);
  return *out == NULL ? -1 : 0;
}

void allocated_under_a_flag_ok(int flag)
{
  char *p = NULL;
  if (flag)
    p = malloc(10);
  puts("between");
  if (flag)
    free(p);
}

void allocated_under_a_flag_bad(int flag, int other)
{
  char *p = NULL;
  if (flag)
    p = malloc(10);
  puts("between");
  if (other)
    free(p);
} // expect: leak

static int never_written = 1;

void flag_that_nobody_writes_ok(void)
{
  char *p = NULL;
  if (never_written)
    p = malloc(10);
  if (never_written)
    free(p);
}

void buffer_or_heap_ok(size_t n)
{
  char fixed[64];
  char *p = fixed;
  if (n > sizeof fixed)
    p = malloc(n);
  if (p == NULL)
    return;
  p[0] = 0;
  if (p != fixed)
    free(p);
}

int stream_or_stdin_ok(const char *path)
{
  FILE *in = stdin;
  if (path != NULL)
    in = fopen(path, "r");
  if (in == NULL)
    return -1;
  int c = fgetc(in);
  if (in != stdin)
    fclose(in);
  return c;
}

void exits_ok(void)
{
  char *p = malloc(10);
  if (p == NULL)
    exit(1);
  free(p);
}

int aborts_while_owning_ok(int n)
{
  char *p = malloc(10);
  if (n > 3)
    abort();
  free(p);
  return n;
}

void member_of_a_released_struct_bad(void)
{
  struct box *box = malloc(sizeof *box);
  if (box == NULL)
    return;
  box->text = malloc(10);
  free(box); // expect: leak
}

void member_of_a_released_struct_ok(void)
{
  struct box *box = malloc(sizeof *box);
  if (box == NULL)
    return;
  box->text = malloc(10);
  free(box->text);
  free(box);
}

int switch_exit_bad(int kind)
{
  char *p = malloc(8);
  switch (kind) {
  case 1:
    free(p);
    return 1;
  case 2:
    return 2; // expect: leak
  default:
    free(p);
    return 0;
  }
}

int switch_exit_ok(int kind)
{
  char *p = malloc(8);
  switch (kind) {
  case 1:
    free(p);
    return 1;
  default:
    free(p);
    return 0;
  }
}

void union_member_ok(void)
{
  union {
    char *text;
    void *any;
  } u;
  u.text = malloc(10);
  free(u.any);
}

void union_member_bad(void)
{
  union {
    char *text;
    void *any;
  } u;
  u.text = malloc(10);
} // expect: leak

void array_of_two_ok(void)
{
  char *parts[2];
  parts[0] = malloc(4);
  parts[1] = malloc(4);
  free(parts[0]);
  free(parts[1]);
}

void array_of_two_bad(void)
{
  char *parts[2];
  parts[0] = malloc(4);
  parts[1] = malloc(4);
  free(parts[0]);
} // expect: leak

void list_built_and_freed_ok(int n)
{
  struct box *head = NULL;
  for (int i = 0; i < n; i++) {
    struct box *box = malloc(sizeof *box);
    if (box == NULL)
      break;
    box->next = head;
    head = box;
  }
  while (head != NULL) {
    struct box *next = head->next;
    free(head);
    head = next;
  }
}

void standard_descriptors_stay_ok(void)
{
  int fd = open("/dev/null", O_RDWR);
  if (fd < 0)
    return;
  dup2(fd, 0);
  dup2(fd, 1);
  if (fd > 2)
    close(fd);
}

void size_asked_twice_ok(int n)
{
  char fixed[64];
  char *p = fixed;
  if ((size_t)n > sizeof fixed)
    p = malloc((size_t)n);
  if (p == NULL)
    return;
  p[0] = 0;
  if ((size_t)n > sizeof fixed)
    free(p);
}

void named_and_let_go_ok(const char *path)
{
  int fd = open(path, O_RDONLY); // held open on purpose until the process ends
  (void)fd;
  unlink(path);
}
