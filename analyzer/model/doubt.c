#include "model/doubt.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

#define FEWEST_SITES 10
#define BROKEN_PERCENT 90

// A call of a function that only its name describes.
typedef struct site {
  const char *function;
  finding_place place;
  bool is_broken; // a finding rests on it
} site;

typedef struct doubted {
  const char *function;
  finding_place first; // its first call
  uint32_t sites, broken;
} doubted;

struct doubt_set {
  arena *arena;
  uint32_t count;
  doubted *items;
};

typedef ARRAY(site) site_list;

static int compare_numbers(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

static int compare_sites(const void *a, const void *b)
{
  const site *x = a, *y = b;
  int order = strcmp(x->function, y->function);
  if (order == 0)
    order = strcmp(x->place.file, y->place.file);
  if (order == 0)
    order = compare_numbers(x->place.line, y->place.line);
  return order != 0 ? order : compare_numbers(x->place.column, y->place.column);
}

static void add_sites(site_list *sites, const unit *unit)
{
  for (uint32_t i = 0; i < unit->site_count; i++) {
    const unit_site *at = &unit->sites[i];
    array_push(sites, ((site){.function = at->function,
                              .place = {unit->files[at->file], at->line, at->column,
                                        at->end_line, at->end_column}}));
  }
}

// A header's call is in many units: each site once.
static void sort_sites(site_list *sites)
{
  uint32_t kept = 0;
  if (sites->count != 0)
    qsort(sites->items, sites->count, sizeof *sites->items, compare_sites);
  for (uint32_t i = 0; i < sites->count; i++)
    if (kept == 0 || compare_sites(&sites->items[kept - 1], &sites->items[i]) != 0)
      sites->items[kept++] = sites->items[i];
  sites->count = kept;
}

static void mark_broken(site_list *sites, const unit *unit)
{
  for (uint32_t i = 0; i < unit->finding_count && sites->count != 0; i++) {
    const finding *finding = &unit->findings[i];
    site key = {.function = finding->family, .place = finding->family_place};
    if (finding->family[0] == '\0')
      continue;
    site *at = bsearch(&key, sites->items, sites->count, sizeof key, compare_sites);
    if (at != NULL)
      at->is_broken = true;
  }
}

// Adds the function of sites[first] ... sites[end - 1] if it is in doubt.
static void weigh(doubt_set *set, const site_list *sites, uint32_t first, uint32_t end)
{
  doubted doubted = {.function = sites->items[first].function,
                     .first = sites->items[first].place,
                     .sites = end - first};
  for (uint32_t i = first; i < end; i++)
    doubted.broken += sites->items[i].is_broken;
  if (doubted.sites >= FEWEST_SITES &&
      doubted.broken * 100 >= doubted.sites * BROKEN_PERCENT)
    set->items[set->count++] = doubted;
}

doubt_set *doubt_open(arena *arena, const unit *const *units, uint32_t count)
{
  doubt_set *set = arena_new(arena, doubt_set);
  site_list sites = {0};
  set->arena = arena;
  for (uint32_t i = 0; i < count; i++)
    add_sites(&sites, units[i]);
  sort_sites(&sites);
  for (uint32_t i = 0; i < count; i++)
    mark_broken(&sites, units[i]);
  set->items = arena_new_array(arena, doubted, sites.count / FEWEST_SITES + 1);
  for (uint32_t first = 0, end; first < sites.count; first = end) {
    for (end = first + 1; end < sites.count; end++)
      if (strcmp(sites.items[first].function, sites.items[end].function) != 0)
        break;
    weigh(set, &sites, first, end);
  }
  array_clear(&sites);
  return set;
}

bool doubt_covers(const doubt_set *set, const finding *finding)
{
  for (uint32_t i = 0; i < set->count; i++)
    if (strcmp(set->items[i].function, finding->family) == 0)
      return true;
  return false;
}

void doubt_tell(const doubt_set *set, doubt_report *report, void *context)
{
  for (uint32_t i = 0; i < set->count; i++) {
    const doubted *d = &set->items[i];
    finding note = {
        .rule = "MC0004",
        .severity = rule_find("MC0004")->severity,
        .confidence = CONFIDENCE_HIGH,
        .message =
            arena_format(set->arena,
                         "%u of %u calls of %s() contradict what its name tells, "
                         "so that is left out",
                         (unsigned)d->broken, (unsigned)d->sites, d->function),
        .function = "",
        .place = d->first,
        .origin = {.file = ""},
        .ledger = "",
        .help = arena_format(set->arena, "say what %s() does in a rule file (--models)",
                             d->function),
        .acquirer = "",
        .expression = d->function,
        .family = ""};
    report(context, &note);
  }
}
