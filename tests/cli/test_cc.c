// memcheck-cc by itself: as a compiler, and to look inside.

#include "cli_fixture.h"

#include "model/unit_file.h"

static int open_cc(void **state)
{
  cli_open(state);
  ((cli *)*state)->program = TEST_MEMCHECK_CC;
  return 0;
}

#define CC_CASE(name) cmocka_unit_test_setup_teardown(name, open_cc, cli_close)

static char *read_bytes(const cli *cli, const char *name, size_t *length)
{
  struct stat status;
  assert_int_equal(stat(scratch_path(&cli->scratch, name), &status), 0);
  *length = (size_t)status.st_size;
  return cli_read(cli, name);
}

static void compiling_writes_a_unit_file_and_succeeds_even_with_findings(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  RUN(cli, "-c", "a.c", "-o", "a.mcs", "-O2", "-Wall", "-MD");
  ASSERT_CODE(cli, 0);
  assert_null(cli_read(cli, "a.d"));
  size_t length;
  char *bytes = read_bytes(cli, "a.mcs", &length);
  arena arena = {0};
  unit unit;
  const char *why;
  assert_true(unit_decode(&arena, bytes, length, &unit, &why));
  assert_int_equal(unit.status, UNIT_OK);
  assert_int_equal(unit.counts.functions, 1);
  assert_int_equal(unit.finding_count, 1);
  assert_string_equal(unit.findings[0].rule, "MC1001");
  arena_clear(&arena);
  free(bytes);
}

static void flags_with_separate_values_do_not_hide_the_source(void **state)
{
  cli *cli = *state;
  cli_write(cli, "inc/a.h", "#define BODY { return N; }\n");
  cli_write(cli, "a.c", "#include <a.h>\nint f(void) BODY\n");
  RUN(cli, "-I", "inc", "-D", "N=3", "--dump-ir=f", "a.c");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "3");
}

static void wrong_usage_is_told(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  const struct {
    const char *words[4];
    const char *answer;
  } cases[] = {
      {{NULL}, "nothing to do"},
      {{"a.c"}, "nothing to do"},
      {{"-c"}, "no source named"},
      {{"-c", "a.c", "b.c"}, "more than one source: b.c"},
      {{"-c", "a.c", "--rules"}, "nothing stands after: --rules"},
      {{"--frobnicate"}, "nothing to do"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    cli_run(cli, cases[i].words);
    ASSERT_CODE(cli, 2);
    ASSERT_ERR(cli, cases[i].answer);
    ASSERT_ERR(cli, "usage: memcheck-cc");
  }
  RUN(cli, "--help");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "usage: memcheck-cc");
}

static void an_output_that_cannot_be_written_is_told(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  RUN(cli, "-c", "a.c", "-o", "/dev/full");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "cannot write /dev/full: No space left");
  RUN(cli, "-c", "a.c", "-o", "none/a.mcs");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "cannot write none/a.mcs: No such file");
}

static void a_worker_needs_memcheck_at_the_other_end(void **state)
{
  cli *cli = *state;
  RUN(cli, "--worker"); // standard input is empty: no job, a quiet end
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->out + 4, MEMCHECK_VERSION); // its greeting, after the length
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CC_CASE(compiling_writes_a_unit_file_and_succeeds_even_with_findings),
      CC_CASE(flags_with_separate_values_do_not_hide_the_source),
      CC_CASE(wrong_usage_is_told),
      CC_CASE(an_output_that_cannot_be_written_is_told),
      CC_CASE(a_worker_needs_memcheck_at_the_other_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
