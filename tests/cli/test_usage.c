#include "cli_fixture.h"

// The second line of [text].
static const char *second_line(const char *text)
{
  const char *end = strchr(text, '\n');
  return end == NULL ? "" : end + 1;
}

static void help_says_in_its_second_line_that_it_is_not_valgrinds(void **state)
{
  cli *cli = *state;
  const char *const helps[][3] = {
      {"--help"}, {"-h"}, {"help"}, {"analyze", "--help"}, {"help", "explain"}};
  for (size_t i = 0; i < sizeof helps / sizeof helps[0]; i++) {
    cli_run(cli, helps[i]);
    ASSERT_CODE(cli, 0);
    const char *line = second_line(cli->out);
    assert_non_null(strstr(line, "Valgrind"));
    assert_true(strstr(line, "Valgrind") < strchr(line, '\n'));
    assert_string_equal(cli->err, "");
  }
}

static void help_lists_commands_and_examples(void **state)
{
  cli *cli = *state;
  RUN(cli, "--help");
  ASSERT_OUT(cli, "  analyze [PATH...]");
  ASSERT_OUT(cli, "  explain RULE");
  ASSERT_OUT(cli, "  rules");
  ASSERT_OUT(cli, "Examples:");
  RUN(cli, "analyze", "--help");
  ASSERT_OUT(cli, "Examples:");
  ASSERT_OUT(cli, "  -j, --jobs N");
  ASSERT_OUT(cli, "  --format text|concise|json|sarif");
}

static void version_tells_ours_and_libclangs(void **state)
{
  cli *cli = *state;
  RUN(cli, "--version");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "memcheck " MEMCHECK_VERSION "\n");
  ASSERT_OUT(cli, "memcheck-cc " MEMCHECK_VERSION " (");
  ASSERT_OUT(cli, "clang version ");
}

static void no_command_points_to_one(void **state)
{
  cli *cli = *state;
  RUN(cli, NULL);
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "try 'memcheck analyze'");
  assert_string_equal(cli->out, "");
}

static void a_path_in_place_of_a_command_shows_how_to_analyse_it(void **state)
{
  cli *cli = *state;
  cli_write(cli, "parser.c", "int x;\n");
  RUN(cli, "parser.c");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli,
             "unknown command 'parser.c': did you mean 'memcheck analyze parser.c'?");
}

static void misspelt_words_meet_a_suggestion(void **state)
{
  cli *cli = *state;
  const struct {
    const char *words[4];
    const char *answer;
  } cases[] = {
      {{"analyse"}, "unknown command 'analyse': did you mean 'analyze'?"},
      {{"analyze", "--fromat", "json"}, "'--fromat': did you mean '--format'?"},
      {{"analyze", "--format", "serif"},
       "--format is one of text|concise|json|sarif, not 'serif': did you mean "
       "'sarif'?"},
      {{"analyze", "--output", "jsom=x"},
       "the format of --output is one of text|concise|json|sarif, not 'jsom': did you "
       "mean 'json'?"},
      {{"analyze", "--select", "MC101"},
       "unknown rule 'MC101': did you mean 'MC1001'?"},
      {{"analyze", "--ignore", "resorces"}, "did you mean 'resources'?"},
      {{"explain", "leak"}, "unknown rule 'leak': did you mean 'MC1001'?"},
      {{"analyze", "--fail-on", "eror"},
       "--fail-on is one of note|warning|error|never, not 'eror': did you mean "
       "'error'?"},
      {{"analyze", "--select", "MC10001"},
       "unknown rule 'MC10001': did you mean 'MC1001'?"},
      {{"--verson"}, "unknown command '--verson': did you mean '--version'?"},
      {{"explain", "MC1011"}, "unknown rule 'MC1011': did you mean 'MC1001'?"},
      {{"rules", "--pack"}, "'--pack': did you mean '--packs'?"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    cli_run(cli, cases[i].words);
    ASSERT_CODE(cli, 2);
    ASSERT_ERR(cli, cases[i].answer);
    assert_string_equal(cli->out, "");
  }
}

static void words_like_nothing_point_to_a_list(void **state)
{
  cli *cli = *state;
  RUN(cli, "frobnicate");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "see memcheck --help");
  RUN(cli, "analyze", "--zzzzzzzz");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "unknown option '--zzzzzzzz': see --help\n");
  RUN(cli, "analyze", "-I.");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "flags for the compiler stand after --, as in '-- -I.'");
  RUN(cli, "analyze", "--dump-state", "main", "--");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "if 'main' is a function, write --dump-state=main\n");
  RUN(cli, "analyze", "--select", "everything");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "'memcheck rules' lists them");
}

static void wrong_values_are_refused(void **state)
{
  cli *cli = *state;
  const struct {
    const char *words[4];
    const char *answer;
  } cases[] = {
      {{"analyze", "-j", "0"}, "--jobs takes a number from 1, not '0'"},
      {{"analyze", "-j0"}, "--jobs takes a number from 1, not '0'"},
      {{"analyze", "-j", "many"}, "not 'many'"},
      {{"analyze", "--timeout-per-unit=-1"}, "not '-1'"},
      {{"analyze", "--jobs"}, "--jobs needs a value: N"},
      {{"analyze", "--stats=yes"}, "--stats takes no value"},
      {{"analyze", "--output", "report.sarif"}, "--output takes FORMAT=FILE"},
      {{"analyze", "--output", "sarif="}, "--output takes FORMAT=FILE"},
      {{"analyze", "--select", ""}, "'' names no rule"},
      {{"analyze", "--ignore", " , "}, "' , ' names no rule"},
      {{"analyze", "--color", "yes"}, "--color is one of auto|always|never, not 'yes'"},
      {{"analyze", "--select=MC1001", "--ignore=MC1"}, "no rule is left"},
      {{"explain"}, "explain takes one rule"},
      {{"rules", "MC1001"}, "memcheck explain MC1001"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    cli_run(cli, cases[i].words);
    ASSERT_CODE(cli, 2);
    ASSERT_ERR(cli, cases[i].answer);
  }
}

static void explain_shows_the_page_of_a_rule(void **state)
{
  cli *cli = *state;
  RUN(cli, "explain", "MC1001");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "MC1001");
  ASSERT_OUT(cli, "```c"); // code, bad and good
  char *upper = strdup(cli->out);
  RUN(cli, "explain", "mc1001");
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->out, upper);
  free(upper);
}

static void rules_lists_every_rule_and_pack(void **state)
{
  cli *cli = *state;
  RUN(cli, "rules");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "MC1001  resources  error    leak\n");
  ASSERT_OUT(cli, "MC1002  resources  error    double release\n");
  RUN(cli, "rules", "--packs");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "stdio ");
  ASSERT_OUT(cli, "stdio.h");
}

static void rules_that_are_not_where_they_are_said_to_be_are_missed(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  setenv("MEMCHECK_DATA", cli->scratch.folder, 1);
  const char *const commands[][3] = {
      {"analyze"}, {"explain", "MC1001"}, {"rules", "--packs"}};
  for (int i = 0; i < 3; i++) {
    cli_run(cli, commands[i]);
    ASSERT_CODE(cli, 2);
    ASSERT_ERR(cli, "holds no folder 'rules': unset it");
  }
}

static void an_installed_program_finds_its_rules_beside_it(void **state)
{
  cli *cli = *state;
  cli_copy_program(cli, TEST_MEMCHECK, "usr/bin/memcheck");
  cli_write(cli, "usr/share/memcheck/rules/only.yaml",
            "version: 1\nlibrary: only\nheaders: [only.h]\n"
            "functions:\n  only_count: () -> int\n");
  cli_write(cli, "usr/share/memcheck/rules/explain/MC1001.md", "# One page\n");
  char program[PATH_MAX];
  strcpy(program, scratch_path(&cli->scratch, "usr/bin/memcheck"));
  cli->program = program;
  RUN(cli, "rules", "--packs");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "only             1  only.h\n");
  ASSERT_NOT_OUT(cli, "stdio");
  RUN(cli, "explain", "MC1001");
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->out, "# One page\n");
}

static void a_broken_rule_file_is_told_before_anything_runs(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_write(cli, "data/rules/bad.yaml", "version: 1\nlibrary: bad\nheaders: 7\n");
  setenv("MEMCHECK_DATA", scratch_path(&cli->scratch, "data"), 1);
  RUN(cli, "analyze");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "bad.yaml:3:");
  assert_string_equal(cli->out, "");
}

static void a_rule_file_of_ones_own_adds_to_the_shipped_ones(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c",
            "#include \"mydb.h\"\n" LEAKY_SOURCE
            "int query(int n)\n{\n  struct db *db = db_open(n);\n  if (db == NULL)\n"
            "    return -1;\n  return db_count(db);\n}\n");
  cli_write(cli, "mydb.h",
            "struct db *db_open(int);\nint db_count(const struct db *);\n"
            "void db_close(struct db *);\n");
  cli_write(cli, "mydb.yaml",
            "version: 1\nlibrary: mydb\nheaders: [mydb.h]\n"
            "kinds:\n  db: {noun: database, release: db_close}\n"
            "functions:\n  db_open: (_) -> new db or NULL\n"
            "  db_count: (db!) -> int\n  db_close: (free db)\n");
  RUN(cli, "analyze", "--format", "concise", "a.c", "--");
  ASSERT_OUT(cli, "a.c:9:5: error:");
  ASSERT_NOT_OUT(cli, "a.c:18:3:");
  RUN(cli, "analyze", "--models", "mydb.yaml", "--format", "concise", "a.c", "--");
  ASSERT_OUT(cli, "a.c:9:5: error:");
  ASSERT_OUT(cli, "a.c:18:3: error: database");
}

static void models_that_cannot_be_used_are_told(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_write(cli, "bad.yaml",
            "version: 1\nlibrary: bad\nheaders: [bad.h]\n"
            "functions:\n  f: (free heap -> int\n");
  RUN(cli, "analyze", "--models", "stdio");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "--models 'stdio': No such file or directory; it takes rule files");
  RUN(cli, "analyze", "--models", "none.yaml");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "--models 'none.yaml': No such file or directory\n");
  RUN(cli, "analyze", "--models", "bad.yaml");
  ASSERT_CODE(cli, 2);
  ASSERT_ERR(cli, "bad.yaml:5:");
  assert_string_equal(cli->out, "");
}

static void full_disk_is_no_success(void **state)
{
  cli *cli = *state;
  cli->output = "/dev/full";
  const char *const commands[][3] = {{"--help"}, {"rules"}, {"explain", "MC1001"}};
  for (int i = 0; i < 3; i++) {
    cli_run(cli, commands[i]);
    ASSERT_CODE(cli, 3);
    ASSERT_ERR(cli, "cannot write to standard output: No space left");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CLI_CASE(help_says_in_its_second_line_that_it_is_not_valgrinds),
      CLI_CASE(help_lists_commands_and_examples),
      CLI_CASE(version_tells_ours_and_libclangs),
      CLI_CASE(no_command_points_to_one),
      CLI_CASE(a_path_in_place_of_a_command_shows_how_to_analyse_it),
      CLI_CASE(misspelt_words_meet_a_suggestion),
      CLI_CASE(words_like_nothing_point_to_a_list),
      CLI_CASE(wrong_values_are_refused),
      CLI_CASE(explain_shows_the_page_of_a_rule),
      CLI_CASE(rules_lists_every_rule_and_pack),
      CLI_CASE(rules_that_are_not_where_they_are_said_to_be_are_missed),
      CLI_CASE(an_installed_program_finds_its_rules_beside_it),
      CLI_CASE(a_broken_rule_file_is_told_before_anything_runs),
      CLI_CASE(a_rule_file_of_ones_own_adds_to_the_shipped_ones),
      CLI_CASE(models_that_cannot_be_used_are_told),
      CLI_CASE(full_disk_is_no_success),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
