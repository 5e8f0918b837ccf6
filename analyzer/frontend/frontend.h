// Frontend: C source in, IR module out. The only room that knows libclang.
//
// Parses one source, lowers the functions of the main file, of project headers where
// they are used, and of inline functions of system headers that those call. A function
// whose extent holds a parse error is lowered as far as it goes and marked tainted.

#ifndef MEMCHECK_FRONTEND_FRONTEND_H
#define MEMCHECK_FRONTEND_FRONTEND_H

#include "ir/ir.h"
#include "model/unit_file.h"
#include "model/unit_job.h"

typedef struct frontend frontend;

// Owned by the caller; serves many units, one after another.
frontend *frontend_new(void);
void frontend_free(frontend *frontend);

// What parsing gave besides the module. Strings live in the module's arena.
typedef struct frontend_result {
  unit_status status;
  uint32_t problem_count;
  const char **problems; // "a.c:3:10: fatal: 'x.h' file not found"
  uint32_t comment_count;
  unit_comment *comments;
  uint64_t parse_us, lower_us; // CPU
} frontend_result;

// Parses and lowers [job] into [module], which the caller has initialised. The module's
// `locate` and `source` work until frontend_end_unit(). False if nothing could be
// parsed: [result] says why.
bool frontend_run(frontend *frontend, const unit_job *job, ir_module *module,
                  frontend_result *result);
// Lets go of the parsed source; places of the module can no longer be decoded.
void frontend_end_unit(frontend *frontend);

// "clang version 19.1.7", for --version and cache keys; owned by the caller.
char *frontend_version(void);

#endif
