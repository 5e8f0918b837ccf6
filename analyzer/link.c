#include "link.h"

#include <stdlib.h>
#include <string.h>

static int compare_numbers(uint32_t a, uint32_t b)
{
  return a < b ? -1 : a > b;
}

static int compare_places(const finding_place *a, const finding_place *b)
{
  int order = strcmp(a->file, b->file);
  if (order == 0)
    order = compare_numbers(a->line, b->line);
  if (order == 0)
    order = compare_numbers(a->column, b->column);
  if (order == 0)
    order = compare_numbers(a->end_line, b->end_line);
  return order != 0 ? order : compare_numbers(a->end_column, b->end_column);
}

// The order of reports, then whatever else makes two findings two.
static int compare_identities(const finding *a, const finding *b)
{
  int order = finding_compare(a, b);
  if (order == 0)
    order = compare_places(&a->place, &b->place);
  return order != 0 ? order : strcmp(a->function, b->function);
}

// Of equal findings the one with the shorter path is told, whichever unit it comes
// from.
static int compare_paths(const finding *a, const finding *b)
{
  int order = compare_numbers(a->event_count, b->event_count);
  for (uint32_t i = 0; order == 0 && i < a->event_count; i++) {
    order = compare_places(&a->events[i].place, &b->events[i].place);
    if (order == 0)
      order = strcmp(a->events[i].text, b->events[i].text);
  }
  if (order == 0)
    order = compare_numbers((uint32_t)b->confidence, (uint32_t)a->confidence);
  if (order == 0)
    order = strcmp(a->ledger, b->ledger);
  return order != 0 ? order : strcmp(a->help, b->help);
}

static int compare_findings(const void *a, const void *b)
{
  const finding *left = *(const finding *const *)a;
  const finding *right = *(const finding *const *)b;
  int order = compare_identities(left, right);
  return order != 0 ? order : compare_paths(left, right);
}

static void sum_counts(unit_counts *sum, const unit_counts *counts)
{
  uint64_t peak = sum->peak_kib;
#define FIELD(name, text) sum->name += counts->name;
  UNIT_COUNTS(FIELD)
#undef FIELD
  sum->peak_kib = peak > counts->peak_kib ? peak : counts->peak_kib;
}

void link_units(arena *arena, const unit *const *units, uint32_t count,
                link_result *result)
{
  *result = (link_result){0};
  uint32_t total = 0;
  for (uint32_t i = 0; i < count; i++)
    total += units[i]->finding_count;
  result->findings = arena_new_array(arena, const finding *, total + 1);

  total = 0;
  for (uint32_t i = 0; i < count; i++) {
    sum_counts(&result->counts, &units[i]->counts);
    for (uint32_t f = 0; f < units[i]->finding_count; f++)
      result->findings[total++] = &units[i]->findings[f];
  }
  qsort(result->findings, total, sizeof *result->findings, compare_findings);
  for (uint32_t i = 0; i < total; i++) {
    uint32_t kept = result->finding_count;
    if (kept == 0 ||
        compare_identities(result->findings[kept - 1], result->findings[i]) != 0)
      result->findings[result->finding_count++] = result->findings[i];
  }
}
