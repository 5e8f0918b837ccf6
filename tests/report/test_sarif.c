#include "golden.h"
#include "report/report.h"
#include "report/shown.h"
#include "report_fixture.h"
#include "schema.h"

#define SARIF_SCHEMA "tests/support/sarif-2.1.0-rtm.5.json"

static void write_sarif(const report *report, strbuf *out)
{
  strbuf_reset(out);
  report_write(report, REPORT_SARIF, out);
}

static uint32_t count_of(const char *text, const char *part)
{
  uint32_t count = 0;
  for (; (text = strstr(text, part)) != NULL; text++)
    count++;
  return count;
}

static void assert_has(const strbuf *out, const char *part)
{
  if (strstr(strbuf_text(out), part) == NULL)
    fail_msg("no\n%s\nin\n%s", part, strbuf_text(out));
}

// Lines that hold [part] change with every rule that is added.
static void drop_lines_with(strbuf *text, const char *part)
{
  strbuf kept = {0};
  for (const char *line = strbuf_text(text); *line != '\0';) {
    size_t length = strcspn(line, "\n");
    length += line[length] == '\n';
    if (memmem(line, length, part, strlen(part)) == NULL)
      strbuf_add_bytes(&kept, line, length);
    line += length;
  }
  strbuf_clear(text);
  *text = kept;
}

static void a_full_report_is_valid_sarif(void **state)
{
  (void)state;
  report report = fixture_report();
  strbuf out = {0};
  write_sarif(&report, &out);
  assert_follows_schema(SARIF_SCHEMA, "report_full.sarif", strbuf_text(&out));
  drop_lines_with(&out, "\"ruleIndex\"");
  // What stands before lists the rules.
  assert_golden("report/results.sarif",
                strstr(strbuf_text(&out), "\"automationDetails\""));
  strbuf_clear(&out);
}

static void an_empty_report_is_valid_sarif(void **state)
{
  (void)state;
  report report = {.root = "/", .directory = "/", .exit_code = 3};
  strbuf out = {0};
  write_sarif(&report, &out);
  assert_follows_schema(SARIF_SCHEMA, "report_empty.sarif", strbuf_text(&out));
  assert_has(&out, "\"results\": []");
  assert_has(&out, "\"executionSuccessful\": false");
  assert_has(&out, "\"exitCode\": 3");
  strbuf_clear(&out);
}

static void the_schema_is_able_to_say_no(void **state)
{
  (void)state;
  golden_write(TEST_BINARY_DIR "/report_bad.sarif",
               "{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]}");
  assert_int_not_equal(system("python3 '" TEST_SOURCE_DIR
                              "/tests/support/validate_json.py' '" TEST_SOURCE_DIR
                              "/" SARIF_SCHEMA "' '" TEST_BINARY_DIR
                              "/report_bad.sarif' 2>/dev/null"),
                       0);
}

static void a_run_without_loss_says_so(void **state)
{
  (void)state;
  report report = fixture_report();
  report.analyzed_count = report.unit_count;
  report.problem_count = 0;
  strbuf out = {0};
  write_sarif(&report, &out);
  assert_has(&out, "\"executionSuccessful\": true");
  assert_has(&out, "\"toolExecutionNotifications\": []");
  strbuf_clear(&out);
}

// ---- Places ------------------------------------------------------------------------

static void assert_uri(const char *path, const char *expected)
{
  strbuf out = {0};
  shown_uri(path, &out);
  assert_string_equal(strbuf_text(&out), expected);
  strbuf_clear(&out);
}

static void uris_are_percent_encoded(void **state)
{
  (void)state;
  assert_uri("src/a.c", "src/a.c");
  assert_uri("a b#c?d%e.c", "a%20b%23c%3Fd%25e.c");
  assert_uri("c:x.c", "c%3Ax.c"); // else "c" would be taken for a scheme
  assert_uri("/usr/include/a.h", "file:///usr/include/a.h");
  assert_uri("\xc3\xa9\xff.c", "%C3%A9%FF.c");
}

#define ODD_FOLDER TEST_BINARY_DIR

static finding finding_at(finding_place place)
{
  return (finding){.rule = "MC1001",
                   .severity = SEVERITY_ERROR,
                   .message = "m",
                   .function = "",
                   .place = place,
                   .ledger = "",
                   .help = "",
                   .acquirer = "",
                   .expression = ""};
}

static void assert_region(finding_place place, const char *expected)
{
  finding finding = finding_at(place);
  const struct finding *list[] = {&finding};
  report report = {.root = ODD_FOLDER,
                   .directory = ODD_FOLDER,
                   .finding_count = 1,
                   .findings = list};
  strbuf out = {0};
  write_sarif(&report, &out);
  strbuf flat = {0};
  const char *region = strstr(strbuf_text(&out), "\"region\"");
  assert_non_null(region);
  for (; *region != '}'; region++)
    if (*region != ' ' && *region != '\n')
      strbuf_add_char(&flat, *region);
  assert_string_equal(strbuf_text(&flat), expected);
  assert_follows_schema(SARIF_SCHEMA, "report_region.sarif", strbuf_text(&out));
  strbuf_clear(&flat);
  strbuf_clear(&out);
}

static void columns_count_utf16_code_units(void **state)
{
  (void)state;
  // Bytes: e with acute is 2 (1 unit), an emoji 4 (2 units), a lone 0xff 1 (1 unit).
  golden_write(ODD_FOLDER "/report_units.c", "\xc3\xa9\xf0\x9f\x98\x80\xff p\n");
  assert_region((finding_place){"report_units.c", 1, 9, 1, 10},
                "\"region\":{\"startLine\":1,\"startColumn\":6,"
                "\"endLine\":1,\"endColumn\":7");
}

static void a_place_is_valid_whatever_the_finding_says(void **state)
{
  (void)state;
  assert_region((finding_place){"gone.c", 0, 0, 0, 0},
                "\"region\":{\"startLine\":1,\"startColumn\":1,"
                "\"endLine\":1,\"endColumn\":1");
  assert_region((finding_place){"gone.c", 7, 9, 3, 2},
                "\"region\":{\"startLine\":7,\"startColumn\":9,"
                "\"endLine\":7,\"endColumn\":9");
}

static void a_file_outside_the_working_directory_has_a_file_uri(void **state)
{
  (void)state;
  finding finding = finding_at((finding_place){"/usr/include/a b.h", 1, 1, 1, 2});
  const struct finding *list[] = {&finding};
  report report = {
      .root = "/r", .directory = "/r/sub", .finding_count = 1, .findings = list};
  strbuf out = {0};
  write_sarif(&report, &out);
  assert_has(&out, "\"uri\": \"file:///usr/include/a%20b.h\"\n");
  finding.place.file = "src/a.c"; // below the root, not below the working directory
  write_sarif(&report, &out);
  assert_has(&out, "\"uri\": \"file:///r/src/a.c\"\n");
  finding.place.file = "sub/a.c";
  write_sarif(&report, &out);
  assert_has(&out, "\"uri\": \"a.c\",\n");
  strbuf_clear(&out);
}

// ---- Limits ------------------------------------------------------------------------

static void too_many_results_are_cut_and_errors_stay(void **state)
{
  (void)state;
  enum { NOTES = 4000, ERRORS = 3000 };
  static finding findings[NOTES + ERRORS];
  static const finding *list[NOTES + ERRORS];
  for (uint32_t i = 0; i < NOTES + ERRORS; i++) {
    findings[i] = finding_at((finding_place){"gone.c", i + 1, 1, i + 1, 2});
    findings[i].severity = i < NOTES ? SEVERITY_NOTE : SEVERITY_ERROR;
    list[i] = &findings[i];
  }
  report report = {.root = "/r",
                   .directory = "/r",
                   .finding_count = NOTES + ERRORS,
                   .findings = list};
  strbuf out = {0};
  write_sarif(&report, &out);
  const char *results = strstr(strbuf_text(&out), "\"results\"");
  assert_int_equal(count_of(results, "\"level\": \"error\""), ERRORS);
  assert_int_equal(count_of(results, "\"level\": \"note\""), 5000 - ERRORS);
  assert_has(&out, "\"2000 of 7000 results are left out.\"");
  assert_follows_schema(SARIF_SCHEMA, "report_cut.sarif", strbuf_text(&out));
  strbuf_clear(&out);
}

static void a_long_path_keeps_its_first_step_and_its_last(void **state)
{
  (void)state;
  enum { STEPS = 1500 };
  static finding_event events[STEPS];
  static char texts[STEPS][16];
  for (uint32_t i = 0; i < STEPS; i++) {
    snprintf(texts[i], sizeof texts[i], "step %u", i + 1);
    events[i] = (finding_event){{"gone.c", i + 1, 1, i + 1, 2}, texts[i]};
  }
  finding finding = finding_at((finding_place){"gone.c", STEPS, 1, STEPS, 2});
  finding.event_count = STEPS;
  finding.events = events;
  const struct finding *list[] = {&finding};
  report report = {
      .root = "/r", .directory = "/r", .finding_count = 1, .findings = list};
  strbuf out = {0};
  write_sarif(&report, &out);
  assert_int_equal(count_of(strbuf_text(&out), "\"text\": \"step "), 1000);
  assert_has(&out, "\"step 1.\"");
  assert_has(&out, "\"step 502.\"");
  assert_null(strstr(strbuf_text(&out), "\"step 501.\""));
  assert_has(&out, "\"step 1500.\"");
  strbuf_clear(&out);
}

static void every_rule_has_its_texts_and_pages_give_better_ones(void **state)
{
  (void)state;
  report report = {
      .root = "/r", .directory = "/r", .explain_folder = FIXTURE_ROOT "/explain"};
  strbuf out = {0};
  write_sarif(&report, &out);
  assert_has(&out, "\"text\": \"What was acquired with fopen or malloc is neither "
                   "released nor handed on.\"");
  assert_has(&out, "## Bad\\n\\n```c\\nchar *p = malloc(10);");
  assert_has(&out, "\"text\": \"Double release. See `memcheck explain MC1002`.\"");
  assert_has(&out, "\"name\": \"DoubleRelease\"");
  assert_int_equal(count_of(strbuf_text(&out), "\"fullDescription\""), rule_count());
  assert_int_equal(count_of(strbuf_text(&out), "\"markdown\""), rule_count());
  strbuf_clear(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_full_report_is_valid_sarif),
      cmocka_unit_test(an_empty_report_is_valid_sarif),
      cmocka_unit_test(the_schema_is_able_to_say_no),
      cmocka_unit_test(a_run_without_loss_says_so),
      cmocka_unit_test(uris_are_percent_encoded),
      cmocka_unit_test(columns_count_utf16_code_units),
      cmocka_unit_test(a_place_is_valid_whatever_the_finding_says),
      cmocka_unit_test(a_file_outside_the_working_directory_has_a_file_uri),
      cmocka_unit_test(too_many_results_are_cut_and_errors_stay),
      cmocka_unit_test(a_long_path_keeps_its_first_step_and_its_last),
      cmocka_unit_test(every_rule_has_its_texts_and_pages_give_better_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
