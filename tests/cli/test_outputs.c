#include "cli_fixture.h"

#define LEAK_LINE "a.c:8:5: error: "

static void findings_decide_the_exit_code(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "a.c", "--format", "concise", "--");
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, LEAK_LINE);
  ASSERT_OUT(cli, "[MC1001]");
  RUN(cli, "analyze", "a.c", "--fail-on", "never", "--");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "MC1001");
  RUN(cli, "analyze", "a.c", "--ignore", "MC1001", "--");
  ASSERT_CODE(cli, 0);
  ASSERT_NOT_OUT(cli, "MC1001");
  RUN(cli, "analyze", "a.c", "--select", "resources", "--");
  ASSERT_CODE(cli, 1);
  RUN(cli, "analyze", "a.c", "--select", "MC1002,MC1003", "--");
  ASSERT_CODE(cli, 0);
}

static void reports_go_to_files_as_well(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "a.c", "--output", "json=r.json", "--output=sarif=r.sarif", "--");
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "error[MC1001]");
  char *json = cli_read(cli, "r.json");
  char *sarif = cli_read(cli, "r.sarif");
  assert_non_null(json);
  assert_non_null(sarif);
  cli_assert_says(json, "\"MC1001\"", true, __FILE__, __LINE__);
  cli_assert_says(sarif, "\"2.1.0\"", true, __FILE__, __LINE__);
  RUN(cli, "analyze", "a.c", "--format", "json", "--");
  assert_string_equal(cli->out, json); // nothing but the document
  ASSERT_ERR(cli, "1/1 file");
  free(json);
  free(sarif);
}

static void an_old_report_is_replaced_whole(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  char old[20000];
  memset(old, 'x', sizeof old - 1);
  old[sizeof old - 1] = '\0';
  cli_write(cli, "r.json", old);
  RUN(cli, "analyze", "a.c", "--output", "json=r.json", "--");
  ASSERT_CODE(cli, 0);
  char *json = cli_read(cli, "r.json");
  cli_assert_says(json, "xxxx", false, __FILE__, __LINE__);
  free(json);
}

static void a_full_disk_is_incomplete(void **state)
{
  cli *cli = *state;
  cli_write(cli, "clean.c", CLEAN_SOURCE);
  cli_write(cli, "leaky.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "clean.c", "--output", "sarif=/dev/full", "--");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "cannot write /dev/full: No space left on device");
  ASSERT_OUT(cli, "exit 3");
  RUN(cli, "analyze", "leaky.c", "--output", "sarif=/dev/full", "--");
  ASSERT_CODE(cli, 1); // findings outweigh it
  ASSERT_ERR(cli, "No space left on device");
  cli->output = "/dev/full";
  RUN(cli, "analyze", "clean.c", "--");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "cannot write to standard output: No space left on device");
}

static void closed_output_is_incomplete(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli->is_output_closed = true;
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "cannot write to standard output");
  cli->is_output_closed = false;
  // A pipe that nobody reads any more.
  char fifo[PATH_MAX];
  strcpy(fifo, scratch_path(&cli->scratch, "pipe"));
  assert_int_equal(mkfifo(fifo, 0666), 0);
  int reader = open(fifo, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  cli->output = fifo;
  cli_start(cli, (const char *const[]){"analyze", "a.c", "--", NULL});
  close(reader);
  cli_finish(cli);
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "cannot write to standard output: Broken pipe");
}

static void an_output_that_cannot_be_made_is_told_before_the_work(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  static const char *const places[] = {"sarif=none/r.sarif", "sarif=.", "sarif=a.c/r",
                                       "json=/proc/none/r.json"};
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    RUN(cli, "analyze", "a.c", "--output", places[i], "--");
    ASSERT_CODE(cli, 3);
    ASSERT_ERR(cli, "nothing has been analysed");
    assert_string_equal(cli->out, "");
  }
}

static void colour_follows_option_then_environment(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "a.c", "--"); // no terminal
  ASSERT_NOT_OUT(cli, "\33[");
  setenv("CLICOLOR_FORCE", "1", 1);
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_OUT(cli, "\33[");
  setenv("NO_COLOR", "1", 1);
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_NOT_OUT(cli, "\33[");
  RUN(cli, "analyze", "a.c", "--color", "always", "--output", "text=r.txt", "--");
  ASSERT_OUT(cli, "\33[");
  char *text = cli_read(cli, "r.txt");
  cli_assert_says(text, "\33[", false, __FILE__, __LINE__); // a file is no terminal
  free(text);
  unsetenv("NO_COLOR");
  RUN(cli, "analyze", "a.c", "--color=never", "--");
  ASSERT_NOT_OUT(cli, "\33[");
}

static void plain_characters_serve_plain_terminals(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "a.c", "--"); // LC_ALL=C
  ASSERT_OUT(cli, "1/1 file - exit 0");
  setenv("LC_ALL", "C.UTF-8", 1);
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_OUT(cli, "1/1 file \xc2\xb7 exit 0");
  RUN(cli, "analyze", "a.c", "--ascii", "--");
  ASSERT_OUT(cli, "1/1 file - exit 0");
}

static void excerpts_and_paths_can_be_cut(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_OUT(cli, "| ");
  ASSERT_OUT(cli, "malloc(10);");
  RUN(cli, "analyze", "a.c", "--no-excerpt", "--");
  ASSERT_NOT_OUT(cli, "malloc(10);");
  RUN(cli, "analyze", "a.c", "--path-depth", "2", "--");
  ASSERT_OUT(cli, "not shown");
}

static void progress_and_counts_go_to_standard_error(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_NOT_ERR(cli, "1/1 files");
  RUN(cli, "analyze", "a.c", "--progress", "always", "--stats", "--");
  ASSERT_ERR(cli, "1/1 files");
  ASSERT_ERR(cli, "           1  functions with a body\n");
  ASSERT_ERR(cli, "parse, CPU us\n");
  ASSERT_ERR(cli, "           1  units analysed\n");
  ASSERT_NOT_OUT(cli, "functions with a body");
}

static void functions_that_were_not_analysed_in_full_are_named(void **state)
{
  cli *cli = *state;
  cli_write(
      cli, "a.c",
      "#include <setjmp.h>\n#include <stdlib.h>\njmp_buf b;\n"
      "int jumps(void)\n{\n  return setjmp(b);\n}\n"
      "int spoilt(void)\n{\n  return oops;\n}\n"
      "int whole(int n)\n{\n  char *p = malloc(1);\n  free(p);\n  return n;\n}\n");
  RUN(cli, "analyze", "a.c", "-v", "--stats", "--");
  ASSERT_ERR(cli, "           1  functions left out: setjmp()\n");
  ASSERT_ERR(cli, "           1  functions with a parse error\n");
  ASSERT_ERR(cli, "report, CPU us\n");
  ASSERT_ERR(cli,
             "not analysed in full:\n"
             "  a.c:4 jumps(): left out, because it calls setjmp()\n"
             "  a.c:8 spoilt(): it has a parse error, so leaks are not looked for\n"
             "most block visits:\n"
             "           1  a.c:12 whole()\n");
  RUN(cli, "analyze", "a.c", "--stats", "--");
  ASSERT_NOT_ERR(cli, "not analysed in full");
}

static void paths_are_seen_from_the_working_directory(void **state)
{
  cli *cli = *state;
  cli_write(cli, ".git/HEAD", "");
  cli_write(cli, "src/a.c", LEAKY_SOURCE);
  cli->directory = "src";
  RUN(cli, "analyze", "--format", "concise", "a.c", "--");
  ASSERT_CODE(cli, 1);
  assert_ptr_equal(strstr(cli->out, LEAK_LINE), cli->out);
  cli->directory = NULL;
  RUN(cli, "analyze", "--format", "concise", "src", "--");
  assert_ptr_equal(strstr(cli->out, "src/" LEAK_LINE), cli->out);
}

static void dumps_take_the_flags_of_the_file(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c",
            "int NAME(int n) { return n; }\nint other(void) { return 2; }\n");
  cli_write(cli, "b.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "--dump-ir=one", "a.c", "--", "-DNAME=one");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "one");
  ASSERT_NOT_OUT(cli, "other");
  RUN(cli, "analyze", "--dump-cfg", "a.c", "--", "-DNAME=one");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "digraph");
  ASSERT_OUT(cli, "other");
  RUN(cli, "analyze", "--dump-ir=none", "a.c", "--", "-DNAME=one");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "'none'");
  RUN(cli, "analyze", "--dump-ir", "--");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "2 are chosen: name one file");
}

static void a_leak_says_whether_any_path_releases(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c",
            "#include <stdio.h>\n"
            "int f(const char *path, int n)\n{\n"
            "  FILE *in = fopen(path, \"r\");\n"
            "  if (in == NULL || n > 3)\n    return -1;\n"
            "  return fgetc(in);\n}\n"
            "int g(const char *path, int n)\n{\n"
            "  FILE *in = fopen(path, \"r\");\n"
            "  if (in == NULL || n > 3)\n    return -1;\n"
            "  fclose(in);\n  return 0;\n}\n");
  RUN(cli, "analyze", "--format", "concise", "a.c");
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "a.c:6:5: error: stream 'in' leaks: it is never released [MC1001]");
  ASSERT_OUT(cli, "a.c:13:5: error: stream 'in' leaks when 'n' is greater than 3");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CLI_CASE(a_leak_says_whether_any_path_releases),
      CLI_CASE(findings_decide_the_exit_code),
      CLI_CASE(reports_go_to_files_as_well),
      CLI_CASE(an_old_report_is_replaced_whole),
      CLI_CASE(a_full_disk_is_incomplete),
      CLI_CASE(closed_output_is_incomplete),
      CLI_CASE(an_output_that_cannot_be_made_is_told_before_the_work),
      CLI_CASE(colour_follows_option_then_environment),
      CLI_CASE(plain_characters_serve_plain_terminals),
      CLI_CASE(excerpts_and_paths_can_be_cut),
      CLI_CASE(progress_and_counts_go_to_standard_error),
      CLI_CASE(functions_that_were_not_analysed_in_full_are_named),
      CLI_CASE(paths_are_seen_from_the_working_directory),
      CLI_CASE(dumps_take_the_flags_of_the_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
