#include "stats.h"
#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BUSIEST_SHOWN 5

uint64_t stats_cpu_us(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

// ---- Functions ---------------------------------------------------------------------

typedef struct function_note {
  const char *file;
  const unit_row *row;
} function_note;

typedef ARRAY(function_note) function_list;

static int compare_places(const void *a, const void *b)
{
  const function_note *x = a, *y = b;
  int order = strcmp(x->file, y->file);
  if (order == 0)
    order = (x->row->line > y->row->line) - (x->row->line < y->row->line);
  return order != 0 ? order : strcmp(x->row->name, y->row->name);
}

static int compare_visits(const void *a, const void *b)
{
  const function_note *x = a, *y = b;
  if (x->row->visits != y->row->visits)
    return x->row->visits > y->row->visits ? -1 : 1;
  return compare_places(a, b);
}

static bool is_partial(const unit_row *row)
{
  return row->is_coarse || row->is_tainted || row->is_skipped;
}

// All functions; those of headers once a unit.
static void list_functions(const analysis *analysis, function_list *list)
{
  for (uint32_t u = 0; u < analysis->units.count; u++) {
    const unit *unit = analysis->units.items[u];
    for (uint32_t i = 0; i < unit->row_count; i++) {
      const unit_row *row = &unit->rows[i];
      array_push(list, ((function_note){unit->files[row->file], row}));
    }
  }
}

// "src/a.c:12 load()"
static void print_function(const function_note *note)
{
  fprintf(stderr, "%s:%u %s()", note->file, (unsigned)note->row->line, note->row->name);
}

static void print_partial(function_list *list)
{
  qsort(list->items, list->count, sizeof *list->items, compare_places);
  const function_note *last = NULL;
  for (uint32_t i = 0; i < list->count; i++) {
    const function_note *note = &list->items[i];
    if (!is_partial(note->row) || (last != NULL && compare_places(last, note) == 0))
      continue;
    fputs(last == NULL ? "not analysed in full:\n  " : "  ", stderr);
    last = note;
    print_function(note);
    fprintf(stderr, ": %s\n",
            note->row->is_tainted ? "it has a parse error, so leaks are not looked for"
            : note->row->is_skipped ? "left out, because it calls setjmp()"
                                    : "coarse: it has so many paths that some were "
                                      "merged");
  }
}

static void print_busiest(function_list *list)
{
  qsort(list->items, list->count, sizeof *list->items, compare_visits);
  fputs("most block visits:\n", stderr);
  uint32_t shown = 0;
  for (uint32_t i = 0; i < list->count && shown < BUSIEST_SHOWN; i++) {
    const function_note *note = &list->items[i];
    if (note->row->visits == 0 ||
        (i > 0 && compare_places(&list->items[i - 1], note) == 0))
      continue;
    shown++;
    fprintf(stderr, "%12u  ", (unsigned)note->row->visits);
    print_function(note);
    fputc('\n', stderr);
  }
}

// ---- Counts ------------------------------------------------------------------------

static void print_row(uint64_t count, const char *text)
{
  fprintf(stderr, "%12llu  %s\n", (unsigned long long)count, text);
}

void stats_print(const analysis *analysis, uint64_t report_us)
{
  const unit_counts *counts = &analysis->linked.counts;
#define ROW(name, text) print_row(counts->name, text);
  UNIT_COUNTS(ROW)
#undef ROW
  print_row(analysis->link_us, "link, CPU us");
  print_row(report_us, "report, CPU us");
  print_row(analysis->analyzed_count, "units analysed");
  fprintf(stderr, "%12.2f  seconds on the clock\n", analysis->seconds);
  if (!log_is_verbose())
    return;
  function_list list = {0};
  list_functions(analysis, &list);
  if (list.count != 0) {
    print_partial(&list);
    print_busiest(&list);
  }
  array_clear(&list);
}
