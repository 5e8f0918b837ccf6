// Single: one source on the command line, as a compiler or to look inside.

#include "cc/cc.h"
#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

// False, logged: [text] could not be written whole.
static bool write_text(const char *path, const strbuf *text)
{
  FILE *file = path == NULL ? stdout : fopen(path, "wbe");
  bool is_good = file != NULL;
  if (is_good && text->length != 0)
    is_good = fwrite(text->text, 1, text->length, file) == text->length;
  if (file != NULL)
    is_good = (path == NULL ? fflush(file) : fclose(file)) == 0 && is_good;
  if (!is_good)
    log_error("cannot write %s: %s", path == NULL ? "standard output" : path,
              strerror(errno));
  return is_good;
}

int cc_compile(const cc_request *request)
{
  strbuf out = {0};
  unit_analyze(request->frontend, request->packs, &request->job, &out);
  bool is_good = write_text(request->output, &out);
  strbuf_clear(&out);
  return is_good ? 0 : 3;
}

int cc_dump(const cc_request *request)
{
  strbuf out = {0};
  bool is_good =
      request->trace.rule != NULL
          ? unit_trace_path(request->frontend, request->packs, &request->job,
                            &request->trace, &out)
          : unit_dump_function(request->frontend, request->packs, &request->job,
                               request->dump, request->function, &out);
  if (is_good) {
    is_good = write_text(request->output, &out);
  } else {
    int length = (int)strcspn(strbuf_text(&out), "\n"); // what it says first
    log_error("%.*s", length, strbuf_text(&out));
  }
  strbuf_clear(&out);
  return is_good ? 0 : 3;
}
