// What declarations say of themselves: <memcheck/annotate.h>, and clang's own words.
#include "../../../analyzer/include/memcheck/annotate.h"

#include <stdlib.h>

struct conn;
struct pool;

struct conn *conn_open(const char *host) MC_RETURNS_OWNED;
void conn_close(struct conn *conn) MC_TAKES(1);
void pool_add(struct pool *pool, void *block) MC_TAKES(2);
int peek(void *block) MC_BORROWS(1);
void *text_new(void) MC_FACT("() -> new heap or NULL");
void text_free(void *text) MC_FACT("(free heap?)");
void *made(void) __attribute__((ownership_returns(malloc)));
void taken(void *block) __attribute__((ownership_takes(malloc, 1)));

struct page;
void page_free(int how, struct page *page);
struct page *page_new(int size) __attribute__((malloc(page_free, 2)));
struct page *page_must(int size) __attribute__((malloc(page_free, 2), returns_nonnull));
char *line_new(void) __attribute__((__malloc__(free)));
int page_size(const struct page *page);

int owned_result_bad(void)
{
  struct conn *conn = conn_open("here");
  if (conn == NULL)
    return -1;
  return peek(conn); // expect: leak
}

int owned_result_ok(void)
{
  struct conn *conn = conn_open("here");
  if (conn == NULL)
    return -1;
  conn_close(conn);
  return 0;
}

void borrowing_is_no_release_bad(void)
{
  void *block = malloc(3);
  peek(block);
} // expect: leak

void taking_is_handing_over_ok(struct pool *pool)
{
  void *block = malloc(3);
  if (block != NULL)
    pool_add(pool, block);
}

void whole_fact_bad(void)
{
  void *text = text_new();
  peek(text);
} // expect: leak

void whole_fact_ok(void)
{
  void *text = text_new();
  peek(text);
  text_free(text);
}

void clangs_words_bad(void)
{
  void *block = made();
  peek(block);
} // expect: leak

void clangs_words_ok(void)
{
  void *block = made();
  peek(block);
  taken(block);
}

int named_deallocator_bad(int n)
{
  struct page *page = page_new(n);
  if (page == NULL)
    return -1;
  if (n > 3)
    return -2; // expect: leak
  page_free(1, page);
  return 0;
}

int named_deallocator_ok(int n)
{
  struct page *page = page_new(n);
  if (page == NULL)
    return -1;
  page_free(1, page);
  return 0;
}

void named_deallocator_twice_bad(void)
{
  struct page *page = page_must(1);
  page_free(1, page);
  page_free(2, page); // expect: double release
}

int never_null_bad(int n)
{
  struct page *page = page_must(n);
  if (page == NULL)
    return -1;
  return page_size(page); // expect: leak
}

void deallocator_with_a_rule_bad(void)
{
  char *line = line_new();
  page_size((struct page *)line);
} // expect: leak

void deallocator_with_a_rule_ok(void)
{
  free(line_new());
}
