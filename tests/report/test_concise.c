#include "golden.h"
#include "report/report.h"
#include "report_fixture.h"

static void a_finding_is_one_line_as_compilers_write_it(void **state)
{
  (void)state;
  report report = fixture_report();
  strbuf out = {0};
  report_write(&report, REPORT_CONCISE, &out);
  assert_string_equal(
      strbuf_text(&out),
      "src/gone file.c:120:3: warning: 'p' is released twice [MC1002]\n"
      "src/registry.c:35:5: note: suppression unused [MC0001]\n"
      "src/registry.c:41:9: error: reference leaked when PyDict_SetItem fails "
      "[MC2101]\n"
      "src/registry.c:52:5: error: stream 'out' leaks when fflush() fails [MC1001]\n"
      "src/broken.c: warning: incomplete: src/broken.c:3:10: fatal: 'x.h' file not "
      "found [MC0003]\n"
      "src/broken.c: warning: incomplete: src/broken.c:4:10: fatal: 'y.h' file not "
      "found [MC0003]\n"
      "src/huge.c: warning: not analysed: killed after 60 s [MC0003]\n");
  strbuf_clear(&out);
}

static void what_comments_allow_is_listed_on_request(void **state)
{
  (void)state;
  report report = fixture_report();
  report.options.show_suppressed = true;
  strbuf out = {0};
  report_write(&report, REPORT_CONCISE, &out);
  assert_non_null(strstr(strbuf_text(&out),
                         "src/registry.c:54:3: suppressed: stream 'log' leaks "
                         "[MC1001] -- the \"kernel\" closes it\n"));
  strbuf_clear(&out);
}

static void nothing_found_is_nothing_said(void **state)
{
  (void)state;
  report report = {.root = "/", .directory = "/"};
  strbuf out = {0};
  report_write(&report, REPORT_CONCISE, &out);
  assert_string_equal(strbuf_text(&out), "");
  strbuf_clear(&out);
}

static void odd_names_cannot_break_a_line(void **state)
{
  (void)state;
  const finding odd = {.rule = "MC1001",
                       .severity = SEVERITY_ERROR,
                       .message = "'a\nb' leaks",
                       .place = {"x\33[31m\xc3\xa9.c", 1, 2, 1, 3}};
  const finding *const list[] = {&odd};
  report report = {
      .root = "/r", .directory = "/r", .finding_count = 1, .findings = list};
  strbuf out = {0};
  report_write(&report, REPORT_CONCISE, &out);
  assert_string_equal(strbuf_text(&out),
                      "x\xef\xbf\xbd[31m\xc3\xa9.c:1:2: error: 'a\xef\xbf\xbd"
                      "b' leaks [MC1001]\n");
  strbuf_reset(&out);
  report.options.ascii = true;
  report_write(&report, REPORT_CONCISE, &out);
  assert_string_equal(strbuf_text(&out),
                      "x?[31m?.c:1:2: error: 'a?b' leaks [MC1001]\n");
  strbuf_clear(&out);
}

static void paths_are_seen_from_the_working_directory(void **state)
{
  (void)state;
  static const struct {
    const char *file;
    const char *shown;
  } cases[] = {
      {"src/a.c", "a.c:1:1: "},              // below the working directory
      {"include/a.h", "/r/include/a.h:1:1"}, // below the root only
      {"/usr/include/stdio.h", "/usr/include/stdio.h:1:1"},
      {"/r/src/./b/../a.c", "a.c:1:1: "},
  };
  for (size_t i = 0; i < FIXTURE_COUNT(cases); i++) {
    const finding at = {.rule = "MC1001",
                        .severity = SEVERITY_ERROR,
                        .message = "m",
                        .place = {cases[i].file, 1, 1, 1, 2}};
    const finding *const list[] = {&at};
    report report = {
        .root = "/r", .directory = "/r/src", .finding_count = 1, .findings = list};
    strbuf out = {0};
    report_write(&report, REPORT_CONCISE, &out);
    assert_memory_equal(strbuf_text(&out), cases[i].shown, strlen(cases[i].shown));
    strbuf_clear(&out);
  }
}

static void format_names_go_both_ways(void **state)
{
  (void)state;
  for (int i = 0; i < REPORT_FORMAT_COUNT; i++) {
    report_format format = REPORT_FORMAT_COUNT;
    assert_true(report_format_from_name(report_format_name((report_format)i), &format));
    assert_int_equal(format, i);
  }
  report_format format = REPORT_TEXT;
  assert_true(report_format_from_name("sarif", &format));
  assert_int_equal(format, REPORT_SARIF);
  assert_false(report_format_from_name("SARIF", &format));
  assert_false(report_format_from_name("", &format));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_comments_allow_is_listed_on_request),
      cmocka_unit_test(a_finding_is_one_line_as_compilers_write_it),
      cmocka_unit_test(nothing_found_is_nothing_said),
      cmocka_unit_test(odd_names_cannot_break_a_line),
      cmocka_unit_test(paths_are_seen_from_the_working_directory),
      cmocka_unit_test(format_names_go_both_ways),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
