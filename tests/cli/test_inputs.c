// What analyze is pointed at: each thing that can be wrong with it has a message that
// tells the remedy, and its exit code.

#include "cli_fixture.h"

#define ENTRY(file, flags)                                                             \
  "{\"directory\": \".\", \"file\": \"" file "\", \"command\": \"cc " flags            \
  " -c " file "\"}"

// ---- Paths -------------------------------------------------------------------------

static void a_missing_path_is_wrong_usage(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "srcs", "a.c");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "'srcs': No such file or directory");
  ASSERT_ERR(cli, cli->scratch.folder); // where the path was looked for
  assert_string_equal(cli->out, "");
}

static void an_empty_folder_is_incomplete(void **state)
{
  cli *cli = *state;
  RUN(cli, "analyze");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "no C source in ");
  ASSERT_ERR(cli, "name a folder with .c files");
  RUN(cli, "analyze", "--allow-incomplete"); // never 0 when nothing was analysed
  ASSERT_CODE(cli, 3);
}

static void the_wrong_folder_says_where_it_looked(void **state)
{
  cli *cli = *state;
  cli_write(cli, "project/src/a.c", CLEAN_SOURCE);
  cli_write(cli, "docs/readme.txt", "");
  cli->directory = "docs";
  RUN(cli, "analyze");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, scratch_path(&cli->scratch, "docs"));
}

static void unreadable_files_are_skipped_and_named(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_write(cli, "folder.c/x.txt", "");
  assert_int_equal(symlink("nowhere", scratch_path(&cli->scratch, "dead.c")), 0);
  cli_write(cli, "compile_commands.json",
            "[" ENTRY("a.c", "") ", " ENTRY("folder.c", "") ", " ENTRY(
                "dead.c", "") ", " ENTRY("made.c", "") "]");
  RUN(cli, "analyze", "--format", "concise");
  ASSERT_CODE(cli, 3);
  ASSERT_OUT(cli,
             "dead.c: warning: not analysed: cannot be read: it is a symbolic link");
  ASSERT_OUT(cli, "folder.c: warning: not analysed: cannot be read: it is a folder");
  ASSERT_OUT(cli,
             "made.c: warning: not analysed: cannot be read: it does not exist; if "
             "the build generates it, build first");
  ASSERT_ERR(cli, "1/4 files");
  RUN(cli, "analyze", "--allow-incomplete");
  ASSERT_CODE(cli, 0);
  RUN(cli, "analyze", "dead.c", "--allow-incomplete");
  ASSERT_CODE(cli, 3);
}

static void a_file_that_is_not_c_is_incomplete(void **state)
{
  cli *cli = *state;
  char bytes[3000];
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (char)(i * 37 + i / 251);
  scratch_write_bytes(&cli->scratch, "noise.c", bytes, sizeof bytes);
  cli_write(cli, "good.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "--format", "concise");
  ASSERT_CODE(cli, 3);
  ASSERT_OUT(cli, "noise.c: warning: not analysed:");
  ASSERT_NOT_OUT(cli, "good.c:");
}

static void sources_of_other_languages_are_counted_not_failed(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_write(cli, "b.cc", "class b {};\n");
  cli_write(cli, "c.S", "nop\n");
  cli_write(cli, "compile_commands.json",
            "[" ENTRY("a.c", "") ", " ENTRY("b.cc", "") ", " ENTRY("c.S", "") "]");
  RUN(cli, "analyze");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "2 sources left out: not C");
  RUN(cli, "analyze", "b.cc");
  ASSERT_CODE(cli, 3);
}

static void a_file_named_twice_is_analysed_once(void **state)
{
  cli *cli = *state;
  cli_write(cli, "src/a.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "--format", "concise", "src/a.c", "src", "./src/../src/a.c",
      "--");
  ASSERT_CODE(cli, 1);
  ASSERT_ERR(cli, "1/1 file");
  const char *first = strstr(cli->out, "[MC1001]");
  assert_non_null(first);
  assert_null(strstr(first + 1, "[MC1001]"));
}

static void an_exclude_that_leaves_nothing_is_incomplete(void **state)
{
  cli *cli = *state;
  cli_write(cli, "src/a.c", CLEAN_SOURCE);
  cli_write(cli, "src/b.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "--exclude", "src/**");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "--exclude leaves out all 2; try a narrower pattern");
  RUN(cli, "analyze", "--exclude", "src/a.*", "--format", "concise");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "1/1 file");
}

static void paths_come_from_a_list_too(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_write(cli, "b.c", CLEAN_SOURCE);
  cli_write(cli, "c.c", CLEAN_SOURCE);
  cli_write(cli, "list", "a.c\n\n  b.c\n");
  RUN(cli, "analyze", "--files-from", "list", "--format", "concise");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "2/2 files");
  char list[PATH_MAX];
  strcpy(list, scratch_path(&cli->scratch, "list"));
  cli->input = list;
  RUN(cli, "analyze", "--files-from", "-", "c.c", "--format", "concise");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "3/3 files");
  cli->input = "/dev/null";
  RUN(cli, "analyze", "--files-from", "-");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "names no file");
  RUN(cli, "analyze", "--files-from", "none");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "--files-from none: No such file");
}

// ---- Databases ---------------------------------------------------------------------

static void broken_databases_are_told_with_file_and_line(void **state)
{
  cli *cli = *state;
  const struct {
    const char *text, *answer;
  } cases[] = {
      {"", "compile_commands.json:1: the file is empty"},
      {"[\n{\"file\": ", "compile_commands.json:2: broken JSON"},
      {"{}", "compile_commands.json:1: no JSON list"},
      {"[\n\n{\"directory\": \"/\"}]",
       "compile_commands.json:3: entry has no \"file\""},
      {"[{\"file\": \"a.c\"}]", "compile_commands.json:1: entry has neither"},
  };
  cli_write(cli, "a.c", CLEAN_SOURCE);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    cli_write(cli, "compile_commands.json", cases[i].text);
    RUN(cli, "analyze");
    ASSERT_CODE(cli, 2);
    ASSERT_ERR(cli, cases[i].answer);
    ASSERT_ERR(cli, "make it anew");
    ASSERT_ERR(cli, "or give flags after --");
    assert_string_equal(cli->out, "");
  }
  RUN(cli, "analyze", "a.c", "--"); // the remedy helps
  ASSERT_CODE(cli, 0);
}

static void an_empty_database_is_incomplete(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_write(cli, "compile_commands.json", "[]");
  RUN(cli, "analyze");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "lists no C source");
  ASSERT_ERR(cli, "bear -- make");
}

static void a_database_that_is_not_there_is_wrong_usage(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "-p", "build");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "build/compile_commands.json: No such file");
  RUN(cli, "analyze", "--compile-commands=x.json");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "x.json: No such file");
}

static void a_path_that_the_database_lacks_is_incomplete(void **state)
{
  cli *cli = *state;
  cli_write(cli, "src/a.c", CLEAN_SOURCE);
  cli_write(cli, "tests/t.c", CLEAN_SOURCE);
  cli_write(cli, "compile_commands.json", "[" ENTRY("src/a.c", "") "]");
  RUN(cli, "analyze", "tests");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "lists 1 C sources, none below the paths given");
  RUN(cli, "analyze", "tests/t.c");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "it takes the flags of src/a.c");
}

static void flags_of_the_database_reach_the_source(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c",
            "#include \"deep.h\"\n"
            "#if DEPTH != 3 || defined(_FORTIFY_SOURCE)\n"
            "#include \"none.h\"\n"
            "#endif\n");
  cli_write(cli, "inc/deep.h", "");
  cli_write(cli, "build/compile_commands.json",
            "[{\"directory\": \"..\", \"file\": \"a.c\", \"arguments\": [\"gcc\", "
            "\"-Iinc\", \"-DDEPTH=3\", \"-D_FORTIFY_SOURCE=2\", \"-O2\", "
            "\"-fconserve-stack\", \"-MD\", \"-c\", \"a.c\"]}]");
  RUN(cli, "analyze", "-v");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "are left out: -MD -O2 -c -fconserve-stack\n");
  assert_null(cli_read(cli, "a.d")); // -MD would have written it
}

// ---- No database -------------------------------------------------------------------

static void without_a_database_the_guess_is_told_once(void **state)
{
  cli *cli = *state;
  cli_write(cli, "src/a.c", "#include \"a.h\"\n" CLEAN_SOURCE);
  cli_write(cli, "src/b.c", "#include \"a.h\"\n" CLEAN_SOURCE);
  cli_write(cli, "include/a.h", "");
  RUN(cli, "analyze");
  ASSERT_CODE(cli, 0);
  const char *note = strstr(cli->err, "no compile_commands.json found");
  assert_non_null(note);
  assert_null(strstr(note + 1, "no compile_commands.json found"));
  ASSERT_ERR(cli, "include folders include");
  ASSERT_ERR(cli, "'bear -- make'");
  RUN(cli, "analyze", "-q");
  assert_string_equal(cli->err, "");
}

static void a_missing_header_is_incomplete_and_named(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", "#include \"config.h\"\n" LEAKY_SOURCE);
  cli_write(cli, "b.c", CLEAN_SOURCE "#include <nowhere/x.h>\n");
  RUN(cli, "analyze", "b.c", "--format", "concise");
  ASSERT_CODE(cli, 3);
  ASSERT_OUT(cli, "b.c: warning: incomplete: b.c:5:10:");
  ASSERT_OUT(cli, "'nowhere/x.h' file not found");
  ASSERT_ERR(cli, "headers are missing: build first");
  RUN(cli, "analyze", "b.c", "--allow-incomplete");
  ASSERT_CODE(cli, 0);
  RUN(cli, "analyze"); // a finding outweighs what is missing; both are told
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "MC1001");
  ASSERT_OUT(cli, "config.h");
}

static void flags_after_two_dashes_serve_every_source(void **state)
{
  cli *cli = *state;
  cli_write(cli, "src/a.c", "#ifndef ANSWER\n#error none\n#endif\n#include <deep.h>\n");
  cli_write(cli, "inc/deep.h", "");
  RUN(cli, "analyze", "src", "--", "-DANSWER=42", "-I", "inc");
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->err, "");
}

static void a_database_named_in_a_wrong_way_is_told(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_write(cli, "build/compile_commands.json", "[]");
  RUN(cli, "analyze", "-p", "build/compile_commands.json");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "did you mean --compile-commands build/compile_commands.json?");
  RUN(cli, "analyze", "--compile-commands", "build");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "did you mean --build build?");
  RUN(cli, "analyze", "-p", "build", "--compile-commands", "x.json");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "name a database each: give one");
  RUN(cli, "analyze", "-p", "build", "a.c", "--", "-DX");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "flags stand after --, so build is not read");
}

static void a_path_behind_the_dashes_is_told(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  RUN(cli, "analyze", "--", "a.c");
  ASSERT_CODE(cli, 0);
  ASSERT_ERR(cli, "'a.c' stands after --, where flags are, and is passed over: paths "
                  "stand before it");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CLI_CASE(a_database_named_in_a_wrong_way_is_told),
      CLI_CASE(a_path_behind_the_dashes_is_told),
      CLI_CASE(a_missing_path_is_wrong_usage),
      CLI_CASE(an_empty_folder_is_incomplete),
      CLI_CASE(the_wrong_folder_says_where_it_looked),
      CLI_CASE(unreadable_files_are_skipped_and_named),
      CLI_CASE(a_file_that_is_not_c_is_incomplete),
      CLI_CASE(sources_of_other_languages_are_counted_not_failed),
      CLI_CASE(a_file_named_twice_is_analysed_once),
      CLI_CASE(an_exclude_that_leaves_nothing_is_incomplete),
      CLI_CASE(paths_come_from_a_list_too),
      CLI_CASE(broken_databases_are_told_with_file_and_line),
      CLI_CASE(an_empty_database_is_incomplete),
      CLI_CASE(a_database_that_is_not_there_is_wrong_usage),
      CLI_CASE(a_path_that_the_database_lacks_is_incomplete),
      CLI_CASE(flags_of_the_database_reach_the_source),
      CLI_CASE(without_a_database_the_guess_is_told_once),
      CLI_CASE(a_missing_header_is_incomplete_and_named),
      CLI_CASE(flags_after_two_dashes_serve_every_source),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
