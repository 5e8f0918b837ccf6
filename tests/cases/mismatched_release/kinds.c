#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void stream_freed_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in != NULL)
    free(in); // expect: mismatched release
}

void stream_closed_ok(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in != NULL)
    fclose(in);
}

void process_closed_as_stream_bad(const char *command)
{
  FILE *in = popen(command, "r");
  if (in == NULL)
    return;
  fclose(in); // expect: mismatched release
}

void stream_closed_as_process_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return;
  pclose(in); // expect: mismatched release
}

void process_or_stream_ok(const char *name, int is_command)
{
  FILE *in = is_command ? popen(name, "r") : fopen(name, "r");
  if (in == NULL)
    return;
  if (is_command)
    pclose(in);
  else
    fclose(in);
}

void process_or_stream_told_by_flag_ok(const char *name)
{
  int is_command = 0;
  FILE *in;
  if (name[0] == '|') {
    is_command = 1;
    in = popen(name + 1, "r");
  } else {
    in = fopen(name, "r");
  }
  if (in == NULL)
    return;
  puts(name);
  if (is_command)
    pclose(in);
  else
    fclose(in);
}

void block_closed_bad(void)
{
  char *p = malloc(8);
  if (p == NULL)
    return;
  fclose((FILE *)p); // expect: mismatched release
}

void descriptor_closed_as_stream_bad(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd == -1)
    return;
  fclose((FILE *)(intptr_t)fd); // expect: mismatched release
}

void folder_freed_bad(const char *path)
{
  DIR *folder = opendir(path);
  if (folder == NULL)
    return;
  free(folder); // expect: mismatched release
}

void addresses_freed_bad(const char *host)
{
  struct addrinfo *found;
  if (getaddrinfo(host, NULL, NULL, &found) != 0)
    return;
  free(found); // expect: mismatched release
}

// What only one of the ways gets wrong is wrong.
int folder_freed_on_error_bad(const char *path, int n)
{
  DIR *folder = opendir(path);
  if (folder == NULL)
    return -1;
  if (n < 0) {
    free(folder); // expect: mismatched release
    return -1;
  }
  closedir(folder);
  return 0;
}

static void drop(void *p)
{
  free(p);
}

void dropped_stream_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in != NULL)
    drop(in); // expect: mismatched release
}

static FILE *open_log(const char *path)
{
  FILE *log = fopen(path, "a");
  if (log == NULL)
    exit(1);
  return log;
}

void stream_of_a_wrapper_bad(const char *path)
{
  FILE *log = open_log(path);
  free(log); // expect: mismatched release
}

struct source {
  FILE *stream;
  char *text;
  int is_stream;
};

// One release for either: what it does depends on what it is given.
static int source_close(void *p, int is_stream)
{
  if (is_stream) {
    fclose(p);
    return 1;
  }
  free(p);
  return 0;
}

void either_ok(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in != NULL)
    source_close(in, 1);
}

static void source_drop(char *p, unsigned mode)
{
  if ((mode & 0170000) == 0120000)
    free(p);
  else
    fclose((FILE *)p);
}

void either_by_a_mask_ok(const char *path, unsigned mode)
{
  FILE *in = fopen(path, "r");
  if (in != NULL)
    source_drop((char *)in, mode);
}

static void source_drop_if(void *p, int is_wanted)
{
  if (is_wanted)
    free(p);
}

void argument_says_that_it_is_released_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in != NULL)
    source_drop_if(in, 1); // expect: mismatched release
}

void members_bad(struct source *s, const char *path)
{
  s->stream = fopen(path, "r");
  if (s->stream == NULL)
    return;
  free(s->stream); // expect: mismatched release
  s->stream = NULL;
}

char *grown_stream_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  return realloc(in, 20); // expect: mismatched release
}

// Nothing is said of the object after that.
void once_is_enough_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return;
  free(in); // expect: mismatched release
  fclose(in);
}
