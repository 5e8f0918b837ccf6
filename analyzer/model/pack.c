#include "model/pack.h"

#include "base/log.h"
#include "base/memory.h"
#include "model/pack_data.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

pack_set *pack_set_new(void)
{
  return memory_alloc_zeroed(1, sizeof(pack_set));
}

void pack_set_free(pack_set *set)
{
  if (set == NULL)
    return;
  array_clear(&set->packs);
  array_clear(&set->kinds);
  text_map_clear(&set->kinds_by_name);
  text_map_clear(&set->facts);
  text_map_clear(&set->headers);
  arena_clear(&set->arena);
  free(set);
}

bool pack_set_add(pack_set *set, const char *path)
{
  pack pack;
  if (!pack_read_head(set, path, &pack))
    return false;
  array_push(&set->packs, pack);
  pack_index_headers(set, set->packs.count - 1);
  return true;
}

static int is_rule_file(const struct dirent *entry)
{
  size_t length = strlen(entry->d_name);
  return entry->d_name[0] != '.' && length > 5 &&
         strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name); // alphasort() would ask the locale
}

bool pack_set_add_folder(pack_set *set, const char *folder)
{
  struct dirent **entries;
  int count = scandir(folder, &entries, is_rule_file, compare_names);
  if (count < 0) {
    log_error("%s:1:1: cannot be opened (%s), expected a folder of rule files", folder,
              strerror(errno));
    return false;
  }
  bool is_good = true;
  strbuf path = {0};
  for (int i = 0; i < count; i++) {
    strbuf_reset(&path);
    strbuf_addf(&path, "%s/%s", folder, entries[i]->d_name);
    is_good = pack_set_add(set, strbuf_text(&path)) && is_good;
    free(entries[i]);
  }
  strbuf_clear(&path);
  free(entries);
  return is_good;
}

// The C library first: nearly every other pack names its kinds, and would go looking
// for them in the packs that are unread.
bool pack_read_wanted(pack_set *set, const bool *is_wanted)
{
  bool is_good = true;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < set->packs.count; i++) {
      if ((is_wanted == NULL || is_wanted[i]) &&
          set->packs.items[i].is_c_library == (pass == 0))
        is_good = pack_read(set, i, PACK_WHOLE) && is_good;
    }
  }
  return is_good;
}

bool pack_set_load_all(pack_set *set)
{
  return pack_read_wanted(set, NULL);
}

uint32_t pack_set_count(const pack_set *set)
{
  return set->packs.count;
}

pack_summary pack_set_summary(const pack_set *set, uint32_t index)
{
  const pack *pack = &set->packs.items[index];
  return (pack_summary){.library = pack->library,
                        .path = pack->path,
                        .header_count = pack->header_count,
                        .headers = pack->headers,
                        .is_loaded = pack->stage == PACK_WHOLE,
                        .fact_count = pack->fact_count};
}

const pack_kind *pack_set_kind(const pack_set *set, const char *name)
{
  if (name == NULL)
    return NULL;
  const text_entry *found = text_map_find(&set->kinds_by_name, name, strlen(name));
  const pack_kind_entry *entry = found == NULL ? NULL : found->value;
  return entry == NULL ? NULL : &entry->kind;
}

const pack_kind *pack_set_kind_released_by(pack_set *set, const char *release)
{
  text_entry *slot = text_map_entry(&set->kinds_by_name, release, strlen(release));
  if (slot->value == NULL) {
    pack_kind_entry *made = arena_new(&set->arena, pack_kind_entry);
    const char *name = arena_format(&set->arena, "%s", release);
    made->kind = (pack_kind){.name = name, .noun = "object", .release = name};
    slot->value = made;
  }
  const pack_kind_entry *entry = slot->value;
  return &entry->kind;
}
