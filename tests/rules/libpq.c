// rules/libpq.yaml: connections and results, in whatever state they are.
#include <libpq-fe.h>

int connection_in_an_error_state_bad(const char *text)
{
  PGconn *connection = PQconnectdb(text);
  if (PQstatus(connection) != 0)
    return -1; // expect: leak
  PQfinish(connection);
  return 0;
}

int connection_in_an_error_state_ok(const char *text)
{
  PGconn *connection = PQconnectdb(text);
  int status = PQstatus(connection);
  PQfinish(connection);
  return status;
}

int result_bad(PGconn *connection)
{
  PGresult *result = PQexec(connection, "select 1");
  if (PQresultStatus(result) != 2)
    return -1; // expect: leak
  PQclear(result);
  return 0;
}

int result_dropped_bad(PGconn *connection)
{
  return PQexec(connection, "begin") == NULL; // expect: leak
}

int results_one_after_another_ok(PGconn *connection)
{
  PGresult *result;
  int count = 0;
  while ((result = PQgetResult(connection)) != NULL) {
    count++;
    PQclear(result);
  }
  return count;
}

int results_one_after_another_bad(PGconn *connection)
{
  PGresult *result;
  int count = 0;
  while ((result = PQgetResult(connection)) != NULL) // expect: leak in loop
    count++;
  return count;
}

int value_of_a_cleared_result_bad(PGconn *connection)
{
  PGresult *result = PQexec(connection, "select 1");
  char *value = PQgetvalue(result, 0, 0);
  PQclear(result);
  return value[0]; // expect: use after release
}

int literal_bad(PGconn *connection, const char *text)
{
  char *literal = PQescapeLiteral(connection, text, 3);
  if (literal == NULL)
    return -1;
  return literal[0]; // expect: leak
}

int literal_ok(PGconn *connection, const char *text)
{
  char *literal = PQescapeLiteral(connection, text, 3);
  if (literal == NULL)
    return -1;
  int first = literal[0];
  PQfreemem(literal);
  return first;
}

int copied_rows_ok(PGconn *connection)
{
  char *row;
  int total = 0;
  int length;
  while ((length = PQgetCopyData(connection, &row, 0)) > 0) {
    total += length;
    PQfreemem(row);
  }
  return total;
}

int copied_row_bad(PGconn *connection)
{
  char *row;
  int length = PQgetCopyData(connection, &row, 0);
  if (length <= 0)
    return -1;
  return row[0]; // expect: leak
}
