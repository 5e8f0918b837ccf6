// Static variables of the unit as holders, from one function to the next.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- A parameter in disguise: stored, then read by a callee, then dead.

static char *parked;

static void look_at_parked(void)
{
  char *p = parked;
  puts(p);
}

void parked_and_forgotten_bad(void)
{
  char *p = malloc(10);
  if (p == NULL)
    return;
  strcpy(p, "a");
  parked = p;
  look_at_parked();
} // expect: leak

static char *parked_well;

static void release_parked(void)
{
  char *p = parked_well;
  free(p);
}

void parked_and_released_ok(void)
{
  char *p = malloc(10);
  if (p == NULL)
    return;
  parked_well = p;
  release_parked();
}

static char *parked_twice;

static void release_twice(void)
{
  char *p = parked_twice;
  free(p);
}

void parked_and_released_twice_bad(void)
{
  char *p = malloc(10);
  parked_twice = p;
  free(p);
  release_twice(); // expect: double release
}

static char *parked_late;

static void look_late(void)
{
  puts(parked_late);
}

void parked_and_used_bad(void)
{
  char *p = strdup("a");
  if (p == NULL)
    return;
  parked_late = p;
  free(p);
  look_late(); // expect: use after release
}

// ---- Holders that live on.

static char *cache;

const char *cached_ok(void)
{
  if (cache == NULL)
    cache = strdup("a");
  return cache;
}

static char *table;

void table_init_ok(void)
{
  table = malloc(100);
}

int table_get_ok(int i)
{
  return table == NULL ? 0 : table[i];
}

static FILE *log_file;

void log_open_ok(const char *path)
{
  log_file = fopen(path, "w");
}

static void log_line(const char *text)
{
  if (log_file != NULL)
    fputs(text, log_file);
}

void log_hello_ok(void)
{
  log_line("hello");
}

static char *kept_on_purpose;

void never_read_ok(void)
{
  kept_on_purpose = malloc(1);
}

static char *given;

static void give_to_others(void)
{
  extern void keep(char *text);
  keep(given);
}

void handed_on_by_a_callee_ok(void)
{
  given = malloc(10);
  give_to_others();
}

static char *lent;

static char *get_lent(void)
{
  return lent;
}

void got_back_and_released_ok(void)
{
  lent = malloc(10);
  char *p = get_lent();
  free(p);
}

static char *shared;
static void (*callback)(void);

static void free_shared(void)
{
  free(shared);
  shared = NULL;
}

void released_by_a_callback_ok(void)
{
  extern void run_later(void (*f)(void));
  shared = malloc(10);
  run_later(free_shared);
}

void set_callback_ok(void (*f)(void))
{
  callback = f;
}

// ---- Overwritten while they hold.

static char *name;

void overwritten_at_once_bad(void)
{
  name = strdup("a");
  name = strdup("b"); // expect: overwritten
}

static void name_clear(void)
{
  free(name);
  name = NULL;
}

void cleared_between_ok(void)
{
  name = strdup("a");
  name_clear();
  name = strdup("b");
}

void name_done_ok(void)
{
  name_clear();
}

static void name_set(void)
{
  name = strdup("c");
}

void set_twice_bad(void)
{
  name_set();
  name_set(); // expect: overwritten
}

static void name_set_once(void)
{
  if (name == NULL)
    name = strdup("c");
}

void set_once_twice_ok(void)
{
  name_set_once();
  name_set_once();
}

const char *name_now_ok(void)
{
  return name;
}

// ---- Flags.

static int is_owner;

static void sink(char *p)
{
  if (is_owner)
    free(p);
}

void flag_set_and_released_before_bad(void)
{
  char *p = malloc(3);
  free(p);
  is_owner = 1;
  sink(p); // expect: double release
}

void flag_clear_ok(void)
{
  char *p = malloc(3);
  free(p);
  is_owner = 0;
  sink(p);
}

void flag_clear_bad(void)
{
  char *p = malloc(3);
  is_owner = 0;
  sink(p);
} // expect: leak

void flag_set_ok(void)
{
  char *p = malloc(3);
  is_owner = 1;
  sink(p);
}
