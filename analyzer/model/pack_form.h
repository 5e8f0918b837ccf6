// Pack forms: what stands under each key of a rule file, as tables.

#ifndef MEMCHECK_MODEL_PACK_FORM_H
#define MEMCHECK_MODEL_PACK_FORM_H

#include "model/pack_data.h"
#include "model/pack_lines.h"
#include "model/yaml_reader.h"

// A kind that a fact names and that was not defined when the fact was read.
typedef struct pack_loose_kind {
  const text_entry *kind; // in kinds_by_name
  yaml_place place;
} pack_loose_kind;

// Reading one pack, at one stage.
typedef struct pack_reader {
  pack_set *set;
  uint32_t pack; // index
  yaml_reader yaml;
  pack_lines lines; // what YAML need not read
  ARRAY(pack_loose_kind) loose_kinds;
} pack_reader;

// Reads the value of [key] into [target], whose type the table's owner knows.
typedef void pack_value_read(pack_reader *reader, const char *key, void *target);

typedef struct pack_form {
  const char *key;
  pack_value_read *read;
} pack_form;

// Reads the mapping under the reader: a key of [forms] by its function, an unknown or
// repeated key by an error; the first [required] keys must be there. [name] is what
// errors call the mapping.
void pack_read_form(pack_reader *reader, const char *name, const pack_form *forms,
                    uint32_t count, uint32_t required, void *target);
// The same from within the mapping: the keys that are left.
void pack_read_keys(pack_reader *reader, const char *name, const pack_form *forms,
                    uint32_t count, uint32_t required, void *target);
#define pack_form_count(forms) ((uint32_t)(sizeof(forms) / sizeof *(forms)))

// The word under the reader must be one of [choices]; NULL if it is not (a fault).
const char *pack_read_choice(pack_reader *reader, const char *key,
                             const char *const *choices, uint32_t count);
// A list of texts, from the set's arena.
const char **pack_read_list(pack_reader *reader, const char *key, uint32_t *count);
// Parses [text], which stands at [place], as a fact, or the text under the reader.
// False: a fault.
bool pack_parse_fact(pack_reader *reader, const char *text, yaml_place place,
                     fact *fact);
bool pack_read_fact(pack_reader *reader, const char *key, fact *fact);
// Returns the one copy of [kind]. It must be defined by the end of the file; [place] is
// where it is named.
const char *pack_want_kind(pack_reader *reader, const char *kind, yaml_place place);

// Values for tables: text into a const char *, text that is only checked to be there.
void pack_read_text(pack_reader *reader, const char *key, void *target);
void pack_check_text(pack_reader *reader, const char *key, void *target);
void pack_check_list(pack_reader *reader, const char *key, void *target);
void pack_check_fact(pack_reader *reader, const char *key, void *target);

// The sections of a rule file, below its head.
void pack_read_kinds(pack_reader *reader, const char *key, void *target);
void pack_read_functions(pack_reader *reader, const char *key, void *target);
void pack_read_fields(pack_reader *reader, const char *key, void *target);
void pack_read_roles(pack_reader *reader, const char *key, void *target);
void pack_read_families(pack_reader *reader, const char *key, void *target);
void pack_read_globals(pack_reader *reader, const char *key, void *target);
void pack_read_error_state(pack_reader *reader, const char *key, void *target);

#endif
