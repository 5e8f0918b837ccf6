#include "project/shell.h"
#include "base/log.h"
#include "base/strbuf.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// Adds the text between double quotes that starts at [p] to [word]; returns its end:
// the closing quote, or the NUL.
static const char *add_double_quoted(const char *p, strbuf *word)
{
  for (; *p != '\0' && *p != '"'; p++) {
    if (*p == '\\' && p[1] != '\0' && strchr("\"\\$`\n", p[1]) != NULL) {
      p++;
      if (*p == '\n')
        continue;
    }
    strbuf_add_char(word, *p);
  }
  return p;
}

// Adds one word that starts at [p] to [word]; returns its end.
static const char *add_word(const char *p, strbuf *word)
{
  for (; *p != '\0' && strchr(" \t\r\n", *p) == NULL; p++) {
    if (*p == '\'') {
      size_t length = strcspn(p + 1, "'");
      strbuf_add_bytes(word, p + 1, length);
      p += length + (p[1 + length] != '\0');
    } else if (*p == '"') {
      p = add_double_quoted(p + 1, word);
    } else if (*p == '\\' && p[1] != '\0') {
      p++;
      if (*p != '\n') // else a line goes on
        strbuf_add_char(word, *p);
    } else {
      strbuf_add_char(word, *p);
    }
    if (*p == '\0')
      break;
  }
  return p;
}

void shell_split(arena *arena, const char *command, text_list *words)
{
  strbuf word = {0};
  for (const char *p = command;;) {
    p += strspn(p, " \t\r\n");
    if (*p == '\0')
      break;
    strbuf_reset(&word);
    p = add_word(p, &word);
    array_push(words, arena_copy_string(arena, strbuf_text(&word)));
  }
  strbuf_clear(&word);
}

// ---- Running a program -------------------------------------------------------------

static int wait_for(pid_t pid)
{
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    continue;
  return status;
}

static bool spawn_into(const char *const *arguments, int output, pid_t *pid)
{
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  int error = posix_spawnp(pid, arguments[0], &actions, NULL, (char *const *)arguments,
                           environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0;
}

static void read_all(int file, strbuf *out)
{
  char buffer[4096];
  for (;;) {
    ssize_t length = read(file, buffer, sizeof buffer);
    if (length < 0 && errno == EINTR)
      continue;
    if (length <= 0)
      return;
    strbuf_add_bytes(out, buffer, (size_t)length);
  }
}

const char *shell_output(arena *arena, const char *const *arguments)
{
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return NULL;
  pid_t pid;
  bool is_running = spawn_into(arguments, ends[1], &pid);
  close(ends[1]);
  strbuf out = {0};
  int status = -1;
  if (is_running) {
    read_all(ends[0], &out);
    status = wait_for(pid);
  }
  close(ends[0]);
  const char *result = NULL;
  if (is_running && WIFEXITED(status) && WEXITSTATUS(status) == 0)
    result = arena_copy_string(arena, strbuf_text(&out));
  strbuf_clear(&out);
  return result;
}

int shell_run(const char *const *arguments)
{
  pid_t pid;
  int error =
      posix_spawn(&pid, arguments[0], NULL, NULL, (char *const *)arguments, environ);
  if (error != 0) {
    log_error("cannot start %s: %s", arguments[0], strerror(error));
    return -1;
  }
  int status = wait_for(pid);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
