#include "project/path.h"
#include "base/strbuf.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Adds the components of [path] to [out], which is "" or "/a/b".
static void add_components(strbuf *out, const char *path)
{
  while (*path != '\0') {
    size_t length = strcspn(path, "/");
    if (length == 2 && memcmp(path, "..", 2) == 0) {
      char *slash = strrchr(strbuf_text(out), '/');
      if (slash != NULL) {
        *slash = '\0';
        out->length = (size_t)(slash - out->text);
      }
    } else if (length != 0 && !(length == 1 && path[0] == '.')) {
      strbuf_add_char(out, '/');
      strbuf_add_bytes(out, path, length);
    }
    path += length;
    path += *path == '/';
  }
}

const char *path_resolve(arena *arena, const char *directory, const char *path)
{
  strbuf out = {0};
  if (path[0] != '/')
    add_components(&out, directory);
  add_components(&out, path);
  const char *result =
      out.length == 0 ? "/" : arena_copy_string(arena, strbuf_text(&out));
  strbuf_clear(&out);
  return result;
}

bool path_is_under(const char *path, const char *folder)
{
  size_t length = strlen(folder);
  if (length == 1 && folder[0] == '/')
    return path[0] == '/';
  return strncmp(path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == '\0');
}

const char *path_relative(const char *root, const char *path)
{
  if (!path_is_under(path, root))
    return path;
  const char *rest = path + (root[1] == '\0' ? 0 : strlen(root));
  rest += *rest == '/';
  return *rest == '\0' ? "." : rest;
}

const char *path_parent(arena *arena, const char *path)
{
  const char *slash = strrchr(path, '/');
  if (slash == NULL || slash == path)
    return "/";
  return arena_copy_bytes(arena, path, (size_t)(slash - path));
}

const char *path_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

const char *path_extension(const char *path)
{
  const char *name = path_name(path);
  const char *dot = strrchr(name, '.');
  return dot == NULL || dot == name ? "" : dot + 1;
}

const char *path_real(arena *arena, const char *path)
{
  char *real = realpath(path, NULL);
  if (real == NULL)
    return path;
  const char *result = arena_copy_string(arena, real);
  free(real);
  return result;
}

bool path_is_folder(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

const char *path_working_directory(arena *arena)
{
  char *directory = getcwd(NULL, 0);
  if (directory == NULL)
    return NULL;
  const char *result = arena_copy_string(arena, directory);
  free(directory);
  return result;
}

// ---- Patterns ----------------------------------------------------------------------

// The end of the set that [set] opens with "[", or NULL if nothing closes it.
static const char *set_end(const char *set)
{
  const char *p = set + 1;
  p += *p == '!' || *p == '^';
  p += *p == ']'; // a first "]" stands for itself
  while (*p != '\0' && *p != ']')
    p++;
  return *p == ']' ? p : NULL;
}

static bool set_has(const char *set, const char *end, char c)
{
  const char *p = set + 1;
  bool is_negated = *p == '!' || *p == '^';
  p += is_negated;
  bool found = false;
  for (; p < end; p++) {
    if (p + 2 < end && p[1] == '-') {
      found = found || (p[0] <= c && c <= p[2]);
      p += 2;
    } else {
      found = found || *p == c;
    }
  }
  return found != is_negated;
}

static bool glob_matches(const char *text, const char *pattern);

// The rest of [text] against what follows a star: "*" may swallow all but slashes, "**"
// anything, and "**/" nothing at all.
static bool star_matches(const char *text, const char *pattern)
{
  bool is_deep = pattern[1] == '*';
  const char *rest = pattern + 1 + is_deep;
  if (is_deep && *rest == '/' && glob_matches(text, rest + 1))
    return true;
  for (;; text++) {
    if (glob_matches(text, rest))
      return true;
    if (*text == '\0' || (*text == '/' && !is_deep))
      return false;
  }
}

// True also if the pattern ends where a component of [text] does: it names a folder.
static bool glob_matches(const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++) {
    if (*pattern == '*')
      return star_matches(text, pattern);
    if (*text == '\0')
      return false;
    const char *end = *pattern == '[' ? set_end(pattern) : NULL;
    if (end != NULL) {
      if (*text == '/' || !set_has(pattern, end, *text))
        return false;
      pattern = end;
    } else if (*pattern == '?' ? *text == '/' : *pattern != *text) {
      return false;
    }
  }
  return *text == '\0' || *text == '/';
}

bool path_matches(const char *path, const char *pattern)
{
  char clean[PATH_MAX];
  while (strncmp(pattern, "./", 2) == 0)
    pattern += 2;
  size_t length = strlen(pattern);
  while (length > 1 && pattern[length - 1] == '/')
    length--; // "build/" is "build"
  if (length == 0 || length >= sizeof clean)
    return false;
  memcpy(clean, pattern, length);
  clean[length] = '\0';

  if (strchr(clean, '/') != NULL || strcmp(clean, "**") == 0)
    return glob_matches(path, clean);
  for (const char *part = path; part != NULL; part = strchr(part, '/')) {
    part += *part == '/';
    if (glob_matches(part, clean))
      return true;
  }
  return false;
}
