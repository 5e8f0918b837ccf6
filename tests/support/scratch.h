// A scratch folder for tests that need files: made empty, removed with all it holds.

#ifndef MEMCHECK_SCRATCH_H
#define MEMCHECK_SCRATCH_H

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct scratch {
  char folder[PATH_MAX]; // absolute, without symbolic links
} scratch;

static inline void scratch_open(scratch *scratch)
{
  char name[] = "/tmp/memcheck-test-XXXXXX";
  if (mkdtemp(name) == NULL || realpath(name, scratch->folder) == NULL)
    abort();
}

static inline int scratch_remove_one(const char *path, const struct stat *status,
                                     int type, struct FTW *walk)
{
  (void)status, (void)type, (void)walk;
  return remove(path);
}

static inline void scratch_close(scratch *scratch)
{
  nftw(scratch->folder, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

// The path of [name] in the folder; valid until the eighth call after.
static inline const char *scratch_path(const scratch *scratch, const char *name)
{
  static char paths[8][PATH_MAX];
  static unsigned next;
  char *path = paths[next++ % 8];
  strcpy(path, scratch->folder);
  strncat(path, "/", PATH_MAX - strlen(path) - 1);
  strncat(path, name, PATH_MAX - strlen(path) - 1);
  return path;
}

// Makes the folders that lead to [name].
static inline void scratch_make_folders(const scratch *scratch, const char *name)
{
  char path[PATH_MAX];
  strcpy(path, scratch_path(scratch, name));
  for (char *slash = path + strlen(scratch->folder) + 1; (slash = strchr(slash, '/'));
       slash++) {
    *slash = '\0';
    mkdir(path, 0777);
    *slash = '/';
  }
}

static inline void scratch_write_bytes(const scratch *scratch, const char *name,
                                       const void *bytes, size_t length)
{
  scratch_make_folders(scratch, name);
  FILE *file = fopen(scratch_path(scratch, name), "wb");
  if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
    abort();
}

static inline void scratch_write(const scratch *scratch, const char *name,
                                 const char *text)
{
  scratch_write_bytes(scratch, name, text, strlen(text));
}

#endif
