// rules/glib.yaml: what g_ functions make goes back with g_free() and its like, and an
// error is there exactly where the call failed.
#include <glib.h>

int printf(const char *format, ...);

int text_bad(const char *name, int is_short)
{
  char *text = g_strdup_printf("<%s>", name);
  if (is_short)
    return 1; // expect: leak
  g_free(text);
  return 0;
}

int text_ok(const char *name)
{
  char *text = g_strdup(name);
  int is_there = text != NULL;
  g_free(text);
  return is_there;
}

void string_array_bad(const char *line)
{
  char **words = g_strsplit(line, " ", 0);
  if (words[0] == NULL)
    return; // expect: leak
  g_strfreev(words);
}

void list_bad(char *first, char *second)
{
  GList *list = NULL;
  list = g_list_append(list, first);
  list = g_list_append(list, second);
} // expect: leak

void list_ok(char *first, char *second)
{
  GList *list = NULL;
  list = g_list_append(list, first);
  list = g_list_append(list, second);
  g_list_free(list);
}

char *string_becomes_text_ok(void)
{
  return g_string_free(g_string_new("a"), 0);
}

void string_is_dropped_bad(void)
{
  char *text = g_string_free(g_string_new("a"), 0);
  printf("%s", text);
} // expect: leak

void table_keeps_ok(GHashTable *table, const char *name)
{
  g_hash_table_insert(table, g_strdup(name), NULL);
}

int error_printed_bad(const char *path)
{
  GError *error = NULL;
  GDir *dir = g_dir_open(path, 0, &error);
  if (dir == NULL) {
    printf("%s\n", error->message);
    return -1; // expect: leak
  }
  g_dir_close(dir);
  return 0;
}

int error_is_not_there_ok(const char *path)
{
  GError *error = NULL;
  GDir *dir = g_dir_open(path, 0, &error);
  if (error != NULL) {
    printf("%s\n", error->message);
    g_error_free(error);
    return -1;
  }
  g_dir_close(dir);
  return 0;
}

gboolean error_handed_up_ok(const char *path, char **contents, GError **error)
{
  GError *inner = NULL;
  if (!g_file_get_contents(path, contents, NULL, &inner)) {
    g_propagate_error(error, inner);
    return 0;
  }
  return 1;
}

gboolean contents_bad(const char *path, GError **error)
{
  char *contents;
  if (!g_file_get_contents(path, &contents, NULL, error))
    return 0;
  return contents[0] == '#'; // expect: leak
}

gboolean result_says_nothing_ok(GKeyFile *file)
{
  GError *error = NULL;
  gboolean value = g_key_file_get_boolean(file, "a", "b", &error);
  if (error != NULL) {
    g_error_free(error);
    return 1;
  }
  return value;
}

static gboolean refuse(GError **error)
{
  g_set_error(error, 1, 2, "no");
  return 0;
}

int own_error_bad(void)
{
  GError *error = NULL;
  if (!refuse(&error))
    return -1; // expect: leak
  return 0;
}

int own_error_ok(void)
{
  GError *error = NULL;
  if (!refuse(&error)) {
    g_clear_error(&error);
    return -1;
  }
  return 0;
}

int pipe_bad(GError **error, int size)
{
  int ends[2];
  if (!g_unix_open_pipe(ends, 0, error))
    return -1;
  if (size <= 0)
    return -1; // expect: leak
  g_close(ends[0], NULL);
  g_close(ends[1], NULL);
  return 0;
}

int key_file_bad(int is_wanted)
{
  GKeyFile *file = g_key_file_new();
  if (!is_wanted)
    return -1; // expect: leak
  g_key_file_free(file);
  return 0;
}

void freed_twice_bad(const char *name)
{
  char *text = g_strdup(name);
  g_free(text);
  g_free(text); // expect: double release
}
