// Flags: what of a build's compile command the frontend may see.
//
// Builds are full of flags that mean nothing to a parser, that clang rejects (GCC has
// its own), or that write files (-MD). So the list is a white one: flags that change
// what the source means are kept, everything else is dropped.

#ifndef MEMCHECK_PROJECT_FLAGS_H
#define MEMCHECK_PROJECT_FLAGS_H

#include "base/arena.h"
#include "project/text_list.h"

typedef struct flags {
  text_list kept;
  text_list dropped;    // without their values
  text_list others;     // no flags: the source, objects; not the compiler
  const char *language; // of -x, or of -std=c++..., or NULL
  bool is_cxx_compiler; // the command's program is g++, clang++, c++, ...
} flags;

// Sorts the words of a command into [flags], which starts as all zero. With
// [has_program] the first word is the compiler. "@file" is read from [directory]. The
// last kept flag takes _FORTIFY_SOURCE back, which needs an optimiser. Strings come
// from [arena] or are borrowed from [words].
void flags_filter(arena *arena, const char *directory, const text_list *words,
                  bool has_program, flags *flags);
void flags_clear(flags *flags);

// Will a compiler with [flags] take [file] for C? By -x, else by the file's extension.
bool flags_say_c(const flags *flags, const char *file);

#endif
