// What a run must survive: sources that crash or stall the parser, workers that vanish,
// signals; and equal bytes however the work is divided.

#include "cli_fixture.h"

#include <dirent.h>
#include <time.h>

static void sleep_ms(long ms)
{
  struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
  nanosleep(&time, NULL);
}

// ---- Hard sources ------------------------------------------------------------------

// libclang's parser recurses for each "else" and runs out of stack, which no signal
// handler of its own catches.
static void write_deep_chain(const cli *cli, const char *name, int depth)
{
  size_t capacity = (size_t)depth * 48 + 200;
  char *text = malloc(capacity);
  size_t length = (size_t)snprintf(text, capacity, "int deep(int n)\n{\n");
  for (int i = 0; i < depth; i++)
    length += (size_t)snprintf(text + length, capacity - length,
                               "  %sif (n == %d) return %d;\n", i == 0 ? "" : "else ",
                               i, i + 1);
  snprintf(text + length, capacity - length, "  return 0;\n}\n");
  cli_write(cli, name, text);
  free(text);
}

static void a_source_that_crashes_the_parser_costs_itself_only(void **state)
{
  cli *cli = *state;
  write_deep_chain(cli, "deep.c", 6000);
  cli_write(cli, "leaky.c", LEAKY_SOURCE);
  RUN(cli, "analyze", "--format", "concise", "--fail-on", "never", ".", "--");
  ASSERT_CODE(cli, 3);
  ASSERT_OUT(cli, "deep.c: warning: not analysed: memcheck-cc ");
  ASSERT_OUT(cli, " on it, twice ("); // signal 11, or a sanitizer's exit code
  ASSERT_OUT(cli, "leaky.c:8:5: error:");
  ASSERT_ERR(cli, "1/2 files");
}

static void a_function_of_many_lines_stays_within_limits(void **state)
{
  cli *cli = *state;
  enum { LINES = 100000 };
  size_t capacity = (size_t)LINES * 40 + 1000, length = 0;
  char *text = malloc(capacity);
  length += (size_t)snprintf(text, capacity,
                             "#include <stdlib.h>\n"
                             "void use(int);\n"
                             "int huge(int n)\n{\n  char *block = malloc(4);\n");
  for (int i = 0; i < LINES; i++)
    length +=
        (size_t)snprintf(text + length, capacity - length,
                         i % 10 == 0 ? "  if (n == %d) use(n);\n" : "  n += %d;\n", i);
  snprintf(text + length, capacity - length, "  free(block);\n  return n;\n}\n");
  cli_write(cli, "huge.c", text);
  free(text);
  RUN(cli, "analyze", "--format", "concise", "huge.c", "--");
  ASSERT_CODE(cli, 0);
  assert_string_equal(cli->out, "");
  ASSERT_ERR(cli, "1/1 file");
}

#if MC_DEBUG
static void a_source_that_stalls_is_given_up(void **state)
{
  cli *cli = *state;
  cli_write(cli, "slow.c", CLEAN_SOURCE);
  cli_write(cli, "leaky.c", LEAKY_SOURCE);
  setenv("MEMCHECK_TEST_HANG", "slow.c", 1);
  RUN(cli, "analyze", "--timeout-per-unit", "1", "--format", "concise", ".", "--");
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "slow.c: warning: not analysed: took longer than 1 s, twice; "
                  "--timeout-per-unit gives it more");
  ASSERT_OUT(cli, "leaky.c:8:5: error:");
  RUN(cli, "analyze", "--timeout-per-unit", "1", "slow.c", "--allow-incomplete", "--");
  ASSERT_CODE(cli, 3);
}

// ---- Workers and signals -----------------------------------------------------------

// The children of [parent] by /proc; returns how many of them [found] has room for.
static int find_children(pid_t parent, pid_t *found, int limit)
{
  int count = 0;
  DIR *folder = opendir("/proc");
  for (const struct dirent *entry;
       (entry = readdir(folder)) != NULL && count < limit;) {
    char path[300], text[400];
    snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
    FILE *file =
        entry->d_name[0] >= '0' && entry->d_name[0] <= '9' ? fopen(path, "r") : NULL;
    if (file == NULL)
      continue;
    int its_parent = 0;
    char is_state = 0;
    if (fgets(text, sizeof text, file) != NULL && strrchr(text, ')') != NULL &&
        sscanf(strrchr(text, ')'), ") %c %d", &is_state, &its_parent) == 2 &&
        its_parent == parent && is_state != 'Z')
      found[count++] = (pid_t)atoi(entry->d_name);
    fclose(file);
  }
  closedir(folder);
  return count;
}

static int wait_for_children(pid_t parent, pid_t *found, int count)
{
  for (int i = 0; i < 200 && find_children(parent, found, count) < count; i++)
    sleep_ms(50);
  return find_children(parent, found, count);
}

static void start_hanging_run(cli *cli)
{
  cli_write(cli, "hang1.c", CLEAN_SOURCE);
  cli_write(cli, "hang2.c", CLEAN_SOURCE);
  setenv("MEMCHECK_TEST_HANG", "hang", 1);
  cli_start(cli, (const char *const[]){"analyze", "-j", "2", "--output", "json=r.json",
                                       ".", "--", NULL});
}

static void an_interrupted_run_leaves_no_child_and_no_report(void **state)
{
  cli *cli = *state;
  const int signals[] = {SIGINT, SIGTERM, SIGHUP};
  for (int i = 0; i < 3; i++) {
    start_hanging_run(cli);
    pid_t children[2];
    assert_int_equal(wait_for_children(cli->pid, children, 2), 2);
    kill(cli->pid, signals[i]);
    cli_finish(cli);
    ASSERT_CODE(cli, 128 + signals[i]);
    ASSERT_ERR(cli, "interrupted after 0 of 2 files");
    assert_string_equal(cli->out, "");
    assert_null(cli_read(cli, "r.json"));
    for (int c = 0; c < 2; c++)
      assert_int_equal(kill(children[c], 0), -1);
  }
}

static void a_worker_killed_from_outside_is_replaced(void **state)
{
  cli *cli = *state;
  cli_write(cli, "once.c", LEAKY_SOURCE);
  setenv("MEMCHECK_TEST_HANG", "once.c", 1);
  cli_start(cli,
            (const char *const[]){"analyze", "-j", "1", "--format", "concise", "once.c",
                                  "--timeout-per-unit", "20", "--", NULL});
  pid_t first, second;
  assert_int_equal(wait_for_children(cli->pid, &first, 1), 1);
  kill(first, SIGKILL);
  for (int i = 0; i < 200; i++) {
    sleep_ms(50);
    if (find_children(cli->pid, &second, 1) == 1 && second != first)
      break;
  }
  assert_int_not_equal(second, first);
  kill(second, SIGKILL);
  cli_finish(cli);
  ASSERT_CODE(cli, 3);
  ASSERT_OUT(cli,
             "once.c: warning: not analysed: memcheck-cc crashed on it, twice (signal "
             "9, Killed)");
}

static void a_crash_is_tried_again_and_told(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", LEAKY_SOURCE);
  cli_write(cli, "broken.c", CLEAN_SOURCE);
  cli_write(cli, "z.c", LEAKY_SOURCE);
  setenv("MEMCHECK_TEST_CRASH", "broken.c", 1);
  RUN(cli, "analyze", "-j", "1", "--format", "concise", ".", "--");
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "broken.c: warning: not analysed: memcheck-cc crashed on it, twice "
                  "(signal 6, Aborted)");
  ASSERT_OUT(cli, "a.c:8:5:");
  ASSERT_OUT(cli, "z.c:8:5:");
}
#endif

static void without_memcheck_cc_beside_it_analyze_says_so(void **state)
{
  cli *cli = *state;
  cli_write(cli, "a.c", CLEAN_SOURCE);
  cli_copy_program(cli, TEST_MEMCHECK, "bin/memcheck");
  char program[PATH_MAX];
  strcpy(program, scratch_path(&cli->scratch, "bin/memcheck"));
  cli->program = program;
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "memcheck-cc is not beside this program");
  RUN(cli, "--version");
  ASSERT_CODE(cli, 0);
  ASSERT_OUT(cli, "memcheck-cc: not beside this program");
  // Some other program of that name.
  cli_write(cli, "bin/memcheck-cc", "#!/bin/sh\nexit 5\n");
  chmod(scratch_path(&cli->scratch, "bin/memcheck-cc"), 0755);
  RUN(cli, "analyze", "a.c", "--");
  ASSERT_CODE(cli, 3);
  ASSERT_ERR(cli, "ended before it was ready (exit code 5)");
}

// ---- Same bytes --------------------------------------------------------------------

static void output_is_equal_whatever_the_order_and_the_workers(void **state)
{
  cli *cli = *state;
  cli_write(cli, "inc/shared.h",
            "#include <stdlib.h>\n"
            "static inline int shared(int n)\n{\n  char *s = malloc(4);\n"
            "  if (s == NULL || n == 2)\n    return 2;\n  free(s);\n  return 0;\n}\n");
  const char *names[] = {"a.c", "b.c", "c.c", "d.c", "e.c", "f.c"};
  for (int i = 0; i < 6; i++)
    cli_write(cli, names[i],
              "#include \"shared.h\"\n" LEAKY_SOURCE
              "int other(int n)\n{\n  return shared(n) + leaky(n);\n}\n");
  static const char *const formats[] = {"text", "json", "sarif"};
  for (int f = 0; f < 3; f++) {
    RUN(cli, "analyze", "-j", "1", "--format", formats[f], "a.c", "b.c", "c.c", "d.c",
        "e.c", "f.c", "--", "-Iinc");
    ASSERT_CODE(cli, 1);
    char *first = strdup(cli->out);
    RUN(cli, "analyze", "-j", "4", "--format", formats[f], "f.c", "c.c", "a.c", "e.c",
        "b.c", "d.c", "--", "-Iinc");
    assert_string_equal(cli->out, first);
    RUN(cli, "analyze", "-j", "3", "--format", formats[f], ".", "--", "-Iinc");
    assert_string_equal(cli->out, first);
    free(first);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    CLI_CASE(a_source_that_crashes_the_parser_costs_itself_only),
    CLI_CASE(a_function_of_many_lines_stays_within_limits),
#if MC_DEBUG
    CLI_CASE(a_source_that_stalls_is_given_up),
    CLI_CASE(an_interrupted_run_leaves_no_child_and_no_report),
    CLI_CASE(a_worker_killed_from_outside_is_replaced),
    CLI_CASE(a_crash_is_tried_again_and_told),
#endif
    CLI_CASE(without_memcheck_cc_beside_it_analyze_says_so),
    CLI_CASE(output_is_equal_whatever_the_order_and_the_workers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
