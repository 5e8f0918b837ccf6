// What tests/rules/sqlite.c needs of SQLite.
#ifndef STUB_SQLITE3_H
#define STUB_SQLITE3_H
#pragma GCC system_header

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef struct sqlite3_blob sqlite3_blob;
typedef void (*sqlite3_destructor_type)(void *);
#define SQLITE_OK 0
#define SQLITE_ROW 100
#define SQLITE_STATIC ((sqlite3_destructor_type)0)
#define SQLITE_TRANSIENT ((sqlite3_destructor_type)-1)

int sqlite3_open(const char *path, sqlite3 **database);
int sqlite3_close(sqlite3 *database);
int sqlite3_close_v2(sqlite3 *database);
int sqlite3_prepare_v2(sqlite3 *database, const char *sql, int length,
                       sqlite3_stmt **statement, const char **tail);
int sqlite3_step(sqlite3_stmt *statement);
int sqlite3_finalize(sqlite3_stmt *statement);
int sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int length,
                      sqlite3_destructor_type destructor);
const unsigned char *sqlite3_column_text(sqlite3_stmt *statement, int column);
int sqlite3_exec(sqlite3 *database, const char *sql,
                 int (*callback)(void *, int, char **, char **), void *argument,
                 char **message);
char *sqlite3_mprintf(const char *format, ...);
void sqlite3_free(void *block);
const char *sqlite3_errmsg(sqlite3 *database);

#endif
