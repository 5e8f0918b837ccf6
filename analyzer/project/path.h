// Paths: joined, cleaned and compared as text; no function here but path_real() and
// path_is_folder() looks at the disk.

#ifndef MEMCHECK_PROJECT_PATH_H
#define MEMCHECK_PROJECT_PATH_H

#include "base/arena.h"

#include <stdbool.h>

// [path] seen from [directory] (absolute), without ".", ".." and doubled slashes.
// Results of this header come from [arena].
const char *path_resolve(arena *arena, const char *directory, const char *path);
// [path] as seen from [root], if it lies below it; else [path] itself. Both absolute
// and clean. The root itself is ".".
const char *path_relative(const char *root, const char *path);
// Is [path] the same as [folder], or below it?
bool path_is_under(const char *path, const char *folder);
const char *path_parent(arena *arena, const char *path); // of "/" it is "/"
const char *path_name(const char *path);                 // after the last slash
const char *path_extension(const char *path);            // "c", without dot, or ""

// With symbolic links followed; [path] itself where it does not exist.
const char *path_real(arena *arena, const char *path);
bool path_is_folder(const char *path);
// The working directory; [arena] owns it. NULL if it has been removed.
const char *path_working_directory(arena *arena);

// Does [path] match [pattern]? "*" and "?" stop at slashes, "**" does not, "[a-z]" is
// one of a set. A pattern without a slash matches any one component; a pattern that
// matches a folder matches all below it.
bool path_matches(const char *path, const char *pattern);

#endif
