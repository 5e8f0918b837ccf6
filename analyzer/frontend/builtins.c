#include "frontend/builtins.h"

#include <stddef.h>
#include <string.h>

static const struct {
  const char *name;
  builtin builtin;
} table[] = {
    {"__builtin_expect", BUILTIN_FIRST},
    {"__builtin_expect_with_probability", BUILTIN_FIRST},
    {"__builtin_assume_aligned", BUILTIN_FIRST},
    {"__builtin_launder", BUILTIN_FIRST},
    {"__builtin_constant_p", BUILTIN_IS_CONSTANT},
    {"__builtin_object_size", BUILTIN_CONSTANT},
    {"__builtin_dynamic_object_size", BUILTIN_CONSTANT},
    {"__builtin_classify_type", BUILTIN_CONSTANT},
    {"__builtin_addressof", BUILTIN_ADDRESS},
    {"__builtin_assume", BUILTIN_IGNORED},
    {"__builtin_unreachable", BUILTIN_UNREACHABLE},
    {"__atomic_test_and_set", BUILTIN_ATOMIC},
    {"__atomic_clear", BUILTIN_ATOMIC},
    {"setjmp", BUILTIN_TWICE},
    {"_setjmp", BUILTIN_TWICE},
    {"__setjmp", BUILTIN_TWICE},
    {"sigsetjmp", BUILTIN_TWICE},
    {"__sigsetjmp", BUILTIN_TWICE},
    {"__builtin_setjmp", BUILTIN_TWICE},
    {"vfork", BUILTIN_TWICE},
    {"getcontext", BUILTIN_TWICE},
    {"savectx", BUILTIN_TWICE},
};

static bool starts_with(const char *text, const char *start)
{
  return strncmp(text, start, strlen(start)) == 0;
}

builtin builtin_from_name(const char *name)
{
  if (starts_with(name, "__sync_"))
    return strcmp(name, "__sync_synchronize") == 0 ? BUILTIN_NONE : BUILTIN_ATOMIC;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strcmp(name, table[i].name) == 0)
      return table[i].builtin;
  return BUILTIN_NONE;
}

bool builtin_is_name(const char *name)
{
  return starts_with(name, "__builtin_") || starts_with(name, "__sync_") ||
         starts_with(name, "__atomic_") || starts_with(name, "__c11_atomic_");
}
