// Packs: rule files (YAML) and the facts they hold.
//
// A pack is one library's file. Loading a set reads only the head of each file
// (version, library, headers); the facts are read when a unit includes one of the
// headers, so packs a unit does not need cost next to nothing.

#ifndef MEMCHECK_MODEL_PACK_H
#define MEMCHECK_MODEL_PACK_H

#include "model/fact.h"

// What a kind of object is called and how it ends.
typedef struct pack_kind {
  const char *name;    // "FILE", "fd", "heap"
  const char *noun;    // "stream", for messages; the name if unsaid
  const char *release; // the function that ends it, for the help line; NULL if unsaid
  bool has_none;       // values that mean "no object": fd has "< 0"; pointers have NULL
  fact_test none;
  bool is_counted;
  const char *count_field; // NULL if unsaid; the four below only if is_counted
  const char *retain;
  uint32_t type_count;
  const char **types; // glob patterns of C type names
  uint32_t immortal_count;
  const char **immortals;
  uint32_t compatible_count;
  const char **compatible; // other functions that may release it
  const char *severity;    // "error", "warning", "note", or NULL
  const char *library;
} pack_kind;

typedef struct pack_set pack_set;

typedef struct pack_summary {
  const char *library;
  const char *path;
  uint32_t header_count;
  const char **headers;
  bool is_loaded;
  uint32_t fact_count; // 0 until loaded
} pack_summary;

// Owned by the caller, who frees it with pack_set_free().
pack_set *pack_set_new(void);
void pack_set_free(pack_set *set);

// Adds the head of the rule file at [path]. False: errors were logged, each as
// "file:line:column: what, what was expected".
bool pack_set_add(pack_set *set, const char *path);
// Adds every *.yaml in [folder], in the order of their names.
bool pack_set_add_folder(pack_set *set, const char *folder);
// Reads the facts of all packs that are still unread. False: as above.
bool pack_set_load_all(pack_set *set);

uint32_t pack_set_count(const pack_set *set);
pack_summary pack_set_summary(const pack_set *set, uint32_t index);

// A kind by name, in any loaded pack; NULL if there is none, or [name] is NULL.
const pack_kind *pack_set_kind(const pack_set *set, const char *name);
// The kind of what only [release] releases, by a source that says so; made at need, and
// named like it.
const pack_kind *pack_set_kind_released_by(pack_set *set, const char *release);

// A selection: the packs of one unit, chosen by the headers it includes. Owned by the
// caller; the set must outlive it. [headers] are the paths of all files of the unit.
// Packs that are still unread and match are read; NULL if one of them has errors
// (logged). The C library's packs are part of every selection, for builtins and
// functions declared by hand.
typedef struct pack_selection pack_selection;
pack_selection *pack_select(pack_set *set, const char *const *headers, uint32_t count);
void pack_selection_free(pack_selection *selection);

// What the frontend knows of a function's declaration.
typedef struct declaration {
  const char *name;
  uint32_t param_count;
  bool is_variadic;
  // The declaring file, the file that included it, and so on up to the main file.
  uint32_t stack_count;
  const char *const *stack;
  // Declared by hand in the main file, or a builtin: counts as libc's if name and
  // number of parameters agree.
  bool is_handwritten;
  bool has_user_body; // a body in the unit: its meaning is its own
} declaration;

// The fact for [declaration], or NULL; valid as long as the set. A fact applies if a
// file of the stack ends in one of its pack's header patterns by whole path components.
// Of two that apply, the pack that was added later wins: add a project's rules after
// the shipped.
const fact *pack_match(const pack_selection *selection, const declaration *declaration);
// Does [path] end in [pattern] by whole components? "sys/*.h" matches any name there.
bool pack_header_matches(const char *path, const char *pattern);

#endif
