#include "model/yaml_reader.h"

#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct yaml_fault {
  yaml_place place;
  uint32_t number; // in the order of finding
  char message[400];
};

void yaml_error(yaml_reader *reader, yaml_place place, const char *format, ...)
{
  yaml_fault *fault = array_add(&reader->faults);
  fault->place = place;
  fault->number = reader->faults.count;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(fault->message, sizeof fault->message, format, arguments);
  va_end(arguments);
}

static int compare_faults(const void *a, const void *b)
{
  const yaml_fault *x = a;
  const yaml_fault *y = b;
  if (x->place.line != y->place.line)
    return x->place.line < y->place.line ? -1 : 1;
  if (x->place.column != y->place.column)
    return x->place.column < y->place.column ? -1 : 1;
  return x->number < y->number ? -1 : 1;
}

static bool log_faults(yaml_reader *reader)
{
  uint32_t count = reader->faults.count;
  if (count > 1)
    qsort(reader->faults.items, count, sizeof *reader->faults.items, compare_faults);
  for (uint32_t i = 0; i < count; i++) {
    const yaml_fault *fault = &reader->faults.items[i];
    log_error("%s:%u:%u: %s", reader->path, fault->place.line, fault->place.column,
              fault->message);
  }
  array_clear(&reader->faults);
  return count == 0;
}

static yaml_place place_of_mark(yaml_mark_t mark)
{
  return (yaml_place){.line = (uint32_t)mark.line + 1,
                      .column = (uint32_t)mark.column + 1};
}

yaml_place yaml_here(const yaml_reader *reader)
{
  return place_of_mark(reader->event.start_mark);
}

// ---- What libyaml finds wrong ------------------------------------------------------

// Reads the input again, up to [line] (from 1) or byte [offset], whichever comes first.
// Stores the line and column reached; returns the last line read, owned by the caller.
static char *reread(yaml_reader *reader, uint32_t line, size_t offset,
                    yaml_place *place)
{
  char *text = NULL;
  size_t size = 0;
  size_t start = 0;
  *place = (yaml_place){1, 1};
  rewind(reader->file);
  for (;;) {
    ssize_t length = getline(&text, &size, reader->file);
    if (length < 0 || place->line >= line || start + (size_t)length > offset)
      break;
    start += (size_t)length;
    place->line++;
  }
  if (offset >= start)
    place->column = (uint32_t)(offset - start) + 1;
  return text;
}

static void report_bad_bytes(yaml_reader *reader)
{
  yaml_place place;
  free(reread(reader, UINT32_MAX, reader->parser.problem_offset, &place));
  yaml_error(reader, place, "not UTF-8 text (%s), expected a rule file",
             reader->parser.problem);
}

static void report_bad_syntax(yaml_reader *reader)
{
  yaml_place place = place_of_mark(reader->parser.problem_mark);
  yaml_place reached;
  char *line = reread(reader, place.line, SIZE_MAX, &reached);
  bool is_tab =
      line != NULL && place.column <= strlen(line) && line[place.column - 1] == '\t';
  if (is_tab)
    yaml_error(reader, place, "a tab in the indentation, expected spaces");
  else
    yaml_error(reader, place, "not YAML: %s, expected lines like 'name: fact'",
               reader->parser.problem);
  free(line);
}

static void report_problem(yaml_reader *reader)
{
  reader->is_broken = true;
  yaml_error_type_t error = reader->parser.error;
  if (ferror(reader->file))
    yaml_error(reader, (yaml_place){1, 1}, "cannot be read (%s), expected a rule file",
               strerror(errno));
  else if (error == YAML_READER_ERROR)
    report_bad_bytes(reader);
  else
    report_bad_syntax(reader);
}

// ---- Events ------------------------------------------------------------------------

// False if the file is broken; then there is no event.
static bool next(yaml_reader *reader)
{
  if (reader->is_broken)
    return false;
  yaml_event_delete(&reader->event);
  if (!yaml_parser_parse(&reader->parser, &reader->event)) {
    report_problem(reader);
    return false;
  }
  if (reader->event.type == YAML_ALIAS_EVENT) {
    yaml_error(reader, yaml_here(reader), "a YAML alias, expected text");
    reader->is_broken = true;
  }
  return !reader->is_broken;
}

static int read_chunk(void *context, unsigned char *buffer, size_t size, size_t *length)
{
  yaml_reader *reader = context;
  *length = fread(buffer, 1, size < reader->chunk ? size : reader->chunk, reader->file);
  return !ferror(reader->file);
}

static bool enter_document(yaml_reader *reader)
{
  if (!next(reader) || !next(reader)) // the stream's start, the document's
    return false;
  if (reader->event.type == YAML_STREAM_END_EVENT) {
    yaml_error(reader, yaml_here(reader), "the file is empty, expected 'version: 1'");
    return false;
  }
  return next(reader);
}

bool yaml_reader_open(yaml_reader *reader, const char *path, FILE *file, arena *arena,
                      size_t chunk)
{
  *reader = (yaml_reader){.path = path, .file = file, .arena = arena, .chunk = chunk};
  const yaml_place start = {1, 1};
  reader->is_broken = true;
  if (file == NULL) {
    yaml_error(reader, start, "cannot be opened (%s), expected a rule file",
               strerror(errno));
  } else if (!yaml_parser_initialize(&reader->parser)) {
    yaml_error(reader, start, "cannot be read (out of memory)");
  } else {
    yaml_parser_set_input(&reader->parser, read_chunk, reader);
    reader->is_broken = false;
    reader->is_broken = !enter_document(reader);
  }
  return !reader->is_broken;
}

bool yaml_reader_close(yaml_reader *reader)
{
  yaml_event_delete(&reader->event);
  yaml_parser_delete(&reader->parser);
  if (reader->file != NULL)
    fclose(reader->file);
  return log_faults(reader);
}

// ---- Nodes -------------------------------------------------------------------------

static const char *describe(const yaml_event_t *event)
{
  switch (event->type) {
  case YAML_MAPPING_START_EVENT:
    return "a mapping";
  case YAML_SEQUENCE_START_EVENT:
    return "a list";
  default:
    return event->data.scalar.length == 0 ? "empty" : "text";
  }
}

static bool is_a(yaml_reader *reader, yaml_event_type_t type, const char *name,
                 const char *expected)
{
  if (reader->is_broken)
    return false;
  if (reader->event.type == type)
    return true;
  yaml_error(reader, yaml_here(reader), "%s is %s, expected %s", name,
             describe(&reader->event), expected);
  yaml_skip(reader);
  return false;
}

bool yaml_is_mapping(yaml_reader *reader, const char *name)
{
  return is_a(reader, YAML_MAPPING_START_EVENT, name, "a mapping");
}

bool yaml_is_list(yaml_reader *reader, const char *name)
{
  return is_a(reader, YAML_SEQUENCE_START_EVENT, name, "a list such as [a, b]");
}

const char *yaml_text(yaml_reader *reader, const char *name)
{
  if (!is_a(reader, YAML_SCALAR_EVENT, name, "text"))
    return NULL;
  if (reader->event.data.scalar.length == 0) {
    yaml_error(reader, yaml_here(reader), "%s is empty, expected text", name);
    return NULL;
  }
  return arena_copy_bytes(reader->arena, reader->event.data.scalar.value,
                          reader->event.data.scalar.length);
}

bool yaml_next_key(yaml_reader *reader, yaml_key *key)
{
  while (next(reader) && reader->event.type != YAML_MAPPING_END_EVENT) {
    key->place = yaml_here(reader);
    key->text = yaml_text(reader, "the key");
    if (!next(reader))
      return false;
    if (key->text != NULL)
      return true;
    yaml_skip(reader);
  }
  return false;
}

bool yaml_next_item(yaml_reader *reader)
{
  return next(reader) && reader->event.type != YAML_SEQUENCE_END_EVENT;
}

void yaml_skip(yaml_reader *reader)
{
  int depth = 0;
  do {
    if (reader->is_broken)
      return;
    yaml_event_type_t type = reader->event.type;
    if (type == YAML_MAPPING_START_EVENT || type == YAML_SEQUENCE_START_EVENT)
      depth++;
    if (type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT)
      depth--;
  } while (depth > 0 && next(reader));
}

void yaml_expect_end(yaml_reader *reader)
{
  if (!next(reader) || !next(reader)) // the document's end, the stream's
    return;
  if (reader->event.type != YAML_STREAM_END_EVENT)
    yaml_error(reader, yaml_here(reader),
               "a second YAML document, expected one a file");
}
