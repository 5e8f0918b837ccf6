#include "outputs.h"
#include "command.h"
#include "base/log.h"
#include "project/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// 0, or the errno that tells why [path] cannot be written.
static int find_obstacle(arena *arena, const char *path)
{
  if (path_is_folder(path))
    return EISDIR;
  if (access(path, F_OK) == 0)
    return access(path, W_OK) == 0 ? 0 : errno;
  const char *here = path_working_directory(arena);
  const char *whole = path_resolve(arena, here == NULL ? "/" : here, path);
  const char *folder = path_parent(arena, whole);
  return access(folder, W_OK | X_OK) == 0 ? 0 : errno;
}

static outputs_state add_file(outputs *outputs, arena *arena, const char *text)
{
  const char *equals = strchr(text, '=');
  if (equals == NULL || equals[1] == '\0') {
    log_error("--output takes FORMAT=FILE, as in sarif=memcheck.sarif, not '%s'", text);
    return OUTPUTS_MISNAMED;
  }
  const char *name = arena_copy_bytes(arena, text, (size_t)(equals - text));
  int format = choice_find(arena, OUTPUT_FORMATS, name, "the format of --output");
  if (format < 0)
    return OUTPUTS_MISNAMED;
  output output = {.format = (report_format)format, .path = equals + 1};
  int obstacle = find_obstacle(arena, output.path);
  if (obstacle != 0) {
    log_error("cannot write '%s': %s; nothing has been analysed", output.path,
              strerror(obstacle));
    return OUTPUTS_UNWRITABLE;
  }
  array_push(&outputs->items, output);
  return OUTPUTS_GOOD;
}

outputs_state outputs_add_files(outputs *outputs, arena *arena, const text_list *texts)
{
  outputs_state state = OUTPUTS_GOOD;
  for (uint32_t i = 0; i < texts->count && state == OUTPUTS_GOOD; i++)
    state = add_file(outputs, arena, texts->items[i]);
  return state;
}

void outputs_add_stdout(outputs *outputs, report_format format)
{
  array_push(&outputs->items, ((output){.format = format}));
}

static bool write_all(int file, const strbuf *text)
{
  size_t written = 0;
  while (written < text->length) {
    ssize_t length = write(file, text->text + written, text->length - written);
    if (length < 0 && errno != EINTR)
      return false;
    written += length > 0 ? (size_t)length : 0;
  }
  return true;
}

static bool write_file(const char *path, const strbuf *text)
{
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0)
    return false;
  bool is_good = write_all(file, text);
  int error = errno;
  bool is_closed = close(file) == 0;
  if (!is_good)
    errno = error;
  return is_good && is_closed;
}

static bool write_output(const output *output, const report *report)
{
  struct report shown = *report;
  if (output->path != NULL)
    shown.options.color = false;
  strbuf text = {0};
  report_write(&shown, output->format, &text);
  bool is_good = output->path == NULL ? write_all(STDOUT_FILENO, &text)
                                      : write_file(output->path, &text);
  if (!is_good)
    log_error("cannot write %s: %s; the report is incomplete",
              output->path == NULL ? "to standard output" : output->path,
              strerror(errno));
  strbuf_clear(&text);
  return is_good;
}

void outputs_write(const outputs *outputs, report *report)
{
  for (uint32_t i = 0; i < outputs->items.count; i++)
    if (!write_output(&outputs->items.items[i], report) &&
        report->exit_code == EXIT_CLEAN)
      report->exit_code = EXIT_INCOMPLETE;
}

void outputs_clear(outputs *outputs)
{
  array_clear(&outputs->items);
}
