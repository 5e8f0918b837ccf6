// rules/stdio.yaml: streams and processes.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int popen_bad(const char *command)
{
  FILE *pipe = popen(command, "r");
  if (pipe == NULL)
    return -1;
  return fgetc(pipe); // expect: leak
}

int popen_ok(const char *command)
{
  FILE *pipe = popen(command, "r");
  if (pipe == NULL)
    return -1;
  int c = fgetc(pipe);
  pclose(pipe);
  return c;
}

int fdopen_takes_the_descriptor_ok(int fd)
{
  FILE *f = fdopen(fd, "r");
  if (f == NULL) {
    close(fd);
    return -1;
  }
  fclose(f);
  return 0;
}

int tmpfile_bad(void)
{
  FILE *f = tmpfile();
  if (f == NULL)
    return -1;
  fputs("a", f);
  return 0; // expect: leak
}

int descriptor_of_a_stream_is_the_streams_ok(const char *path)
{
  FILE *f = fopen(path, "r");
  if (f == NULL)
    return -1;
  int fd = fileno(f);
  int is_terminal = isatty(fd);
  fclose(f);
  return is_terminal;
}

int read_to_the_end_ok(const char *path)
{
  char line[80];
  int count = 0;
  FILE *f = fopen(path, "r");
  if (f == NULL)
    return -1;
  while (fgets(line, sizeof line, f) != NULL)
    count++;
  fclose(f);
  return count;
}

int read_to_the_end_bad(const char *path)
{
  char line[80];
  int count = 0;
  FILE *f = fopen(path, "r");
  if (f == NULL)
    return -1;
  while (fgets(line, sizeof line, f) != NULL)
    count++;
  return count; // expect: leak
}

int reopened_ok(const char *path)
{
  FILE *f = fopen(path, "r");
  if (f == NULL)
    return -1;
  f = freopen(path, "w", f);
  if (f == NULL)
    return -1;
  fclose(f);
  return 0;
}
