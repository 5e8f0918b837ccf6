#include "golden.h"
#include "report/report.h"
#include "report_fixture.h"

#include <sys/stat.h>

static void assert_text_is(const report *report, const char *golden)
{
  strbuf out = {0};
  report_write(report, REPORT_TEXT, &out);
  assert_golden(golden, strbuf_text(&out));
  strbuf_clear(&out);
}

static void frames_show_the_path_the_ledger_and_the_fix(void **state)
{
  (void)state;
  report report = fixture_report();
  assert_text_is(&report, "report/text.txt");
}

static void colours_only_add_escapes(void **state)
{
  (void)state;
  report report = fixture_report();
  report.options.color = true;
  assert_text_is(&report, "report/text_color.txt");

  strbuf colored = {0};
  strbuf plain = {0};
  report_write(&report, REPORT_TEXT, &colored);
  report.options.color = false;
  report_write(&report, REPORT_TEXT, &plain);
  strbuf stripped = {0};
  for (const char *at = strbuf_text(&colored); *at != '\0'; at++)
    if (*at == '\33')
      at += strcspn(at, "m");
    else
      strbuf_add_char(&stripped, *at);
  assert_string_equal(strbuf_text(&stripped), strbuf_text(&plain));
  strbuf_clear(&colored);
  strbuf_clear(&plain);
  strbuf_clear(&stripped);
}

static void ascii_means_nothing_but_ascii(void **state)
{
  (void)state;
  report report = fixture_report();
  report.options.ascii = true;
  assert_text_is(&report, "report/text_ascii.txt");
  strbuf out = {0};
  report_write(&report, REPORT_TEXT, &out);
  for (size_t i = 0; i < out.length; i++)
    assert_true((unsigned char)out.text[i] < 0x80);
  strbuf_clear(&out);
}

static void without_excerpts_the_events_are_a_list(void **state)
{
  (void)state;
  report report = fixture_report();
  report.options.no_excerpt = true;
  assert_text_is(&report, "report/text_no_excerpt.txt");
}

static void a_limited_path_keeps_its_first_step_and_its_last(void **state)
{
  (void)state;
  report report = fixture_report();
  report.options.path_depth = 3;
  assert_text_is(&report, "report/text_path_depth.txt");
}

// Writes [report]'s text into [out] and checks that it has [part].
static void assert_shows(const report *report, const char *part)
{
  strbuf out = {0};
  report_write(report, REPORT_TEXT, &out);
  if (strstr(strbuf_text(&out), part) == NULL)
    fail_msg("no\n%s\nin\n%s", part, strbuf_text(&out));
  strbuf_clear(&out);
}

static void nothing_found_is_said_in_two_lines(void **state)
{
  (void)state;
  report report = {.root = "/", .directory = "/", .unit_count = 1, .analyzed_count = 1};
  strbuf out = {0};
  report_write(&report, REPORT_TEXT, &out);
  assert_string_equal(strbuf_text(&out), "no new findings\n"
                                         "1/1 file \xc2\xb7 exit 0\n");
  strbuf_clear(&out);
}

// ---- Odd sources -------------------------------------------------------------------

#define ODD_FOLDER TEST_BINARY_DIR "/report_text_sources"

static report odd_report(const finding *const *findings)
{
  return (report){.root = ODD_FOLDER,
                  .directory = ODD_FOLDER,
                  .finding_count = 1,
                  .findings = findings,
                  .unit_count = 1,
                  .analyzed_count = 1};
}

static void assert_odd_source_shows(const char *text, finding_place place,
                                    const char *part)
{
  mkdir(ODD_FOLDER, 0777);
  golden_write(ODD_FOLDER "/odd.c", text);
  place.file = "odd.c";
  const finding_event event = {place, "here"};
  const finding finding = {.rule = "MC1001",
                           .severity = SEVERITY_ERROR,
                           .message = "m",
                           .function = "f",
                           .place = place,
                           .event_count = 1,
                           .events = &event,
                           .ledger = "",
                           .help = "",
                           .acquirer = "",
                           .expression = ""};
  const struct finding *list[] = {&finding};
  report report = odd_report(list);
  assert_shows(&report, part);
}

static void tabs_keep_the_marker_under_what_it_marks(void **state)
{
  (void)state;
  assert_odd_source_shows("\tfree(p);\n", (finding_place){NULL, 1, 2, 1, 9},
                          "\n 1 |         free(p);\n"
                          "   |         ^^^^^^^ 1 here\n");
  assert_odd_source_shows("int x;\tfree(p);\n", (finding_place){NULL, 1, 8, 1, 15},
                          "\n 1 | int x;  free(p);\n"
                          "   |         ^^^^^^^ 1 here\n");
}

static void every_kind_of_line_end_is_one(void **state)
{
  (void)state;
  assert_odd_source_shows("one\r\ntwo\rthree\r\n", (finding_place){NULL, 3, 1, 3, 6},
                          "\n 3 | three\n   | ^^^^^ 1 here\n");
  assert_odd_source_shows("one\r\ntwo\rthree", (finding_place){NULL, 2, 1, 2, 4},
                          "\n 2 | two\n   | ^^^ 1 here\n");
}

static void wide_and_combining_characters_keep_the_columns(void **state)
{
  (void)state;
  // Two Han characters (2 columns each), then e with a combining accent (1 column).
  assert_odd_source_shows("/*\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81*/ p\n",
                          (finding_place){NULL, 1, 16, 1, 17},
                          "*/ p\n   |            ^ 1 here\n");
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
  (void)state;
  assert_odd_source_shows("/*\xe9*/ \33[31m p;\n", (finding_place){NULL, 1, 13, 1, 14},
                          "/*\xef\xbf\xbd*/ \xef\xbf\xbd[31m p;\n"
                          "   |             ^ 1 here\n");
  // A mark that turns the direction of text could make code look like a comment.
  assert_odd_source_shows("a\xe2\x80\xae"
                          "b\n",
                          (finding_place){NULL, 1, 5, 1, 6},
                          " 1 | a\xef\xbf\xbd"
                          "b\n   |   ^ 1 here\n");
}

static void a_very_long_line_is_cut_around_the_mark(void **state)
{
  (void)state;
  char text[20001];
  memset(text, 'x', 20000);
  memcpy(text + 10000, "MARK", 4);
  text[20000] = '\0';
  // 40 columns before the mark, 120 in all, a cut sign on each side.
  char expected[400];
  char before[41];
  char after[77];
  memset(before, 'x', 40);
  memset(after, 'x', 76);
  before[40] = after[76] = '\0';
  snprintf(expected, sizeof expected,
           "\n 1 | \xe2\x80\xa6%sMARK%s\xe2\x80\xa6\n   | %41s^^^^ 1 here\n", before,
           after, "");
  assert_odd_source_shows(text, (finding_place){NULL, 1, 10001, 1, 10005}, expected);
}

static void a_range_over_lines_is_marked_to_the_end_of_the_first(void **state)
{
  (void)state;
  assert_odd_source_shows("call(a,\n     b);\n", (finding_place){NULL, 1, 1, 2, 8},
                          "\n 1 | call(a,\n   | ^^^^^^^ 1 here\n");
}

static void a_source_that_changed_since_does_no_harm(void **state)
{
  (void)state;
  assert_odd_source_shows("short\n", (finding_place){NULL, 1, 50, 1, 60},
                          "\n 1 | short\n   |      ^ 1 here\n");
  assert_odd_source_shows("short\n", (finding_place){NULL, 9, 1, 9, 2},
                          "\n   = 1 odd.c:9:1: here\n");
  assert_odd_source_shows("", (finding_place){NULL, 1, 1, 1, 2},
                          "\n 1 | \n   | ^ 1 here\n");
}

// ---- Fixes -------------------------------------------------------------------------

static void assert_fix_shows(const char *source, finding_fix fix, const char *part)
{
  mkdir(ODD_FOLDER, 0777);
  golden_write(ODD_FOLDER "/odd.c", source);
  fix.place.file = "odd.c";
  const finding finding = {.rule = "MC1001",
                           .severity = SEVERITY_ERROR,
                           .message = "m",
                           .function = "f",
                           .place = {"odd.c", 1, 1, 1, 2},
                           .ledger = "",
                           .help = "do it",
                           .has_fix = true,
                           .fix = fix,
                           .acquirer = "",
                           .expression = ""};
  const struct finding *list[] = {&finding};
  report report = odd_report(list);
  assert_shows(&report, part);
}

static void a_fix_shows_the_lines_it_changes(void **state)
{
  (void)state;
  const char *source = "one\n  two(a);\nthree\n";
  assert_fix_shows(source, (finding_fix){{NULL, 2, 7, 2, 8}, "b"},
                   "]\n 2 -   two(a);\n 2 +   two(b);\n   = more");
  assert_fix_shows(source, (finding_fix){{NULL, 2, 1, 3, 1}, ""},
                   "]\n 2 -   two(a);\n   = more");
  assert_fix_shows(source, (finding_fix){{NULL, 2, 3, 2, 3}, "x();\n  "},
                   "]\n 2 +   x();\n   = more");
  assert_fix_shows(source, (finding_fix){{NULL, 2, 1, 2, 1}, "  x();\n  y();\n"},
                   "]\n 2 +   x();\n 3 +   y();\n   = more");
  assert_fix_shows(source, (finding_fix){{NULL, 99, 1, 99, 1}, "gone();\n"},
                   "]\n99 + gone();\n   = more");
}

static void what_comments_allow_is_listed_on_request(void **state)
{
  (void)state;
  report report = fixture_report();
  report.options.show_suppressed = true;
  strbuf out = {0};
  report_write(&report, REPORT_TEXT, &out);
  const char *part = "suppressed[MC1001] stream 'log' leaks\n"
                     "  --> src/registry.c:54:3 in registry_dump()\n"
                     "   = reason: the \"kernel\" closes it\n"
                     "   = allowed at: src/registry.c:53:6\n\n";
  assert_non_null(strstr(strbuf_text(&out), part));
  strbuf_clear(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_comments_allow_is_listed_on_request),
      cmocka_unit_test(frames_show_the_path_the_ledger_and_the_fix),
      cmocka_unit_test(colours_only_add_escapes),
      cmocka_unit_test(ascii_means_nothing_but_ascii),
      cmocka_unit_test(without_excerpts_the_events_are_a_list),
      cmocka_unit_test(a_limited_path_keeps_its_first_step_and_its_last),
      cmocka_unit_test(nothing_found_is_said_in_two_lines),
      cmocka_unit_test(tabs_keep_the_marker_under_what_it_marks),
      cmocka_unit_test(every_kind_of_line_end_is_one),
      cmocka_unit_test(wide_and_combining_characters_keep_the_columns),
      cmocka_unit_test(bytes_that_are_no_text_are_replaced),
      cmocka_unit_test(a_very_long_line_is_cut_around_the_mark),
      cmocka_unit_test(a_range_over_lines_is_marked_to_the_end_of_the_first),
      cmocka_unit_test(a_source_that_changed_since_does_no_harm),
      cmocka_unit_test(a_fix_shows_the_lines_it_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
