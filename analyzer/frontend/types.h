// Types: libclang's canonical types as types of the module, each made once.
//
// A record is laid out only when something steps inside it or holds it by value; until
// then it is a name. So headers full of structures cost nothing.

#ifndef MEMCHECK_FRONTEND_TYPES_H
#define MEMCHECK_FRONTEND_TYPES_H

#include "frontend/pointer_map.h"
#include "ir/ir.h"

#include <clang-c/Index.h>

#define TYPE_VOID 0
#define TYPE_UNKNOWN 1 // what parse errors and types of no interest become
#define TYPE_INT 2
#define TYPE_LONG 3

// A field may lie inside structures and unions without a name: the way from the outer
// record to it.
#define FIELD_DEPTH_LIMIT 16
typedef struct field_path {
  uint32_t count;
  uint32_t numbers[FIELD_DEPTH_LIMIT];   // of the field in its record
  ir_type_id types[FIELD_DEPTH_LIMIT];   // of the field
  ir_type_id records[FIELD_DEPTH_LIMIT]; // the field is in
} field_path;

// What is known of a type beside the ir_type.
typedef struct type_note {
  CXType source;
  ir_type_id unqualified; // the type itself if it has no qualifiers
  ir_type_id variant;     // next qualified form of the same record, or 0
  ir_type_id pointer;     // to this type, or 0
  uint32_t alignment;     // in bytes; 0: not asked yet, or unknown
  uint32_t anonymous_in;  // of a record without a name: the field that holds it
  bool is_laid_out;
  bool is_noreturn; // of a function type
} type_note;

typedef struct type_table {
  ir_module *module;
  uint64_t pointer_size;
  pointer_map known;             // canonical type -> ir_type_id
  pointer_map fields;            // field declaration -> index into module->fields
  ARRAY(type_note) notes;        // parallel to module->types
  ARRAY(ir_type_id) field_owner; // parallel to module->fields: the unqualified record
} type_table;

void types_init(type_table *types, ir_module *module, uint64_t pointer_size);
void types_clear(type_table *types);

ir_type_id types_of(type_table *types, CXType type);
ir_type_id types_pointer_to(type_table *types, ir_type_id type);
// A function type of which nothing is known.
ir_type_id types_any_function(type_table *types);
ir_type_id types_unqualified(const type_table *types, ir_type_id type);
// Lays out the record [type], or the records an array [type] holds.
void types_complete(type_table *types, ir_type_id type);

// The way from [record] to the field that [declaration] declares; false if it has none.
bool types_find_field(type_table *types, ir_type_id record, CXCursor declaration,
                      field_path *path);

static inline const ir_type *types_get(const type_table *types, ir_type_id type)
{
  return &types->module->types.items[type];
}

static inline ir_type_kind types_kind(const type_table *types, ir_type_id type)
{
  return types->module->types.items[type].kind;
}

#endif
