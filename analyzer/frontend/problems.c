#include "frontend/problems.h"
#include "frontend/cxstring.h"
#include "frontend/text.h"

#include <stdlib.h>
#include <string.h>

// GCC's malloc(free_function, n) says who releases. libclang calls it an error and
// drops the attribute, but nothing else: it spoils no function.
static bool is_lost_attribute(const char *message)
{
  return strncmp(message, "'malloc' attribute takes no", 27) == 0 ||
         strncmp(message, "'__malloc__' attribute takes no", 31) == 0;
}

static void keep_lost_attribute(problem_list *problems, source_map *source,
                                CXSourceLocation location)
{
  const char *begin = source_text_at(source, location);
  text_token next = text_next_solid(text_next(begin).end);
  const char *end = text_is_mark(next, '(') ? text_skip_brackets(next.begin) : NULL;
  if (end == NULL)
    return;
  lost_attribute lost = {.spot = source_expansion(location),
                         .text = arena_format(&source->module->arena, "malloc%.*s",
                                              (int)(end - next.begin), next.begin)};
  array_push(&problems->lost, lost);
}

static bool is_missing_header(const char *message)
{
  return strstr(message, "file not found") != NULL ||
         strncmp(message, "cannot open file", 16) == 0;
}

// A header named on the command line is missing from no file.
static void keep_missing(problem_list *problems, source_map *source,
                         CXSourceLocation location, const char *message)
{
  unsigned line = 0;
  unsigned column = 0;
  CXFile file = NULL;
  arena *memory = &source->module->arena;
  clang_getExpansionLocation(location, &file, &line, &column, NULL);
  uint32_t number = source_file_number(source, file);
  const ir_file *files = source->module->files.items;
  const char *problem =
      number == IR_NONE ? arena_format(memory, "%s: fatal: %s", files[0].path, message)
                        : arena_format(memory, "%s:%u:%u: fatal: %s",
                                       files[number].path, line, column, message);
  array_push(&problems->missing, problem);
}

static void read_one(problem_list *problems, source_map *source,
                     CXDiagnostic diagnostic)
{
  CXSourceLocation location = clang_getDiagnosticLocation(diagnostic);
  CXString spelling = clang_getDiagnosticSpelling(diagnostic);
  const char *message = clang_getCString(spelling);
  if (message == NULL)
    message = "";
  if (is_lost_attribute(message)) {
    keep_lost_attribute(problems, source, location);
  } else {
    source_spot spot = source_expansion(location);
    if (spot.file != NULL)
      array_push(&problems->errors, spot);
    problems->main_count += spot.file == source->main_file;
    if (is_missing_header(message))
      keep_missing(problems, source, location, message);
  }
  clang_disposeString(spelling);
}

static int compare_spots(const void *a, const void *b)
{
  const source_spot *left = a;
  const source_spot *right = b;
  uintptr_t left_file = (uintptr_t)left->file;
  uintptr_t right_file = (uintptr_t)right->file;
  if (left_file != right_file)
    return left_file < right_file ? -1 : 1;
  return (left->offset > right->offset) - (left->offset < right->offset);
}

void problems_read(problem_list *problems, source_map *source)
{
  unsigned count = clang_getNumDiagnostics(source->unit);
  for (unsigned i = 0; i < count; i++) {
    CXDiagnostic diagnostic = clang_getDiagnostic(source->unit, i);
    if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error)
      read_one(problems, source, diagnostic);
    clang_disposeDiagnostic(diagnostic);
  }
  if (problems->errors.count > 1)
    qsort(problems->errors.items, problems->errors.count,
          sizeof *problems->errors.items, compare_spots);
}

void problems_clear(problem_list *problems)
{
  array_clear(&problems->errors);
  array_clear(&problems->lost);
  array_clear(&problems->missing);
}

bool problems_touch(const problem_list *problems, CXSourceRange range)
{
  if (problems->errors.count == 0)
    return false;
  source_spot begin = source_expansion(clang_getRangeStart(range));
  source_spot end = source_expansion(clang_getRangeEnd(range));
  uint32_t low = 0; // the first error that is not before [begin]
  uint32_t high = problems->errors.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (compare_spots(&problems->errors.items[middle], &begin) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == problems->errors.count)
    return false;
  const source_spot *error = &problems->errors.items[low];
  return error->file == begin.file && error->offset <= end.offset;
}
