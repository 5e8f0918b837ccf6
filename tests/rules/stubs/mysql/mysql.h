// What tests/rules/mysql.c needs of the MySQL client library.
#ifndef STUB_MYSQL_H
#define STUB_MYSQL_H
#pragma GCC system_header

typedef struct MYSQL {
  int state;
} MYSQL;
typedef struct MYSQL_RES MYSQL_RES;
typedef struct MYSQL_STMT MYSQL_STMT;
typedef char **MYSQL_ROW;

MYSQL *mysql_init(MYSQL *connection);
MYSQL *mysql_real_connect(MYSQL *connection, const char *host, const char *user,
                          const char *password, const char *name, unsigned port,
                          const char *socket, unsigned long flags);
void mysql_close(MYSQL *connection);
int mysql_query(MYSQL *connection, const char *query);
MYSQL_RES *mysql_store_result(MYSQL *connection);
MYSQL_ROW mysql_fetch_row(MYSQL_RES *result);
void mysql_free_result(MYSQL_RES *result);
MYSQL_STMT *mysql_stmt_init(MYSQL *connection);
int mysql_stmt_prepare(MYSQL_STMT *statement, const char *text, unsigned long length);
int mysql_stmt_close(MYSQL_STMT *statement);

#endif
