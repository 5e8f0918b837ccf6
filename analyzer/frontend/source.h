// Source: the files of a unit, and where in them a place lies.
//
// A place is libclang's raw location numbers: taking one costs nothing, decoding one
// asks libclang. Decoded places are those a reader sees: inside a macro, its use.

#ifndef MEMCHECK_FRONTEND_SOURCE_H
#define MEMCHECK_FRONTEND_SOURCE_H

#include "frontend/pointer_map.h"
#include "ir/ir.h"

#include <clang-c/Index.h>

typedef struct source_map {
  CXTranslationUnit unit;
  ir_module *module;
  const void *keys[2]; // CXSourceLocation.ptr_data, the same for all of a unit
  CXFile main_file;
  uint32_t main_begin, main_end; // raw numbers of the main file's text
  pointer_map file_numbers;      // CXFile -> index into module->files
  ARRAY(CXFile) files;           // parallel to module->files
} source_map;

typedef struct source_spot {
  CXFile file; // NULL: unknown
  uint32_t offset;
} source_spot;

// Fills module->files: the main file, then all it includes, in the order of inclusion.
void source_init(source_map *map, CXTranslationUnit unit, ir_module *module);
void source_clear(source_map *map);

ir_place source_place(CXSourceRange range);
ir_place source_token_place(CXSourceLocation location);

// Where a reader sees [location]: in a macro, at its use.
source_spot source_expansion(CXSourceLocation location);
// False only if [location] is surely not in the main file; quick.
bool source_may_be_main(const source_map *map, CXSourceLocation location);
bool source_is_main(const source_map *map, CXSourceLocation location);
// The number of [file] in module->files, or IR_NONE for NULL.
uint32_t source_file_number(source_map *map, CXFile file);
// Says of the file that [location] is in whether it is a system header.
void source_note_system(source_map *map, uint32_t file, CXSourceLocation location);

// The text from where [location] is spelled (in a macro: in its body) to the end of
// that file; "" if it is in no file.
const char *source_text_at(const source_map *map, CXSourceLocation location);
const char *source_text(const source_map *map, CXFile file); // "" if there is none

bool source_locate(source_map *map, ir_place place, ir_range *range);

#endif
