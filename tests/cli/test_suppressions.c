// Comments that allow a finding: what they cover, and every way to get them wrong.

#include "cli_fixture.h"

// A leak of what line 4 acquires: [acquire] stands behind the acquisition, [above] and
// [behind] above and behind the return on line 7 that loses it.
static void write_leak(const cli *cli, const char *acquire, const char *above,
                       const char *behind)
{
  char text[2048];
  snprintf(text, sizeof text,
           "#include <stdlib.h>\n"
           "int f(int n)\n"
           "{\n"
           "  char *p = malloc(8); %s\n"
           "  if (n > 3) {\n"
           "    %s\n"
           "    return 1; %s\n"
           "  }\n"
           "  free(p);\n"
           "  return 0;\n"
           "}\n",
           acquire, above, behind);
  cli_write(cli, "a.c", text);
}

static void analyze(cli *cli)
{
  RUN(cli, "analyze", "--format", "concise", "--show-suppressed", "a.c", "--");
}

static void a_reasoned_comment_at_the_leak_or_the_acquisition_allows_it(void **state)
{
  cli *cli = *state;
  const char *const places[][3] = {
      {"", "", "// memcheck: allow(MC1001) -- kept"},
      {"", "", "/* memcheck: allow(MC1) -- kept */"},
      {"", "/* memcheck: allow(resources) -- kept */", ""},
      {"", "// memcheck: allow(MC1003, MC1001)\n    // -- kept", ""},
      {"// memcheck: allow(MC1001) -- kept", "", ""},
      {"", "", "// NOLINT(memcheck-MC1001): kept"},
      {"", "// NOLINTNEXTLINE(memcheck-MC1001): kept", ""},
      {"// memcheck: allow-begin(MC1001) -- kept", "",
       "// memcheck: allow-end(MC1001)"},
      {"", "// memcheck: allow-begin(MC1001) -- kept", "// memcheck: allow-end"},
      {"", "", "\n// memcheck: allow-file(MC1001) -- kept"},
  };
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    write_leak(cli, places[i][0], places[i][1], places[i][2]);
    analyze(cli);
    ASSERT_CODE(cli, 0);
    ASSERT_OUT(cli, ": suppressed: block 'p' leaks when 'n' is greater than 3 [MC1001]"
                    " -- kept\n");
    ASSERT_NOT_OUT(cli, "error:");
    ASSERT_NOT_OUT(cli, "MC0002");
    ASSERT_ERR(cli, "1 suppressed");
  }
}

static void a_comment_that_is_wrong_does_nothing_and_is_told(void **state)
{
  cli *cli = *state;
  const struct {
    const char *comment;
    const char *answer;
  } cases[] = {
      {"memcheck: allow(MC10001) -- kept", "unknown rule 'MC10001', did you mean "
                                           "'MC1001'?"},
      {"memcheck: allow(MC1001)", "the reason is missing"},
      {"memcheck: allow(MC1001): kept", "the reason is missing: it stands after '--'"},
      {"memcheck: allow -- kept", "it names no rule"},
      {"memcheck: alow(MC1001) -- kept", "did you mean 'allow'?"},
      {"memcheck: allow-begin(MC1001) -- kept", "no allow-end of these rules follows"},
      {"memcheck: allow-end(MC1001)", "no allow-begin of these rules is open above it"},
      {"memcheck: allow(MC1001, MC9) -- kept", "unknown rule 'MC9'"},
      {"NOLINT(memcheck-leak)", "did you mean 'MC1001'?"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char comment[200];
    snprintf(comment, sizeof comment, "/* %s */", cases[i].comment);
    write_leak(cli, "", "", comment);
    analyze(cli);
    ASSERT_CODE(cli, 1);
    ASSERT_OUT(cli, "a.c:7:5: error: block 'p' leaks");
    ASSERT_OUT(cli, "a.c:7:18: warning: this comment allows nothing: ");
    ASSERT_OUT(cli, cases[i].answer);
    ASSERT_NOT_OUT(cli, "MC0001]");
  }
}

static void a_comment_at_a_wrong_place_does_nothing_and_is_told(void **state)
{
  cli *cli = *state;
  const char *const places[][3] = {
      {"", "// memcheck: allow(MC1001) -- kept\n", ""}, // a blank line between
      {"", "", "\n    // memcheck: allow(MC1001) -- kept"},
      {"", "", "/* memcheck: allow(MC1002) -- another rule */"},
      {"", "", "\n// memcheck: allow-file(MC1003) -- kept"},
      {"\n// memcheck: allow-begin(MC1001) -- kept\n  (void)n;"
       "\n// memcheck: allow-end(MC1001)",
       "", ""},
  };
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    write_leak(cli, places[i][0], places[i][1], places[i][2]);
    analyze(cli);
    ASSERT_CODE(cli, 1);
    ASSERT_OUT(cli, "error: block 'p' leaks");
    ASSERT_OUT(cli,
               ": note: this comment allows nothing: there is no finding of MC100");
  }
  write_leak(cli, "", "// memcheck: allow(MC1001) -- kept\n", "");
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_OUT(cli, "there is no finding of MC1001 on line 7, right below it");
  ASSERT_OUT(cli, "help: remove it, or move it to the line of the fault or of the");
}

static void a_comment_in_a_string_or_a_macro_is_none(void **state)
{
  cli *cli = *state;
  write_leak(cli, "const char *s = \"// memcheck: allow(MC1001) -- no\"; (void)s;", "",
             "");
  analyze(cli);
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "error: block 'p' leaks");
  ASSERT_NOT_OUT(cli, "allows nothing");
  cli_write(cli, "a.c",
            "#include <stdlib.h>\n"
            "#define FAIL(x) \\\n"
            "  return x /* memcheck: allow(MC1001) -- a macro has no place */\n"
            "int f(int n)\n{\n  char *p = malloc(8);\n  if (n)\n    FAIL(1);\n"
            "  free(p);\n  return 0;\n}\n");
  analyze(cli);
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "a.c:8:5: error: block 'p' leaks");
  ASSERT_OUT(cli, "a.c:3:15: note: this comment allows nothing");
}

static void a_statement_of_many_lines_is_covered_from_its_end(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c",
            "#include <stdio.h>\n"
            "int f(void)\n{\n"
            "  FILE *in = fopen(\"a\",\r\n"
            "                   \"r\"); // memcheck: allow(MC1001) -- for the\r\n"
            "                         // whole run\r\n"
            "  return in == NULL;\n}\n");
  analyze(cli);
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "[MC1001] -- for the whole run\n");
}

static void allowing_one_way_out_does_not_allow_the_others(void **state)
{
  cli *cli = *state;
  cli_write(
      cli, "a.c",
      "#include <stdlib.h>\n"
      "int f(int n)\n{\n  char *p = malloc(8);\n"
      "  if (n == 1)\n    return 1; // memcheck: allow(MC1001) -- the program ends\n"
      "  if (n == 2)\n    return 2; // memcheck: allow(MC1001) -- this too\n"
      "  if (n == 3)\n    return 3;\n"
      "  if (n == 4)\n    return 4;\n"
      "  free(p);\n  return 0;\n}\n");
  analyze(cli);
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "a.c:6:5: suppressed:");
  ASSERT_OUT(cli, "a.c:8:5: suppressed:");
  ASSERT_OUT(cli, "a.c:10:5: error:");
  ASSERT_NOT_OUT(cli, "a.c:12:5:"); // one report a fault, as always
  ASSERT_ERR(cli, "1 new error - 2 suppressed");
}

static void regions_nest_and_close_by_their_rules(void **state)
{
  cli *cli = *state;
  write_leak(cli, "// memcheck: allow-begin(MC1002) -- outer",
             "// memcheck: allow-begin(MC1001) -- inner",
             "// memcheck: allow-end(MC1002)\n// memcheck: allow-end(MC1001)");
  analyze(cli);
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "-- inner\n");
  ASSERT_OUT(cli, "there is no finding of MC1002 on lines 4 to 7");
}

static void a_header_is_judged_over_all_units(void **state)
{
  cli *cli = *state;
  cli_write(cli, "h.h",
            "#ifndef H_H\n#define H_H\n#include <stdlib.h>\n"
            "static inline int lose(int n)\n{\n  char *p = malloc(8);\n  if (n)\n"
            "    return 1; // memcheck: allow(MC1001) -- once a run\n"
            "  free(p);\n  return 0;\n}\n"
            "static inline int keep(int n)\n{\n"
            "  return n; // memcheck: allow(MC1001) -- idle\n}\n"
            "static inline int other(int n)\n{\n"
            "  return n; // memcheck: allow(MC1001) -- nobody calls it\n}\n"
            "#endif\n");
  cli_write(cli, "a.c", "#include \"h.h\"\nint a(int n)\n{\n  return lose(n);\n}\n");
  cli_write(cli, "b.c",
            "#include \"h.h\"\nint b(int n)\n{\n  return lose(n) + keep(n);\n}\n");
  cli_write(cli, "c.c", "#include \"h.h\"\nint c(int n)\n{\n  return n;\n}\n");
  RUN(cli, "analyze", "--format", "concise", "--show-suppressed", "--", "-I.");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "h.h:8:5: suppressed: ");
  ASSERT_OUT(cli, "h.h:14:16: note: this comment allows nothing");
  ASSERT_NOT_OUT(cli, "h.h:18:");
  ASSERT_ERR(cli, "1 new note - 1 suppressed");
}

static void what_was_not_analysed_in_full_is_not_called_idle(void **state)
{
  cli *cli = *state;
  const char *const sources[] = {
      // a parse error
      "int f(int n)\n{\n  return n; // memcheck: allow(MC1001) -- x\n}\n"
      "int g(void)\n{\n  return oops;\n}\n",
      // an #if
      "int f(int n)\n{\n#ifdef OTHER\n  return n; // memcheck: allow(MC1001) -- x\n"
      "#endif\n  return 0;\n}\n",
      // setjmp
      "#include <setjmp.h>\njmp_buf b;\nint f(int n)\n{\n  if (setjmp(b))\n    return "
      "1;\n"
      "  return n; // memcheck: allow(MC1001) -- x\n}\n",
      // a header that is missing
      "#include \"none.h\"\nint f(int n)\n{\n"
      "  return n; // memcheck: allow(MC1001) -- x\n}\n",
  };
  for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
    cli_write(cli, "a.c", sources[i]);
    analyze(cli);
    ASSERT_NOT_OUT(cli, "allows nothing");
  }
}

static void only_rules_that_were_checked_are_judged(void **state)
{
  cli *cli = *state;
  write_leak(cli, "", "", "// memcheck: allow(MC1001, MC1002) -- kept");
  RUN(cli, "analyze", "--format", "concise", "--select", "MC1001,meta", "a.c", "--");
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->out, "");
  RUN(cli, "analyze", "--format", "concise", "--ignore", "MC1001", "a.c", "--");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "there is no finding of MC1002 on line 7 [MC0001]");
  RUN(cli, "analyze", "--format", "concise", "--ignore", "MC0001", "a.c", "--");
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->out, "");
  ASSERT_ERR(cli, "no new findings - 1 suppressed");
}

static void every_format_tells_what_was_allowed(void **state)
{
  cli *cli = *state;
  write_leak(cli, "", "", "// memcheck: allow(MC1001) -- the \"kernel\" has it");
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_CODE(cli, 0);
  ASSERT_NOT_OUT(cli, "kernel");
  ASSERT_OUT(cli, "no new findings - 1 suppressed");
  RUN(cli, "analyze", "--show-suppressed", "a.c", "--");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "suppressed[MC1001] block 'p' leaks when 'n' is greater than 3\n"
                  "  --> a.c:7:5 in f()\n"
                  "   = reason: the \"kernel\" has it\n"
                  "   = allowed at: a.c:7:18\n");
  RUN(cli, "analyze", "--format", "json", "a.c", "--");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "\"findings\": [],");
  ASSERT_OUT(cli, "\"justification\": \"the \\\"kernel\\\" has it\"");
  ASSERT_OUT(cli, "\"suppressed\": 1");
  RUN(cli, "analyze", "--format", "sarif", "a.c", "--");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "\"kind\": \"inSource\"");
  ASSERT_OUT(cli, "\"justification\": \"the \\\"kernel\\\" has it\"");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CLI_CASE(a_reasoned_comment_at_the_leak_or_the_acquisition_allows_it),
      CLI_CASE(a_comment_that_is_wrong_does_nothing_and_is_told),
      CLI_CASE(a_comment_at_a_wrong_place_does_nothing_and_is_told),
      CLI_CASE(a_comment_in_a_string_or_a_macro_is_none),
      CLI_CASE(a_statement_of_many_lines_is_covered_from_its_end),
      CLI_CASE(allowing_one_way_out_does_not_allow_the_others),
      CLI_CASE(regions_nest_and_close_by_their_rules),
      CLI_CASE(a_header_is_judged_over_all_units),
      CLI_CASE(what_was_not_analysed_in_full_is_not_called_idle),
      CLI_CASE(only_rules_that_were_checked_are_judged),
      CLI_CASE(every_format_tells_what_was_allowed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
