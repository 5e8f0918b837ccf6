#include "frontend/frontend.h"
#include "base/memory.h"
#include "frontend/comments.h"
#include "frontend/lowering.h"
#include "frontend/parse.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct frontend {
  parser parser;
  CXTranslationUnit unit; // NULL between units
  source_map source;
};

frontend *frontend_new(void)
{
  frontend *f = memory_alloc_zeroed(1, sizeof *f);
  parser_init(&f->parser);
  return f;
}

void frontend_free(frontend *f)
{
  if (f == NULL)
    return;
  frontend_end_unit(f);
  parser_clear(&f->parser);
  free(f);
}

static uint64_t cpu_us(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

// ---- What the module asks later ----------------------------------------------------

static bool locate(void *context, ir_place place, ir_range *range)
{
  frontend *f = context;
  return source_locate(&f->source, place, range);
}

static const char *source(void *context, uint32_t file)
{
  frontend *f = context;
  if (f->unit == NULL || file >= f->source.files.count)
    return NULL;
  return source_text(&f->source, f->source.files.items[file]);
}

// ---- Running -----------------------------------------------------------------------

static void find_comments(frontend *f, ir_module *module, frontend_result *result)
{
  comment_list comments = {0};
  for (uint32_t i = 0; i < module->files.count; i++)
    if (!module->files.items[i].is_system)
      comments_find(source(f, i), i, &module->arena, &comments);
  result->comment_count = comments.count;
  result->comments = (unit_comment *)arena_copy_bytes(
      &module->arena, comments.items, comments.count * sizeof *comments.items);
  array_clear(&comments);
}

static void set_problems(ir_module *module, frontend_result *result,
                         const char *const *problems, uint32_t count)
{
  result->problem_count = count;
  result->problems = arena_new_array(&module->arena, const char *, count);
  for (uint32_t i = 0; i < count; i++)
    result->problems[i] = problems[i];
}

static bool has_code(const ir_module *module)
{
  for (uint32_t i = 0; i < module->functions.count; i++)
    if (module->functions.items[i].has_body)
      return true;
  for (uint32_t i = 1; i < module->files.count; i++)
    if (module->files.items[i].included_by == 0)
      return true;
  return false;
}

// A text that includes nothing, holds no function and has more errors than variables is
// no C.
static bool judge(ir_module *module, const problem_list *problems,
                  frontend_result *result, const unit_job *job)
{
  if (problems->missing.count != 0) {
    result->status = UNIT_INCOMPLETE;
    set_problems(module, result, problems->missing.items, problems->missing.count);
    return true;
  }
  result->status = UNIT_OK;
  if (has_code(module) || problems->main_count <= module->globals.count)
    return true;
  const char *problem =
      arena_format(&module->arena, "%s: not C source: %u errors and no function",
                   job->source, problems->main_count);
  result->status = UNIT_NOT_C;
  set_problems(module, result, &problem, 1);
  return false;
}

bool frontend_run(frontend *f, const unit_job *job, ir_module *module,
                  frontend_result *result)
{
  frontend_end_unit(f);
  memset(result, 0, sizeof *result);
  uint64_t start = cpu_us();
  const char *problem = NULL;
  f->unit = parser_run(&f->parser, job, &module->arena, &result->status, &problem);
  uint64_t parsed = cpu_us();
  result->parse_us = parsed - start;
  if (f->unit == NULL) {
    set_problems(module, result, &problem, 1);
    return false;
  }
  module->context = f;
  module->locate = locate;
  module->source = source;
  source_init(&f->source, f->unit, module);
  problem_list problems = {0};
  problems_read(&problems, &f->source);
  lower_unit(f->unit, module, &f->source, &problems);
  find_comments(f, module, result);
  bool is_c = judge(module, &problems, result, job);
  problems_clear(&problems);
  result->lower_us = cpu_us() - parsed;
  return is_c;
}

void frontend_end_unit(frontend *f)
{
  source_clear(&f->source);
  if (f->unit != NULL)
    clang_disposeTranslationUnit(f->unit);
  f->unit = NULL;
}

char *frontend_version(void)
{
  CXString version = clang_getClangVersion();
  const char *text = clang_getCString(version);
  const char *start = text == NULL ? NULL : strstr(text, "clang version ");
  if (start == NULL)
    start = "clang version unknown";
  size_t length = strlen("clang version ");
  length += strcspn(start + length, " (");
  char *result = memory_copy_bytes(start, length);
  clang_disposeString(version);
  return result;
}
