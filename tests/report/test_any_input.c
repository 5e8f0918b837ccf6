// Sources may be anything, and may have changed since the analysis. Whatever they hold
// and wherever findings point, reports stay within them and can be shown.

#include "base/utf8.h"
#include "golden.h"
#include "report/report.h"

#define FOLDER TEST_BINARY_DIR
#define NAME "report_any_input.c"

static uint32_t seed = 1;

static uint32_t any_below(uint32_t limit)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % limit;
}

static void write_any_source(void)
{
  static const char *const parts[] = {
      "int x;",   "\t",           " ",    "\n",
      "\r\n",     "\r",           "\xff", "\xc3",
      "\xc3\xa9", "\xe6\xbc\xa2", "\33[", "\x01",
      "/*",       "\"",           "\\",   "\xe2\x80\xae",
      "\xcc\x81", "\x7f",         "",     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  };
  FILE *file = fopen(FOLDER "/" NAME, "wb");
  assert_non_null(file);
  for (uint32_t i = any_below(200); i > 0; i--)
    fputs(parts[any_below(sizeof parts / sizeof *parts)], file);
  if (any_below(4) == 0)
    fputc('\0', file);
  fclose(file);
}

static finding_place any_place(void)
{
  uint32_t line = any_below(12);
  uint32_t column = any_below(60);
  return (finding_place){any_below(10) == 0 ? "missing.c" : NAME, line, column,
                         line + any_below(3) - any_below(2),
                         any_below(3) == 0 ? any_below(60) : column + any_below(9)};
}

static void assert_can_be_shown(const strbuf *out, bool ascii)
{
  for (size_t at = 0, size; at < out->length; at += size) {
    uint32_t character = utf8_decode(out->text + at, out->length - at, &size);
    assert_true(character != UTF8_INVALID);
    assert_true(character == '\n' || (character >= 0x20 && character != 0x7f));
    assert_true(!ascii || character < 0x80);
  }
}

static void any_source_and_any_place_can_be_shown(void **state)
{
  (void)state;
  for (int round = 0; round < 3000; round++) {
    write_any_source();
    const finding_event events[] = {
        {any_place(), "one\tand\33more"}, {any_place(), "two"}, {any_place(), "three"}};
    const finding finding = {.rule = "MC1001",
                             .severity = (severity)any_below(3),
                             .message = "m\xff",
                             .function = "f",
                             .place = events[2].place,
                             .origin = any_place(),
                             .event_count = any_below(4),
                             .events = events,
                             .ledger = "l\n",
                             .help = "h\r",
                             .has_fix = true,
                             .fix = {any_place(), "a\n\tb\xff\n"},
                             .acquirer = "",
                             .expression = ""};
    const struct finding *list[] = {&finding};
    report report = {.root = FOLDER,
                     .directory = FOLDER,
                     .finding_count = 1,
                     .findings = list,
                     .options = {.ascii = any_below(2) == 0,
                                 .no_excerpt = any_below(5) == 0,
                                 .path_depth = any_below(4)}};
    for (int format = 0; format < REPORT_FORMAT_COUNT; format++) {
      strbuf out = {0};
      report_write(&report, (report_format)format, &out);
      bool is_for_people = format == REPORT_TEXT || format == REPORT_CONCISE;
      assert_can_be_shown(&out, is_for_people && report.options.ascii);
      strbuf_clear(&out);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_source_and_any_place_can_be_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
