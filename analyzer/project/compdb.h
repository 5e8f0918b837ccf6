// Compdb: compile_commands.json and compile_flags.txt, read by ourselves.
//
// libclang's own reader invents commands for files it does not know and hides files
// that are listed twice, so the JSON is read here: "arguments" or "command",
// "directory" that may be relative, "file" that may be relative to it.

#ifndef MEMCHECK_PROJECT_COMPDB_H
#define MEMCHECK_PROJECT_COMPDB_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "project/source.h"

typedef struct compdb {
  const char *path;
  source_list sources; // C only, each once, sorted
  text_list not_c;     // files of entries left out: C++, assembly, ...; each once
  text_list dropped;   // flags that were dropped, each once
} compdb;

// Reads the compile_commands.json at [path] (absolute). False: [problem] says
// "file:line: what, what was expected"; [database] is to be cleared all the same.
// Strings come from [arena].
bool compdb_read(arena *arena, const char *path, compdb *database, strbuf *problem);
// Reads a compile_flags.txt (one flag a line) into [flags] and [dropped]. False if it
// cannot be read.
bool compdb_read_flags(arena *arena, const char *path, text_list *flags,
                       text_list *dropped);
void compdb_clear(compdb *database);

// The compile_commands.json of [folder] itself or of its build folders (build*, out*,
// cmake-build-*; by name), or NULL.
const char *compdb_find_in(arena *arena, const char *folder);

#endif
