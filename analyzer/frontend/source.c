#include "frontend/source.h"
#include "frontend/cxstring.h"
#include "frontend/text.h"

#define MACRO_BIT UINT32_C(0x80000000) // of a raw number: inside a macro

// ---- Files -------------------------------------------------------------------------

static uint32_t add_file(source_map *map, CXFile file, uint32_t included_by)
{
  uint32_t number = map->module->files.count;
  bool is_system = included_by != IR_NONE && // until something says otherwise
                   map->module->files.items[included_by].is_system;
  array_push(
      &map->module->files,
      ((ir_file){.path = cxstring_intern(&map->module->names, clang_getFileName(file)),
                 .included_by = included_by,
                 .is_system = is_system}));
  array_push(&map->files, file);
  pointer_map_put(&map->file_numbers, file, number);
  return number;
}

uint32_t source_file_number(source_map *map, CXFile file)
{
  if (file == NULL)
    return IR_NONE;
  uint32_t number = pointer_map_get(&map->file_numbers, file, IR_NONE);
  return number != IR_NONE ? number : add_file(map, file, IR_NONE);
}

void source_note_system(source_map *map, uint32_t file, CXSourceLocation location)
{
  if (file != IR_NONE)
    map->module->files.items[file].is_system =
        clang_Location_isInSystemHeader(location) != 0;
}

// The first place on [stack] is the #include of [file] in its includer.
static void visit_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth,
                            CXClientData data)
{
  source_map *map = data;
  if (depth == 0 || pointer_map_get(&map->file_numbers, file, IR_NONE) != IR_NONE)
    return;
  uint32_t includer = source_file_number(map, source_expansion(stack[0]).file);
  source_note_system(map, includer, stack[0]);
  add_file(map, file, includer);
}

void source_init(source_map *map, CXTranslationUnit unit, ir_module *module)
{
  *map = (source_map){.unit = unit, .module = module};
  CXString name = clang_getTranslationUnitSpelling(unit);
  map->main_file = clang_getFile(unit, clang_getCString(name));
  clang_disposeString(name);
  if (map->main_file == NULL)
    return;
  // clang_getLocationForOffset() would say it too, but looks at every macro first.
  CXSourceRange whole = clang_getCursorExtent(clang_getTranslationUnitCursor(unit));
  map->keys[0] = whole.ptr_data[0];
  map->keys[1] = whole.ptr_data[1];
  map->main_begin = whole.begin_int_data;
  map->main_end = whole.end_int_data;
  add_file(map, map->main_file, IR_NONE);
  clang_getInclusions(unit, visit_inclusion, map);
}

void source_clear(source_map *map)
{
  pointer_map_clear(&map->file_numbers);
  array_clear(&map->files);
  *map = (source_map){0};
}

// ---- Places ------------------------------------------------------------------------

ir_place source_place(CXSourceRange range)
{
  return (ir_place){range.begin_int_data, range.end_int_data};
}

ir_place source_token_place(CXSourceLocation location)
{
  return (ir_place){location.int_data, location.int_data};
}

source_spot source_expansion(CXSourceLocation location)
{
  source_spot spot = {NULL, 0};
  clang_getExpansionLocation(location, &spot.file, NULL, NULL, &spot.offset);
  return spot;
}

bool source_may_be_main(const source_map *map, CXSourceLocation location)
{
  return (location.int_data & MACRO_BIT) != 0 ||
         (location.int_data >= map->main_begin && location.int_data <= map->main_end);
}

bool source_is_main(const source_map *map, CXSourceLocation location)
{
  return source_may_be_main(map, location) &&
         ((location.int_data & MACRO_BIT) == 0 ||
          source_expansion(location).file == map->main_file);
}

// ---- Text --------------------------------------------------------------------------

const char *source_text(const source_map *map, CXFile file)
{
  size_t size = 0;
  const char *text =
      file == NULL ? NULL : clang_getFileContents(map->unit, file, &size);
  return text == NULL ? "" : text;
}

const char *source_text_at(const source_map *map, CXSourceLocation location)
{
  CXFile file = NULL;
  unsigned offset = 0;
  clang_getSpellingLocation(location, &file, NULL, NULL, &offset);
  size_t size = 0;
  const char *text =
      file == NULL ? NULL : clang_getFileContents(map->unit, file, &size);
  return text != NULL && offset <= size ? text + offset : "";
}

// ---- Decoding ----------------------------------------------------------------------

typedef struct position {
  CXFile file;
  uint32_t line, column, offset;
} position;

static position decode(const source_map *map, uint32_t number)
{
  CXSourceLocation raw = {{map->keys[0], map->keys[1]}, number};
  position at = {0};
  clang_getExpansionLocation(raw, &at.file, &at.line, &at.column, &at.offset);
  return at;
}

static void move(position *at, const char *from, const char *to)
{
  for (; from < to; from++) {
    at->column = *from == '\n' ? 1 : at->column + 1;
    at->line += *from == '\n';
  }
}

// Moves [at] from the start of a macro use to its end, which is after its arguments; or
// from the start of a token to its end.
static void skip(const source_map *map, position *at, bool is_use)
{
  const char *text = source_text(map, at->file) + at->offset;
  text_token name = text_next(text);
  text_token next = text_next_solid(name.end);
  const char *end = NULL;
  if (is_use && text_is_mark(next, '('))
    end = text_skip_brackets(next.begin);
  move(at, text, end == NULL ? name.end : end);
}

// libclang moves an end in a macro's body to the end of the use. An end that is still
// in a macro is in an argument (so the use has arguments), or is that of a single
// token.
bool source_locate(source_map *map, ir_place place, ir_range *range)
{
  if (place.begin == 0 || map->unit == NULL)
    return false;
  position begin = decode(map, place.begin);
  if (begin.file == NULL)
    return false;
  position end = decode(map, place.end);
  bool is_use = (place.end & MACRO_BIT) != 0;
  if (end.file != begin.file) {
    end = begin;
    skip(map, &end, false);
  } else if (is_use || place.begin == place.end) {
    skip(map, &end, is_use);
  }
  *range = (ir_range){.file = source_file_number(map, begin.file),
                      .line = begin.line,
                      .column = begin.column,
                      .end_line = end.line,
                      .end_column = end.column};
  return true;
}
