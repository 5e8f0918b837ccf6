// What may be NULL is used before anybody asks.

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point {
  int x, y;
  char *name;
};

struct point *written_bad(int x)
{
  struct point *p = malloc(sizeof *p);
  p->x = x; // expect: unchecked
  return p;
}

struct point *written_ok(int x)
{
  struct point *p = malloc(sizeof *p);
  if (p != NULL)
    p->x = x;
  return p;
}

struct point *asked_later_bad(int x)
{
  struct point *p = calloc(1, sizeof *p);
  p->x = x; // expect: unchecked
  if (p == NULL)
    return NULL;
  return p;
}

struct point *asked_by_and_ok(int x)
{
  struct point *p = calloc(1, sizeof *p);
  if (p && (p->x = x) > 0)
    return p;
  free(p);
  return NULL;
}

char *passed_on_bad(const char *text)
{
  char *copy = malloc(strlen(text) + 1);
  strcpy(copy, text); // expect: unchecked
  return copy;
}

char *passed_on_ok(const char *text)
{
  char *copy = malloc(strlen(text) + 1);
  return copy == NULL ? NULL : strcpy(copy, text);
}

void *cleared_bad(size_t n)
{
  void *p = malloc(n);
  memset(p, 0, n); // expect: unchecked
  return p;
}

void *cleared_ok(size_t n)
{
  void *p = malloc(n);
  if (p == NULL)
    abort();
  memset(p, 0, n);
  return p;
}

int stream_bad(const char *path)
{
  FILE *in = fopen(path, "r");
  int c = fgetc(in); // expect: unchecked
  fclose(in);
  return c;
}

int stream_ok(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;
  int c = fgetc(in);
  fclose(in);
  return c;
}

char *grown_bad(char *old, size_t n)
{
  char *bigger = realloc(old, n + 1);
  bigger[n] = '\0'; // expect: unchecked
  return bigger;
}

char *grown_ok(char *old, size_t n)
{
  char *bigger = realloc(old, n + 1);
  if (bigger == NULL) {
    free(old);
    return NULL;
  }
  bigger[n] = '\0';
  return bigger;
}

int stored_by_the_call_bad(const char *host)
{
  struct addrinfo *found;
  getaddrinfo(host, "80", NULL, &found);
  int family = found->ai_family; // expect: unchecked
  freeaddrinfo(found);
  return family;
}

int stored_by_the_call_ok(const char *host)
{
  struct addrinfo *found;
  if (getaddrinfo(host, "80", NULL, &found) != 0)
    return -1;
  int family = found->ai_family;
  freeaddrinfo(found);
  return family;
}

static struct point *point_new(int x)
{
  struct point *p = malloc(sizeof *p);
  if (p == NULL)
    return NULL;
  p->x = x;
  return p;
}

int by_a_function_of_ours_bad(int x)
{
  struct point *p = point_new(x);
  int y = p->y; // expect: unchecked
  free(p);
  return y;
}

int by_a_function_of_ours_ok(int x)
{
  struct point *p = point_new(x);
  if (!p)
    return -1;
  int y = p->y;
  free(p);
  return y;
}

static void *must(void *p)
{
  if (p == NULL)
    exit(1);
  return p;
}

struct point *by_one_that_ends_the_program_ok(int x)
{
  struct point *p = must(malloc(sizeof *p));
  p->x = x;
  return p;
}

void released_unchecked_ok(size_t n)
{
  char *p = malloc(n);
  free(p);
}

static int open_both(const char *path, FILE **out)
{
  FILE *made = fopen(path, "w");
  if (made == NULL)
    return -1;
  *out = made;
  return 0;
}

int asked_by_a_callee_ok(const char *path)
{
  FILE *out = NULL;
  if (open_both(path, &out) != 0)
    return -1;
  fputs("x", out);
  return fclose(out);
}

int asked_in_another_way_ok(const char *host)
{
  struct addrinfo *found;
  int error = getaddrinfo(host, "80", NULL, &found);
  if (error < 0)
    return -1;
  int family = found->ai_family;
  freeaddrinfo(found);
  return family;
}

int asked_in_every_round_ok(struct point *points, int n)
{
  struct point *last = NULL;
  for (int i = 0; i < n; i++) {
    struct point *p = malloc(sizeof *p);
    if (p == NULL)
      break;
    if (last != NULL) {
      last->x = i;
      free(last);
    }
    last = p;
  }
  free(last);
  return points->x;
}

static void name_it(struct point *p)
{
  p->name = NULL;
}

// Nobody asks what a callee with a body does to NULL.
struct point *FN_used_by_a_callee_bad(void)
{
  struct point *p = malloc(sizeof *p);
  name_it(p); // expect: unchecked
  return p;
}
