#include "golden.h"
#include "report/report.h"
#include "report_fixture.h"
#include "schema.h"

static void everything_a_finding_holds_is_there(void **state)
{
  (void)state;
  report report = fixture_report();
  strbuf out = {0};
  report_write(&report, REPORT_JSON, &out);
  // What stands before names the version of the tool.
  assert_golden("report/findings.json", strstr(strbuf_text(&out), "\"findings\""));
  assert_follows_schema("analyzer/report/report.schema.json", "report_json_full.json",
                        strbuf_text(&out));
  strbuf_clear(&out);
}

static void an_empty_report_follows_the_schema_too(void **state)
{
  (void)state;
  report report = {.root = "/", .directory = "/"};
  strbuf out = {0};
  report_write(&report, REPORT_JSON, &out);
  assert_follows_schema("analyzer/report/report.schema.json", "report_json_empty.json",
                        strbuf_text(&out));
  strbuf_clear(&out);
}

static void neither_time_nor_cache_nor_options_change_a_byte(void **state)
{
  (void)state;
  report report = fixture_report();
  strbuf first = {0};
  strbuf second = {0};
  report_write(&report, REPORT_JSON, &first);
  report.seconds = 77;
  report.cached_count = 0;
  report.directory = "/somewhere/else";
  report.options = (report_options){true, true, true, 1};
  report_write(&report, REPORT_JSON, &second);
  assert_string_equal(strbuf_text(&first), strbuf_text(&second));
  strbuf_clear(&first);
  strbuf_clear(&second);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(everything_a_finding_holds_is_there),
      cmocka_unit_test(an_empty_report_follows_the_schema_too),
      cmocka_unit_test(neither_time_nor_cache_nor_options_change_a_byte),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
