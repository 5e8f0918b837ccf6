// What tests/rules/libpq.c needs of libpq.
#ifndef STUB_LIBPQ_FE_H
#define STUB_LIBPQ_FE_H
#pragma GCC system_header

#include <stddef.h>

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

PGconn *PQconnectdb(const char *text);
void PQfinish(PGconn *connection);
char *PQerrorMessage(const PGconn *connection);
int PQstatus(const PGconn *connection);
PGresult *PQexec(PGconn *connection, const char *query);
PGresult *PQgetResult(PGconn *connection);
int PQresultStatus(const PGresult *result);
char *PQgetvalue(const PGresult *result, int row, int column);
void PQclear(PGresult *result);
char *PQescapeLiteral(PGconn *connection, const char *text, size_t length);
int PQgetCopyData(PGconn *connection, char **buffer, int is_async);
void PQfreemem(void *block);

#endif
