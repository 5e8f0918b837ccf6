// Parse: from a unit job to libclang's translation unit.

#ifndef MEMCHECK_FRONTEND_PARSE_H
#define MEMCHECK_FRONTEND_PARSE_H

#include "model/unit_file.h"
#include "model/unit_job.h"

#include <clang-c/Index.h>

typedef struct parser {
  CXIndex index;
  bool is_tested;              // [header_flags] are settled
  const char *header_flags[3]; // where to find <stddef.h> if libclang has lost its own
  uint32_t header_flag_count;
  char *header_directory;
} parser;

void parser_init(parser *parser);
void parser_clear(parser *parser);

// The translation unit, owned by the caller; NULL if there is none: then [status] and
// [problem], which lives in [arena], say why.
CXTranslationUnit parser_run(parser *parser, const unit_job *job, arena *arena,
                             unit_status *status, const char **problem);

// The include directory of some GCC, for its <stddef.h>; owned by the caller, or NULL.
char *parser_find_gcc_headers(void);

#endif
