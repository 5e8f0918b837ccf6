// memcheck: the command line. The table below is all there is to dispatch and help.

#include "command.h"
#include "base/log.h"
#include "base/suggest.h"
#include "project/home.h"
#include "project/shell.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const command *const commands[] = {
    &analyze_command,
    &explain_command,
    &rules_command,
};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

static const command *command_find(const char *name)
{
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    if (strcmp(commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

// Standard output is checked once, at the end: a full disk must not look like success.
static int finish_output(int code)
{
  bool was_good = !ferror(stdout);
  if (fflush(stdout) == 0 && was_good)
    return code;
  if (errno != 0)
    log_error("cannot write to standard output: %s", strerror(errno));
  else
    log_error("cannot write to standard output");
  return code == EXIT_CLEAN ? EXIT_INCOMPLETE : code;
}

// ---- Help and version --------------------------------------------------------------

static void print_help(void)
{
  printf("memcheck %s finds memory, stream and descriptor faults in C sources.\n"
         "It is not Valgrind's tool of that name, and works beside it.\n"
         "\n"
         "usage: memcheck COMMAND [ARGUMENTS]\n"
         "\n"
         "Commands:\n",
         MEMCHECK_VERSION);
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    char left[40];
    snprintf(left, sizeof left, "%s %s", commands[i]->name, commands[i]->arguments);
    printf("  %-20s  %s\n", left, commands[i]->summary);
  }
  fputs("\n"
        "  memcheck COMMAND --help    options and examples of one command\n"
        "  memcheck --version         this version, and that of libclang\n"
        "\n"
        "Examples:\n"
        "  memcheck analyze                     all C sources of this project\n"
        "  memcheck analyze src -- -Iinclude    one folder, with compiler flags\n"
        "  memcheck explain MC1001              what a rule means, bad and good code\n"
        "\n"
        "Exit codes: 0 nothing found, 1 findings, 2 wrong usage, 3 incomplete.\n",
        stdout);
}

static void print_command_help(const command *command)
{
  printf("memcheck %s: %s\n"
         "(Not Valgrind's memcheck, which it works beside.)\n"
         "\n"
         "usage: memcheck %s [OPTIONS] %s\n"
         "\n"
         "%s",
         command->name, command->summary, command->name, command->arguments,
         command->details);
  options_print(command->options, command->option_count, stdout);
}

static int print_version(void)
{
  arena arena = {0};
  printf("memcheck %s\n", MEMCHECK_VERSION);
  const char *program = home_program(&arena, "memcheck-cc");
  const char *words[] = {program, "--version", NULL};
  const char *version = program == NULL ? NULL : shell_output(&arena, words);
  if (version != NULL)
    fputs(version, stdout);
  else
    puts("memcheck-cc: not beside this program, so 'analyze' does not work here");
  arena_clear(&arena);
  return EXIT_CLEAN;
}

// ---- Dispatch ----------------------------------------------------------------------

static bool asks_for_help(int count, char **argv)
{
  for (int i = 0; i < count && strcmp(argv[i], "--") != 0; i++)
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
      return true;
  return false;
}

static int unknown_command(const char *word)
{
  const char *names[COMMAND_COUNT + 2] = {[COMMAND_COUNT] = "--help", "--version"};
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    names[i] = commands[i]->name;
  const char *meant = suggest_word(word, names, COMMAND_COUNT + 2);
  if (meant != NULL)
    log_error("unknown command '%s': did you mean '%s'?", word, meant);
  else if (access(word, F_OK) == 0)
    log_error("unknown command '%s': did you mean 'memcheck analyze %s'?", word, word);
  else
    log_error("unknown command '%s': see memcheck --help", word);
  return EXIT_USAGE;
}

static int dispatch(int argc, char **argv)
{
  if (argc < 2) {
    log_error("no command given: try 'memcheck analyze', or see memcheck --help");
    return EXIT_USAGE;
  }
  const char *word = argv[1];
  bool wants_help = strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
                    strcmp(word, "help") == 0;
  if (wants_help && argc == 2) {
    print_help();
    return EXIT_CLEAN;
  }
  if (strcmp(word, "--version") == 0)
    return print_version();
  const command *command = command_find(wants_help ? argv[2] : word);
  if (command == NULL)
    return unknown_command(wants_help ? argv[2] : word);
  if (wants_help || asks_for_help(argc - 2, argv + 2)) {
    print_command_help(command);
    return EXIT_CLEAN;
  }
  return command->run(argc - 2, argv + 2);
}

// Whoever starts us with a standard stream closed must not have a file of ours take its
// number and get the report. Writing to the stand-in fails, as it should.
static void hold_standard_streams(void)
{
  for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
    if (fcntl(file, F_GETFD) < 0 && errno == EBADF)
      (void)!open("/dev/null", O_RDONLY);
}

int main(int argc, char **argv)
{
  hold_standard_streams();
  // A closed pipe is an error of write(), reported like a full disk.
  signal(SIGPIPE, SIG_IGN);
  return finish_output(dispatch(argc, argv));
}
