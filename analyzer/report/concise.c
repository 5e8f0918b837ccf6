#include "report/formats.h"
#include "report/shown.h"

#include <string.h>

// path:line:column: severity: message [rule], which editors and build tools understand.
// What is wrong with a unit as a whole has no line.

static void write_finding(arena *arena, const report *report, const finding *finding,
                          strbuf *out)
{
  const char *path = shown_path(arena, report, finding->place.file);
  shown_text(path, strlen(path), out);
  strbuf_addf(out, ":%u:%u: %s: ", finding->place.line, finding->place.column,
              severity_name(finding->severity));
  shown_text(finding->message, strlen(finding->message), out);
  strbuf_addf(out, " [%s]\n", finding->rule);
}

static void write_problem(arena *arena, const report *report,
                          const report_problem *problem, strbuf *out)
{
  const char *path = shown_path(arena, report, problem->source);
  shown_text(path, strlen(path), out);
  strbuf_addf(out,
              ": warning: %s: ", problem->is_skipped ? "not analysed" : "incomplete");
  shown_text(problem->text, strlen(problem->text), out);
  strbuf_add(out, " [MC0003]\n");
}

static void write_suppressed(arena *arena, const report *report, const finding *finding,
                             strbuf *out)
{
  const char *path = shown_path(arena, report, finding->place.file);
  shown_text(path, strlen(path), out);
  strbuf_addf(out, ":%u:%u: suppressed: ", finding->place.line, finding->place.column);
  shown_text(finding->message, strlen(finding->message), out);
  strbuf_addf(out, " [%s] -- ", finding->rule);
  shown_text(finding->justification, strlen(finding->justification), out);
  strbuf_add_char(out, '\n');
}

void concise_write(const report *report, strbuf *out)
{
  arena arena = {0};
  size_t start = out->length;
  for (uint32_t i = 0; i < report->finding_count; i++)
    if (report->findings[i]->justification == NULL)
      write_finding(&arena, report, report->findings[i], out);
  for (uint32_t i = 0; i < report->problem_count; i++)
    write_problem(&arena, report, &report->problems[i], out);
  for (uint32_t i = 0; report->options.show_suppressed && i < report->finding_count;
       i++)
    if (report->findings[i]->justification != NULL)
      write_suppressed(&arena, report, report->findings[i], out);
  if (report->options.ascii)
    shown_make_ascii(out, start);
  arena_clear(&arena);
}
