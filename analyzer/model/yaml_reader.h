// YAML reader: a rule file as libyaml's events, with places for every fault.
//
// The reader stands on one event. A function that reads a node finds its first event
// under the reader and leaves the reader on its last. After a fault of meaning reading
// goes on; a fault of YAML itself ends the file. Faults are kept, and logged in the
// order of their places when the reader is closed.

#ifndef MEMCHECK_MODEL_YAML_READER_H
#define MEMCHECK_MODEL_YAML_READER_H

#include "base/compiler.h"
#include "base/arena.h"
#include "base/array.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <yaml.h>

typedef struct yaml_place {
  uint32_t line, column; // from 1
} yaml_place;

typedef struct yaml_fault yaml_fault;

typedef struct yaml_reader {
  yaml_parser_t parser;
  yaml_event_t event;
  FILE *file;
  size_t chunk; // bytes that libyaml gets at a time
  const char *path;
  arena *arena;
  bool is_broken; // nothing more can be read
  ARRAY(yaml_fault) faults;
} yaml_reader;

typedef struct yaml_key {
  const char *text; // from the arena
  yaml_place place;
} yaml_key;

// Reads [file], the contents of [path], and steps onto its document's only node.
// libyaml decodes all it is given, so a small [chunk] makes reading a file's first
// lines cheap. Takes ownership of [file]; NULL is a fault, for the reason in errno.
// Texts come from [arena]; [path] and [arena] are borrowed. False: nothing can be read.
// Either way the reader is to be closed.
bool yaml_reader_open(yaml_reader *reader, const char *path, FILE *file, arena *arena,
                      size_t chunk);
// Logs all faults, each as "file:line:column: ...". True if there were none.
bool yaml_reader_close(yaml_reader *reader);

void yaml_error(yaml_reader *reader, yaml_place place, const char *format, ...)
    MC_PRINTF(3, 4);
yaml_place yaml_here(const yaml_reader *reader);

// The node under the reader must be a mapping, a list or a text. If not, that is a
// fault in terms of [name], the node is passed over, and the result is false or NULL.
bool yaml_is_mapping(yaml_reader *reader, const char *name);
bool yaml_is_list(yaml_reader *reader, const char *name);
const char *yaml_text(yaml_reader *reader, const char *name); // from the arena

// Steps to the next key and onto its value, or to the next item. False after the last.
bool yaml_next_key(yaml_reader *reader, yaml_key *key);
bool yaml_next_item(yaml_reader *reader);
// Passes over the node under the reader.
void yaml_skip(yaml_reader *reader);
// The document must end after the node under the reader.
void yaml_expect_end(yaml_reader *reader);

#endif
