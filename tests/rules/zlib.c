// rules/zlib.yaml: compressed files and streams.
#include <string.h>
#include <unistd.h>
#include <zlib.h>

int file_bad(const char *path)
{
  char buffer[16];
  gzFile file = gzopen(path, "r");
  if (file == NULL)
    return -1;
  if (gzread(file, buffer, sizeof buffer) < 0)
    return -1; // expect: leak
  return gzclose(file);
}

int file_ok(const char *path)
{
  char buffer[16];
  gzFile file = gzopen(path, "r");
  if (file == NULL)
    return -1;
  int count = gzread(file, buffer, sizeof buffer);
  gzclose(file);
  return count;
}

int descriptor_is_taken_on_success_ok(const int *fds)
{
  int fd = dup(fds[0]);
  if (fd < 0)
    return -1;
  gzFile file = gzdopen(fd, "r");
  if (file == NULL) {
    close(fd);
    return -1;
  }
  return gzclose(file);
}

int descriptor_stays_when_it_fails_bad(const int *fds)
{
  int fd = dup(fds[0]);
  if (fd < 0)
    return -1;
  gzFile file = gzdopen(fd, "r");
  if (file == NULL)
    return -1; // expect: leak
  return gzclose(file);
}

int closed_twice_bad(const char *path)
{
  gzFile file = gzopen(path, "r");
  if (file == NULL)
    return -1;
  gzclose(file);
  return gzclose(file); // expect: double release
}

int inflate_without_end_bad(unsigned char *in, unsigned length)
{
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  stream.next_in = in;
  stream.avail_in = length;
  if (inflateInit(&stream) != Z_OK)
    return -1;
  return inflate(&stream, 0); // expect: leak
}

int inflate_with_end_ok(unsigned char *in, unsigned length)
{
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  stream.next_in = in;
  stream.avail_in = length;
  if (inflateInit(&stream) != Z_OK)
    return -1;
  int result = inflate(&stream, 0);
  inflateEnd(&stream);
  return result;
}
