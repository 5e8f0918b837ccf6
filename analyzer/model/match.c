// Match: which packs a unit needs, and which fact a declaration has.

#include "model/pack.h"

#include "base/memory.h"
#include "model/pack_data.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

// ---- Header patterns ---------------------------------------------------------------

// The last components of [path], as many as [pattern] has; NULL if it has fewer.
static const char *comparable_tail(const char *path, const char *pattern)
{
  size_t slashes = 0;
  for (const char *c = pattern; *c != '\0'; c++)
    slashes += *c == '/';
  for (const char *c = path + strlen(path); c > path; c--) {
    if (c[-1] == '/' && slashes-- == 0)
      return c;
  }
  return slashes == 0 ? path : NULL;
}

bool pack_header_matches(const char *path, const char *pattern)
{
  const char *tail = comparable_tail(path, pattern);
  return tail != NULL && fnmatch(pattern, tail, FNM_PATHNAME) == 0;
}

static const char *last_component(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

void pack_index_headers(pack_set *set, uint32_t index)
{
  const pack *pack = &set->packs.items[index];
  for (uint32_t i = 0; i < pack->header_count; i++) {
    pack_header *header = arena_new(&set->arena, pack_header);
    header->pattern = pack->headers[i];
    header->pack = index;
    const char *last = last_component(header->pattern);
    if (strpbrk(last, "*?[\\") != NULL) {
      header->next = set->wild_headers;
      set->wild_headers = header;
      continue;
    }
    text_entry *slot = text_map_entry(&set->headers, last, strlen(last));
    header->next = slot->value;
    slot->value = header;
  }
}

// ---- Selections --------------------------------------------------------------------

struct pack_selection {
  const pack_set *set;
  uint32_t count;     // packs the set had then; later ones are not selected
  bool is_selected[]; // of each pack
};

static void select_matching(pack_selection *selection, const pack_header *header,
                            const char *path)
{
  for (; header != NULL; header = header->next) {
    if (!selection->is_selected[header->pack] &&
        pack_header_matches(path, header->pattern))
      selection->is_selected[header->pack] = true;
  }
}

static void select_by_headers(pack_selection *selection, const char *const *paths,
                              uint32_t count)
{
  const pack_set *set = selection->set;
  for (uint32_t i = 0; i < count; i++) {
    select_matching(selection, set->wild_headers, paths[i]);
    const char *last = last_component(paths[i]);
    const text_entry *slot = text_map_find(&set->headers, last, strlen(last));
    if (slot != NULL)
      select_matching(selection, slot->value, paths[i]);
  }
}

pack_selection *pack_select(pack_set *set, const char *const *headers, uint32_t count)
{
  pack_selection *selection =
      memory_alloc_zeroed(1, sizeof *selection + set->packs.count * sizeof(bool));
  selection->set = set;
  selection->count = set->packs.count;
  for (uint32_t i = 0; i < set->packs.count; i++)
    selection->is_selected[i] = set->packs.items[i].is_c_library;
  select_by_headers(selection, headers, count);
  if (pack_read_wanted(set, selection->is_selected))
    return selection;
  pack_selection_free(selection);
  return NULL;
}

void pack_selection_free(pack_selection *selection)
{
  free(selection);
}

// ---- Declarations ------------------------------------------------------------------

// The facts of the function that [name] stands for: "__builtin_free" is free, and
// "__builtin___memcpy_chk" is memcpy with arguments added. Stores whether it is a
// builtin, and whether it has such arguments.
static const pack_fact *facts_of(const pack_set *set, const char *name,
                                 bool *is_builtin, bool *is_checked)
{
  static const char builtin[] = "__builtin_";
  size_t length = strlen(name);
  *is_checked = false;
  *is_builtin = strncmp(name, builtin, sizeof builtin - 1) == 0;
  if (*is_builtin) {
    name += sizeof builtin - 1;
    length -= sizeof builtin - 1;
    *is_checked = length > 6 && strncmp(name, "__", 2) == 0 &&
                  strcmp(name + length - 4, "_chk") == 0;
  }
  if (*is_checked) {
    name += 2;
    length -= 6;
  }
  const text_entry *entry = text_map_find(&set->facts, name, length);
  return entry == NULL ? NULL : entry->value;
}

static bool is_reached_through(const declaration *declaration, const pack *pack)
{
  for (uint32_t i = 0; i < declaration->stack_count; i++) {
    for (uint32_t j = 0; j < pack->header_count; j++) {
      if (pack_header_matches(declaration->stack[i], pack->headers[j]))
        return true;
    }
  }
  return false;
}

bool pack_applies(const pack_selection *selection, uint32_t index,
                  const declaration *declaration)
{
  return index < selection->count && selection->is_selected[index] &&
         is_reached_through(declaration, &selection->set->packs.items[index]);
}

// "(...)" says nothing of the parameters and agrees with any.
static bool has_same_shape(const declaration *declaration, const fact *fact)
{
  if (fact->param_count == 0 && fact->is_variadic)
    return true;
  return declaration->param_count == fact->param_count &&
         declaration->is_variadic == fact->is_variadic;
}

const fact *pack_match(const pack_selection *selection, const declaration *declaration)
{
  const pack_set *set = selection->set;
  bool is_builtin, is_checked;
  if (declaration->has_user_body)
    return NULL;
  const pack_fact *best = NULL;
  const pack_fact *entry = facts_of(set, declaration->name, &is_builtin, &is_checked);
  for (; entry != NULL; entry = entry->next) {
    const pack *pack = &set->packs.items[entry->pack];
    if (entry->pack >= selection->count || !selection->is_selected[entry->pack] ||
        (best != NULL && best->pack > entry->pack))
      continue;
    bool is_by_hand = is_builtin || declaration->is_handwritten;
    bool applies = is_by_hand && pack->is_c_library
                       ? is_checked || has_same_shape(declaration, &entry->fact)
                       : is_reached_through(declaration, pack);
    if (applies)
      best = entry;
  }
  return best == NULL ? NULL : &best->fact;
}
