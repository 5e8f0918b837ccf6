#include "frontend/parse.h"
#include "base/array.h"
#include "base/memory.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What we ask of every parse: go on after errors, and take as code what old C allowed
// and newer compilers call an error, for the AST is the same.
static const char *const our_flags[] = {
    "-w",
    "-ferror-limit=0",
    "-fbracket-depth=512",
    "-fno-spell-checking",
    "-U_FORTIFY_SOURCE",
    "-Wno-implicit-function-declaration",
    "-Wno-implicit-int",
    "-Wno-int-conversion",
    "-Wno-incompatible-pointer-types",
    "-Wno-incompatible-function-pointer-types",
    "-Wno-return-type",
    "-Wno-return-mismatch",
    "-Wno-deprecated-non-prototype",
};

#define PARSE_OPTIONS CXTranslationUnit_KeepGoing

void parser_init(parser *parser)
{
  *parser = (struct parser){.index = clang_createIndex(1, 0)};
}

void parser_clear(parser *parser)
{
  clang_disposeIndex(parser->index);
  free(parser->header_directory);
}

// ---- The compiler's own headers ----------------------------------------------------

// libclang brings no <stddef.h>: it comes in a package of its own.
static bool finds_own_headers(CXIndex index)
{
  static const char source[] = "#include <stddef.h>\nsize_t works;\n";
  struct CXUnsavedFile file = {"memcheck-self-test.c", source, sizeof source - 1};
  CXTranslationUnit unit = NULL;
  enum CXErrorCode error = clang_parseTranslationUnit2(
      index, file.Filename, NULL, 0, &file, 1, CXTranslationUnit_None, &unit);
  if (error != CXError_Success)
    return false;
  bool works = clang_getNumDiagnostics(unit) == 0;
  clang_disposeTranslationUnit(unit);
  return works;
}

char *parser_find_gcc_headers(void)
{
  static const char file[] = "/stddef.h";
  glob_t found;
  char *directory = NULL;
  if (glob("/usr/lib/gcc/*/*/include/stddef.h", 0, NULL, &found) == 0) {
    const char *path = found.gl_pathv[found.gl_pathc - 1];
    directory = memory_copy_bytes(path, strlen(path) - strlen(file));
    globfree(&found);
  }
  return directory;
}

static void settle_headers(parser *parser)
{
  parser->is_tested = true;
  if (finds_own_headers(parser->index))
    return;
  parser->header_directory = parser_find_gcc_headers();
  if (parser->header_directory == NULL)
    return;
  parser->header_flags[0] = "-nobuiltininc";
  parser->header_flags[1] = "-idirafter";
  parser->header_flags[2] = parser->header_directory;
  parser->header_flag_count = 3;
}

// ---- The source --------------------------------------------------------------------

static FILE *open_source(const unit_job *job, arena *arena)
{
  bool is_absolute = job->source[0] == '/' || job->directory == NULL;
  const char *path = is_absolute
                         ? job->source
                         : arena_format(arena, "%s/%s", job->directory, job->source);
  return fopen(path, "rb");
}

// Text has no NUL: a quick look tells objects and archives apart.
static bool looks_binary(FILE *file)
{
  char start[4096];
  size_t length = fread(start, 1, sizeof start, file);
  return memchr(start, '\0', length) != NULL;
}

static bool source_is_readable(const unit_job *job, arena *arena, unit_status *status,
                               const char **problem)
{
  FILE *file = open_source(job, arena);
  char c;
  if (file == NULL || (fread(&c, 1, 1, file) == 0 && ferror(file) != 0)) {
    *status = UNIT_UNREADABLE;
    *problem =
        arena_format(arena, "%s: cannot be read: %s", job->source, strerror(errno));
    if (file != NULL)
      fclose(file);
    return false;
  }
  rewind(file);
  bool is_text = !looks_binary(file);
  fclose(file);
  if (!is_text) {
    *status = UNIT_NOT_C;
    *problem = arena_format(arena, "%s: not C source: holds binary data", job->source);
  }
  return is_text;
}

// ---- Parsing -----------------------------------------------------------------------

typedef ARRAY(const char *) flag_list;

static bool ends_with(const char *text, const char *end)
{
  size_t length = strlen(text);
  size_t tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool names_language(const unit_job *job)
{
  for (uint32_t i = 0; i < job->flag_count; i++)
    if (strncmp(job->flags[i], "-x", 2) == 0)
      return true;
  return false;
}

static void collect_flags(const parser *parser, const unit_job *job, arena *arena,
                          flag_list *flags)
{
  if (job->directory != NULL && job->directory[0] != '\0')
    array_push(flags, (const char *)arena_format(arena, "-working-directory=%s",
                                                 job->directory));
  // libclang hides the code below an OpenMP directive. Without OpenMP it is the same
  // code for one thread.
  for (uint32_t i = 0; i < job->flag_count; i++)
    array_push(flags, strncmp(job->flags[i], "-fopenmp", 8) == 0 ? "-D_OPENMP=201811"
                                                                 : job->flags[i]);
  for (size_t i = 0; i < sizeof our_flags / sizeof *our_flags; i++)
    array_push(flags, our_flags[i]);
  for (uint32_t i = 0; i < parser->header_flag_count; i++)
    array_push(flags, parser->header_flags[i]);
  if (!names_language(job)) {
    array_push(flags, "-x");
    array_push(flags, ends_with(job->source, ".i") ? "cpp-output" : "c");
  }
}

CXTranslationUnit parser_run(parser *parser, const unit_job *job, arena *arena,
                             unit_status *status, const char **problem)
{
  if (!source_is_readable(job, arena, status, problem))
    return NULL;
  if (!parser->is_tested)
    settle_headers(parser);
  flag_list flags = {0};
  collect_flags(parser, job, arena, &flags);
  CXTranslationUnit unit = NULL;
  enum CXErrorCode error =
      clang_parseTranslationUnit2(parser->index, job->source, flags.items,
                                  (int)flags.count, NULL, 0, PARSE_OPTIONS, &unit);
  array_clear(&flags);
  if (error == CXError_Success)
    return unit;
  *status = UNIT_NOT_C;
  *problem = arena_format(arena, "%s: libclang %s", job->source,
                          error == CXError_Crashed ? "crashed on it"
                                                   : "does not take its flags");
  return NULL;
}
