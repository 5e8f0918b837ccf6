#include "model/pack_form.h"

#include "base/suggest.h"

#include <string.h>

// ---- Mappings with known keys ------------------------------------------------------

static void report_unknown_key(pack_reader *reader, const char *name,
                               const yaml_key *key, const pack_form *forms,
                               uint32_t count)
{
  const char *keys[16];
  uint32_t known = 0;
  for (uint32_t i = 0; i < count && known < 16; i++)
    keys[known++] = forms[i].key;
  const char *close = suggest_word(key->text, keys, known);
  if (close != NULL)
    yaml_error(&reader->yaml, key->place, "unknown key '%s' in %s: did you mean '%s'?",
               key->text, name, close);
  else
    yaml_error(&reader->yaml, key->place,
               "unknown key '%s' in %s, expected one like '%s'", key->text, name,
               keys[0]);
}

static uint32_t find_form(const pack_form *forms, uint32_t count, const char *key)
{
  uint32_t i = 0;
  while (i < count && strcmp(forms[i].key, key) != 0)
    i++;
  return i;
}

void pack_read_keys(pack_reader *reader, const char *name, const pack_form *forms,
                    uint32_t count, uint32_t required, void *target)
{
  yaml_place start = yaml_here(&reader->yaml);
  uint32_t seen = 0;
  yaml_key key;
  while (yaml_next_key(&reader->yaml, &key)) {
    uint32_t form = find_form(forms, count, key.text);
    if (form == count) {
      report_unknown_key(reader, name, &key, forms, count);
      yaml_skip(&reader->yaml);
    } else if (seen & (1u << form)) {
      yaml_error(&reader->yaml, key.place, "key '%s' a second time, expected it once",
                 key.text);
      yaml_skip(&reader->yaml);
    } else {
      seen |= 1u << form;
      forms[form].read(reader, key.text, target);
    }
  }
  for (uint32_t i = 0; i < required && !reader->yaml.is_broken; i++) {
    if (!(seen & (1u << i)))
      yaml_error(&reader->yaml, start, "%s without '%s', expected that key", name,
                 forms[i].key);
  }
}

void pack_read_form(pack_reader *reader, const char *name, const pack_form *forms,
                    uint32_t count, uint32_t required, void *target)
{
  if (yaml_is_mapping(&reader->yaml, name))
    pack_read_keys(reader, name, forms, count, required, target);
}

// ---- Values ------------------------------------------------------------------------

const char *pack_read_choice(pack_reader *reader, const char *key,
                             const char *const *choices, uint32_t count)
{
  yaml_place place = yaml_here(&reader->yaml);
  const char *text = yaml_text(&reader->yaml, key);
  if (text == NULL)
    return NULL;
  for (uint32_t i = 0; i < count; i++) {
    if (strcmp(text, choices[i]) == 0)
      return text;
  }
  const char *close = suggest_word(text, choices, count);
  if (close != NULL)
    yaml_error(&reader->yaml, place, "unknown %s '%s': did you mean '%s'?", key, text,
               close);
  else
    yaml_error(&reader->yaml, place, "unknown %s '%s', expected one like '%s'", key,
               text, choices[0]);
  return NULL;
}

const char **pack_read_list(pack_reader *reader, const char *key, uint32_t *count)
{
  *count = 0;
  if (!yaml_is_list(&reader->yaml, key))
    return NULL;
  ARRAY(const char *) texts = {0};
  while (yaml_next_item(&reader->yaml)) {
    const char *text = yaml_text(&reader->yaml, "an item");
    if (text != NULL)
      array_push(&texts, text);
  }
  const char **list = arena_new_array(&reader->set->arena, const char *, texts.count);
  if (texts.count != 0)
    memcpy(list, texts.items, texts.count * sizeof *list);
  *count = texts.count;
  array_clear(&texts);
  return list;
}

void pack_read_text(pack_reader *reader, const char *key, void *target)
{
  const char **text = target;
  *text = yaml_text(&reader->yaml, key);
}

void pack_check_text(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  yaml_text(&reader->yaml, key);
}

void pack_check_list(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  uint32_t count;
  pack_read_list(reader, key, &count);
}

void pack_check_fact(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  fact fact = {0};
  pack_read_fact(reader, key, &fact);
}

// ---- Facts and the kinds they name -------------------------------------------------

const char *pack_want_kind(pack_reader *reader, const char *kind, yaml_place place)
{
  const text_entry *entry =
      text_map_entry(&reader->set->kinds_by_name, kind, strlen(kind));
  if (entry->value == NULL)
    array_push(&reader->loose_kinds, ((pack_loose_kind){entry, place}));
  return entry->key;
}

// Where [word] stands in [text], as a whole word.
static uint32_t word_offset(const char *text, const char *word)
{
  size_t length = strlen(word);
  for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
    bool begins = at == text || strchr(" (", at[-1]) != NULL;
    bool ends = strchr(" ,)?![;", at[length]) != NULL; // the final NUL is found too
    if (begins && ends)
      return (uint32_t)(at - text);
  }
  return 0;
}

static void want_kind_of(pack_reader *reader, const char **kind, const char *text,
                         yaml_place place)
{
  if (*kind == NULL)
    return;
  uint32_t loose_before = reader->loose_kinds.count;
  const char *word = *kind;
  *kind = pack_want_kind(reader, word, place);
  if (reader->loose_kinds.count > loose_before)
    array_last(&reader->loose_kinds)->place.column += word_offset(text, word);
}

bool pack_parse_fact(pack_reader *reader, const char *text, yaml_place place,
                     fact *fact)
{
  fact_error error;
  if (!fact_parse(&reader->set->arena, text, fact, &error)) {
    place.column += error.column - 1;
    yaml_error(&reader->yaml, place, "%s", error.message);
    return false;
  }
  for (uint32_t i = 0; i < fact->param_count; i++)
    want_kind_of(reader, &fact->params[i].kind, text, place);
  want_kind_of(reader, &fact->result.kind, text, place);
  for (uint32_t i = 0; i < fact->clause_count; i++)
    want_kind_of(reader, &fact->clauses[i].kind, text, place);
  return true;
}

bool pack_read_fact(pack_reader *reader, const char *key, fact *fact)
{
  yaml_reader *yaml = &reader->yaml;
  yaml_place place = yaml_here(yaml);
  if (yaml->event.type != YAML_SCALAR_EVENT || yaml->event.data.scalar.length == 0) {
    yaml_error(yaml, place, "'%s' has no fact, expected one like '(_) -> int'", key);
    yaml_skip(yaml);
    return false;
  }
  if (yaml->event.end_mark.line != yaml->event.start_mark.line) {
    yaml_error(yaml, place, "a fact over several lines, expected one line");
    return false;
  }
  if (yaml->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
    place.column++; // the quote
  return pack_parse_fact(reader, (const char *)yaml->event.data.scalar.value, place,
                         fact);
}
