#include "project/files.h"
#include "project/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool files_read(const char *path, strbuf *out)
{
  int file = STDIN_FILENO;
  if (strcmp(path, "-") != 0)
    file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return false;
  char buffer[16384];
  ssize_t length;
  do {
    length = read(file, buffer, sizeof buffer);
    if (length > 0)
      strbuf_add_bytes(out, buffer, (size_t)length);
  } while (length > 0 || (length < 0 && errno == EINTR));
  int error = errno;
  if (file != STDIN_FILENO)
    close(file);
  errno = error;
  return length == 0;
}

void files_split_lines(arena *arena, const char *text, text_list *lines)
{
  for (const char *line = text; *line != '\0';) {
    size_t length = strcspn(line, "\n");
    const char *next = line + length + (line[length] == '\n');
    while (length != 0 && strchr(" \t\r", line[length - 1]) != NULL)
      length--;
    size_t indent = strspn(line, " \t");
    if (indent < length)
      array_push(lines, arena_copy_bytes(arena, line + indent, length - indent));
    line = next;
  }
}

bool files_list_folder(arena *arena, const char *folder, text_list *names)
{
  DIR *directory = opendir(folder);
  if (directory == NULL)
    return false;
  for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      array_push(names, arena_copy_string(arena, entry->d_name));
  closedir(directory);
  text_list_make_set(names);
  return true;
}

// Is [extension] one of the words of [extensions]?
static bool is_wanted(const char *extension, const char *extensions)
{
  size_t length = strlen(extension);
  for (const char *p = extensions; length != 0 && *p != '\0';) {
    size_t word = strcspn(p, " ");
    if (word == length && memcmp(p, extension, length) == 0)
      return true;
    p += word + (p[word] == ' ');
  }
  return false;
}

typedef struct walk {
  arena *arena;
  const char *extensions;
  uint32_t left; // entries that may still be looked at
  text_list *paths;
} walk;

static bool walk_folder(walk *walk, const char *folder)
{
  text_list names = {0};
  files_list_folder(walk->arena, folder, &names);
  bool is_complete = true;
  for (uint32_t i = 0; is_complete && i < names.count; i++) {
    if (names.items[i][0] == '.')
      continue;
    is_complete = walk->left-- != 0;
    if (!is_complete)
      break;
    const char *path = path_resolve(walk->arena, folder, names.items[i]);
    struct stat status;
    if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode))
      is_complete = walk_folder(walk, path);
    else if (is_wanted(path_extension(path), walk->extensions) && !path_is_folder(path))
      array_push(walk->paths, path);
  }
  array_clear(&names);
  return is_complete;
}

bool files_walk(arena *arena, const char *folder, const char *extensions,
                uint32_t limit, text_list *paths)
{
  walk walk = {.arena = arena,
               .extensions = extensions,
               .left = limit == 0 ? UINT32_MAX : limit,
               .paths = paths};
  return walk_folder(&walk, folder);
}
