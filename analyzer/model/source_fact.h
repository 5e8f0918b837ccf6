// Source facts: what a function's own attributes say of it, as a fact.
//
// Read are the annotations of <memcheck/annotate.h> ("mc:takes 2", "mc:(free heap)")
// and clang's ownership_returns, ownership_takes and ownership_holds, which go before
// every rule file, and GCC's malloc(deallocator), which counts where no rule speaks.

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

// GCC's malloc(name, argument): who releases what a function returns.
typedef struct source_deallocator {
  const char *name;  // in memory of the arena
  uint32_t argument; // from 1
} source_deallocator;

// False: no attribute of [declaration] names one.
bool source_find_deallocator(arena *arena, const source_declaration *declaration,
                             source_deallocator *found);
// "() -> new KIND or NULL", without the NULL if the attributes exclude it.
const fact *source_allocator_fact(arena *arena, const source_declaration *declaration,
                                  const char *kind);
// "(free KIND?)" for that argument; the others are borrowed.
const fact *source_deallocator_fact(arena *arena, const source_declaration *declaration,
                                    uint32_t argument, const char *kind);

#endif
