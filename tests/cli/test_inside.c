// The path of one finding, with what was known along it.

#include "cli_fixture.h"

#include "base/strbuf.h"

#include <string.h>

// The [number]th fingerprint of the report in [text], valid until the next call.
static const char *fingerprint_at(const char *text, const char *key, int number)
{
  static char found[33];
  const char *at = text;
  for (int i = 0; i <= number; i++) {
    at = strstr(at, key);
    assert_non_null(at);
    at += strlen(key);
  }
  memcpy(found, at, 32);
  return found;
}

#define JSON_KEY "\"fingerprint\": \""
#define SARIF_KEY "\"memcheck/v1\": \""

static void assert_trace(cli *cli)
{
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "MC1001 block 'block' leaks when 'n' is greater than 3\n");
  ASSERT_OUT(cli, "a.c:8:5 in leaky()\n");
  ASSERT_OUT(cli, "  b0 line 4: %0 = call malloc(10)");
  ASSERT_OUT(cli, "    acquires $");
  ASSERT_OUT(cli, "heap owned exists: maybe, if $");
  ASSERT_OUT(cli, "    assuming 'block' is not NULL\n");
  ASSERT_OUT(cli, "heap owned exists: yes\n");
  ASSERT_OUT(cli, "    known where the fault shows:\n");
  ASSERT_OUT(cli, "in [4, inf]\n");
  ASSERT_OUT(cli, "    block 'block' is still owned here\n");
}

static void a_finding_is_traced_by_its_fingerprint_or_the_beginning(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  cli_write(cli, "b.c", CLEAN_SOURCE);
  char prefix[9] = "";
  RUN(cli, "analyze", "--format", "json", "--", "-DX");
  strncpy(prefix, fingerprint_at(cli->out, JSON_KEY, 0), 8);
  RUN(cli, "analyze", "--trace-path", fingerprint_at(cli->out, JSON_KEY, 0), "--",
      "-DX");
  assert_trace(cli);
  RUN(cli, "analyze", "--trace-path", prefix, "--", "-DX");
  assert_trace(cli);
  RUN(cli, "analyze", "--format", "sarif", "--", "-DX");
  RUN(cli, "analyze", "--trace-path", fingerprint_at(cli->out, SARIF_KEY, 0), "--",
      "-DX");
  assert_trace(cli);
}

static void what_is_no_fingerprint_of_the_run_is_told(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "--trace-path", "leaky", "a.c", "--");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "--trace-path takes a fingerprint, as --format json shows it, not "
                  "'leaky'");
  RUN(cli, "analyze", "--trace-path", "0123456789", "a.c", "--");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "none of the 1 findings of this run has it");
  assert_string_equal(cli->out, "");
}

static void several_findings_that_begin_alike_are_listed(void **state)
{
  cli *cli = *state;
  strbuf text = {0};
  strbuf_add(&text, "#include <stdlib.h>\n");
  for (int i = 0; i < 17; i++) // more than there are hexadecimal digits
    strbuf_addf(&text, "void f%d(void) { char *p = malloc(1); p[0] = 0; }\n", i);
  cli_write(cli, "a.c", strbuf_text(&text));
  strbuf_clear(&text);
  RUN(cli, "analyze", "--format", "json", "a.c", "--");
  bool was_ambiguous = false;
  for (char digit[2] = "0"; digit[0] <= 'f' && !was_ambiguous;
       digit[0] = digit[0] == '9' ? 'a' : (char)(digit[0] + 1)) {
    RUN(cli, "analyze", "--trace-path", digit, "a.c", "--");
    was_ambiguous = strstr(cli->err, "findings begin with this: give more") != NULL;
  }
  assert_true(was_ambiguous);
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "\n  a.c:");
  ASSERT_ERR(cli, "[MC1001]");
}

static void what_is_about_a_comment_has_no_path(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", "int a; // memcheck: allow(MC1001)\n");
  RUN(cli, "analyze", "--format", "json", "a.c", "--");
  RUN(cli, "analyze", "--trace-path", fingerprint_at(cli->out, JSON_KEY, 0), "a.c",
      "--");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "MC0002 at a.c:1 has no path: it is about a comment");
}

static void the_unit_compiler_says_where_nothing_is_found(void **state)
{
  cli *cli = *state;
  cli->program = TEST_MEMCHECK_CC;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  RUN(cli, "--trace-path=MC1001:leaky:8:5", "a.c");
  assert_trace(cli);
  RUN(cli, "--trace-path=MC1001:leaky:10:5", "a.c");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "no MC1001 at line 10, column 5 of leaky()");
  RUN(cli, "--trace-path=MC1001:leaky:9", "a.c");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "no RULE:FUNCTION:LINE:COLUMN: MC1001:leaky:9");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CLI_CASE(a_finding_is_traced_by_its_fingerprint_or_the_beginning),
      CLI_CASE(what_is_no_fingerprint_of_the_run_is_told),
      CLI_CASE(several_findings_that_begin_alike_are_listed),
      CLI_CASE(what_is_about_a_comment_has_no_path),
      CLI_CASE(the_unit_compiler_says_where_nothing_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
