// Pack data: what a pack set holds, shared by the files that read, keep and match
// packs.
//
// A pack is read in stages, each from the file's start and only when asked for: its
// head, its kinds (when another pack names one), all of it (when a unit includes a
// header). Everything lives in the set's arena.

#ifndef MEMCHECK_MODEL_PACK_DATA_H
#define MEMCHECK_MODEL_PACK_DATA_H

#include "base/array.h"
#include "base/text_map.h"
#include "model/pack.h"

typedef enum pack_stage {
  PACK_HEAD,
  PACK_KINDS,
  PACK_WHOLE,
} pack_stage;

// How names tell ownership; patterns of what stands behind a function's stem, or NULL.
typedef struct pack_family {
  const char *match; // the whole name
  const char *new_, *free, *ref, *unref, *borrow, *own;
  const char *take; // takes every argument but the first
  struct pack_family *next;
} pack_family;

typedef struct pack {
  const char *path;
  const char *library;
  uint32_t header_count;
  const char **headers;
  pack_stage stage;
  uint32_t fact_count;
  const pack_family *families; // in the file's order
  bool is_faulty;    // has errors, which were logged
  bool is_c_library; // its facts hold for builtins and handwritten declarations too
} pack;

typedef struct pack_kind_entry {
  pack_kind kind;
  const char *path; // where it is defined
  uint32_t line;
} pack_kind_entry;

// A fact in the chain of all facts of one name, from the pack read last to the first.
typedef struct pack_fact {
  fact fact;
  uint32_t pack;
  struct pack_fact *next;
} pack_fact;

// A header pattern, under its last component or, if that holds a wildcard, in a list.
typedef struct pack_header {
  const char *pattern;
  uint32_t pack;
  struct pack_header *next;
} pack_header;

struct pack_set {
  arena arena;
  ARRAY(pack) packs;
  ARRAY(const pack_kind_entry *) kinds;
  text_map kinds_by_name; // pack_kind_entry *, or NULL while only its name is known
  text_map facts;         // pack_fact *
  text_map headers;       // by last component: pack_header *
  pack_header *wild_headers;
};

// Reads the head of the file at [path] into [pack]. False: errors were logged.
bool pack_read_head(pack_set *set, const char *path, pack *pack);
// Reads on to [stage]. False: the pack is faulty; errors were logged, now or before.
bool pack_read(pack_set *set, uint32_t pack, pack_stage stage);
// Reads the whole of each pack that is wanted, or of all if [is_wanted] is NULL.
bool pack_read_wanted(pack_set *set, const bool *is_wanted);

// May the facts of [pack] speak of [declaration]?
bool pack_applies(const pack_selection *selection, uint32_t pack,
                  const declaration *declaration);

// Files the header patterns of a pack for pack_select().
void pack_index_headers(pack_set *set, uint32_t pack);

#endif
