// Clauses of facts: what is there, and what comes back, hangs on the result.

#include <stdlib.h>
#include <unistd.h>

#define MC_FACT(fact) __attribute__((annotate("mc:" fact)))

int table_get(void *table, char **out)
    MC_FACT("(_, out heap) -> int; out if return == 1");
void slot_init(char **slot) MC_FACT("(nulls)");
int leave(int how) MC_FACT("(_) -> int; never if return == 0");
void show(const char *text);

int stored_where_it_is_one_bad(void *table)
{
  char *text;
  if (table_get(table, &text) == 1) {
    show("found");
    return 1; // expect: leak
  }
  return 0;
}

int stored_where_it_is_one_ok(void *table)
{
  char *text;
  if (table_get(table, &text) != 1)
    return 0;
  free(text);
  return 1;
}

int comes_back_with_an_error_bad(char *const *arguments)
{
  char *copy = malloc(8);
  if (execv("/bin/true", arguments) == -1)
    return -1; // expect: leak
  free(copy);
  return 0;
}

int comes_back_with_an_error_ok(void)
{
  char *copy = malloc(8);
  if (leave(1) == 0)
    return 0;
  free(copy);
  return -1;
}

int slot_is_null_ok(void)
{
  char *slot;
  slot_init(&slot);
  if (slot != NULL) {
    char *copy = malloc(8);
    return copy != NULL;
  }
  return 0;
}

void *slot_is_cleared_bad(void)
{
  char *slot = malloc(8);
  slot_init(&slot); // expect: overwritten
  return slot;
}
