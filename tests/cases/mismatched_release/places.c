#include <alloca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char table[64];
char shared[64];

void array_bad(void)
{
  char buffer[16];
  strcpy(buffer, "x");
  free(buffer); // expect: mismatched release
}

void address_of_a_local_bad(void)
{
  int n = 0;
  int *p = &n;
  free(p); // expect: mismatched release
}

void member_array_bad(void)
{
  struct {
    int n;
    char text[8];
  } s = {0};
  free(s.text); // expect: mismatched release
}

void static_array_bad(void)
{
  static char buffer[16];
  char *p = buffer;
  free(p); // expect: mismatched release
}

void globals_bad(int n)
{
  if (n)
    free(table); // expect: mismatched release
  else
    free(shared); // expect: mismatched release
}

void literal_bad(void)
{
  char *name = "none";
  free(name); // expect: mismatched release
}

void function_bad(void)
{
  free((void *)puts); // expect: mismatched release
}

void grown_literal_bad(void)
{
  char *p = realloc("abc", 10); // expect: mismatched release
  free(p);
}

void alloca_bad(size_t n)
{
  char *p = alloca(n);
  p[0] = 0;
  free(p); // expect: mismatched release
}

void environment_bad(void)
{
  char *home = getenv("HOME");
  if (home != NULL)
    free(home); // expect: mismatched release
}

void default_that_is_no_block_bad(const char *given)
{
  char *name = "none";
  if (given != NULL)
    name = strdup(given);
  puts(name);
  free(name); // expect: mismatched release
}

void default_that_is_known_ok(const char *given)
{
  static char none[] = "none";
  char *name = none;
  if (given != NULL)
    name = strdup(given);
  if (name == NULL)
    return;
  puts(name);
  if (name != none)
    free(name);
}

void small_buffer_ok(size_t n)
{
  char small[64];
  char *p = small;
  if (n > sizeof small) {
    p = malloc(n);
    if (p == NULL)
      return;
  }
  memset(p, 0, n);
  puts(p);
  if (p != small)
    free(p);
}

void small_buffer_told_by_size_ok(size_t n)
{
  char small[64];
  char *p = small;
  if (n > sizeof small && (p = malloc(n)) == NULL)
    return;
  memset(p, 0, n);
  puts(p);
  if (n > sizeof small)
    free(p);
}

void small_buffer_told_by_flag_ok(size_t n)
{
  char small[64];
  char *p = small;
  int is_block = 0;
  if (n > sizeof small) {
    p = malloc(n);
    is_block = 1;
  }
  if (p != NULL)
    puts(p);
  if (is_block)
    free(p);
}

struct text {
  char *p;
  size_t size;
  char buffer[64];
};

static int text_init(struct text *t, size_t n)
{
  t->p = t->buffer;
  t->size = n;
  if (n > sizeof t->buffer)
    t->p = malloc(n);
  return t->p != NULL ? 0 : -1;
}

static void text_clear(struct text *t)
{
  if (t->p != t->buffer)
    free(t->p);
}

void small_buffer_inside_ok(size_t n)
{
  struct text t;
  if (text_init(&t, n) == 0)
    puts(t.p);
  text_clear(&t);
}

void buffer_inside_bad(struct text *t)
{
  t->p = t->buffer;
  free(t->p); // expect: mismatched release
}

static void drop(void *p)
{
  free(p);
}

void dropped_array_bad(void)
{
  char buffer[8];
  drop(buffer); // expect: mismatched release
}

static void drop_unless_table(void *p)
{
  if (p != table)
    free(p);
}

void callee_knows_its_table_ok(void)
{
  drop_unless_table(table);
}

struct counted {
  int count;
  int is_static;
};

static int counted_put(struct counted *c)
{
  if (c->is_static || --c->count > 0)
    return 1;
  free(c);
  return 0;
}

void callee_counts_ok(void)
{
  static struct counted one = {.count = 1, .is_static = 1};
  counted_put(&one);
}

static char *pick(int n)
{
  static char kept[8];
  if (n < 0)
    return NULL;
  kept[0] = (char)n;
  return kept;
}

void result_of_a_callee_bad(int n)
{
  char *p = pick(n);
  free(p); // expect: mismatched release
}

static char *pick_one_of_two(int n)
{
  static char first[8];
  static char second[8];
  return n ? first : second;
}

// Two places that meet are no place any more.
void FN_one_of_two_places_bad(int n)
{
  char *p = pick_one_of_two(n);
  free(p); // expect: mismatched release
}

static char *pick_or_make(int n)
{
  static char first[8];
  return n ? first : malloc(8);
}

void result_may_be_a_block_ok(int n)
{
  char *p = pick_or_make(n);
  if (n == 0)
    free(p);
}

// The author knows which one it is, and says it in a way that is not followed.
void FP_told_by_a_function_ok(size_t n, int (*is_big)(size_t))
{
  char small[64];
  char *p = small;
  if (is_big(n))
    p = malloc(n);
  if (is_big(n))
    free(p); // expect: mismatched release
} // expect: leak

void standard_stream_ok(void)
{
  fclose(stdin);
}

static long *parked;
void show(long n);

static void release_parked(void)
{
  long *data = parked;
  show(data[0]);
  free(data);
}

void parked_place_after_a_call_bad(void)
{
  long numbers[10];
  numbers[0] = 5;
  parked = numbers;
  release_parked(); // expect: mismatched release
}

static long *parked_block;

static void release_parked_block(void)
{
  long *data = parked_block;
  show(data[0]);
  free(data);
}

void parked_place_after_a_call_ok(void)
{
  long *numbers = malloc(10 * sizeof *numbers);
  if (numbers == NULL)
    return;
  numbers[0] = 5;
  parked_block = numbers;
  release_parked_block();
}
