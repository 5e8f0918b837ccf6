// What tests/rules/zlib.c needs of zlib.
#ifndef STUB_ZLIB_H
#define STUB_ZLIB_H
#pragma GCC system_header

typedef struct z_stream_s {
  const unsigned char *next_in;
  unsigned avail_in;
  unsigned char *next_out;
  unsigned avail_out;
  void *opaque;
} z_stream;
typedef z_stream *z_streamp;
typedef struct gzFile_s *gzFile;
#define Z_OK 0
#define ZLIB_VERSION "1.3"
#define inflateInit(stream) inflateInit_((stream), ZLIB_VERSION, (int)sizeof(z_stream))

gzFile gzopen(const char *path, const char *mode);
gzFile gzdopen(int fd, const char *mode);
int gzread(gzFile file, void *buffer, unsigned length);
int gzclose(gzFile file);
int inflateInit_(z_streamp stream, const char *version, int size);
int inflate(z_streamp stream, int flush);
int inflateEnd(z_streamp stream);

#endif
