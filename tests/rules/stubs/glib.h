// The part of GLib that tests/rules/glib.c needs.
#include <stddef.h>

typedef int gboolean;
typedef void *gpointer;
typedef struct GError {
  int domain, code;
  char *message;
} GError;
typedef struct GList {
  gpointer data;
  struct GList *next;
} GList;
typedef struct GString GString;
typedef struct GDir GDir;
typedef struct GKeyFile GKeyFile;
typedef struct GHashTable GHashTable;

void g_free(gpointer block);
gpointer g_malloc(size_t size);
char *g_strdup(const char *text);
char *g_strdup_printf(const char *format, ...);
char **g_strsplit(const char *text, const char *delimiter, int max);
void g_strfreev(char **strings);
GList *g_list_append(GList *list, gpointer data);
void g_list_free(GList *list);
GString *g_string_new(const char *text);
char *g_string_free(GString *string, gboolean free_segment);
GDir *g_dir_open(const char *path, unsigned flags, GError **error);
const char *g_dir_read_name(GDir *dir);
void g_dir_close(GDir *dir);
gboolean g_file_get_contents(const char *name, char **contents, size_t *length,
                             GError **error);
gboolean g_unix_open_pipe(int *fds, int flags, GError **error);
gboolean g_close(int fd, GError **error);
GKeyFile *g_key_file_new(void);
void g_key_file_free(GKeyFile *file);
gboolean g_key_file_get_boolean(GKeyFile *file, const char *group, const char *key,
                                GError **error);
gboolean g_hash_table_insert(GHashTable *table, gpointer key, gpointer value);
void g_set_error(GError **error, int domain, int code, const char *format, ...);
void g_propagate_error(GError **to, GError *error);
void g_clear_error(GError **error);
void g_error_free(GError *error);
