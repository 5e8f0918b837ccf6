#define _GNU_SOURCE
// Descriptors, streams, processes, mappings, libraries.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// Missed by clang and gcc.
int listener_bad(const struct sockaddr_in *address)
{
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0)
    return -1;
  if (bind(fd, (const struct sockaddr *)address, sizeof *address) < 0)
    return -1; // expect: leak
  if (listen(fd, 5) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}

int listener_ok(const struct sockaddr_in *address)
{
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0)
    return -1;
  if (bind(fd, (const struct sockaddr *)address, sizeof *address) < 0 ||
      listen(fd, 5) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}

// Missed by clang, gcc and cppcheck.
int accepted_bad(int listener)
{
  for (;;) {
    char first;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
      return -1;
    if (read(fd, &first, 1) != 1)
      continue; // expect: leak
    write(fd, "ok", 2);
    close(fd);
  }
}

int accepted_ok(int listener)
{
  for (;;) {
    char first;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
      return -1;
    if (read(fd, &first, 1) == 1)
      write(fd, "ok", 2);
    close(fd);
  }
}

// The child has its own copies; the parent must close what it does not use.
// Missed by clang, gcc and cppcheck.
int child_writes_bad(char *const arguments[])
{
  int ends[2];
  char first = 0;
  if (pipe(ends) < 0)
    return -1;
  pid_t child = fork();
  if (child < 0)
    return -1; // expect: leak
  if (child == 0) {
    dup2(ends[1], 1);
    execv(arguments[0], arguments);
    _exit(127);
  }
  close(ends[1]);
  read(ends[0], &first, 1);
  close(ends[0]);
  waitpid(child, NULL, 0);
  return first;
}

int child_writes_ok(char *const arguments[])
{
  int ends[2];
  char first = 0;
  if (pipe(ends) < 0)
    return -1;
  pid_t child = fork();
  if (child < 0) {
    close(ends[0]);
    close(ends[1]);
    return -1;
  }
  if (child == 0) {
    dup2(ends[1], 1);
    execv(arguments[0], arguments);
    _exit(127);
  }
  close(ends[1]);
  read(ends[0], &first, 1);
  close(ends[0]);
  waitpid(child, NULL, 0);
  return first;
}

// fdopen() takes the descriptor where it succeeds, and only there.
// Missed by clang, gcc and cppcheck.
FILE *stream_over_it_bad(const char *path)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  FILE *in = fdopen(fd, "r");
  if (in == NULL)
    return NULL; // expect: leak
  return in;
}

FILE *stream_over_it_ok(const char *path)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  FILE *in = fdopen(fd, "r");
  if (in == NULL)
    close(fd);
  return in;
}

// Missed by clang and gcc.
int folder_over_it_bad(int parent, const char *name)
{
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY);
  if (fd < 0)
    return -1;
  DIR *folder = fdopendir(fd);
  if (folder == NULL) {
    close(fd);
    return -1;
  }
  if (readdir(folder) == NULL)
    return -1; // expect: leak
  closedir(folder);
  return 0;
}

int folder_over_it_ok(int parent, const char *name)
{
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY);
  if (fd < 0)
    return -1;
  DIR *folder = fdopendir(fd);
  if (folder == NULL) {
    close(fd);
    return -1;
  }
  int result = readdir(folder) == NULL ? -1 : 0;
  closedir(folder);
  return result;
}

// dup() makes another one.
// Missed by clang, gcc and cppcheck.
int duplicate_bad(int fd)
{
  int saved = dup(fd);
  if (saved < 0)
    return -1;
  if (dup2(1, fd) < 0)
    return -1; // expect: leak
  dup2(saved, fd);
  close(saved);
  return 0;
}

int duplicate_ok(int fd)
{
  int saved = dup(fd);
  if (saved < 0)
    return -1;
  int result = dup2(1, fd) < 0 ? -1 : 0;
  dup2(saved, fd);
  close(saved);
  return result;
}

// Missed by clang.
int first_line_of_a_command_bad(char *line, int size)
{
  FILE *out = popen("uname", "r");
  if (out == NULL)
    return -1;
  if (fgets(line, size, out) == NULL)
    return -1; // expect: leak
  return pclose(out);
}

int first_line_of_a_command_ok(char *line, int size)
{
  FILE *out = popen("uname", "r");
  if (out == NULL)
    return -1;
  char *got = fgets(line, size, out);
  int status = pclose(out);
  return got == NULL ? -1 : status;
}

// Missed by clang and gcc.
int mapped_bad(const char *path)
{
  struct stat info;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (fstat(fd, &info) < 0) {
    close(fd);
    return -1;
  }
  char *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  if (map == MAP_FAILED)
    return -1;
  if (map[0] != '#')
    return 0; // expect: leak
  munmap(map, (size_t)info.st_size);
  return 1;
}

int mapped_ok(const char *path)
{
  struct stat info;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (fstat(fd, &info) < 0) {
    close(fd);
    return -1;
  }
  char *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  if (map == MAP_FAILED)
    return -1;
  int result = map[0] == '#';
  munmap(map, (size_t)info.st_size);
  return result;
}

// Who asked for a symbol is taken to want its library loaded, found or not.
// Missed by clang and gcc.
int FN_symbol_is_missing_bad(const char *path, const char *name)
{
  void *library = dlopen(path, RTLD_NOW);
  if (library == NULL)
    return -1;
  int (*start)(void) = (int (*)(void))dlsym(library, name);
  if (start == NULL)
    return -1; // expect: leak
  int result = start();
  dlclose(library);
  return result;
}

int symbol_is_missing_ok(const char *path, const char *name)
{
  void *library = dlopen(path, RTLD_NOW);
  if (library == NULL)
    return -1;
  int (*start)(void) = (int (*)(void))dlsym(library, name);
  int result = start == NULL ? -1 : start();
  dlclose(library);
  return result;
}

// Missed by clang, gcc and cppcheck.
int watched_bad(int fd)
{
  struct epoll_event event = {.events = EPOLLIN};
  int poll = epoll_create1(0);
  if (poll == -1)
    return -1;
  if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) == -1)
    return -1; // expect: leak
  return poll;
}

int watched_ok(int fd)
{
  struct epoll_event event = {.events = EPOLLIN};
  int poll = epoll_create1(0);
  if (poll == -1)
    return -1;
  if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) == -1) {
    close(poll);
    return -1;
  }
  return poll;
}

// The file is "-" or a name.
// Missed by cppcheck; reported where it is fine by clang and gcc.
int dash_is_standard_input_ok(const char *name)
{
  FILE *in = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (in == NULL)
    return -1;
  int c = fgetc(in);
  if (in != stdin)
    fclose(in);
  return c;
}

int dash_is_standard_input_bad(const char *name)
{
  FILE *in = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (in == NULL)
    return -1;
  int c = fgetc(in);
  if (c == EOF)
    return -2; // expect: leak
  if (in != stdin)
    fclose(in);
  return c;
}

// 0, 1 and 2 are filled, as daemons do.
void standard_descriptors_are_filled_ok(void)
{
  int fd;
  do
    fd = open("/dev/null", O_RDWR);
  while (fd >= 0 && fd < 2);
  if (fd > 2)
    close(fd);
}

// The text behind a memory stream is there when the stream is closed.
// Missed by clang and cppcheck.
int text_of_a_stream_bad(int n)
{
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (out == NULL)
    return -1;
  fprintf(out, "%d", n);
  return n; // expect: leak
}

int text_of_a_stream_ok(int n)
{
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (out == NULL)
    return -1;
  fprintf(out, "%d", n);
  fclose(out);
  free(text);
  return n;
}

// Missed by clang.
int scratch_file_bad(const void *data, size_t size)
{
  FILE *file = tmpfile();
  if (!file)
    return -1;
  if (fwrite(data, 1, size, file) < size)
    return -1; // expect: leak
  rewind(file);
  fclose(file);
  return 0;
}

int scratch_file_ok(const void *data, size_t size)
{
  FILE *file = tmpfile();
  if (!file)
    return -1;
  int result = fwrite(data, 1, size, file) < size ? -1 : 0;
  fclose(file);
  return result;
}

// Missed by clang and gcc.
int made_temporary_bad(void)
{
  char name[] = "/tmp/fileXXXXXX";
  int fd = mkstemp(name);
  if (fd == -1)
    return -1;
  if (unlink(name) != 0)
    return -1; // expect: leak
  return fd;
}

int made_temporary_ok(void)
{
  char name[] = "/tmp/fileXXXXXX";
  int fd = mkstemp(name);
  if (fd == -1)
    return -1;
  if (unlink(name) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}
