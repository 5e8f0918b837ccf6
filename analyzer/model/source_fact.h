// Source facts: what a function's own attributes say of it, as a fact.
//
// Read are the annotations of <memcheck/annotate.h> ("mc:takes 2", "mc:(free heap)")
// and clang's ownership_returns, ownership_takes and ownership_holds. They go before
// every rule file.

#ifndef MEMCHECK_MODEL_SOURCE_FACT_H
#define MEMCHECK_MODEL_SOURCE_FACT_H

#include "model/fact.h"

// A function's declaration, as far as attributes need it.
typedef struct source_declaration {
  const char *name;
  uint32_t param_count;
  uint32_t attribute_count;
  const char *const *attributes;
} source_declaration;

// The fact of [declaration], in memory of [arena], or [base] (a rule file's fact, or
// NULL) if no attribute speaks of ownership. What attributes leave unsaid is as in
// [base], else borrowed. An attribute that cannot be read is left out, and [error] says
// why; its message is empty otherwise.
const fact *source_fact(arena *arena, const source_declaration *declaration,
                        const fact *base, fact_error *error);

#endif
