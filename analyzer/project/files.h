// Files: reading, listing and walking, always in the order of names.

#ifndef MEMCHECK_PROJECT_FILES_H
#define MEMCHECK_PROJECT_FILES_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "project/text_list.h"

// Appends the bytes of the file at [path] ("-": standard input) to [out]. False: errno
// says why.
bool files_read(const char *path, strbuf *out);
// Adds the lines of [text] to [lines], without blank ones and the space around each.
void files_split_lines(arena *arena, const char *text, text_list *lines);
// Adds the names in [folder], sorted, without "." and "..". False: errno says why.
bool files_list_folder(arena *arena, const char *folder, text_list *names);

// Adds the paths of the files below [folder] whose extension is one of [extensions]
// ("c h"), sorted by folder. Hidden files and folders and symbolic links to folders are
// left out. Stops with false after [limit] directory entries (0: no limit).
bool files_walk(arena *arena, const char *folder, const char *extensions,
                uint32_t limit, text_list *paths);

#endif
