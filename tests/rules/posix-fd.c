// rules/posix-fd.yaml: descriptors and directories.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int pipe_bad(void)
{
  int ends[2];
  if (pipe(ends))
    return -1;
  close(ends[0]);
  return 0; // expect: leak
}

int pipe_ok(void)
{
  int ends[2];
  if (pipe(ends) < 0)
    return -1;
  close(ends[0]);
  close(ends[1]);
  return 0;
}

int socket_bad(const struct sockaddr *to, socklen_t length)
{
  int s = socket(AF_INET, SOCK_STREAM, 0);
  if (s < 0)
    return -1;
  if (connect(s, to, length) < 0)
    return -1; // expect: leak
  close(s);
  return 0;
}

int accept_ok(int listener)
{
  int s = accept(listener, NULL, NULL);
  if (s == -1)
    return -1;
  close(s);
  return 0;
}

int duplicated_bad(int fd)
{
  int copy = dup(fd);
  if (copy < 0)
    return -1;
  return 0; // expect: leak
}

int onto_a_number_ok(int fd)
{
  return dup2(fd, 1) < 0 ? -1 : 0;
}

int fcntl_duplicates_bad(int fd)
{
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  if (copy < 0)
    return -1;
  return 0; // expect: leak
}

int fcntl_asks_ok(int fd)
{
  int flags = fcntl(fd, F_GETFL);
  return flags < 0 ? -1 : flags;
}

int directory_bad(const char *path)
{
  DIR *dir = opendir(path);
  if (dir == NULL)
    return -1;
  struct dirent *entry = readdir(dir);
  return entry != NULL; // expect: leak
}

int directory_ok(const char *path)
{
  DIR *dir = opendir(path);
  if (dir == NULL)
    return -1;
  int has_one = readdir(dir) != NULL;
  closedir(dir);
  return has_one;
}

int closed_by_number_ok(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  syscall(SYS_close, fd);
  return 0;
}

int closing_fails_and_yet_it_is_closed_bad(int fd)
{
  if (close(fd) < 0)
    close(fd); // expect: double release
  return 0;
}
