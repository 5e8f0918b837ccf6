#include "model/family.h"
#include "model/pack_data.h"

#include <fnmatch.h>
#include <string.h>

// The length of [name]'s stem if [pattern] ("_new", "_get0_*") matches what is behind
// it; 0 if not.
static size_t stem_length(const char *name, const char *pattern)
{
  if (pattern == NULL)
    return 0;
  for (const char *at = name + strlen(name); at > name; at--)
    if (fnmatch(pattern, at, 0) == 0)
      return (size_t)(at - name);
  return 0;
}

static fact *new_fact(arena *arena, const declaration *declaration)
{
  fact *made = arena_new(arena, fact);
  made->name = declaration->name;
  made->is_family = true;
  made->param_count = declaration->param_count;
  made->params = arena_new_array(arena, fact_param, declaration->param_count + 1);
  made->is_variadic = declaration->is_variadic;
  return made;
}

// The kind of what [name] with this stem makes: that of the family's "free" for it.
static const char *kind_made(arena *arena, pack_set *packs, const pack_family *family,
                             const char *name, size_t stem)
{
  if (family->free == NULL || strpbrk(family->free, "*?[") != NULL)
    return NULL;
  const char *release = arena_format(arena, "%.*s%s", (int)stem, name, family->free);
  return pack_set_kind_released_by(packs, release)->name;
}

static const fact *fact_by_family(arena *arena, pack_set *packs,
                                  const pack_family *family,
                                  const declaration *declaration, bool returns_pointer)
{
  const char *name = declaration->name;
  size_t stem = stem_length(name, family->new_);
  const char *made = stem == 0 || !returns_pointer
                         ? NULL
                         : kind_made(arena, packs, family, name, stem);
  fact *fact = new_fact(arena, declaration);
  if (made != NULL)
    fact->result = (fact_result){.result = RESULT_NEW,
                                 .kind = made,
                                 .has_failure = true,
                                 .failure = {COMPARE_EQUAL, 0}};
  else if (stem_length(name, family->free) != 0)
    fact->params[0] = (fact_param){
        .effect = EFFECT_FREE, .kind = pack_set_kind_released_by(packs, name)->name};
  else if (stem_length(name, family->ref) != 0)
    fact->params[0].effect = EFFECT_RETAIN;
  else if (stem_length(name, family->unref) != 0)
    fact->params[0].effect = EFFECT_RELEASE;
  else if (stem_length(name, family->take) != 0)
    for (uint32_t i = 1; i < fact->param_count; i++)
      fact->params[i].effect = EFFECT_STEAL;
  else if (stem_length(name, family->borrow) == 0)
    return NULL;
  return fact;
}

const fact *family_fact(arena *arena, pack_set *packs, const pack_selection *selection,
                        const declaration *declaration, bool returns_pointer)
{
  for (uint32_t i = packs->packs.count; i-- > 0;) {
    const pack *pack = &packs->packs.items[i];
    if (pack->families == NULL || !pack_applies(selection, i, declaration))
      continue;
    for (const pack_family *f = pack->families; f != NULL; f = f->next) {
      if (fnmatch(f->match, declaration->name, 0) != 0)
        continue;
      const fact *fact = fact_by_family(arena, packs, f, declaration, returns_pointer);
      if (fact != NULL)
        return fact;
    }
  }
  return NULL;
}
