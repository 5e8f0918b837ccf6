#include "model/unit_file.h"
#include "base/hash.h"
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_SIZE = 28, VERSION_AT = 8, LENGTH_AT = 12, CHECKSUM_AT = 20 };

static const char *problems[] = {"a.c:3:10: fatal: 'x.h' file not found"};
static const char *files[] = {"src/a.c", "include/a.h"};
static unit_row rows[] = {
    {.name = "load",
     .is_relevant = true,
     .file = 0,
     .line = 10,
     .end_line = 300,
     .visits = 6000},
    {.name = "helper", .is_static = true, .is_coarse = true, .file = 1, .line = 3},
    {.name = "broken", .is_tainted = true, .file = 0, .line = 4000000000u},
    {.name = "jumper", .is_skipped = true, .file = 0, .line = 7},
};
static unit_comment comments[] = {{.file = 1,
                                   .line = 7,
                                   .column = 4,
                                   .end_line = 8,
                                   .end_column = 3,
                                   .first = 9,
                                   .last = 10,
                                   .is_conditional = true,
                                   .text = "memcheck: allow(MC1001) -- kept"}};
static unit_site sites[] = {{"net_new", 1, 11, 13, 12, 20}};
static const finding_event events[] = {
    {{"src/a.c", 11, 3, 11, 20}, "'in' is opened"},
    {{"include/a.h", 4, 1, 5, 9}, "fails"},
};
static finding findings[] = {
    {.rule = "MC1001",
     .severity = SEVERITY_ERROR,
     .confidence = CONFIDENCE_HIGH,
     .message = "stream 'in' leaks",
     .function = "load",
     .place = {"src/a.c", 14, 5, 14, 14},
     .origin = {"src/a.c", 11, 3, 11, 20},
     .event_count = 2,
     .events = events,
     .ledger = "in  acquired 1 \xc2\xb7 released 0",
     .help = "release it",
     .has_fix = true,
     .fix = {{"src/a.c", 14, 5, 14, 5}, "fclose(in);\n"},
     .acquirer = "fopen",
     .expression = "return - 1 ;",
     .family = "net_new",
     .family_place = {"src/a.c", 11, 13, 11, 20},
     .fault = 300,
     .choice = 2},
    {.rule = "MC1002",
     .severity = SEVERITY_NOTE,
     .confidence = CONFIDENCE_LOW,
     .message = "second",
     .function = "",
     .place = {"src/a.c", 20, 1, 20, 2},
     .origin = {"", 0, 0, 0, 0},
     .ledger = "",
     .help = "",
     .acquirer = "",
     .expression = ""},
};

static unit sample(void)
{
  unit unit = {.status = UNIT_INCOMPLETE,
               .source = "src/a.c",
               .problem_count = 1,
               .problems = problems,
               .file_count = 2,
               .files = files,
               .row_count = 4,
               .rows = rows,
               .comment_count = 1,
               .comments = comments,
               .site_count = 1,
               .sites = sites,
               .finding_count = 2,
               .findings = findings};
  uint64_t next = 1;
#define FIELD(name, text) unit.counts.name = next *= 7;
  UNIT_COUNTS(FIELD)
#undef FIELD
  return unit;
}

static void assert_same_place(const finding_place *a, const finding_place *b)
{
  assert_string_equal(a->file, b->file);
  assert_int_equal(a->line, b->line);
  assert_int_equal(a->column, b->column);
  assert_int_equal(a->end_line, b->end_line);
  assert_int_equal(a->end_column, b->end_column);
}

static void assert_same_finding(const finding *a, const finding *b)
{
  assert_string_equal(a->rule, b->rule);
  assert_int_equal(a->severity, b->severity);
  assert_int_equal(a->confidence, b->confidence);
  assert_string_equal(a->message, b->message);
  assert_string_equal(a->function, b->function);
  assert_same_place(&a->place, &b->place);
  assert_same_place(&a->origin, &b->origin);
  assert_int_equal(a->event_count, b->event_count);
  for (uint32_t i = 0; i < a->event_count; i++) {
    assert_same_place(&a->events[i].place, &b->events[i].place);
    assert_string_equal(a->events[i].text, b->events[i].text);
  }
  assert_string_equal(a->ledger, b->ledger);
  assert_string_equal(a->help, b->help);
  assert_int_equal(a->has_fix, b->has_fix);
  if (a->has_fix) {
    assert_same_place(&a->fix.place, &b->fix.place);
    assert_string_equal(a->fix.text, b->fix.text);
  }
  assert_string_equal(a->acquirer, b->acquirer);
  assert_string_equal(a->expression, b->expression);
  assert_string_equal(a->family == NULL ? "" : a->family, b->family);
  if (b->family[0] != '\0')
    assert_same_place(&a->family_place, &b->family_place);
  assert_int_equal(a->fault, b->fault);
  assert_int_equal(a->choice, b->choice);
}

static void assert_same_unit(const unit *a, const unit *b)
{
  assert_int_equal(a->status, b->status);
  assert_string_equal(a->source, b->source);
  assert_int_equal(a->problem_count, b->problem_count);
  assert_string_equal(a->problems[0], b->problems[0]);
  assert_int_equal(a->file_count, b->file_count);
  for (uint32_t i = 0; i < a->file_count; i++)
    assert_string_equal(a->files[i], b->files[i]);
  assert_int_equal(a->row_count, b->row_count);
  for (uint32_t i = 0; i < a->row_count; i++) {
    assert_string_equal(a->rows[i].name, b->rows[i].name);
    assert_int_equal(a->rows[i].is_static, b->rows[i].is_static);
    assert_int_equal(a->rows[i].is_relevant, b->rows[i].is_relevant);
    assert_int_equal(a->rows[i].is_coarse, b->rows[i].is_coarse);
    assert_int_equal(a->rows[i].is_tainted, b->rows[i].is_tainted);
    assert_int_equal(a->rows[i].file, b->rows[i].file);
    assert_int_equal(a->rows[i].line, b->rows[i].line);
    assert_int_equal(a->rows[i].end_line, b->rows[i].end_line);
    assert_int_equal(a->rows[i].is_skipped, b->rows[i].is_skipped);
    assert_int_equal(a->rows[i].visits, b->rows[i].visits);
  }
  assert_int_equal(a->site_count, b->site_count);
  assert_string_equal(a->sites[0].function, b->sites[0].function);
  assert_int_equal(a->sites[0].file, b->sites[0].file);
  assert_int_equal(a->sites[0].line, b->sites[0].line);
  assert_int_equal(a->sites[0].column, b->sites[0].column);
  assert_int_equal(a->sites[0].end_line, b->sites[0].end_line);
  assert_int_equal(a->sites[0].end_column, b->sites[0].end_column);
  assert_int_equal(a->comment_count, b->comment_count);
  assert_int_equal(a->comments[0].file, b->comments[0].file);
  assert_int_equal(a->comments[0].line, b->comments[0].line);
  assert_int_equal(a->comments[0].column, b->comments[0].column);
  assert_int_equal(a->comments[0].end_line, b->comments[0].end_line);
  assert_int_equal(a->comments[0].end_column, b->comments[0].end_column);
  assert_int_equal(a->comments[0].first, b->comments[0].first);
  assert_int_equal(a->comments[0].last, b->comments[0].last);
  assert_int_equal(a->comments[0].is_conditional, b->comments[0].is_conditional);
  assert_string_equal(a->comments[0].text, b->comments[0].text);
  assert_int_equal(a->finding_count, b->finding_count);
  for (uint32_t i = 0; i < a->finding_count; i++)
    assert_same_finding(&a->findings[i], &b->findings[i]);
  assert_memory_equal(&a->counts, &b->counts, sizeof a->counts);
}

// Decodes [length] bytes from a heap copy of that very size, so that ASan sees any step
// beyond. Returns the reason of a refusal, or NULL.
static const char *refusal(const char *bytes, size_t length)
{
  static char reason[200];
  char *exact = malloc(length == 0 ? 1 : length);
  memcpy(exact, bytes, length);
  arena arena = {0};
  unit read;
  const char *why = NULL;
  bool is_read = unit_decode(&arena, exact, length, &read, &why);
  assert_true(is_read == (why == NULL));
  if (why != NULL)
    strncpy(reason, why, sizeof reason - 1);
  arena_clear(&arena);
  free(exact);
  return is_read ? NULL : reason;
}

static void put_fixed(char *at, uint64_t number, int bytes)
{
  for (int i = 0; i < bytes; i++)
    at[i] = (char)(number >> (8 * i));
}

static void sign_again(strbuf *bytes)
{
  put_fixed(bytes->text + LENGTH_AT, bytes->length - HEAD_SIZE, 8);
  put_fixed(bytes->text + CHECKSUM_AT,
            hash_bytes(bytes->text + HEAD_SIZE, bytes->length - HEAD_SIZE), 8);
}

static strbuf sample_bytes(void)
{
  unit unit = sample();
  strbuf bytes = {0};
  unit_encode(&unit, &bytes);
  return bytes;
}

static void a_unit_comes_back_as_it_was(void **state)
{
  (void)state;
  unit unit = sample();
  strbuf bytes = sample_bytes();
  arena arena = {0};
  struct unit read;
  const char *why;
  assert_true(unit_decode(&arena, bytes.text, bytes.length, &read, &why));
  assert_null(why);
  strbuf_clear(&bytes); // nothing may point into the bytes
  assert_same_unit(&unit, &read);
  arena_clear(&arena);
}

static void an_empty_unit_comes_back_too(void **state)
{
  (void)state;
  unit unit = {.status = UNIT_NOT_C, .source = "x.c"};
  strbuf bytes = {0};
  unit_encode(&unit, &bytes);
  assert_null(refusal(bytes.text, bytes.length));
  strbuf_clear(&bytes);
}

static void equal_units_give_equal_bytes(void **state)
{
  (void)state;
  strbuf first = sample_bytes();
  strbuf second = sample_bytes();
  assert_int_equal(first.length, second.length);
  assert_memory_equal(first.text, second.text, first.length);
  strbuf_clear(&first);
  strbuf_clear(&second);
}

static void a_file_cut_at_any_byte_is_refused(void **state)
{
  (void)state;
  strbuf bytes = sample_bytes();
  for (size_t length = 0; length < bytes.length; length++) {
    const char *why = refusal(bytes.text, length);
    assert_non_null(why);
    assert_string_equal(why, length < 8 ? "not a unit file" : "cut short");
  }
  strbuf_clear(&bytes);
}

static void any_flipped_bit_is_noticed(void **state)
{
  (void)state;
  strbuf bytes = sample_bytes();
  for (size_t i = 0; i < bytes.length * 8; i++) {
    bytes.text[i / 8] ^= (char)(1 << (i % 8));
    assert_non_null(refusal(bytes.text, bytes.length));
    bytes.text[i / 8] ^= (char)(1 << (i % 8));
  }
  strbuf_clear(&bytes);
}

static void a_foreign_file_is_named_as_such(void **state)
{
  (void)state;
  const char elf[] = "\x7f"
                     "ELF and then more bytes than the head of a unit file has";
  assert_string_equal(refusal(elf, sizeof elf), "not a unit file");
  assert_string_equal(refusal("", 0), "not a unit file");
}

static void another_version_is_named_in_the_refusal(void **state)
{
  (void)state;
  strbuf bytes = sample_bytes();
  put_fixed(bytes.text + VERSION_AT, UNIT_FILE_VERSION + 1, 4);
  char expected[100];
  snprintf(expected, sizeof expected,
           "format version %d, but this memcheck reads version %d",
           UNIT_FILE_VERSION + 1, UNIT_FILE_VERSION);
  assert_string_equal(refusal(bytes.text, bytes.length), expected);
  strbuf_clear(&bytes);
}

static void bytes_behind_the_end_are_refused(void **state)
{
  (void)state;
  strbuf bytes = sample_bytes();
  strbuf_add_char(&bytes, 0);
  assert_string_equal(refusal(bytes.text, bytes.length),
                      "damaged: longer than it says");
  sign_again(&bytes);
  assert_string_equal(refusal(bytes.text, bytes.length),
                      "damaged: its contents contradict each other");
  strbuf_clear(&bytes);
}

// A valid checksum is no proof of good intent: each byte is replaced, the checksum made
// right, and decoding must end in a unit or a refusal.
static void forged_contents_never_lead_astray(void **state)
{
  (void)state;
  static const unsigned char forgeries[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
  strbuf bytes = sample_bytes();
  int refused = 0;
  for (size_t i = HEAD_SIZE; i < bytes.length; i++)
    for (size_t k = 0; k < sizeof forgeries; k++) {
      char old = bytes.text[i];
      bytes.text[i] = (char)forgeries[k];
      sign_again(&bytes);
      refused += refusal(bytes.text, bytes.length) != NULL;
      bytes.text[i] = old;
    }
  assert_true(refused > 0);
  strbuf_clear(&bytes);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_unit_comes_back_as_it_was),
      cmocka_unit_test(an_empty_unit_comes_back_too),
      cmocka_unit_test(equal_units_give_equal_bytes),
      cmocka_unit_test(a_file_cut_at_any_byte_is_refused),
      cmocka_unit_test(any_flipped_bit_is_noticed),
      cmocka_unit_test(a_foreign_file_is_named_as_such),
      cmocka_unit_test(another_version_is_named_in_the_refusal),
      cmocka_unit_test(bytes_behind_the_end_are_refused),
      cmocka_unit_test(forged_contents_never_lead_astray),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
