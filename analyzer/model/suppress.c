#include "model/suppress.h"

#include <stdlib.h>
#include <string.h>

// A comment, as all units that include its file see it.
typedef struct entry {
  const char *file;
  const unit_comment *comment;
  suppression parsed;
  uint32_t first, last; // the lines it speaks of; 0: none
  bool *is_used;        // by word
  bool is_seen;         // some unit analysed code that it speaks of
  bool is_open;         // some unit may have missed what it allows
} entry;

struct suppress_set {
  arena *arena;
  const unit *const *units;
  uint32_t unit_count;
  ARRAY(entry) entries; // by file, line, column; each comment once
};

// ---- Which comments can be judged --------------------------------------------------

static bool is_complete(const unit *unit)
{
  for (uint32_t i = 0; i < unit->row_count; i++) {
    const unit_row *row = &unit->rows[i];
    if (row->is_coarse || row->is_tainted || row->is_skipped)
      return false;
  }
  return unit->status == UNIT_OK && unit->counts.invalid == 0;
}

// A header's code is analysed as far as the unit uses it.
static bool holds_function(const unit *unit, uint32_t file, uint32_t first,
                           uint32_t last)
{
  for (uint32_t i = 0; i < unit->row_count; i++) {
    const unit_row *row = &unit->rows[i];
    if (row->file == file && row->line <= last && row->end_line >= first)
      return true;
  }
  return file == 0;
}

// ---- Reading -----------------------------------------------------------------------

static int compare_numbers(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

static int compare_entries(const void *a, const void *b)
{
  const entry *left = a, *right = b;
  int order = strcmp(left->file, right->file);
  if (order == 0)
    order = compare_numbers(left->comment->line, right->comment->line);
  return order != 0 ? order
                    : compare_numbers(left->comment->column, right->comment->column);
}

static void add_entries(suppress_set *set, const unit *unit)
{
  for (uint32_t i = 0; i < unit->comment_count; i++) {
    const unit_comment *comment = &unit->comments[i];
    entry entry = {.file = unit->files[comment->file], .comment = comment};
    array_push(&set->entries, entry);
  }
}

// Leaves each comment once.
static void merge_entries(suppress_set *set)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < set->entries.count; i++)
    if (kept == 0 ||
        compare_entries(&set->entries.items[kept - 1], &set->entries.items[i]) != 0)
      set->entries.items[kept++] = set->entries.items[i];
  set->entries.count = kept;
}

// The open "allow-begin" that the end at [at] closes: the last one with its rules; an
// end without rules closes the last one.
static entry *find_begin(suppress_set *set, entry *at)
{
  for (entry *e = at; e-- > set->entries.items;) {
    if (strcmp(e->file, at->file) != 0)
      break;
    if (e->parsed.form == SUPPRESSION_BEGIN && e->last == UINT32_MAX &&
        (at->parsed.list[0] == '\0' || strcmp(e->parsed.list, at->parsed.list) == 0))
      return e;
  }
  return NULL;
}

static void close_region(suppress_set *set, entry *end)
{
  entry *begin = find_begin(set, end);
  if (begin != NULL)
    begin->last = end->comment->end_line;
  else if (end->parsed.problem == NULL)
    end->parsed.problem = end->parsed.list[0] == '\0'
                              ? "no allow-begin is open above it"
                              : "no allow-begin of these rules is open above it";
}

static void read_entry(suppress_set *set, entry *e)
{
  suppression_parse(set->arena, e->comment->text, &e->parsed);
  e->is_used = arena_new_array(set->arena, bool, e->parsed.word_count + 1);
  switch (e->parsed.form) {
  case SUPPRESSION_HERE:
    e->first = e->comment->first;
    e->last = e->comment->last;
    break;
  case SUPPRESSION_BEGIN:
    e->first = e->comment->line;
    e->last = UINT32_MAX; // open
    break;
  case SUPPRESSION_END:
    close_region(set, e);
    break;
  case SUPPRESSION_FILE:
    e->first = 1;
    e->last = UINT32_MAX;
    break;
  }
}

static void read_entries(suppress_set *set)
{
  for (uint32_t i = 0; i < set->entries.count; i++)
    read_entry(set, &set->entries.items[i]);
  for (uint32_t i = 0; i < set->entries.count; i++) {
    entry *e = &set->entries.items[i];
    if (e->parsed.form == SUPPRESSION_BEGIN && e->last == UINT32_MAX &&
        e->parsed.problem == NULL)
      e->parsed.problem = "no allow-end of these rules follows";
  }
}

static void find_seen(suppress_set *set, const unit *unit)
{
  bool complete = is_complete(unit);
  for (uint32_t i = 0; i < unit->comment_count; i++) {
    const unit_comment *comment = &unit->comments[i];
    entry key = {.file = unit->files[comment->file], .comment = comment};
    entry *e = bsearch(&key, set->entries.items, set->entries.count, sizeof *e,
                       compare_entries);
    bool is_here = e->parsed.form == SUPPRESSION_HERE;
    uint32_t first = is_here ? comment->line : e->first;
    uint32_t last = is_here ? comment->end_line : e->last;
    e->is_open = e->is_open || !complete || comment->is_conditional;
    e->is_seen = e->is_seen || holds_function(unit, comment->file, first, last);
  }
}

suppress_set *suppress_open(arena *arena, const unit *const *units, uint32_t count)
{
  suppress_set *set = arena_new(arena, suppress_set);
  set->arena = arena;
  for (uint32_t i = 0; i < count; i++)
    add_entries(set, units[i]);
  if (set->entries.count == 0)
    return set;
  qsort(set->entries.items, set->entries.count, sizeof *set->entries.items,
        compare_entries);
  merge_entries(set);
  read_entries(set);
  for (uint32_t i = 0; i < count; i++)
    find_seen(set, units[i]);
  return set;
}

void suppress_close(suppress_set *set)
{
  array_clear(&set->entries);
}

// ---- Matching ----------------------------------------------------------------------

static finding_place place_of(const entry *e)
{
  const unit_comment *comment = e->comment;
  return (finding_place){e->file, comment->line, comment->column, comment->end_line,
                         comment->end_column};
}

static bool covers(const entry *e, const finding_place *place)
{
  return e->first != 0 && place->line >= e->first && place->line <= e->last &&
         strcmp(e->file, place->file) == 0;
}

// Marks the words of [e] that name [rule]; true if one does.
static bool use(entry *e, const rule *rule)
{
  bool is_named = false;
  for (uint32_t i = 0; i < e->parsed.word_count; i++)
    if (rule_is_named(rule, e->parsed.words[i]))
      is_named = e->is_used[i] = true;
  return is_named;
}

// All comments that allow the finding are used; the first is named.
suppress_match suppress_find(suppress_set *set, const finding *finding)
{
  suppress_match match = {0};
  const rule *rule = rule_find(finding->rule);
  for (uint32_t i = 0; i < set->entries.count && rule != NULL; i++) {
    entry *e = &set->entries.items[i];
    bool is_there = e->parsed.problem == NULL && e->parsed.form != SUPPRESSION_END &&
                    (covers(e, &finding->place) ||
                     (finding->origin.line != 0 && covers(e, &finding->origin)));
    if (is_there && use(e, rule) && match.reason == NULL)
      match = (suppress_match){e->parsed.reason, place_of(e)};
  }
  return match;
}

// ---- Judging -----------------------------------------------------------------------

static finding make_finding(const entry *e, const char *id, const char *message,
                            const char *help)
{
  return (finding){.rule = id,
                   .severity = rule_find(id)->severity,
                   .confidence = CONFIDENCE_HIGH,
                   .message = message,
                   .function = "",
                   .place = place_of(e),
                   .origin = {.file = ""},
                   .ledger = "",
                   .help = help,
                   .acquirer = "",
                   .expression = e->comment->text,
                   .family = ""};
}

static finding make_wrong(arena *arena, const entry *e)
{
  const char *message =
      arena_format(arena, "this comment allows nothing: %s", e->parsed.problem);
  const char *help = "the form is: memcheck: allow(MC1001) -- why this is no fault";
  return make_finding(e, "MC0002", message, help);
}

// Were all rules that [word] names checked?
static bool is_checked(const char *word, const char *const *rules, uint32_t count)
{
  for (uint32_t i = 0; i < rule_count(); i++) {
    const rule *rule = rule_at(i);
    if (!rule_is_named(rule, word) || strcmp(rule->group, "meta") == 0)
      continue;
    bool is_in = false;
    for (uint32_t r = 0; r < count && !is_in; r++)
      is_in = strcmp(rules[r], rule->id) == 0;
    if (!is_in)
      return false;
  }
  return true;
}

static const char *idle_words(arena *arena, const entry *e, const char *const *rules,
                              uint32_t count)
{
  const char *list = "";
  for (uint32_t i = 0; i < e->parsed.word_count; i++)
    if (!e->is_used[i] && is_checked(e->parsed.words[i], rules, count))
      list = arena_format(arena, "%s%s%s", list, list[0] == '\0' ? "" : " or ",
                          e->parsed.words[i]);
  return list;
}

// What the comment speaks of, as far as it is not the whole file.
static const char *describe_lines(arena *arena, const entry *e)
{
  if (e->parsed.form == SUPPRESSION_FILE)
    return " in this file";
  if (e->first == 0)
    return arena_format(arena, " on line %u, right below it", e->comment->end_line + 1);
  if (e->first == e->last)
    return arena_format(arena, " on line %u", e->first);
  return arena_format(arena, " on lines %u to %u", e->first, e->last);
}

static finding make_idle(arena *arena, const entry *e, const char *words)
{
  const char *message =
      arena_format(arena, "this comment allows nothing: there is no finding of %s%s",
                   words, describe_lines(arena, e));
  const char *help =
      e->parsed.form == SUPPRESSION_HERE
          ? "remove it, or move it to the line of the fault or of the acquisition"
          : "remove it: it would hide the next one";
  return make_finding(e, "MC0001", message, help);
}

void suppress_judge(suppress_set *set, const char *const *rules, uint32_t rule_count,
                    suppress_report *report, void *context)
{
  for (uint32_t i = 0; i < set->entries.count; i++) {
    const entry *e = &set->entries.items[i];
    if (e->parsed.problem != NULL) {
      finding wrong = make_wrong(set->arena, e);
      report(context, &wrong);
      continue;
    }
    const char *words =
        e->is_seen && !e->is_open ? idle_words(set->arena, e, rules, rule_count) : "";
    if (words[0] != '\0' && e->parsed.form != SUPPRESSION_END) {
      finding idle = make_idle(set->arena, e, words);
      report(context, &idle);
    }
  }
}
