#include "project/home.h"
#include "base/log.h"
#include "project/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The folder of the running program, or NULL.
static const char *program_folder(arena *arena)
{
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0)
    return NULL;
  path[length] = '\0';
  return path_parent(arena, arena_copy_string(arena, path));
}

const char *home_program(arena *arena, const char *name)
{
  const char *folder = program_folder(arena);
  if (folder == NULL)
    return NULL;
  const char *path = path_resolve(arena, folder, name);
  return access(path, X_OK) == 0 ? path : NULL;
}

static bool has_rules(arena *arena, const char *folder)
{
  return path_is_folder(path_resolve(arena, folder, "rules"));
}

const char *home_data(arena *arena, const char *source_folder)
{
  const char *named = getenv("MEMCHECK_DATA");
  if (named != NULL && named[0] != '\0') {
    const char *here = path_working_directory(arena);
    const char *folder = path_resolve(arena, here == NULL ? "/" : here, named);
    if (has_rules(arena, folder))
      return folder;
    log_error(
        "MEMCHECK_DATA is '%s', which holds no folder 'rules': unset it, or point "
        "it at share/memcheck of an installation",
        named);
    return NULL;
  }
  const char *own = program_folder(arena);
  if (own != NULL) {
    const char *shared = path_resolve(arena, own, "../share/memcheck");
    if (has_rules(arena, shared))
      return shared;
  }
  if (has_rules(arena, source_folder))
    return source_folder;
  log_error("the rules are missing: no ../share/memcheck/rules beside the program%s%s; "
            "set MEMCHECK_DATA to the folder that holds 'rules'",
            own == NULL ? "" : " in ", own == NULL ? "" : own);
  return NULL;
}
