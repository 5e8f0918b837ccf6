// Runs the built programs in a scratch folder and keeps what they say.

#ifndef MEMCHECK_CLI_FIXTURE_H
#define MEMCHECK_CLI_FIXTURE_H

#include "scratch.h"
#include "unit_test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/wait.h>

extern char **environ;

typedef struct cli {
  scratch scratch;
  const char *program;   // default: memcheck
  const char *directory; // seen from the scratch folder; default: itself
  const char *input;     // where standard input comes from; default: nothing
  const char *output;    // where standard output goes; default: kept in [out]
  bool is_output_closed;
  pid_t pid;
  int code; // exit code, or 128 and the signal
  char *out, *err;
} cli;

static inline int cli_open(void **state)
{
  // The same words whatever the machine's settings.
  static const char *const unset[] = {"NO_COLOR", "CLICOLOR_FORCE", "MEMCHECK_DATA",
                                      "MEMCHECK_TEST_HANG", "MEMCHECK_TEST_CRASH"};
  for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++)
    unsetenv(unset[i]);
  setenv("LC_ALL", "C", 1);
  cli *cli = calloc(1, sizeof *cli);
  scratch_open(&cli->scratch);
  cli->program = TEST_MEMCHECK;
  *state = cli;
  return 0;
}

static inline int cli_close(void **state)
{
  cli *cli = *state;
  scratch_close(&cli->scratch);
  free(cli->out);
  free(cli->err);
  free(cli);
  return 0;
}

static inline void cli_write(const cli *cli, const char *name, const char *text)
{
  scratch_write(&cli->scratch, name, text);
}

// The text of the file [name], owned by the caller; NULL if there is none.
static inline char *cli_read(const cli *cli, const char *name)
{
  FILE *file = fopen(scratch_path(&cli->scratch, name), "rb");
  if (file == NULL)
    return NULL;
  size_t length = 0, capacity = 1 << 16;
  char *text = malloc(capacity);
  for (size_t step;
       (step = fread(text + length, 1, capacity - length - 1, file)) != 0;) {
    length += step;
    if (capacity - length < 2)
      text = realloc(text, capacity *= 2);
  }
  text[length] = '\0';
  fclose(file);
  return text;
}

// Starts the program with [arguments] (NULL at the end), in a process group of its own.
static inline void cli_start(cli *cli, const char *const *arguments)
{
  const char *words[64] = {cli->program};
  for (int i = 0; arguments[i] != NULL && i < 62; i++)
    words[i + 1] = arguments[i];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const char *out =
      cli->output == NULL ? scratch_path(&cli->scratch, ".out") : cli->output;
  const char *in = cli->input == NULL ? "/dev/null" : cli->input;
  const char *err = scratch_path(&cli->scratch, ".err");
  int flags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out, flags, 0666);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err, flags, 0666);
  if (cli->is_output_closed)
    posix_spawn_file_actions_addclose(&actions, STDOUT_FILENO);
  const char *directory = cli->directory == NULL ? "." : cli->directory;
  posix_spawn_file_actions_addchdir_np(&actions,
                                       scratch_path(&cli->scratch, directory));
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  int error = posix_spawn(&cli->pid, cli->program, &actions, &attributes,
                          (char *const *)words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    fail_msg("cannot start %s: %s", cli->program, strerror(error));
}

static inline void cli_finish(cli *cli)
{
  int status;
  while (waitpid(cli->pid, &status, 0) < 0)
    assert_int_equal(errno, EINTR);
  cli->code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  free(cli->out);
  free(cli->err);
  cli->out = cli->output == NULL ? cli_read(cli, ".out") : NULL;
  cli->err = cli_read(cli, ".err");
}

static inline void cli_run(cli *cli, const char *const *arguments)
{
  cli_start(cli, arguments);
  cli_finish(cli);
}

#define RUN(cli, ...) cli_run((cli), (const char *const[]){__VA_ARGS__, NULL})

static inline void cli_assert_code(const cli *cli, int code, const char *file, int line)
{
  if (cli->code != code) {
    print_error("exit code %d, expected %d\n--- stdout\n%s\n--- stderr\n%s\n",
                cli->code, code, cli->out == NULL ? "" : cli->out, cli->err);
    _fail(file, line);
  }
}

static inline void cli_assert_says(const char *text, const char *part, bool is_expected,
                                   const char *file, int line)
{
  if ((strstr(text, part) != NULL) != is_expected) {
    print_error("%s '%s' in:\n%s\n", is_expected ? "no" : "unexpected", part, text);
    _fail(file, line);
  }
}

#define ASSERT_CODE(cli, expected)                                                     \
  cli_assert_code((cli), (expected), __FILE__, __LINE__)
#define ASSERT_OUT(cli, part)                                                          \
  cli_assert_says((cli)->out, (part), true, __FILE__, __LINE__)
#define ASSERT_ERR(cli, part)                                                          \
  cli_assert_says((cli)->err, (part), true, __FILE__, __LINE__)
#define ASSERT_NOT_OUT(cli, part)                                                      \
  cli_assert_says((cli)->out, (part), false, __FILE__, __LINE__)
#define ASSERT_NOT_ERR(cli, part)                                                      \
  cli_assert_says((cli)->err, (part), false, __FILE__, __LINE__)

// Copies the program at [from] into the scratch folder, where it can be run.
static inline void cli_copy_program(const cli *cli, const char *from, const char *name)
{
  FILE *source = fopen(from, "rb");
  assert_non_null(source);
  scratch_make_folders(&cli->scratch, name);
  FILE *copy = fopen(scratch_path(&cli->scratch, name), "wb");
  char buffer[65536];
  for (size_t length; (length = fread(buffer, 1, sizeof buffer, source)) != 0;)
    assert_int_equal(fwrite(buffer, 1, length, copy), length);
  fclose(source);
  fclose(copy);
  chmod(scratch_path(&cli->scratch, name), 0755);
}

#define CLI_CASE(name) cmocka_unit_test_setup_teardown(name, cli_open, cli_close)

// A block that leaks on one path.
#define LEAKY_SOURCE                                                                   \
  "#include <stdlib.h>\n"                                                              \
  "int leaky(int n)\n"                                                                 \
  "{\n"                                                                                \
  "  char *block = malloc(10);\n"                                                      \
  "  if (block == NULL)\n"                                                             \
  "    return -1;\n"                                                                   \
  "  if (n > 3)\n"                                                                     \
  "    return 1;\n"                                                                    \
  "  free(block);\n"                                                                   \
  "  return 0;\n"                                                                      \
  "}\n"

// Nothing to find.
#define CLEAN_SOURCE "int clean(int n)\n{\n  return n + 1;\n}\n"

#endif
