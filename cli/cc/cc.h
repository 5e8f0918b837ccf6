// The modes of memcheck-cc.

#ifndef MEMCHECK_CC_H
#define MEMCHECK_CC_H

#include "unit.h"

// What the command line asks for. Strings are borrowed from argv or an arena.
typedef struct cc_request {
  frontend *frontend;
  pack_set *packs;
  unit_job job;       // -c and dumps
  const char *output; // -o, or NULL
  unit_dump dump;
  const char *function; // of the dump; NULL: all
  unit_trace trace;     // its rule is NULL where no path is asked for
} cc_request;

// Answers jobs from standard input until it ends. Each returns an exit code.
int cc_serve(frontend *frontend, pack_set *packs);
int cc_compile(const cc_request *request);
int cc_dump(const cc_request *request);

#endif
