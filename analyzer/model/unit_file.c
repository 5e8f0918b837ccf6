#include "model/unit_file.h"
#include "base/bytes.h"
#include "base/hash.h"
#include "base/intern.h"
#include "base/map.h"

#include <string.h>

//     magic 8 | version 4 | length of payload 8 | XXH3 of payload 8 | payload
//     payload: string table | status, source | problems | files | rows | comments |
//              sites | findings | counts
//
// Fixed numbers are little-endian, those of the payload varints. Every text stands once
// in the string table, numbered by first use; all else names it by number. The magic
// starts with a byte no text has and holds both line endings, so that a copy in text
// mode shows.

#define MAGIC "\x89MCS\r\n\x1a\n"
#define MAGIC_SIZE 8
#define HEAD_SIZE (MAGIC_SIZE + 4 + 8 + 8)

// ---- Encoding ----------------------------------------------------------------------

typedef struct encoder {
  strbuf body;
  intern_table texts;
  map number_of; // text -> number
  strbuf table;  // the string table's items
} encoder;

static void put_text(encoder *e, const char *text)
{
  const char *known = intern(&e->texts, text == NULL ? "" : text);
  uint64_t number = map_count(&e->number_of);
  if (!map_get(&e->number_of, map_key(known), &number)) {
    map_put(&e->number_of, map_key(known), number);
    bytes_put_string(&e->table, known);
  }
  bytes_put_number(&e->body, number);
}

static void put_texts(encoder *e, const char *const *texts, uint32_t count)
{
  bytes_put_number(&e->body, count);
  for (uint32_t i = 0; i < count; i++)
    put_text(e, texts[i]);
}

static void put_place(encoder *e, const finding_place *place)
{
  put_text(e, place->file);
  bytes_put_number(&e->body, place->line);
  bytes_put_number(&e->body, place->column);
  bytes_put_number(&e->body, place->end_line);
  bytes_put_number(&e->body, place->end_column);
}

static void put_finding(encoder *e, const finding *finding)
{
  put_text(e, finding->rule);
  bytes_put_number(&e->body, finding->severity);
  bytes_put_number(&e->body, finding->confidence);
  put_text(e, finding->message);
  put_text(e, finding->function);
  put_place(e, &finding->place);
  put_place(e, &finding->origin);
  bytes_put_number(&e->body, finding->event_count);
  for (uint32_t i = 0; i < finding->event_count; i++) {
    put_place(e, &finding->events[i].place);
    put_text(e, finding->events[i].text);
  }
  put_text(e, finding->ledger);
  put_text(e, finding->help);
  bytes_put_number(&e->body, finding->has_fix);
  if (finding->has_fix) {
    put_place(e, &finding->fix.place);
    put_text(e, finding->fix.text);
  }
  put_text(e, finding->acquirer);
  put_text(e, finding->expression);
  put_text(e, finding->family);
  if (finding->family != NULL && finding->family[0] != '\0')
    put_place(e, &finding->family_place);
  bytes_put_number(&e->body, finding->fault);
  bytes_put_number(&e->body, finding->choice);
}

enum {
  ROW_STATIC = 1,
  ROW_RELEVANT = 2,
  ROW_COARSE = 4,
  ROW_TAINTED = 8,
  ROW_SKIPPED = 16,
  ROW_ALL = 31
};

static void put_row(encoder *e, const unit_row *row)
{
  put_text(e, row->name);
  bytes_put_number(&e->body, (row->is_static ? ROW_STATIC : 0u) |
                                 (row->is_relevant ? ROW_RELEVANT : 0u) |
                                 (row->is_coarse ? ROW_COARSE : 0u) |
                                 (row->is_tainted ? ROW_TAINTED : 0u) |
                                 (row->is_skipped ? ROW_SKIPPED : 0u));
  bytes_put_number(&e->body, row->file);
  bytes_put_number(&e->body, row->line);
  bytes_put_number(&e->body, row->end_line);
  bytes_put_number(&e->body, row->visits);
}

static void put_comment(encoder *e, const unit_comment *comment)
{
  bytes_put_number(&e->body, comment->file);
  bytes_put_number(&e->body, comment->line);
  bytes_put_number(&e->body, comment->column);
  bytes_put_number(&e->body, comment->end_line);
  bytes_put_number(&e->body, comment->end_column);
  bytes_put_number(&e->body, comment->first);
  bytes_put_number(&e->body, comment->last);
  bytes_put_number(&e->body, comment->is_conditional);
  put_text(e, comment->text);
}

static void put_site(encoder *e, const unit_site *site)
{
  put_text(e, site->function);
  bytes_put_number(&e->body, site->file);
  bytes_put_number(&e->body, site->line);
  bytes_put_number(&e->body, site->column);
  bytes_put_number(&e->body, site->end_line);
  bytes_put_number(&e->body, site->end_column);
}

static void put_body(encoder *e, const unit *unit)
{
  bytes_put_number(&e->body, unit->status);
  put_text(e, unit->source);
  put_texts(e, unit->problems, unit->problem_count);
  put_texts(e, unit->files, unit->file_count);
  bytes_put_number(&e->body, unit->row_count);
  for (uint32_t i = 0; i < unit->row_count; i++)
    put_row(e, &unit->rows[i]);
  bytes_put_number(&e->body, unit->comment_count);
  for (uint32_t i = 0; i < unit->comment_count; i++)
    put_comment(e, &unit->comments[i]);
  bytes_put_number(&e->body, unit->site_count);
  for (uint32_t i = 0; i < unit->site_count; i++)
    put_site(e, &unit->sites[i]);
  bytes_put_number(&e->body, unit->finding_count);
  for (uint32_t i = 0; i < unit->finding_count; i++)
    put_finding(e, &unit->findings[i]);
#define FIELD(name, text) bytes_put_number(&e->body, unit->counts.name);
  UNIT_COUNTS(FIELD)
#undef FIELD
}

static void put_fixed(strbuf *out, uint64_t number, int bytes)
{
  for (int i = 0; i < bytes; i++)
    strbuf_add_char(out, (char)(number >> (8 * i)));
}

void unit_encode(const unit *unit, strbuf *out)
{
  encoder e = {0};
  put_body(&e, unit);
  strbuf payload = {0};
  bytes_put_number(&payload, map_count(&e.number_of));
  strbuf_add_bytes(&payload, strbuf_text(&e.table), e.table.length);
  strbuf_add_bytes(&payload, strbuf_text(&e.body), e.body.length);

  strbuf_add_bytes(out, MAGIC, MAGIC_SIZE);
  put_fixed(out, UNIT_FILE_VERSION, 4);
  put_fixed(out, payload.length, 8);
  put_fixed(out, hash_bytes(payload.text, payload.length), 8);
  strbuf_add_bytes(out, payload.text, payload.length);
  strbuf_clear(&payload);
  strbuf_clear(&e.body);
  strbuf_clear(&e.table);
  map_clear(&e.number_of);
  intern_clear(&e.texts);
}

// ---- Decoding ----------------------------------------------------------------------

typedef struct decoder {
  bytes_reader reader;
  arena *arena;
  const char **texts;
  uint32_t text_count;
} decoder;

// From here on every read fails.
static uint32_t damage(decoder *d)
{
  d->reader.failed = true;
  d->reader.next = d->reader.end;
  return 0;
}

static uint32_t get_number32(decoder *d)
{
  uint64_t number = bytes_get_number(&d->reader);
  return number <= UINT32_MAX ? (uint32_t)number : damage(d);
}

// A number below [limit]; anything else is damage and gives 0.
static uint32_t get_below(decoder *d, uint32_t limit)
{
  uint64_t number = bytes_get_number(&d->reader);
  return number < limit ? (uint32_t)number : damage(d);
}

static const char *get_text(decoder *d)
{
  uint32_t number = get_below(d, d->text_count);
  return d->reader.failed ? "" : d->texts[number];
}

static const char **get_texts(decoder *d, uint32_t *count)
{
  *count = bytes_get_count(&d->reader);
  const char **texts = arena_new_array(d->arena, const char *, *count);
  for (uint32_t i = 0; i < *count; i++)
    texts[i] = get_text(d);
  return texts;
}

static void get_text_table(decoder *d)
{
  d->text_count = bytes_get_count(&d->reader);
  d->texts = arena_new_array(d->arena, const char *, d->text_count);
  for (uint32_t i = 0; i < d->text_count; i++)
    d->texts[i] = bytes_get_string(&d->reader, d->arena);
}

static void get_place(decoder *d, finding_place *place)
{
  place->file = get_text(d);
  place->line = get_number32(d);
  place->column = get_number32(d);
  place->end_line = get_number32(d);
  place->end_column = get_number32(d);
}

static void get_events(decoder *d, finding *finding)
{
  finding->event_count = bytes_get_count(&d->reader);
  finding_event *events =
      arena_new_array(d->arena, finding_event, finding->event_count);
  finding->events = events;
  for (uint32_t i = 0; i < finding->event_count; i++) {
    get_place(d, &events[i].place);
    events[i].text = get_text(d);
  }
}

static void get_finding(decoder *d, finding *finding)
{
  finding->rule = get_text(d);
  finding->severity = (severity)get_below(d, SEVERITY_ERROR + 1);
  finding->confidence = (confidence)get_below(d, CONFIDENCE_HIGH + 1);
  finding->message = get_text(d);
  finding->function = get_text(d);
  get_place(d, &finding->place);
  get_place(d, &finding->origin);
  get_events(d, finding);
  finding->ledger = get_text(d);
  finding->help = get_text(d);
  finding->has_fix = get_below(d, 2) != 0;
  if (finding->has_fix) {
    get_place(d, &finding->fix.place);
    finding->fix.text = get_text(d);
  }
  finding->acquirer = get_text(d);
  finding->expression = get_text(d);
  finding->family = get_text(d);
  finding->family_place.file = "";
  if (finding->family[0] != '\0')
    get_place(d, &finding->family_place);
  finding->fault = get_number32(d);
  finding->choice = get_number32(d);
}

static void get_row(decoder *d, unit_row *row, uint32_t file_count)
{
  row->name = get_text(d);
  uint32_t flags = get_below(d, ROW_ALL + 1);
  row->is_static = (flags & ROW_STATIC) != 0;
  row->is_relevant = (flags & ROW_RELEVANT) != 0;
  row->is_coarse = (flags & ROW_COARSE) != 0;
  row->is_tainted = (flags & ROW_TAINTED) != 0;
  row->is_skipped = (flags & ROW_SKIPPED) != 0;
  row->file = get_below(d, file_count);
  row->line = get_number32(d);
  row->end_line = get_number32(d);
  row->visits = get_number32(d);
}

static void get_comment(decoder *d, unit_comment *comment, uint32_t file_count)
{
  comment->file = get_below(d, file_count);
  comment->line = get_number32(d);
  comment->column = get_number32(d);
  comment->end_line = get_number32(d);
  comment->end_column = get_number32(d);
  comment->first = get_number32(d);
  comment->last = get_number32(d);
  comment->is_conditional = get_below(d, 2) != 0;
  comment->text = get_text(d);
}

static void get_site(decoder *d, unit_site *site, uint32_t file_count)
{
  site->function = get_text(d);
  site->file = get_below(d, file_count);
  site->line = get_number32(d);
  site->column = get_number32(d);
  site->end_line = get_number32(d);
  site->end_column = get_number32(d);
}

static void get_body(decoder *d, unit *unit)
{
  unit->status = (unit_status)get_below(d, UNIT_NOT_C + 1);
  unit->source = get_text(d);
  unit->problems = get_texts(d, &unit->problem_count);
  unit->files = get_texts(d, &unit->file_count);
  unit->row_count = bytes_get_count(&d->reader);
  unit->rows = arena_new_array(d->arena, unit_row, unit->row_count);
  for (uint32_t i = 0; i < unit->row_count; i++)
    get_row(d, &unit->rows[i], unit->file_count);
  unit->comment_count = bytes_get_count(&d->reader);
  unit->comments = arena_new_array(d->arena, unit_comment, unit->comment_count);
  for (uint32_t i = 0; i < unit->comment_count; i++)
    get_comment(d, &unit->comments[i], unit->file_count);
  unit->site_count = bytes_get_count(&d->reader);
  unit->sites = arena_new_array(d->arena, unit_site, unit->site_count);
  for (uint32_t i = 0; i < unit->site_count; i++)
    get_site(d, &unit->sites[i], unit->file_count);
  unit->finding_count = bytes_get_count(&d->reader);
  unit->findings = arena_new_array(d->arena, finding, unit->finding_count);
  for (uint32_t i = 0; i < unit->finding_count; i++)
    get_finding(d, &unit->findings[i]);
#define FIELD(name, text) unit->counts.name = bytes_get_number(&d->reader);
  UNIT_COUNTS(FIELD)
#undef FIELD
}

static uint64_t get_fixed(const unsigned char *bytes, int count)
{
  uint64_t number = 0;
  for (int i = 0; i < count; i++)
    number |= (uint64_t)bytes[i] << (8 * i);
  return number;
}

// Checks all that stands before the payload; NULL if it is as it must be.
static const char *head_problem(arena *arena, const unsigned char *bytes, size_t length)
{
  if (length < MAGIC_SIZE || memcmp(bytes, MAGIC, MAGIC_SIZE) != 0)
    return "not a unit file";
  if (length < HEAD_SIZE)
    return "cut short";
  uint64_t version = get_fixed(bytes + MAGIC_SIZE, 4);
  if (version != UNIT_FILE_VERSION)
    return arena_format(arena, "format version %u, but this memcheck reads version %d",
                        (unsigned)version, UNIT_FILE_VERSION);
  uint64_t payload = get_fixed(bytes + MAGIC_SIZE + 4, 8);
  if (payload > length - HEAD_SIZE)
    return "cut short";
  if (payload < length - HEAD_SIZE)
    return "damaged: longer than it says";
  uint64_t checksum = get_fixed(bytes + MAGIC_SIZE + 12, 8);
  if (checksum != hash_bytes(bytes + HEAD_SIZE, length - HEAD_SIZE))
    return "damaged: wrong checksum";
  return NULL;
}

bool unit_decode(arena *arena, const void *bytes, size_t length, unit *unit,
                 const char **why)
{
  memset(unit, 0, sizeof *unit);
  *why = head_problem(arena, bytes, length);
  if (*why != NULL)
    return false;
  decoder d = {
      .reader = {.next = (const unsigned char *)bytes + HEAD_SIZE,
                 .end = (const unsigned char *)bytes + length},
      .arena = arena,
  };
  get_text_table(&d);
  get_body(&d, unit);
  if (d.reader.failed || d.reader.next != d.reader.end) {
    *why = "damaged: its contents contradict each other";
    return false;
  }
  return true;
}
