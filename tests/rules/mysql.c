// rules/mysql.yaml: connections, results, statements.
#include <mysql/mysql.h>
#include <stddef.h>

int own_connection_bad(const char *host)
{
  MYSQL *connection = mysql_init(NULL);
  if (connection == NULL)
    return -1;
  if (mysql_real_connect(connection, host, NULL, NULL, NULL, 0, NULL, 0) == NULL)
    return -1; // expect: leak
  mysql_close(connection);
  return 0;
}

int own_connection_ok(const char *host)
{
  MYSQL *connection = mysql_init(NULL);
  if (connection == NULL)
    return -1;
  int is_there =
      mysql_real_connect(connection, host, NULL, NULL, NULL, 0, NULL, 0) != NULL;
  mysql_close(connection);
  return is_there;
}

int connection_of_the_caller_ok(MYSQL *storage, const char *query)
{
  if (mysql_init(storage) == NULL)
    return -1;
  return mysql_query(storage, query);
}

int result_bad(MYSQL *connection)
{
  MYSQL_RES *result = mysql_store_result(connection);
  if (result == NULL)
    return -1;
  MYSQL_ROW row = mysql_fetch_row(result);
  return row != NULL; // expect: leak
}

int result_ok(MYSQL *connection)
{
  MYSQL_RES *result = mysql_store_result(connection);
  if (result == NULL)
    return -1;
  int count = 0;
  while (mysql_fetch_row(result) != NULL)
    count++;
  mysql_free_result(result);
  return count;
}

int result_freed_twice_bad(MYSQL *connection)
{
  MYSQL_RES *result = mysql_store_result(connection);
  if (result == NULL)
    return -1;
  if (mysql_fetch_row(result) == NULL)
    mysql_free_result(result);
  mysql_free_result(result); // expect: double release
  return 0;
}

int statement_bad(MYSQL *connection, const char *text)
{
  MYSQL_STMT *statement = mysql_stmt_init(connection);
  if (statement == NULL)
    return -1;
  if (mysql_stmt_prepare(statement, text, 10) != 0)
    return -1; // expect: leak
  return mysql_stmt_close(statement);
}
