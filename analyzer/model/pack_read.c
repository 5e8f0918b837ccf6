// Reads one rule file, as far as its stage asks.

#include "model/pack_form.h"

#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_CHUNK 256 // about the size of a head
#define BODY_CHUNK 4096

// ---- Head --------------------------------------------------------------------------

static void read_version(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  yaml_place place = yaml_here(&reader->yaml);
  const char *text = yaml_text(&reader->yaml, key);
  if (text != NULL && strcmp(text, "1") != 0)
    yaml_error(&reader->yaml, place, "version '%s', expected 1", text);
}

static void read_library(pack_reader *reader, const char *key, void *target)
{
  pack_read_text(reader, key, &((pack *)target)->library);
}

static void read_headers(pack_reader *reader, const char *key, void *target)
{
  pack *pack = target;
  yaml_place place = yaml_here(&reader->yaml);
  pack->headers = pack_read_list(reader, key, &pack->header_count);
  if (pack->headers != NULL && pack->header_count == 0)
    yaml_error(&reader->yaml, place, "no headers, expected at least one");
}

static const pack_form head_forms[] = {
    {"version", read_version}, {"library", read_library}, {"headers", read_headers}};

#define HEAD_COUNT pack_form_count(head_forms)

static const char *const section_keys[] = {
    "kinds", "functions", "fields", "roles", "families", "globals", "error-state"};

#define SECTION_COUNT (sizeof section_keys / sizeof *section_keys)

static const char *missing_key(uint32_t seen)
{
  for (uint32_t i = 0; i < HEAD_COUNT; i++) {
    if (!(seen & (1u << i)))
      return head_forms[i].key;
  }
  return NULL;
}

// A key that is none of the head's stands where one of them was expected.
static void report_early_key(pack_reader *reader, const yaml_key *key, uint32_t seen)
{
  const char *known[HEAD_COUNT + SECTION_COUNT];
  for (uint32_t i = 0; i < HEAD_COUNT; i++)
    known[i] = head_forms[i].key;
  bool is_section = false;
  for (uint32_t i = 0; i < SECTION_COUNT; i++) {
    known[HEAD_COUNT + i] = section_keys[i];
    is_section = is_section || strcmp(key->text, section_keys[i]) == 0;
  }
  const char *close = suggest_word(key->text, known, HEAD_COUNT + SECTION_COUNT);
  if (is_section || close == NULL)
    yaml_error(&reader->yaml, key->place,
               "'%s' before '%s', expected version, library "
               "and headers first",
               key->text, missing_key(seen));
  else
    yaml_error(&reader->yaml, key->place, "unknown key '%s': did you mean '%s'?",
               key->text, close);
}

// The first three keys, in any order. False: logged.
static bool read_head(pack_reader *reader, pack *pack)
{
  uint32_t seen = 0;
  if (!yaml_is_mapping(&reader->yaml, "the file"))
    return false;
  while (missing_key(seen) != NULL) {
    yaml_key key;
    if (!yaml_next_key(&reader->yaml, &key)) {
      if (!reader->yaml.is_broken)
        yaml_error(&reader->yaml, yaml_here(&reader->yaml),
                   "the file ends without '%s', expected version, library and headers",
                   missing_key(seen));
      return false;
    }
    uint32_t i = 0;
    while (i < HEAD_COUNT && strcmp(head_forms[i].key, key.text) != 0)
      i++;
    if (i == HEAD_COUNT || (seen & (1u << i))) {
      report_early_key(reader, &key, seen);
      return false;
    }
    seen |= 1u << i;
    head_forms[i].read(reader, key.text, pack);
  }
  return reader->yaml.faults.count == 0;
}

// The libraries whose functions a program may declare by hand, or the compiler may know
// by itself: those that every C program is linked with.
static bool is_c_library(const char *library)
{
  static const char *const names[] = {"libc", "stdio", "posix-fd", "mmap",
                                      "dl",   "netdb", "text",     "pthread"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(library, names[i]) == 0)
      return true;
  }
  return false;
}

bool pack_read_head(pack_set *set, const char *path, pack *pack)
{
  pack_reader reader = {.set = set};
  *pack = (struct pack){.path = arena_copy_string(&set->arena, path)};
  bool is_good = yaml_reader_open(&reader.yaml, pack->path, fopen(path, "r"),
                                  &set->arena, HEAD_CHUNK) &&
                 read_head(&reader, pack);
  if (is_good)
    pack->is_c_library = is_c_library(pack->library);
  return yaml_reader_close(&reader.yaml) && is_good;
}

// ---- Body --------------------------------------------------------------------------

static void report_second_head(pack_reader *reader, const char *key, void *target)
{
  (void)target;
  yaml_error(&reader->yaml, yaml_here(&reader->yaml),
             "key '%s' a second time, expected it once", key);
  yaml_skip(&reader->yaml);
}

static void read_all(pack_reader *reader)
{
  static const pack_form forms[] = {{"kinds", pack_read_kinds},
                                    {"functions", pack_read_functions},
                                    {"fields", pack_read_fields},
                                    {"roles", pack_read_roles},
                                    {"families", pack_read_families},
                                    {"globals", pack_read_globals},
                                    {"error-state", pack_read_error_state},
                                    {"version", report_second_head},
                                    {"library", report_second_head},
                                    {"headers", report_second_head}};
  pack_read_keys(reader, "the file", forms, pack_form_count(forms), 0, NULL);
  yaml_expect_end(&reader->yaml);
}

static void read_kinds_only(pack_reader *reader)
{
  yaml_key key;
  while (yaml_next_key(&reader->yaml, &key)) {
    if (strcmp(key.text, "kinds") == 0) {
      pack_read_kinds(reader, key.text, NULL);
      return;
    }
    yaml_skip(&reader->yaml);
  }
}

// Looks for a kind in packs whose kinds are still unread, one after another.
static bool find_in_unread(pack_set *set, const text_entry *kind)
{
  for (uint32_t i = 0; i < set->packs.count; i++) {
    if (set->packs.items[i].stage == PACK_HEAD && pack_read(set, i, PACK_KINDS) &&
        kind->value != NULL)
      return true;
  }
  return false;
}

static void report_unknown_kind(pack_reader *reader, const pack_loose_kind *loose)
{
  pack_set *set = reader->set;
  ARRAY(const char *) names = {0};
  for (uint32_t i = 0; i < set->kinds.count; i++)
    array_push(&names, set->kinds.items[i]->kind.name);
  const char *close = suggest_word(loose->kind->key, names.items, names.count);
  if (close != NULL)
    yaml_error(&reader->yaml, loose->place, "unknown kind '%s': did you mean '%s'?",
               loose->kind->key, close);
  else
    yaml_error(&reader->yaml, loose->place,
               "unknown kind '%s', expected one that a rule file defines under 'kinds'",
               loose->kind->key);
  array_clear(&names);
}

static void resolve_loose_kinds(pack_reader *reader)
{
  for (uint32_t i = 0; i < reader->loose_kinds.count; i++) {
    const pack_loose_kind *loose = &reader->loose_kinds.items[i];
    if (loose->kind->value == NULL && !find_in_unread(reader->set, loose->kind))
      report_unknown_kind(reader, loose);
  }
}

bool pack_read(pack_set *set, uint32_t index, pack_stage stage)
{
  pack *pack = &set->packs.items[index];
  if (pack->is_faulty || pack->stage >= stage)
    return !pack->is_faulty;
  pack_reader reader = {.set = set, .pack = index};
  struct pack head = {0};
  FILE *file = fopen(pack->path, "r");
  if (file != NULL && stage == PACK_WHOLE)
    file = pack_lines_take(&reader.lines, file);
  if (yaml_reader_open(&reader.yaml, pack->path, file, &set->arena, BODY_CHUNK) &&
      read_head(&reader, &head)) {
    if (stage == PACK_WHOLE)
      read_all(&reader);
    else
      read_kinds_only(&reader);
  }
  pack->stage = stage; // before looking for loose kinds: this pack has shown its own
  if (stage == PACK_WHOLE)
    resolve_loose_kinds(&reader);
  pack->is_faulty = !yaml_reader_close(&reader.yaml);
  pack_lines_clear(&reader.lines);
  array_clear(&reader.loose_kinds);
  return !pack->is_faulty;
}
