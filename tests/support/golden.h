// Golden files: what a program printed when somebody last looked at it and found it
// right. UPDATE_GOLDEN=1 rewrites them; the diff is then to be read.
#ifndef MEMCHECK_GOLDEN_H
#define MEMCHECK_GOLDEN_H

#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The bytes of the file at [path] with a NUL behind them, to be freed; NULL: no such
// file.
static inline char *golden_read(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    return NULL;
  char *text = NULL;
  size_t size = 0;
  FILE *copy = open_memstream(&text, &size);
  for (int c; (c = fgetc(file)) != EOF;)
    fputc(c, copy);
  fclose(copy);
  fclose(file);
  return text;
}

static inline void golden_write(const char *path, const char *text)
{
  FILE *file = fopen(path, "wb");
  if (file == NULL || fputs(text, file) == EOF || fclose(file) != 0)
    fail_msg("cannot write %s", path);
}

// Holds [actual] against tests/golden/[name].
static inline void assert_golden(const char *name, const char *actual)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/tests/golden/%s", TEST_SOURCE_DIR, name);
  if (getenv("UPDATE_GOLDEN") != NULL) {
    golden_write(path, actual);
    return;
  }
  char *expected = golden_read(path);
  if (expected == NULL)
    fail_msg("no %s: look at the output, then run with UPDATE_GOLDEN=1", path);
  if (strcmp(expected, actual) != 0)
    fail_msg("differs from %s; now it is:\n%s", path, actual);
  free(expected);
}

#endif
