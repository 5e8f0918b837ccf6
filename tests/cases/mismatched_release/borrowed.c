// What is borrowed from another object is not released on its own.

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#define MC_FACT(fact) __attribute__((annotate("mc:" fact)))

struct pool;
struct conn {
  int fd;
};

struct conn *pool_find(struct pool *pool, int n)
    MC_FACT("(_, _) -> borrow heap from 1 or NULL");
void *pool_user(struct pool *pool) MC_FACT("(_) -> borrow heap from 1 or NULL");
void conn_take_out(struct conn *conn) MC_FACT("(_)");

void value_of_a_result_bad(PGresult *result)
{
  char *value = PQgetvalue(result, 0, 0);
  free(value); // expect: mismatched release
}

void value_of_a_result_ok(PGresult *result)
{
  char *value = strdup(PQgetvalue(result, 0, 0));
  free(value);
}

void part_of_a_text_bad(const char *text)
{
  char *value = strchr(text, '=');
  free(value); // expect: mismatched release
}

void member_of_a_pool_bad(struct pool *pool)
{
  struct conn *conn = pool_find(pool, 1);
  free(conn); // expect: mismatched release
}

void taken_out_first_ok(struct pool *pool)
{
  struct conn *conn = pool_find(pool, 1);
  conn_take_out(conn);
  free(conn);
}

void what_the_user_put_there_ok(struct pool *pool)
{
  free(pool_user(pool));
}
