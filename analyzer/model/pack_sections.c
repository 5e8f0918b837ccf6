// The sections of a rule file, each as a table of its keys.

#include "model/pack_form.h"

#include <string.h>

// ---- kinds -------------------------------------------------------------------------

static void read_counted_field(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_kind *)target)->count_field);
}

static void read_counted_retain(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_kind *)target)->retain);
}

static void read_release(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_kind *)target)->release);
}

static void read_counted(pack_reader *reader, const char *key, void *target)
{
  static const pack_form forms[] = {{"release", read_release},
                                    {"retain", read_counted_retain},
                                    {"field", read_counted_field}};
  ((pack_kind *)target)->is_counted = true;
  pack_read_form(reader, key, forms, pack_form_count(forms), 1, target);
}

static void read_types(pack_reader *reader, const char *key, void *target)
{
  pack_kind *kind = target;
  kind->types = pack_read_list(reader, key, &kind->type_count);
}

static void read_immortal(pack_reader *reader, const char *key, void *target)
{
  pack_kind *kind = target;
  kind->immortals = pack_read_list(reader, key, &kind->immortal_count);
}

static void read_compatible(pack_reader *reader, const char *key, void *target)
{
  pack_kind *kind = target;
  kind->compatible = pack_read_list(reader, key, &kind->compatible_count);
}

static void read_noun(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_kind *)target)->noun);
}

static void read_none(pack_reader *reader, const char *key, void *target)
{
  pack_kind *kind = target;
  yaml_place place = yaml_here(&reader->yaml);
  if (reader->yaml.event.type == YAML_SCALAR_EVENT &&
      reader->yaml.event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
    place.column++; // the quote
  const char *text = yaml_text(&reader->yaml, key);
  fact_error error;
  if (text == NULL)
    return;
  kind->has_none = fact_parse_test(text, &kind->none, &error);
  if (!kind->has_none) {
    place.column += error.column - 1;
    yaml_error(&reader->yaml, place, "%s", error.message);
  }
}

static void read_severity(pack_reader *reader, const char *key, void *target)
{
  static const char *const severities[] = {"error", "warning", "note"};
  ((pack_kind *)target)->severity = pack_read_choice(reader, key, severities, 3);
}

static void add_kind(pack_reader *reader, const pack_kind *kind, yaml_place place)
{
  pack_set *set = reader->set;
  text_entry *slot =
      text_map_entry(&set->kinds_by_name, kind->name, strlen(kind->name));
  const pack_kind_entry *before = slot->value;
  if (before != NULL) {
    yaml_error(&reader->yaml, place,
               "kind '%s' is defined at %s:%u already, expected one definition",
               kind->name, before->path, before->line);
    return;
  }
  pack_kind_entry *entry = arena_new(&set->arena, pack_kind_entry);
  *entry = (pack_kind_entry){*kind, reader->yaml.path, place.line};
  entry->kind.name = slot->key;
  array_push(&set->kinds, entry);
  slot->value = entry;
}

void pack_read_kinds(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  static const pack_form forms[] = {{"release", read_release},
                                    {"counted", read_counted},
                                    {"types", read_types},
                                    {"none", read_none},
                                    {"noun", read_noun},
                                    {"severity", read_severity},
                                    {"immortal", read_immortal},
                                    {"unknown-call", pack_check_fact},
                                    {"compatible", read_compatible}};
  const pack *pack = &reader->set->packs.items[reader->pack];
  if (pack->stage >= PACK_KINDS) { // they were read before the rest
    yaml_skip(&reader->yaml);
    return;
  }
  if (!yaml_is_mapping(&reader->yaml, key))
    return;
  yaml_key name;
  while (yaml_next_key(&reader->yaml, &name)) {
    pack_kind kind = {.name = name.text, .noun = name.text, .library = pack->library};
    pack_read_form(reader, "a kind", forms, pack_form_count(forms), 0, &kind);
    add_kind(reader, &kind, name.place);
  }
}

// ---- functions ---------------------------------------------------------------------

static bool is_identifier(const char *text, size_t length)
{
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!is_letter && (i == 0 || c < '0' || c > '9'))
      return false;
  }
  return length != 0;
}

// "Struct.field".
static bool is_field_name(const char *text)
{
  const char *dot = strchr(text, '.');
  return dot != NULL && is_identifier(text, (size_t)(dot - text)) &&
         is_identifier(dot + 1, strlen(dot + 1));
}

// A new entry for the function [name], which is not yet in its chain; NULL if the pack
// has one already (a fault).
static pack_fact *new_entry(pack_reader *reader, text_entry *slot, yaml_place place)
{
  pack_set *set = reader->set;
  pack_fact *before = slot->value;
  if (before != NULL && before->pack == reader->pack) {
    yaml_error(&reader->yaml, place, "'%s' has a fact on line %u already, expected one",
               slot->key, before->fact.line);
    return NULL;
  }
  const pack *pack = &set->packs.items[reader->pack];
  pack_fact *entry = arena_new(&set->arena, pack_fact);
  entry->fact.name = slot->key;
  entry->fact.library = pack->library;
  entry->fact.file = pack->path;
  entry->fact.line = place.line;
  entry->pack = reader->pack;
  entry->next = before;
  return entry;
}

static void keep_entry(pack_reader *reader, text_entry *slot, pack_fact *entry)
{
  slot->value = entry;
  reader->set->packs.items[reader->pack].fact_count++;
}

// Reads on in the lines that were taken out, up to line [before].
static void read_lines(pack_reader *reader, uint32_t *next, uint32_t before)
{
  for (; *next < reader->lines.taken.count; ++*next) {
    const pack_line *line = &reader->lines.taken.items[*next];
    if (line->number >= before)
      return;
    text_entry *slot =
        text_map_entry(&reader->set->facts, line->name, line->name_length);
    yaml_place place = {line->number, line->name_column};
    pack_fact *entry = new_entry(reader, slot, place);
    place.column = line->fact_column;
    if (entry != NULL && pack_parse_fact(reader, line->fact, place, &entry->fact))
      keep_entry(reader, slot, entry);
  }
}

static void read_function(pack_reader *reader, const yaml_key *name)
{
  text_entry *slot =
      text_map_entry(&reader->set->facts, name->text, strlen(name->text));
  pack_fact *entry = new_entry(reader, slot, name->place);
  if (entry == NULL) {
    yaml_skip(&reader->yaml);
    return;
  }
  if (!is_identifier(name->text, strlen(name->text)) && !is_field_name(name->text))
    yaml_error(&reader->yaml, name->place,
               "'%s' is no function, expected a C name or 'Struct.field'", name->text);
  if (pack_read_fact(reader, name->text, &entry->fact))
    keep_entry(reader, slot, entry);
}

void pack_read_functions(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  if (!yaml_is_mapping(&reader->yaml, key))
    return;
  uint32_t line = 0;
  yaml_key name;
  while (yaml_next_key(&reader->yaml, &name)) {
    read_lines(reader, &line, name.place.line);
    read_function(reader, &name);
  }
  read_lines(reader, &line, UINT32_MAX);
}

// ---- families ----------------------------------------------------------------------

static void read_family_match(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->match);
}

static void read_family_new(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->new_);
}

static void read_family_free(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->free);
}

static void read_family_ref(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->ref);
}

static void read_family_unref(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->unref);
}

static void read_family_borrow(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->borrow);
}

static void read_family_own(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->own);
}

static void read_family_take(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack_family *)target)->take);
}

void pack_read_families(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  static const pack_form forms[] = {
      {"match", read_family_match}, {"new", read_family_new},
      {"free", read_family_free},   {"ref", read_family_ref},
      {"unref", read_family_unref}, {"borrow", read_family_borrow},
      {"own", read_family_own},     {"take", read_family_take}};
  const pack_family **end = &reader->set->packs.items[reader->pack].families;
  if (!yaml_is_list(&reader->yaml, key))
    return;
  while (yaml_next_item(&reader->yaml)) {
    pack_family *family = arena_new(&reader->set->arena, pack_family);
    pack_read_form(reader, "a family", forms, pack_form_count(forms), 1, family);
    *end = family;
    end = (const pack_family **)&family->next;
  }
}

// ---- fields, roles, globals, error-state: form only ----------------------

// "holds KIND"
static void check_field(pack_reader *reader, const char *key)
{
  yaml_place place = yaml_here(&reader->yaml);
  const char *text = yaml_text(&reader->yaml, key);
  if (text == NULL)
    return;
  if (strncmp(text, "holds ", 6) != 0 || !is_identifier(text + 6, strlen(text + 6))) {
    yaml_error(&reader->yaml, place, "found '%s', expected 'holds' and a kind", text);
    return;
  }
  place.column += 6;
  pack_want_kind(reader, text + 6, place);
}

void pack_read_fields(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  if (!yaml_is_mapping(&reader->yaml, key))
    return;
  yaml_key name;
  while (yaml_next_key(&reader->yaml, &name)) {
    if (!is_field_name(name.text))
      yaml_error(&reader->yaml, name.place, "'%s' is no field, expected 'Struct.field'",
                 name.text);
    check_field(reader, name.text);
  }
}

static void check_releases(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  static const char *const choices[] = {"owned fields"};
  pack_read_choice(reader, key, choices, 1);
}

void pack_read_roles(pack_reader *reader, const char *key, void *target)
{
  static const pack_form forms[] = {{"fact", pack_check_fact},
                                    {"releases", check_releases}};
  if (!yaml_is_mapping(&reader->yaml, key))
    return;
  yaml_key name;
  while (yaml_next_key(&reader->yaml, &name))
    pack_read_form(reader, "a role", forms, pack_form_count(forms), 0, target);
}

static void check_policy(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  static const char *const policies[] = {"owner", "bounded", "must-release", "ignore"};
  pack_read_choice(reader, key, policies, 4);
}

void pack_read_globals(pack_reader *reader, const char *key, void *target)
{
  static const pack_form forms[] = {{"match", pack_check_text},
                                    {"policy", check_policy},
                                    {"teardown", pack_check_text}};
  if (!yaml_is_list(&reader->yaml, key))
    return;
  while (yaml_next_item(&reader->yaml))
    pack_read_form(reader, "a global", forms, pack_form_count(forms), 2, target);
}

void pack_read_error_state(pack_reader *reader, const char *key, void *target)
{
  static const pack_form forms[] = {{"query", pack_check_text},
                                    {"clear", pack_check_list}};
  pack_read_form(reader, key, forms, pack_form_count(forms), 1, target);
}
