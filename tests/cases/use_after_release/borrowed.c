// What is borrowed from an object is gone with it.

#include <dirent.h>
#include <jansson.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MC_FACT(fact) __attribute__((annotate("mc:" fact)))

struct pool;
struct conn {
  int fd;
};

struct pool *pool_new(void) MC_FACT("() -> new heap or NULL");
void pool_free(struct pool *pool) MC_FACT("(free heap?)");
struct conn *pool_find(struct pool *pool, int n)
    MC_FACT("(_, _) -> borrow heap from 1 or NULL");
void *pool_user(struct pool *pool) MC_FACT("(_) -> borrow heap from 1 or NULL");
void conn_take_out(struct conn *conn) MC_FACT("(_)");
int conn_number(const struct conn *conn) MC_FACT("(_) -> int");
void keep(struct conn *conn);
void show(const char *text);

int entry_of_a_closed_directory_bad(const char *path)
{
  DIR *d = opendir(path);
  if (d == NULL)
    return -1;
  struct dirent *e = readdir(d);
  closedir(d);
  return e != NULL ? e->d_name[0] : 0; // expect: use after release
}

int entry_of_an_open_directory_ok(const char *path)
{
  DIR *d = opendir(path);
  if (d == NULL)
    return -1;
  struct dirent *e = readdir(d);
  int first = e != NULL ? e->d_name[0] : 0;
  closedir(d);
  return first;
}

void entries_of_a_directory_ok(const char *path)
{
  DIR *d = opendir(path);
  struct dirent *e;
  if (d == NULL)
    return;
  while ((e = readdir(d)) != NULL)
    show(e->d_name);
  closedir(d);
}

void part_of_a_text_bad(const char *line)
{
  char *copy = strdup(line);
  if (copy == NULL)
    return;
  char *value = strchr(copy, '=');
  free(copy);
  if (value != NULL)
    show(value); // expect: use after release
}

void part_of_a_text_ok(const char *line)
{
  char *copy = strdup(line);
  if (copy == NULL)
    return;
  char *value = strchr(copy, '=');
  if (value != NULL)
    show(value);
  free(copy);
}

void part_of_a_parameter_bad(char *text)
{
  char *end = strrchr(text, '/');
  free(text);
  if (end != NULL)
    *end = '\0'; // expect: use after release
}

void part_of_a_parameter_ok(char *text)
{
  char *end = strrchr(text, '/');
  if (end != NULL)
    *end = '\0';
  free(text);
}

void message_of_a_closed_connection_bad(const char *where)
{
  PGconn *conn = PQconnectdb(where);
  const char *why = PQerrorMessage(conn);
  PQfinish(conn);
  show(why); // expect: use after release
}

void message_of_a_closed_connection_ok(const char *where)
{
  PGconn *conn = PQconnectdb(where);
  show(PQerrorMessage(conn));
  PQfinish(conn);
}

const char *returned_column_bad(sqlite3_stmt *statement)
{
  const char *text = (const char *)sqlite3_column_text(statement, 0);
  sqlite3_finalize(statement);
  return text; // expect: use after release
}

char *returned_column_ok(sqlite3_stmt *statement)
{
  char *text = strdup((const char *)sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  return text;
}

int found_in_a_pool_bad(void)
{
  struct pool *pool = pool_new();
  if (pool == NULL)
    return -1;
  struct conn *conn = pool_find(pool, 1);
  pool_free(pool);
  return conn == NULL ? -1 : conn->fd; // expect: use after release
}

int found_in_a_pool_ok(void)
{
  struct pool *pool = pool_new();
  if (pool == NULL)
    return -1;
  struct conn *conn = pool_find(pool, 1);
  int n = conn == NULL ? -1 : conn_number(conn);
  pool_free(pool);
  return n;
}

int taken_out_first_ok(void)
{
  struct pool *pool = pool_new();
  if (pool == NULL)
    return -1;
  struct conn *conn = pool_find(pool, 1);
  if (conn == NULL) {
    pool_free(pool);
    return -1;
  }
  conn_take_out(conn);
  pool_free(pool);
  return conn->fd;
}

void *what_the_user_put_there_ok(void)
{
  struct pool *pool = pool_new();
  if (pool == NULL)
    return NULL;
  void *user = pool_user(pool);
  pool_free(pool);
  return user;
}

int only_compared_ok(char *text, const char *other)
{
  char *found = strchr(text, ':');
  free(text);
  return found == other ? 1 : 0;
}

void descriptor_of_a_closed_stream_bad(FILE *in, char *buffer)
{
  int fd = fileno(in);
  fclose(in);
  read(fd, buffer, 1); // expect: use after release
}

void descriptor_of_a_closed_stream_ok(FILE *in, char *buffer)
{
  int fd = fileno(in);
  read(fd, buffer, 1);
  fclose(in);
}

int in_a_loop_ok(const char *const *paths, int n)
{
  int total = 0;
  for (int i = 0; i < n; i++) {
    DIR *d = opendir(paths[i]);
    struct dirent *e = d == NULL ? NULL : readdir(d);
    if (e != NULL)
      total += e->d_name[0];
    if (d != NULL)
      closedir(d);
  }
  return total;
}
