#include "frontend/attrs.h"
#include "base/strbuf.h"
#include "frontend/cxstring.h"
#include "frontend/text.h"

#include <string.h>

// An attribute's text is read off the printed declaration, outside all brackets: those
// inside belong to parameters.

// Beginnings of the attributes worth keeping.
static const char *const kept[] = {
    "ownership_",         "malloc",  "alloc_size", "nonnull", "returns_", "noreturn",
    "warn_unused_result", "cf_",     "ns_",        "os_",     "acquire_", "release_",
    "try_acquire_",       "assert_", "const",      "pure",
};

static bool is_kept(const char *text)
{
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
    if (strncmp(text, kept[i], strlen(kept[i])) == 0)
      return true;
  return false;
}

static void add(lowering *u, attribute_list *list, const char *text)
{
  const char *name = intern(&u->module->names, text);
  for (uint32_t i = 0; i < list->texts.count; i++)
    if (list->texts.items[i] == name)
      return;
  array_push(&list->texts, name);
}

// ---- Reading printed declarations
// ----------------------------------------------------

typedef struct attribute_reader {
  lowering *u;
  attribute_list *list; // where to keep them, or NULL
  const char *cleanup;  // the last cleanup(name) seen
  bool has_annotation;
} attribute_reader;

static void keep(attribute_reader *reader, const char *begin, const char *end)
{
  static const char no_message[] = "(\"\")"; // warn_unused_result's
  size_t tail = strlen(no_message);
  text_token name = text_next_solid(begin);
  text_token argument = text_next_solid(text_next_solid(name.end).end);
  if (text_is_word(name, "cleanup") && argument.kind == TEXT_WORD)
    reader->cleanup = intern_bytes(&reader->u->module->names, argument.begin,
                                   (size_t)(argument.end - argument.begin));
  if (text_is_word(name, "annotate"))
    reader->has_annotation = true;
  if ((size_t)(end - begin) > tail && memcmp(end - tail, no_message, tail) == 0)
    end -= tail;
  strbuf text = {0};
  strbuf_add_bytes(&text, begin, (size_t)(end - begin));
  if (reader->list != NULL && is_kept(text.text))
    add(reader->u, reader->list, text.text);
  strbuf_clear(&text);
}

// "a, b(c), gnu::d" between [begin] and [end].
static void read_list(attribute_reader *reader, const char *begin, const char *end)
{
  text_token token = text_next_solid(begin);
  while (token.begin < end && token.kind != TEXT_END) {
    const char *start = token.begin;
    const char *stop = start;
    while (token.begin < end && !text_is_mark(token, ',')) {
      stop = text_is_mark(token, '(') ? text_skip_brackets(token.begin) : token.end;
      if (stop == NULL)
        return;
      if (text_is_mark(token, ':'))
        start = stop; // what went before is a scope, such as gnu::
      token = text_next_solid(stop);
    }
    keep(reader, start, stop);
    token = text_next_solid(token.end);
  }
}

// The attributes outside all brackets, before an initialiser or a body.
static void read_printed(attribute_reader *reader, const char *text)
{
  static const char noreturn[] = "noreturn";
  text_token token = text_next_solid(text);
  while (token.kind != TEXT_END && !text_is_mark(token, '=') &&
         !text_is_mark(token, '{')) {
    const char *end = token.end;
    if (text_is_word(token, "_Noreturn")) {
      keep(reader, noreturn, noreturn + strlen(noreturn));
    } else if (text_is_word(token, "__attribute__")) {
      text_token open = text_next_solid(token.end);
      end = text_skip_brackets(open.begin);
      if (end == NULL)
        return;
      read_list(reader, open.end + 1, end - 2);
    } else if (text_is_mark(token, '(') || text_is_mark(token, '[')) {
      end = text_skip_brackets(token.begin);
      if (end == NULL)
        return;
      if (text_is_mark(token, '[') && token.begin[1] == '[')
        read_list(reader, token.begin + 2, end - 2);
    }
    token = text_next_solid(end);
  }
}

// annotate("...") is the one attribute whose argument libclang gives.
static enum CXChildVisitResult visit_annotation(CXCursor cursor, CXCursor parent,
                                                CXClientData data)
{
  (void)parent;
  attribute_reader *reader = data;
  if (cursor.kind == CXCursor_AnnotateAttr) {
    const char *text =
        cxstring_intern(&reader->u->module->names, clang_getCursorSpelling(cursor));
    if (strncmp(text, "mc:", 3) == 0)
      add(reader->u, reader->list, text);
  }
  return CXChildVisit_Continue;
}

static void read_declaration(attribute_reader *reader, CXCursor declaration)
{
  lowering *u = reader->u;
  if (clang_Cursor_hasAttrs(declaration) == 0)
    return;
  if (u->terse == NULL) {
    u->terse = clang_getCursorPrintingPolicy(declaration);
    clang_PrintingPolicy_setProperty(u->terse, CXPrintingPolicy_TerseOutput, 1);
  }
  CXString printed = clang_getCursorPrettyPrinted(declaration, u->terse);
  const char *text = clang_getCString(printed);
  if (text != NULL)
    read_printed(reader, text);
  clang_disposeString(printed);
  if (reader->has_annotation && reader->list != NULL)
    clang_visitChildren(declaration, visit_annotation, reader);
}

const char *attributes_cleanup(lowering *u, CXCursor declaration)
{
  attribute_reader reader = {.u = u};
  read_declaration(&reader, declaration);
  return reader.cleanup;
}

// ---- What libclang rejected --------------------------------------------------------

// The end of the declaration that starts before [offset]: its ';' or its body.
static uint32_t end_of_declaration(const char *text, uint32_t offset)
{
  text_token token = text_next_solid(text + offset);
  while (token.kind != TEXT_END && !text_is_mark(token, ';') &&
         !text_is_mark(token, '{'))
    token = text_next_solid(token.end);
  return (uint32_t)(token.begin - text);
}

static void find_lost(lowering *u, CXCursor declaration, attribute_list *list)
{
  if (u->problems->lost.count == 0)
    return;
  CXSourceRange range = clang_getCursorExtent(declaration);
  source_spot begin = source_expansion(clang_getRangeStart(range));
  source_spot name = source_expansion(clang_getCursorLocation(declaration));
  if (begin.file == NULL || name.file != begin.file)
    return;
  uint32_t end = end_of_declaration(source_text(u->source, begin.file), name.offset);
  for (uint32_t i = 0; i < u->problems->lost.count; i++) {
    const lost_attribute *lost = &u->problems->lost.items[i];
    if (lost->spot.file == begin.file && lost->spot.offset >= begin.offset &&
        lost->spot.offset <= end)
      add(u, list, lost->text);
  }
}

void attributes_read(lowering *u, CXCursor declaration, attribute_list *list)
{
  attribute_reader reader = {.u = u, .list = list};
  read_declaration(&reader, declaration);
  find_lost(u, declaration, list);
}

// ---- Keeping -----------------------------------------------------------------------

bool attributes_contain(const attribute_list *list, const char *text)
{
  for (uint32_t i = 0; i < list->texts.count; i++)
    if (strcmp(list->texts.items[i], text) == 0)
      return true;
  return false;
}

void attributes_store(lowering *u, attribute_list *list, ir_function *function)
{
  uint32_t count = list->texts.count;
  function->attribute_count = count;
  function->attributes = arena_new_array(&u->module->arena, const char *, count);
  for (uint32_t i = 0; i < count; i++)
    function->attributes[i] = list->texts.items[i];
  array_clear(&list->texts);
}
