// Builtins: calls that are no calls.

#ifndef MEMCHECK_FRONTEND_BUILTINS_H
#define MEMCHECK_FRONTEND_BUILTINS_H

#include <stdbool.h>

typedef enum builtin {
  BUILTIN_NONE,        // an ordinary function
  BUILTIN_FIRST,       // the value of its first argument: __builtin_expect
  BUILTIN_CONSTANT,    // looks at its arguments without evaluating them
  BUILTIN_IS_CONSTANT, // __builtin_constant_p: 0 unless it is clear
  BUILTIN_ADDRESS,     // the address of its argument
  BUILTIN_IGNORED,     // neither evaluates its argument nor has a value
  BUILTIN_UNREACHABLE, // __builtin_unreachable
  BUILTIN_ATOMIC,      // __sync_*, __atomic_test_and_set: see lower_atomic.c
  BUILTIN_TWICE,       // returns twice: setjmp and the like
} builtin;

builtin builtin_from_name(const char *name);
// __builtin_*, __sync_*, __atomic_*: names only the compiler declares.
bool builtin_is_name(const char *name);

#endif
