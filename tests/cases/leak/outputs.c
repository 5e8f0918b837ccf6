#define _GNU_SOURCE
// What a call hands out through its arguments, and what a caller's struct holds.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <fcntl.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct buffer {
  char *data;
  size_t size;
};

static int buffer_init(struct buffer *buffer, size_t size)
{
  buffer->data = malloc(size);
  if (buffer->data == NULL)
    return -1;
  buffer->size = size;
  return 0;
}

static void buffer_clear(struct buffer *buffer)
{
  free(buffer->data);
  buffer->data = NULL;
}

// Missed by cppcheck.
int filled_struct_bad(int n)
{
  struct buffer buffer;
  if (buffer_init(&buffer, 100) < 0)
    return -1;
  buffer.data[0] = 1;
  if (n > 3)
    return -2; // expect: leak
  buffer_clear(&buffer);
  return 0;
}

int filled_struct_ok(int n)
{
  struct buffer buffer;
  if (buffer_init(&buffer, 100) < 0)
    return -1;
  buffer.data[0] = 1;
  if (n > 3) {
    buffer_clear(&buffer);
    return -2;
  }
  buffer_clear(&buffer);
  return 0;
}

static int read_name(int fd, char **out)
{
  char *name = malloc(32);
  if (name == NULL)
    return -1;
  if (read(fd, name, 32) < 0) {
    free(name);
    return -2;
  }
  *out = name;
  return 0;
}

// Missed by clang, gcc and cppcheck.
int name_by_argument_bad(int fd)
{
  char *name;
  if (read_name(fd, &name) != 0)
    return -1;
  return name[0] == 'x'; // expect: leak
}

int name_by_argument_ok(int fd)
{
  char *name;
  if (read_name(fd, &name) != 0)
    return -1;
  int is_x = name[0] == 'x';
  free(name);
  return is_x;
}

// The second one fails: the first is already there.
// Missed by clang, gcc and cppcheck.
int two_names_by_argument_bad(int fd)
{
  char *first = NULL;
  char *second = NULL;
  if (read_name(fd, &first) < 0 || read_name(fd, &second) < 0)
    return -1; // expect: leak
  int same = strcmp(first, second) == 0;
  free(first);
  free(second);
  return same;
}

int two_names_by_argument_ok(int fd)
{
  char *first = NULL;
  char *second = NULL;
  int same = -1;
  if (read_name(fd, &first) == 0 && read_name(fd, &second) == 0)
    same = strcmp(first, second) == 0;
  free(first);
  free(second);
  return same;
}

static bool try_copy(const char *text, char **out)
{
  *out = strdup(text);
  return *out != NULL;
}

// Missed by cppcheck; reported where it is fine by gcc.
bool copy_by_argument_bad(const char *text)
{
  char *copy;
  if (!try_copy(text, &copy))
    return false;
  return copy[0] != '\0'; // expect: leak
}

bool copy_by_argument_ok(const char *text)
{
  char *copy;
  if (!try_copy(text, &copy))
    return false;
  bool result = copy[0] != '\0';
  free(copy);
  return result;
}

// Missed by clang, gcc and cppcheck.
int size_by_argument_bad(int n)
{
  char *line = NULL;
  if (asprintf(&line, "%d items", n) < 0)
    return -1;
  return (int)strlen(line); // expect: leak
}

int size_by_argument_ok(int n)
{
  char *line = NULL;
  if (asprintf(&line, "%d items", n) < 0)
    return -1;
  int length = (int)strlen(line);
  free(line);
  return length;
}

// Missed by clang, gcc and cppcheck.
int aligned_block_bad(size_t n)
{
  void *block;
  if (posix_memalign(&block, 64, n))
    return -1;
  memset(block, 0, n);
  return 0; // expect: leak
}

int aligned_block_ok(size_t n)
{
  void *block;
  if (posix_memalign(&block, 64, n))
    return -1;
  memset(block, 0, n);
  free(block);
  return 0;
}

// Missed by clang, gcc and cppcheck.
int both_ends_bad(void)
{
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return -1;
  if (write(ends[0], "x", 1) != 1) {
    close(ends[0]);
    return -1; // expect: leak
  }
  close(ends[0]);
  close(ends[1]);
  return 0;
}

int both_ends_ok(void)
{
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return -1;
  int result = write(ends[0], "x", 1) == 1 ? 0 : -1;
  close(ends[0]);
  close(ends[1]);
  return result;
}

// Missed by clang, gcc and cppcheck.
int interfaces_bad(void)
{
  struct ifaddrs *list;
  int count = 0;
  if (getifaddrs(&list) == -1)
    return -1;
  for (struct ifaddrs *i = list; i != NULL; i = i->ifa_next)
    count++;
  return count; // expect: leak
}

int interfaces_ok(void)
{
  struct ifaddrs *list;
  int count = 0;
  if (getifaddrs(&list) == -1)
    return -1;
  for (struct ifaddrs *i = list; i != NULL; i = i->ifa_next)
    count++;
  freeifaddrs(list);
  return count;
}

// Walking with the only pointer loses the head.
// Missed by clang, gcc and cppcheck.
int addresses_walked_off_bad(const char *host)
{
  struct addrinfo *list;
  int count = 0;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return -1;
  while (list != NULL) {
    list = list->ai_next; // expect: overwritten
    count++;
  }
  freeaddrinfo(list);
  return count;
}

int addresses_walked_off_ok(const char *host)
{
  struct addrinfo *list;
  int count = 0;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return -1;
  for (struct addrinfo *i = list; i != NULL; i = i->ai_next)
    count++;
  freeaddrinfo(list);
  return count;
}

struct session {
  int fd;
  char *user;
};

// Halfway through, the caller's struct keeps what it got: his to clear.
int session_open_bad(struct session *session, const char *path, const char *user)
{
  session->fd = open(path, O_RDWR);
  if (session->fd < 0)
    return -1;
  char *copy = strdup(user);
  if (copy == NULL)
    return -1;
  if (strlen(copy) > 8)
    return -2; // expect: leak
  session->user = copy;
  return 0;
}

int session_open_ok(struct session *session, const char *path, const char *user)
{
  session->fd = open(path, O_RDWR);
  if (session->fd < 0)
    return -1;
  session->user = strdup(user);
  if (session->user == NULL)
    return -1;
  if (strlen(session->user) > 8)
    return -2;
  return 0;
}

static void maybe_make(char **out, int wanted)
{
  if (wanted)
    *out = malloc(10);
}

// The caller cannot see whether it was made, so it starts with NULL.
// Missed by cppcheck.
void made_or_not_bad(int wanted)
{
  char *p = NULL;
  maybe_make(&p, wanted);
  if (p != NULL)
    p[0] = 0;
} // expect: leak

void made_or_not_ok(int wanted)
{
  char *p = NULL;
  maybe_make(&p, wanted);
  if (p != NULL)
    p[0] = 0;
  free(p);
}
