// The one place for what only some compilers have.

#ifndef MEMCHECK_BASE_COMPILER_H
#define MEMCHECK_BASE_COMPILER_H

#if defined(__GNUC__) || defined(__clang__)
#define MC_PRINTF(format_index, first)                                                 \
  __attribute__((format(printf, format_index, first)))
#define MC_NORETURN_ATTRIBUTE __attribute__((noreturn))
#else
#define MC_PRINTF(format_index, first)
#define MC_NORETURN_ATTRIBUTE
#endif

#endif
