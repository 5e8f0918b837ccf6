// Home: where the programs of one installation and their data stand.

#ifndef MEMCHECK_PROJECT_HOME_H
#define MEMCHECK_PROJECT_HOME_H

#include "base/arena.h"

// The file [name] in the folder of the running program, from [arena]; NULL if there is
// none that can be run.
const char *home_program(arena *arena, const char *name);

// The folder that holds "rules": MEMCHECK_DATA, else ../share/memcheck beside the
// program, else [source_folder], the tree it was built from. NULL, logged, if none has
// it.
const char *home_data(arena *arena, const char *source_folder);

#endif
