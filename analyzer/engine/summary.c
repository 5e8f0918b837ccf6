#include "engine/summary.h"

#include <inttypes.h>
#include <string.h>

static int compare_numbers(int64_t a, int64_t b)
{
  return (a > b) - (a < b);
}

static int compare_texts(const char *a, const char *b)
{
  return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int compare_roots(const summary_root *a, const summary_root *b)
{
  int order = compare_numbers(a->is_lock, b->is_lock);
  if (order == 0)
    order = compare_numbers(a->is_global, b->is_global);
  if (order == 0)
    order = compare_numbers(a->argument, b->argument);
  if (order == 0)
    order = compare_numbers(a->depth, b->depth);
  for (uint32_t i = 0; order == 0 && i < a->depth; i++)
    order = compare_numbers(a->offsets[i], b->offsets[i]);
  if (order == 0)
    order = compare_numbers(a->distance, b->distance);
  return order;
}

int summary_effect_compare(const summary_effect *a, const summary_effect *b)
{
  int order = compare_roots(&a->root, &b->root);
  if (order == 0)
    order = compare_numbers(a->effect, b->effect);
  if (order == 0)
    order = compare_texts(a->kind, b->kind);
  return order;
}

// The next effect that says what happens, not that there was nothing; or NULL.
static const summary_effect *next_effect(const exit_class *exit, uint32_t *at)
{
  while (*at < exit->effect_count && exit->effects[*at].effect == SUMMARY_IS_NONE)
    ++*at;
  return *at < exit->effect_count ? &exit->effects[(*at)++] : NULL;
}

bool exit_class_same_effects(const exit_class *a, const exit_class *b)
{
  if (a->result != b->result || a->argument != b->argument ||
      compare_texts(a->kind, b->kind) != 0)
    return false;
  uint32_t i = 0;
  uint32_t j = 0;
  for (;;) {
    const summary_effect *x = next_effect(a, &i);
    const summary_effect *y = next_effect(b, &j);
    if (x == NULL || y == NULL)
      return x == y;
    if (summary_effect_compare(x, y) != 0)
      return false;
  }
}

// -1, 0, 1 for results that are all negative, zero, positive; 2 for mixed. Callers tell
// exits apart by these and by constants.
static int sign_class(const exit_class *exit)
{
  if (exit->high < 0)
    return -1;
  if (exit->low == 0 && exit->high == 0)
    return 0;
  if (exit->low > 0 || (exit->is_nonzero && exit->low >= 0))
    return 1;
  return exit->is_nonzero ? 3 : 2;
}

static void widen_result(exit_class *into, const exit_class *exit)
{
  bool into_nonzero = into->is_nonzero || into->low > 0 || into->high < 0;
  bool exit_nonzero = exit->is_nonzero || exit->low > 0 || exit->high < 0;
  into->is_nonzero = into_nonzero && exit_nonzero;
  into->low = into->low < exit->low ? into->low : exit->low;
  into->high = into->high > exit->high ? into->high : exit->high;
}

// Two effects on one root. Where one path met NULL, the other says what is done.
static effect_kind join_effect(effect_kind a, effect_kind b)
{
  if (a == SUMMARY_IS_NONE)
    return b;
  return b == SUMMARY_IS_NONE || a == b ? a : SUMMARY_ESCAPES;
}

static effect_kind uncertain(const summary_root *root)
{
  return root->is_lock ? SUMMARY_MAY_LOCK : SUMMARY_ESCAPES;
}

// What both do stays; what only one does is no longer certain.
static void join_effects(exit_class *into, const exit_class *exit)
{
  summary_effect joined[SUMMARY_EFFECTS];
  uint32_t count = 0;
  uint32_t i = 0;
  uint32_t j = 0;
  while (count < SUMMARY_EFFECTS &&
         (i < into->effect_count || j < exit->effect_count)) {
    const summary_effect *x = i < into->effect_count ? &into->effects[i] : NULL;
    const summary_effect *y = j < exit->effect_count ? &exit->effects[j] : NULL;
    int order = x == NULL ? 1 : y == NULL ? -1 : compare_roots(&x->root, &y->root);
    summary_effect effect = order > 0 ? *y : *x;
    if (order == 0) {
      effect = x->effect == SUMMARY_IS_NONE ? *y : *x;
      effect.effect = join_effect(x->effect, y->effect);
      if (x->root.is_lock && x->effect != y->effect)
        effect.effect = SUMMARY_MAY_LOCK;
    } else if (effect.effect != SUMMARY_IS_NONE) {
      effect.effect = uncertain(&effect.root);
    }
    // NULL on one path and unknown on the other is nothing worth to say.
    if (order == 0 || effect.effect != SUMMARY_IS_NONE)
      joined[count++] = effect;
    i += order <= 0;
    j += order >= 0;
  }
  memcpy(into->effects, joined, count * sizeof *joined);
  into->effect_count = count;
  if (into->result != exit->result || into->argument != exit->argument ||
      compare_texts(into->kind, exit->kind) != 0)
    into->result = RESULT_ANY;
  widen_result(into, exit);
}

void summary_add_exit(arena *arena, summary *summary, exit_class exit)
{
  if (summary->exits == NULL)
    summary->exits = arena_new_array(arena, exit_class, SUMMARY_EXITS);
  for (uint32_t i = 0; i < summary->exit_count; i++) {
    exit_class *there = &summary->exits[i];
    bool same = exit_class_same_effects(there, &exit);
    bool same_result = there->low == exit.low && there->high == exit.high &&
                       there->is_nonzero == exit.is_nonzero;
    if (same_result || (same && sign_class(there) == sign_class(&exit))) {
      join_effects(there, &exit); // the caller cannot tell them apart
      return;
    }
  }
  if (summary->exit_count < SUMMARY_EXITS) {
    summary->exits[summary->exit_count++] = exit;
    return;
  }
  exit_class *last = &summary->exits[SUMMARY_EXITS - 1];
  join_effects(last, &exit);
}

static void print_root(const ir_function *function, const summary_root *root,
                       strbuf *out)
{
  if (root->is_global)
    strbuf_addf(out, "global %u", root->argument);
  else
    strbuf_add(out, root->argument < function->local_count
                        ? function->locals[root->argument].name
                        : "?");
  for (uint32_t i = 0; i < root->depth; i++)
    strbuf_addf(out, "[%" PRId64 "]", root->offsets[i]);
  if (root->is_lock && root->distance != 0)
    strbuf_addf(out, "+%" PRId64, root->distance);
}

void summary_print(const ir_function *function, const summary *summary, strbuf *out)
{
  static const char *const words[] = {"releases",       "holds", "escapes", "makes",
                                      "had nothing in", "locks", "unlocks", "may lock"};
  strbuf_addf(out, "summary %s:%s%s\n", function->name,
              summary->is_known ? "" : " unknown", summary->is_coarse ? " coarse" : "");
  for (uint32_t i = 0; i < summary->exit_count; i++) {
    const exit_class *exit = &summary->exits[i];
    strbuf_add(out, "  returns ");
    if (exit->low == INT64_MIN && exit->high == INT64_MAX)
      strbuf_add(out, exit->is_nonzero ? "nonzero" : "anything");
    else if (exit->low == exit->high)
      strbuf_addf(out, "%" PRId64, exit->low);
    else {
      if (exit->low != INT64_MIN)
        strbuf_addf(out, "from %" PRId64, exit->low);
      if (exit->high != INT64_MAX)
        strbuf_addf(out, " to %" PRId64, exit->high);
    }
    if (exit->result == RESULT_OWNED)
      strbuf_addf(out, ", new %s", exit->kind == NULL ? "?" : exit->kind);
    if (exit->result == RESULT_ARGUMENT)
      strbuf_addf(out, ", same as %s", function->locals[exit->argument].name);
    for (uint32_t k = 0; k < exit->effect_count; k++) {
      strbuf_addf(out, ", %s ", words[exit->effects[k].effect]);
      print_root(function, &exit->effects[k].root, out);
      if (exit->effects[k].kind != NULL)
        strbuf_addf(out, " (%s)", exit->effects[k].kind);
    }
    strbuf_add_char(out, '\n');
  }
}
