// rules/sqlite.yaml: databases, statements, messages.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

sqlite3 *open_must_close_even_if_it_fails_bad(const char *path)
{
  sqlite3 *database;
  if (sqlite3_open(path, &database) != SQLITE_OK)
    return NULL; // expect: leak
  return database;
}

sqlite3 *open_must_close_even_if_it_fails_ok(const char *path)
{
  sqlite3 *database;
  if (sqlite3_open(path, &database) != SQLITE_OK) {
    sqlite3_close(database);
    return NULL;
  }
  return database;
}

int statement_bad(sqlite3 *database)
{
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, "select 1", -1, &statement, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_step(statement) != SQLITE_ROW)
    return -1; // expect: leak
  sqlite3_finalize(statement);
  return 0;
}

int statement_ok(sqlite3 *database)
{
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, "select 1", -1, &statement, NULL) != SQLITE_OK)
    return -1;
  int result = sqlite3_step(statement);
  sqlite3_finalize(statement);
  return result;
}

int statement_finalized_twice_bad(sqlite3 *database)
{
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, "select 1", -1, &statement, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_step(statement) != SQLITE_ROW)
    sqlite3_finalize(statement);
  sqlite3_finalize(statement); // expect: double release
  return 0;
}

int text_used_after_its_statement_bad(sqlite3 *database)
{
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, "select 1", -1, &statement, NULL) != SQLITE_OK)
    return -1;
  const unsigned char *text = sqlite3_column_text(statement, 0);
  if (text == NULL) {
    sqlite3_finalize(statement);
    return -1;
  }
  sqlite3_finalize(statement);
  return text[0]; // expect: use after release
}

int message_of_a_failure_bad(sqlite3 *database)
{
  char *message;
  if (sqlite3_exec(database, "delete from t", NULL, NULL, &message) != SQLITE_OK) {
    fputs(message, stderr);
    return -1; // expect: leak
  }
  return 0;
}

int message_of_a_failure_ok(sqlite3 *database)
{
  char *message;
  if (sqlite3_exec(database, "delete from t", NULL, NULL, &message) != SQLITE_OK) {
    fputs(message, stderr);
    sqlite3_free(message);
    return -1;
  }
  return 0;
}

int statement_text_bad(sqlite3 *database, int id)
{
  char *sql = sqlite3_mprintf("delete from t where id = %d", id);
  if (sql == NULL)
    return -1;
  return sqlite3_exec(database, sql, NULL, NULL, NULL); // expect: leak
}

int bound_with_its_destructor_ok(sqlite3_stmt *statement)
{
  char *text = malloc(10);
  if (text == NULL)
    return -1;
  text[0] = '\0';
  return sqlite3_bind_text(statement, 1, text, -1, free);
}

int bound_as_a_copy_bad(sqlite3_stmt *statement)
{
  char *text = malloc(10);
  if (text == NULL)
    return -1;
  text[0] = '\0';
  return sqlite3_bind_text(statement, 1, text, -1, SQLITE_TRANSIENT); // expect: leak
}
