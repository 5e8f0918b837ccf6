// A folder of rule files made by a test, and what loading them said on stderr.

#ifndef MEMCHECK_TEST_PACK_FIXTURE_H
#define MEMCHECK_TEST_PACK_FIXTURE_H

#include "model/pack.h"
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct pack_fixture {
  char folder[64];
  char paths[8][128]; // of the files made
  int path_count;
  pack_set *set;
  int real_stderr; // -1: not captured
  FILE *captured;
  char said[4096];
} pack_fixture;

static inline int pack_set_up(void **state)
{
  pack_fixture *f = calloc(1, sizeof *f);
  strcpy(f->folder, "/tmp/memcheck-pack-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  f->set = pack_set_new();
  f->real_stderr = -1;
  *state = f;
  return 0;
}

// What went to stderr since pack_capture(), without "memcheck: error: ".
static inline const char *pack_said(pack_fixture *f)
{
  static const char prefix[] = "memcheck: error: ";
  fflush(stderr);
  dup2(f->real_stderr, STDERR_FILENO);
  close(f->real_stderr);
  f->real_stderr = -1;
  rewind(f->captured);
  f->said[0] = '\0';
  char line[512];
  while (fgets(line, sizeof line, f->captured) != NULL) {
    assert_memory_equal(line, prefix, sizeof prefix - 1);
    strcat(f->said, line + sizeof prefix - 1);
  }
  fclose(f->captured);
  return f->said;
}

static inline void pack_capture(pack_fixture *f)
{
  f->captured = tmpfile();
  assert_non_null(f->captured);
  fflush(stderr);
  f->real_stderr = dup(STDERR_FILENO);
  dup2(fileno(f->captured), STDERR_FILENO);
}

static inline int pack_tear_down(void **state)
{
  pack_fixture *f = *state;
  if (f->real_stderr >= 0) // the test failed while it captured
    pack_said(f);
  pack_set_free(f->set);
  for (int i = 0; i < f->path_count; i++)
    unlink(f->paths[i]);
  rmdir(f->folder);
  free(f);
  return 0;
}

// Makes a file in the folder; the result is its path.
static inline const char *pack_file(pack_fixture *f, const char *name, const void *text,
                                    size_t length)
{
  char *path = f->paths[f->path_count++];
  strcpy(path, f->folder);
  strcat(path, "/");
  strcat(path, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
  return path;
}

static inline const char *pack_text(pack_fixture *f, const char *name, const char *text)
{
  return pack_file(f, name, text, strlen(text));
}

#define PACK_TEST(name)                                                                \
  cmocka_unit_test_setup_teardown(name, pack_set_up, pack_tear_down)

#endif
