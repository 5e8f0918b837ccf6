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

int summary_root_compare(const summary_root *a, const summary_root *b)
{
  int order = compare_numbers(a->is_lock + a->is_storage, b->is_lock + b->is_storage);
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
  int order = summary_root_compare(&a->root, &b->root);
  if (order == 0)
    order = compare_numbers(a->effect, b->effect);
  if (order == 0)
    order = compare_texts(a->kind, b->kind);
  if (order == 0)
    order = compare_numbers(a->slot, b->slot);
  return order;
}

void exit_class_add_effect(exit_class *exit, summary_effect effect)
{
  if (exit->effect_count == SUMMARY_EFFECTS) {
    exit->is_full = exit->is_full || effect.effect != SUMMARY_WAS;
    return;
  }
  uint32_t at = exit->effect_count++;
  while (at > 0 && summary_effect_compare(&effect, &exit->effects[at - 1]) < 0) {
    exit->effects[at] = exit->effects[at - 1];
    at--;
  }
  exit->effects[at] = effect;
}

// The next effect that says what happens, not that there was nothing; or NULL.
static const summary_effect *next_effect(const exit_class *exit, uint32_t *at)
{
  while (*at < exit->effect_count && exit->effects[*at].effect == SUMMARY_WAS)
    ++*at;
  return *at < exit->effect_count ? &exit->effects[(*at)++] : NULL;
}

static bool same_result(const exit_class *a, const exit_class *b)
{
  return a->result == b->result && summary_root_compare(&a->root, &b->root) == 0 &&
         compare_texts(a->kind, b->kind) == 0;
}

bool exit_class_same_effects(const exit_class *a, const exit_class *b)
{
  if (a->is_full != b->is_full || !same_result(a, b))
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

// Is [root] behind something that [exit] found to be NULL? Then there is none.
static bool is_vacuous(const exit_class *exit, const summary_root *root)
{
  for (uint32_t i = 0; i < exit->effect_count; i++) {
    const summary_root *none = &exit->effects[i].root;
    if (!summary_was_none(&exit->effects[i]) || none->is_global != root->is_global ||
        none->argument != root->argument || none->depth > root->depth)
      continue;
    uint32_t k = 0;
    while (k < none->depth && none->offsets[k] == root->offsets[k])
      k++;
    if (k == none->depth)
      return true;
  }
  return false;
}

static effect_kind uncertain(const summary_root *root)
{
  return root->is_lock ? SUMMARY_MAY_LOCK : SUMMARY_ESCAPES;
}

// Two effects on one root.
static summary_effect join_two(const summary_effect *x, const summary_effect *y)
{
  if (x->effect == SUMMARY_WAS && y->effect == SUMMARY_WAS) {
    summary_effect both = *x;
    both.low = x->low < y->low ? x->low : y->low;
    both.high = x->high > y->high ? x->high : y->high;
    both.is_nonzero = (x->is_nonzero || x->low > 0 || x->high < 0) &&
                      (y->is_nonzero || y->low > 0 || y->high < 0);
    return both;
  }
  summary_effect joined = x->effect == SUMMARY_WAS ? *y : *x;
  if (x->effect == y->effect && compare_texts(x->kind, y->kind) != 0)
    joined.kind = NULL;
  joined.is_certain = x->is_certain && y->is_certain;
  joined.is_moved = x->is_moved || y->is_moved;
  if (x->effect == y->effect)
    joined.slot = x->slot == y->slot ? x->slot : SLOT_UNKNOWN;
  else if (!summary_was_none(x) && !summary_was_none(y))
    joined.effect = uncertain(&joined.root);
  return joined;
}

static bool says_nothing(const summary_effect *effect)
{
  return effect->effect == SUMMARY_WAS && effect->low == INT64_MIN &&
         effect->high == INT64_MAX && !effect->is_nonzero;
}

// What both do stays, and what only one does where the other found nothing there; the
// rest is no longer certain. True if certainty was lost.
static bool join_effects(exit_class *into, const exit_class *exit)
{
  exit_class joined = *into;
  bool is_lossy = false;
  uint32_t i = 0;
  uint32_t j = 0;
  joined.effect_count = 0;
  joined.is_full = into->is_full || exit->is_full;
  while (i < into->effect_count || j < exit->effect_count) {
    const summary_effect *x = i < into->effect_count ? &into->effects[i] : NULL;
    const summary_effect *y = j < exit->effect_count ? &exit->effects[j] : NULL;
    int order = x == NULL   ? 1
                : y == NULL ? -1
                            : summary_root_compare(&x->root, &y->root);
    summary_effect effect = order > 0 ? *y : *x;
    if (order == 0) {
      effect = join_two(x, y);
    } else if (effect.effect == SUMMARY_WAS) {
      effect.low = INT64_MIN; // known on one path only
      effect.high = INT64_MAX;
      effect.is_nonzero = false;
    } else if (!is_vacuous(order > 0 ? into : exit, &effect.root)) {
      is_lossy = is_lossy || effect.effect != uncertain(&effect.root);
      effect.effect = uncertain(&effect.root);
    }
    if (!says_nothing(&effect))
      exit_class_add_effect(&joined, effect);
    i += order <= 0;
    j += order >= 0;
  }
  *into = joined;
  return is_lossy;
}

// A caller gets one of two things back, and cannot tell which.
static void escape_result(exit_class *exit)
{
  summary_effect effect = {.effect = SUMMARY_ESCAPES, .root = exit->root};
  if (exit->result == RESULT_ROOT)
    exit_class_add_effect(exit, effect);
}

void exit_class_join(exit_class *into, const exit_class *exit)
{
  exit_class other = *exit;
  if (!same_result(into, exit)) {
    escape_result(into);
    escape_result(&other);
    into->result = RESULT_ANY;
  }
  join_effects(into, &other);
  widen_result(into, exit);
}

bool exit_class_is_told_apart(const exit_class *a, const exit_class *b,
                              bool by_argument)
{
  for (uint32_t i = 0; i < a->effect_count; i++)
    for (uint32_t k = 0; k < b->effect_count; k++) {
      const summary_effect *x = &a->effects[i];
      const summary_effect *y = &b->effects[k];
      if (x->effect != SUMMARY_WAS || y->effect != SUMMARY_WAS ||
          summary_root_compare(&x->root, &y->root) != 0 ||
          (by_argument && (x->root.is_global || x->root.depth != 0)))
        continue;
      bool x_is_zero = x->low == 0 && x->high == 0;
      bool y_is_zero = y->low == 0 && y->high == 0;
      if (x->high < y->low || y->high < x->low || (x_is_zero && y->is_nonzero) ||
          (y_is_zero && x->is_nonzero))
        return true;
    }
  return false;
}

static bool is_joined(const exit_class *there, const exit_class *exit)
{
  bool same = exit_class_same_effects(there, exit);
  if (same && sign_class(there) == sign_class(exit))
    return true;
  if (there->low != exit->low || there->high != exit->high ||
      there->is_nonzero != exit->is_nonzero)
    return false;
  exit_class trial = *there;
  return !exit_class_is_told_apart(there, exit, false) || !join_effects(&trial, exit);
}

void summary_add_exit(arena *arena, summary *summary, exit_class exit)
{
  if (summary->exits == NULL)
    summary->exits = arena_new_array(arena, exit_class, SUMMARY_EXITS);
  for (uint32_t i = 0; i < summary->exit_count; i++)
    if (is_joined(&summary->exits[i], &exit)) {
      exit_class_join(&summary->exits[i], &exit); // the caller cannot tell them apart
      return;
    }
  if (summary->exit_count < SUMMARY_EXITS) {
    summary->exits[summary->exit_count++] = exit;
    return;
  }
  exit_class_join(&summary->exits[SUMMARY_EXITS - 1], &exit);
}

// ---- Print
// -----------------------------------------------------------------------------

static void print_root(const ir_module *module, const ir_function *function,
                       const summary_root *root, strbuf *out)
{
  const char *name = "?";
  if (root->is_global)
    name = module->globals.items[root->argument].name;
  else if (root->argument < function->local_count)
    name = function->locals[root->argument].name;
  strbuf_add(out, name);
  for (uint32_t i = root->is_global; i < root->depth; i++)
    if (root->offsets[i] == SUMMARY_ANYWHERE)
      strbuf_add(out, "[...]");
    else
      strbuf_addf(out, "[%" PRId64 "]", root->offsets[i]);
  if (root->is_lock && root->distance != 0)
    strbuf_addf(out, "+%" PRId64, root->distance);
}

static void print_range(int64_t low, int64_t high, bool is_nonzero, strbuf *out)
{
  if (low == INT64_MIN && high == INT64_MAX) {
    strbuf_add(out, is_nonzero ? "nonzero" : "anything");
  } else if (low == high) {
    strbuf_addf(out, "%" PRId64, low);
  } else {
    if (low != INT64_MIN)
      strbuf_addf(out, "from %" PRId64, low);
    if (high != INT64_MAX)
      strbuf_addf(out, " to %" PRId64, high);
  }
}

static void print_effect(const ir_module *module, const ir_function *function,
                         const summary_effect *effect, strbuf *out)
{
  static const char *const words[] = {"releases", "holds", "escapes", "makes",
                                      "if",       "locks", "unlocks", "may lock"};
  static const char *const slots[] = {"", " and clears it", " and changes it"};
  strbuf_addf(out, ", %s ", words[effect->effect]);
  print_root(module, function, &effect->root, out);
  if (effect->effect == SUMMARY_WAS) {
    strbuf_add(out, " was ");
    print_range(effect->low, effect->high, effect->is_nonzero, out);
  } else if (effect->kind != NULL) {
    strbuf_addf(out, " (%s)", effect->kind);
  }
  strbuf_add(out, slots[effect->slot]);
}

void summary_print(const ir_module *module, const ir_function *function,
                   const summary *summary, strbuf *out)
{
  strbuf_addf(out, "summary %s:%s%s\n", function->name,
              summary->is_known ? "" : " unknown", summary->is_coarse ? " coarse" : "");
  for (uint32_t i = 0; i < summary->exit_count; i++) {
    const exit_class *exit = &summary->exits[i];
    strbuf_add(out, "  returns ");
    print_range(exit->low, exit->high, exit->is_nonzero, out);
    if (exit->result == RESULT_OWNED)
      strbuf_addf(out, ", new %s", exit->kind == NULL ? "?" : exit->kind);
    if (exit->result == RESULT_RELEASED)
      strbuf_addf(out, ", released %s", exit->kind == NULL ? "?" : exit->kind);
    if (exit->result == RESULT_PLACE)
      strbuf_add(out, ", what nobody acquired");
    if (exit->result == RESULT_ROOT) {
      strbuf_add(out, ", same as ");
      print_root(module, function, &exit->root, out);
    }
    for (uint32_t k = 0; k < exit->effect_count; k++)
      print_effect(module, function, &exit->effects[k], out);
    if (exit->is_full)
      strbuf_add(out, ", and more");
    strbuf_add_char(out, '\n');
  }
}
