#include "link.h"
#include "model/doubt.h"
#include "model/suppress.h"

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

// ---- What comments allow -----------------------------------------------------------

// Findings on their way into the result.
typedef struct gathering {
  arena *arena;
  suppress_set *suppressions;
  doubt_set *doubts;
  ARRAY(const finding *) findings;
} gathering;

// Adds [finding]; says whether a comment allows it.
static bool add_finding(gathering *all, const finding *finding)
{
  suppress_match match = suppress_find(all->suppressions, finding);
  if (match.reason == NULL) {
    array_push(&all->findings, finding);
    return false;
  }
  struct finding *allowed = arena_new(all->arena, struct finding);
  *allowed = *finding;
  allowed->justification = match.reason;
  allowed->allowed_at = match.place;
  array_push(&all->findings, allowed);
  return true;
}

// Where the fault of [finding] shows next.
static const finding *find_next_place(const unit *unit, const finding *at)
{
  for (uint32_t i = 0; i < unit->finding_count; i++) {
    const finding *other = &unit->findings[i];
    if (other->fault == at->fault && other->choice == at->choice + 1 &&
        strcmp(other->function, at->function) == 0)
      return other;
  }
  return NULL;
}

// Who allows a fault at one place has not looked at the others: the next one is told.
static void add_unit(gathering *all, const unit *unit)
{
  for (uint32_t i = 0; i < unit->finding_count; i++) {
    const finding *finding = &unit->findings[i];
    if (finding->choice != 0)
      continue;
    if (doubt_covers(all->doubts, finding)) {
      suppress_find(all->suppressions, finding); // a comment for it is not idle
      continue;
    }
    while (finding != NULL && add_finding(all, finding))
      finding = find_next_place(unit, finding);
  }
}

static void add_verdict(void *context, const finding *finding)
{
  gathering *all = context;
  struct finding *kept = arena_new(all->arena, struct finding);
  *kept = *finding;
  array_push(&all->findings, kept);
}

// ---- Linking -----------------------------------------------------------------------

static void keep_each_once(gathering *all, link_result *result)
{
  uint32_t total = all->findings.count;
  result->findings = arena_new_array(all->arena, const finding *, total + 1);
  if (total != 0)
    qsort(all->findings.items, total, sizeof *all->findings.items, compare_findings);
  for (uint32_t i = 0; i < total; i++) {
    const finding *finding = all->findings.items[i];
    uint32_t kept = result->finding_count;
    if (kept == 0 || compare_identities(result->findings[kept - 1], finding) != 0)
      result->findings[result->finding_count++] = finding;
  }
}

void link_units(arena *arena, const link_request *request, link_result *result)
{
  *result = (link_result){0};
  gathering all = {.arena = arena,
                   .suppressions = suppress_open(arena, request->units, request->count),
                   .doubts = doubt_open(arena, request->units, request->count)};
  for (uint32_t i = 0; i < request->count; i++) {
    sum_counts(&result->counts, &request->units[i]->counts);
    add_unit(&all, request->units[i]);
  }
  doubt_tell(all.doubts, add_verdict, &all);
  suppress_judge(all.suppressions, request->rules, request->rule_count, add_verdict,
                 &all);
  keep_each_once(&all, result);
  array_clear(&all.findings);
  suppress_close(all.suppressions);
}
