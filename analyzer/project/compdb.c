#include "project/compdb.h"
#include "project/files.h"
#include "project/flags.h"
#include "project/path.h"
#include "project/shell.h"

#include <errno.h>
#include <fnmatch.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

// The text that is left to read. Entries are decoded one by one, so that each knows its
// line, and a database of many megabytes never stands in memory as a tree.
typedef struct cursor {
  const char *path;
  const char *next;
  uint32_t line;
  strbuf *problem;
} cursor;

static bool fail(const cursor *cursor, const char *what)
{
  strbuf_addf(cursor->problem, "%s:%u: %s", cursor->path, (unsigned)cursor->line, what);
  return false;
}

static void advance(cursor *cursor, size_t length)
{
  for (size_t i = 0; i < length; i++)
    cursor->line += cursor->next[i] == '\n';
  cursor->next += length;
}

static char skip_space(cursor *cursor)
{
  advance(cursor, strspn(cursor->next, " \t\r\n"));
  return *cursor->next;
}

// ---- Entries -----------------------------------------------------------------------

// The words of "arguments" or "command".
static bool read_words(arena *arena, const cursor *cursor, const json_t *object,
                       text_list *words)
{
  const json_t *arguments = json_object_get(object, "arguments");
  const json_t *command = json_object_get(object, "command");
  if (json_is_array(arguments)) {
    for (size_t i = 0; i < json_array_size(arguments); i++) {
      const json_t *argument = json_array_get(arguments, i);
      if (!json_is_string(argument))
        return fail(cursor, "\"arguments\" holds something else than strings");
      array_push(words, arena_copy_string(arena, json_string_value(argument)));
    }
    return true;
  }
  if (json_is_string(command)) {
    shell_split(arena, json_string_value(command), words);
    return true;
  }
  return fail(cursor, "entry has neither \"arguments\" (a list of strings) nor "
                      "\"command\" (a string)");
}

static void keep_entry(arena *arena, compdb *database, const char *file,
                       const char *directory, const text_list *words)
{
  flags flags = {0};
  flags_filter(arena, directory, words, true, &flags);
  if (flags_say_c(&flags, file)) {
    source_list_add(&database->sources, file, directory, &flags.kept);
    text_list_add_all(&database->dropped, &flags.dropped);
  } else {
    array_push(&database->not_c, file);
  }
  flags_clear(&flags);
}

static bool read_entry(arena *arena, const cursor *cursor, const json_t *object,
                       compdb *database)
{
  if (!json_is_object(object))
    return fail(cursor, "entry is no object, expected {\"directory\": …, \"file\": …, "
                        "\"command\": …}");
  const json_t *file = json_object_get(object, "file");
  if (!json_is_string(file))
    return fail(cursor, "entry has no \"file\" (a string)");
  const json_t *directory = json_object_get(object, "directory");
  if (directory != NULL && !json_is_string(directory))
    return fail(cursor, "\"directory\" is no string");

  const char *home = path_parent(arena, cursor->path);
  const char *folder = home;
  if (directory != NULL)
    folder = path_resolve(arena, home, json_string_value(directory));
  text_list words = {0};
  bool is_good = read_words(arena, cursor, object, &words);
  if (is_good)
    keep_entry(arena, database, path_resolve(arena, folder, json_string_value(file)),
               folder, &words);
  array_clear(&words);
  return is_good;
}

// ---- The file ----------------------------------------------------------------------

static bool decode_entry(arena *arena, cursor *cursor, compdb *database)
{
  json_error_t error;
  json_t *object =
      json_loads(cursor->next, JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY, &error);
  if (object == NULL) {
    cursor->line += error.line > 0 ? (uint32_t)error.line - 1 : 0;
    strbuf_addf(cursor->problem, "%s:%u: broken JSON: %s", cursor->path,
                (unsigned)cursor->line, error.text);
    return false;
  }
  bool is_good = read_entry(arena, cursor, object, database);
  json_decref(object);
  advance(cursor, (size_t)error.position);
  return is_good;
}

static bool read_entries(arena *arena, cursor *cursor, compdb *database)
{
  char c = skip_space(cursor);
  if (c == '\0')
    return fail(cursor, "the file is empty, expected a JSON list of compile commands");
  if (c != '[')
    return fail(cursor, "no JSON list, expected [{\"directory\": …}, …]");
  advance(cursor, 1);
  if (skip_space(cursor) == ']')
    return true;
  for (;;) {
    skip_space(cursor);
    if (!decode_entry(arena, cursor, database))
      return false;
    c = skip_space(cursor);
    if (c != ',' && c != ']')
      return fail(cursor, "broken JSON: expected ',' or ']' after an entry");
    advance(cursor, 1);
    if (c == ']')
      return true;
  }
}

bool compdb_read(arena *arena, const char *path, compdb *database, strbuf *problem)
{
  database->path = path;
  strbuf text = {0};
  if (!files_read(path, &text)) {
    strbuf_addf(problem, "%s: %s", path, strerror(errno));
    return false;
  }
  cursor cursor = {
      .path = path, .next = strbuf_text(&text), .line = 1, .problem = problem};
  bool is_good = read_entries(arena, &cursor, database);
  strbuf_clear(&text);
  // Builds list a file once for each library it goes into; equal entries say nothing
  // new.
  source_list_make_set(&database->sources);
  text_list_make_set(&database->not_c);
  text_list_make_set(&database->dropped);
  return is_good;
}

bool compdb_read_flags(arena *arena, const char *path, text_list *flags,
                       text_list *dropped)
{
  strbuf text = {0};
  if (!files_read(path, &text))
    return false;
  text_list words = {0};
  files_split_lines(arena, strbuf_text(&text), &words);
  strbuf_clear(&text);
  struct flags sorted = {0};
  flags_filter(arena, path_parent(arena, path), &words, false, &sorted);
  text_list_add_all(flags, &sorted.kept);
  text_list_add_all(dropped, &sorted.dropped);
  flags_clear(&sorted);
  array_clear(&words);
  return true;
}

void compdb_clear(compdb *database)
{
  source_list_clear(&database->sources);
  array_clear(&database->not_c);
  array_clear(&database->dropped);
  *database = (compdb){0};
}

// ---- Finding it --------------------------------------------------------------------

static bool is_build_folder(const char *name)
{
  static const char *const patterns[] = {"build*", "out*", "cmake-build-*"};
  for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
    if (fnmatch(patterns[i], name, 0) == 0)
      return true;
  return false;
}

static const char *database_of(arena *arena, const char *folder)
{
  const char *path = path_resolve(arena, folder, "compile_commands.json");
  return access(path, F_OK) == 0 ? path : NULL;
}

const char *compdb_find_in(arena *arena, const char *folder)
{
  const char *found = database_of(arena, folder);
  text_list names = {0};
  if (found == NULL)
    files_list_folder(arena, folder, &names);
  for (uint32_t i = 0; found == NULL && i < names.count; i++)
    if (is_build_folder(names.items[i]))
      found = database_of(arena, path_resolve(arena, folder, names.items[i]));
  array_clear(&names);
  return found;
}
