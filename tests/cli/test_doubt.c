// What a name family tells and nearly all callers contradict.

#include "base/strbuf.h"
#include "cli_fixture.h"

// a.c and b.c: [lost] functions that never release what net_buf_new() gives, and [kept]
// that do.
static void write_callers(const cli *cli, int lost, int kept)
{
  strbuf text = {0};
  cli_write(cli, "net.h",
            "struct buf *net_buf_new(int);\nvoid net_buf_free(struct buf *);\n"
            "int net_buf_size(const struct buf *);\n");
  cli_write(cli, "net.yaml",
            "version: 1\nlibrary: net\nheaders: [net.h]\n"
            "families:\n  - {match: \"net_*\", new: \"_new\", free: \"_free\"}\n"
            "functions:\n  net_buf_size: (_) -> int\n");
  for (int file = 0; file < 2; file++) {
    strbuf_reset(&text);
    strbuf_add(&text, "#include \"net.h\"\n");
    for (int i = file; i < lost + kept; i += 2)
      strbuf_addf(&text,
                  "int f%d(void)\n{\n  struct buf *b = net_buf_new(%d);\n"
                  "  int n = net_buf_size(b);\n%s  return n;\n}\n",
                  i, i, i < lost ? "" : "  net_buf_free(b);\n");
    cli_write(cli, file == 0 ? "a.c" : "b.c", strbuf_text(&text));
  }
  strbuf_clear(&text);
}

static void analyze(cli *cli)
{
  RUN(cli, "analyze", "--models", "net.yaml", "--format", "concise", "--", "-I.");
}

static void a_few_callers_that_forget_are_leaks(void **state)
{
  cli *cli = *state;
  write_callers(cli, 8, 2);
  analyze(cli);
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "MC1001]");
  ASSERT_NOT_OUT(cli, "MC0004]");
  write_callers(cli, 9, 0); // too few to weigh
  analyze(cli);
  ASSERT_CODE(cli, 1);
  ASSERT_NOT_OUT(cli, "MC0004]");
}

static void what_nearly_all_callers_contradict_is_one_note(void **state)
{
  cli *cli = *state;
  write_callers(cli, 9, 1); // over both files
  analyze(cli);
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->out,
                      "a.c:4:19: note: 9 of 10 calls of net_buf_new() contradict what "
                      "its name tells, so that is left out [MC0004]\n");
}

static void what_somebody_stated_is_never_doubted(void **state)
{
  cli *cli = *state;
  write_callers(cli, 20, 0);
  cli_write(cli, "net.yaml",
            "version: 1\nlibrary: net\nheaders: [net.h]\n"
            "kinds:\n  buf: {noun: buffer, release: net_buf_free}\n"
            "functions:\n  net_buf_size: (_) -> int\n  net_buf_new: (_) -> new buf or "
            "NULL\n  net_buf_free: (free buf?)\n");
  analyze(cli);
  ASSERT_CODE(cli, 1);
  ASSERT_NOT_OUT(cli, "MC0004]");
  ASSERT_ERR(cli, "20 new errors");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CLI_CASE(a_few_callers_that_forget_are_leaks),
      CLI_CASE(what_nearly_all_callers_contradict_is_one_note),
      CLI_CASE(what_somebody_stated_is_never_doubted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
