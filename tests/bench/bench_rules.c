// What reading rule files costs, as rows of: case metric ours peer theirs ratio.
//
//   bench_rules RULES [ROUNDS]
//
// Times are CPU, medians over ROUNDS fresh pack sets. The peer is the budget: 0.1 ms
// for a pack that stays unread, 2 ms for 1,000 facts that are read; `ratio` above 1
// keeps it.

#include "base/memory.h"
#include "model/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define UNREAD_BUDGET_MS 0.1
#define FACTS_BUDGET_MS 2.0
#define SYNTHETIC_FACTS 10000

static double cpu_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *values, int count)
{
  qsort(values, (size_t)count, sizeof *values, compare);
  return values[count / 2];
}

static void print_row(const char *name, const char *metric, double ours, double budget)
{
  printf("%s\t%s\t%.4f\tbudget\t%.4f\t%.2f\n", name, metric, ours, budget,
         ours > 0 ? budget / ours : 0);
}

typedef struct cost {
  double head_ms;  // a pack
  double facts_ms; // 1,000 facts
} cost;

// One fresh set over [path], a file or a folder. Exits if it has errors.
static cost measure(const char *path, bool is_folder)
{
  double start = cpu_ms();
  pack_set *set = pack_set_new();
  bool is_good = is_folder ? pack_set_add_folder(set, path) : pack_set_add(set, path);
  double after_heads = cpu_ms();
  is_good = is_good && pack_set_load_all(set);
  double after_all = cpu_ms();
  if (!is_good)
    exit(2);
  uint32_t packs = pack_set_count(set);
  uint32_t facts = 0;
  for (uint32_t i = 0; i < packs; i++)
    facts += pack_set_summary(set, i).fact_count;
  pack_set_free(set);
  return (cost){.head_ms = (after_heads - start) / packs,
                .facts_ms = (after_all - after_heads) * 1000 / facts};
}

static void bench(const char *name, const char *path, bool is_folder, int rounds)
{
  double *heads = memory_alloc((size_t)rounds * sizeof *heads);
  double *facts = memory_alloc((size_t)rounds * sizeof *facts);
  measure(path, is_folder); // what only the first one pays: the loader, the file cache
  for (int i = 0; i < rounds; i++) {
    cost cost = measure(path, is_folder);
    heads[i] = cost.head_ms;
    facts[i] = cost.facts_ms;
  }
  print_row(name, "ms_per_unread_pack", median(heads, rounds), UNREAD_BUDGET_MS);
  print_row(name, "ms_per_1000_facts", median(facts, rounds), FACTS_BUDGET_MS);
  free(heads);
  free(facts);
}

// A pack as large as those of the biggest libraries. False: it could not be written.
static bool write_synthetic(FILE *file)
{
  static const char *const facts[] = {
      "(_, _) -> new widget or NULL",
      "(free widget?)",
      "(widget!, steal_ok widget?, _) -> int or -1",
      "(widget!, _) -> borrow widget from 1 or NULL",
      "(_, out widget!) -> int or != 0; keep on failure",
      "(_, callback, escape?) -> int",
  };
  fputs("version: 1\nlibrary: synthetic\nheaders: [synthetic.h]\n"
        "kinds:\n  widget: {noun: widget, release: widget_free}\n"
        "functions:\n",
        file);
  for (int i = 0; i < SYNTHETIC_FACTS; i++)
    fprintf(file, "  synthetic_module_function_%d: %s\n", i,
            facts[i % (int)(sizeof facts / sizeof *facts)]);
  return fclose(file) == 0;
}

int main(int count, char **arguments)
{
  int rounds = count > 2 ? atoi(arguments[2]) : 21;
  if (count < 2 || count > 3 || rounds < 1) {
    fprintf(stderr, "usage: bench_rules RULES [ROUNDS]\n");
    return 2;
  }
  char path[] = "/tmp/bench-rules-XXXXXX";
  int descriptor = mkstemp(path);
  FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
  if (file == NULL || !write_synthetic(file)) {
    fprintf(stderr, "bench_rules: cannot write %s\n", path);
    return 2;
  }
  puts("case\tmetric\tours\tpeer\ttheirs\tratio");
  bench("shipped", arguments[1], true, rounds);
  bench("synthetic", path, false, rounds);
  remove(path);
  return 0;
}
