#include "project/guess.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/memory.h"
#include "project/files.h"
#include "project/path.h"
#include "project/shell.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WALK_LIMIT 50000 // directory entries: a home folder is no project
#define CLOSURE_LIMIT 2000

// Libraries whose headers stand in a folder of their own.
typedef struct package {
  const char *header; // an include that starts with it asks for the package
  const char *name;   // as pkg-config knows it
} package;

static const package packages[] = {
    {"Python.h", "python3"},      {"gio/", "gio-unix-2.0"},
    {"gmodule.h", "gmodule-2.0"}, {"glib-object.h", "gobject-2.0"},
    {"glib.h", "glib-2.0"},       {"glib/", "glib-2.0"},
};
#define PACKAGE_COUNT (sizeof packages / sizeof packages[0])

// Flags that an include asks for, and how to speak of them.
typedef struct need {
  text_list flags;
  const char *guess;
} need;

typedef struct include {
  const char *name;
  bool is_quoted;
  bool is_resolved;
  const char *header; // the project's header it means, interned, or NULL
  const need *need;   // what it takes to find it, or NULL
} include;

typedef struct source_text {
  uint32_t count;
  include *includes;
} source_text;

typedef struct guesser {
  arena *arena;
  const char *root;
  bool is_walked;
  text_list headers; // all of the project, once they were needed
  text_list system_folders;
  intern_table paths;
  map texts; // from interned path to source_text
  bool is_asked[PACKAGE_COUNT];
  need *packages[PACKAGE_COUNT]; // NULL if pkg-config knows nothing
  ARRAY(need *) needs;           // to be cleared
} guesser;

// The folders where the compiler looks by itself.
static void add_system_folders(guesser *guesser)
{
  text_list names = {0};
  files_list_folder(guesser->arena, "/usr/include", &names);
  array_push(&guesser->system_folders, "/usr/include");
  array_push(&guesser->system_folders, "/usr/local/include");
  for (uint32_t i = 0; i < names.count; i++)
    if (strstr(names.items[i], "-linux-") != NULL)
      array_push(&guesser->system_folders,
                 path_resolve(guesser->arena, "/usr/include", names.items[i]));
  array_clear(&names);
}

guesser *guesser_new(arena *arena, const char *root)
{
  guesser *guesser = memory_alloc_zeroed(1, sizeof *guesser);
  guesser->arena = arena;
  guesser->root = root;
  add_system_folders(guesser);
  return guesser;
}

void guesser_free(guesser *guesser)
{
  for (uint32_t i = 0; i < guesser->needs.count; i++)
    array_clear(&guesser->needs.items[i]->flags);
  array_clear(&guesser->needs);
  array_clear(&guesser->headers);
  array_clear(&guesser->system_folders);
  intern_clear(&guesser->paths);
  map_clear(&guesser->texts);
  free(guesser);
}

static need *add_need(guesser *guesser, const char *guess)
{
  need *need = arena_new(guesser->arena, struct need);
  need->guess = guess;
  array_push(&guesser->needs, need);
  return need;
}

// ---- Includes ----------------------------------------------------------------------

static const char *skip_blanks(const char *p)
{
  return p + strspn(p, " \t");
}

// Reads what [line] includes; false if it is no #include of a plain name.
static bool read_include(guesser *guesser, const char *line, include *include)
{
  line = skip_blanks(line);
  if (*line != '#')
    return false;
  line = skip_blanks(line + 1);
  if (strncmp(line, "include", 7) != 0)
    return false;
  line = skip_blanks(line + 7);
  if (*line != '"' && *line != '<')
    return false;
  size_t length = strcspn(line + 1, "\">\n");
  *include =
      (struct include){.name = arena_copy_bytes(guesser->arena, line + 1, length),
                       .is_quoted = *line == '"'};
  return length != 0;
}

// The includes of the file at [path] (interned), read once.
static source_text *includes_of(guesser *guesser, const char *path)
{
  uint64_t known = map_get_or(&guesser->texts, map_key(path), 0);
  if (known != 0)
    return (source_text *)(uintptr_t)known;
  ARRAY(include) found = {0};
  strbuf bytes = {0};
  if (files_read(path, &bytes)) {
    for (const char *line = strbuf_text(&bytes); line != NULL;) {
      include include;
      if (read_include(guesser, line, &include))
        array_push(&found, include);
      line = strchr(line, '\n');
      line = line == NULL ? NULL : line + 1;
    }
  }
  strbuf_clear(&bytes);
  source_text *text = arena_new(guesser->arena, source_text);
  text->count = found.count;
  text->includes = arena_new_array(guesser->arena, include, found.count + 1);
  if (found.count != 0)
    memcpy(text->includes, found.items, found.count * sizeof *found.items);
  array_clear(&found);
  map_put(&guesser->texts, map_key(path), map_key(text));
  return text;
}

// ---- Headers -----------------------------------------------------------------------

// The headers of the project, walked when the first include does not resolve by itself.
static const text_list *project_headers(guesser *guesser)
{
  if (!guesser->is_walked)
    files_walk(guesser->arena, guesser->root, "h inc def", WALK_LIMIT,
               &guesser->headers);
  guesser->is_walked = true;
  return &guesser->headers;
}

static size_t shared_length(const char *a, const char *b)
{
  size_t length = 0;
  for (size_t i = 0; a[i] != '\0' && a[i] == b[i]; i++)
    if (a[i] == '/')
      length = i + 1;
  return length;
}

// Is header [a] a better answer than [b] to an include in [includer]? The one that
// shares more folders with it is; of two such the one less deep.
static bool is_nearer(const char *includer, const char *a, const char *b)
{
  if (b == NULL)
    return true;
  size_t shared_a = shared_length(includer, a), shared_b = shared_length(includer, b);
  return shared_a != shared_b ? shared_a > shared_b : strlen(a) < strlen(b);
}

// The header of the project that "#include <[name]>" in [includer] means, or NULL.
static const char *find_header(guesser *guesser, const char *includer, const char *name)
{
  const text_list *headers = project_headers(guesser);
  const char *best = NULL;
  size_t length = strlen(name);
  for (uint32_t i = 0; i < headers->count; i++) {
    const char *path = headers->items[i];
    size_t whole = strlen(path);
    if (whole > length && path[whole - length - 1] == '/' &&
        strcmp(path + whole - length, name) == 0 && is_nearer(includer, path, best))
      best = path;
  }
  return best;
}

// Will the compiler find [name] without our help? Its own headers have no fixed folder.
static bool is_system_header(guesser *guesser, const char *name)
{
  static const char *const own[] = {
      "float.h",   "iso646.h", "limits.h", "stdalign.h",    "stdarg.h", "stdatomic.h",
      "stdbool.h", "stddef.h", "stdint.h", "stdnoreturn.h", "tgmath.h", "varargs.h"};
  for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
    if (strcmp(name, own[i]) == 0)
      return true;
  for (uint32_t i = 0; i < guesser->system_folders.count; i++)
    if (access(path_resolve(guesser->arena, guesser->system_folders.items[i], name),
               F_OK) == 0)
      return true;
  return false;
}

// ---- Packages ----------------------------------------------------------------------

static bool package_has(const package *package, const char *name)
{
  size_t length = strlen(package->header);
  bool is_folder = package->header[length - 1] == '/';
  return is_folder ? strncmp(name, package->header, length) == 0
                   : strcmp(name, package->header) == 0;
}

// What package [index] needs, by pkg-config; asked once. NULL if it does not know.
static const need *package_need(guesser *guesser, size_t index)
{
  if (guesser->is_asked[index])
    return guesser->packages[index];
  guesser->is_asked[index] = true;
  const char *name = packages[index].name;
  const char *command[] = {"pkg-config", "--cflags", name, NULL};
  const char *answer = shell_output(guesser->arena, command);
  if (answer == NULL)
    return NULL;
  need *need =
      add_need(guesser, arena_format(guesser->arena, "%s (by pkg-config)", name));
  shell_split(guesser->arena, answer, &need->flags);
  guesser->packages[index] = need;
  return need;
}

static const need *find_package(guesser *guesser, const char *name)
{
  for (size_t i = 0; i < PACKAGE_COUNT; i++)
    if (package_has(&packages[i], name))
      return package_need(guesser, i);
  return NULL;
}

// ---- Flags -------------------------------------------------------------------------

// What makes [include] mean [header]: the folder that is the path without the name. A
// quoted include gets -iquote, so that the folder's other headers do not stand in for
// those of the system.
static const need *folder_need(guesser *guesser, const include *include,
                               const char *header)
{
  size_t length = strlen(header) - strlen(include->name) - 1;
  const char *folder = arena_copy_bytes(guesser->arena, header, length);
  need *need = add_need(guesser, path_relative(guesser->root, folder));
  const char *flag = include->is_quoted ? "-iquote" : "-I";
  array_push(&need->flags, arena_format(guesser->arena, "%s%s", flag, folder));
  return need;
}

// Finds out what [include] in [includer] means, once.
static void resolve_include(guesser *guesser, const char *includer, include *include)
{
  include->is_resolved = true;
  const char *beside = path_resolve(
      guesser->arena, path_parent(guesser->arena, includer), include->name);
  const char *header = NULL;
  if (include->is_quoted && access(beside, F_OK) == 0) {
    header = beside;
  } else if (!is_system_header(guesser, include->name)) {
    include->need = find_package(guesser, include->name);
    if (include->need == NULL) {
      header = find_header(guesser, includer, include->name);
      if (header != NULL)
        include->need = folder_need(guesser, include, header);
    }
  }
  if (header != NULL)
    include->header = intern(&guesser->paths, header);
}

static void add_flags_of(const need *need, text_list *flags, text_list *guesses)
{
  bool is_new = false;
  for (uint32_t i = 0; i < need->flags.count; i++) {
    if (text_list_has(flags, need->flags.items[i]))
      continue;
    array_push(flags, need->flags.items[i]);
    is_new = true;
  }
  if (is_new)
    array_push(guesses, need->guess);
}

void guesser_add_flags(guesser *guesser, const char *source, text_list *flags,
                       text_list *guesses)
{
  text_list queue = {0};
  map seen = {0};
  const char *start = intern(&guesser->paths, source);
  array_push(&queue, start);
  map_put(&seen, map_key(start), 1);
  for (uint32_t i = 0; i < queue.count && i < CLOSURE_LIMIT; i++) {
    source_text *text = includes_of(guesser, queue.items[i]);
    for (uint32_t k = 0; k < text->count; k++) {
      include *include = &text->includes[k];
      if (!include->is_resolved)
        resolve_include(guesser, queue.items[i], include);
      if (include->need != NULL)
        add_flags_of(include->need, flags, guesses);
      if (include->header != NULL &&
          map_get_or(&seen, map_key(include->header), 0) == 0) {
        map_put(&seen, map_key(include->header), 1);
        array_push(&queue, include->header);
      }
    }
  }
  array_clear(&queue);
  map_clear(&seen);
}
