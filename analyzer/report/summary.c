#include "report/report.h"
#include "report/shown.h"

#include <string.h>

// Adds " · " between the parts of a line.
static void separate(strbuf *out, size_t start)
{
  if (out->length > start)
    strbuf_add(out, " \xc2\xb7 ");
}

static void add_count(strbuf *out, size_t start, uint32_t count, const char *one,
                      const char *many)
{
  if (count == 0)
    return;
  separate(out, start);
  strbuf_addf(out, "%u %s", count, count == 1 ? one : many);
}

static void write_findings_line(const report *report, strbuf *out)
{
  size_t start = out->length;
  uint32_t counts[SEVERITY_ERROR + 1] = {0};
  for (uint32_t i = 0; i < report->finding_count; i++)
    counts[report->findings[i]->severity] += report->findings[i]->justification == NULL;
  add_count(out, start, counts[SEVERITY_ERROR], "new error", "new errors");
  add_count(out, start, counts[SEVERITY_WARNING], "new warning", "new warnings");
  add_count(out, start, counts[SEVERITY_NOTE], "new note", "new notes");
  if (out->length == start)
    strbuf_add(out, "no new findings");
  add_count(out, start, report->baseline_count, "in baseline", "in baseline");
  add_count(out, start, report->suppressed_count, "suppressed", "suppressed");
  strbuf_add_char(out, '\n');
}

// Units with problems that were analysed all the same. Problems of one unit stand
// together.
static uint32_t count_incomplete(const report *report)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < report->problem_count; i++) {
    const report_problem *problem = &report->problems[i];
    bool is_new = i == 0 || strcmp(problem[-1].source, problem->source) != 0;
    count += is_new && !problem->is_skipped;
  }
  return count;
}

static void write_run_line(const report *report, strbuf *out)
{
  size_t start = out->length;
  strbuf_addf(out, "%u/%u file%s", report->analyzed_count, report->unit_count,
              report->unit_count == 1 ? "" : "s");
  if (report->cached_count != 0)
    strbuf_addf(out, " (%u cached)", report->cached_count);
  add_count(out, start, report->unit_count - report->analyzed_count, "skipped",
            "skipped");
  add_count(out, start, count_incomplete(report), "incomplete", "incomplete");
  add_count(out, start, report->tainted_count, "function with a parse error",
            "functions with a parse error");
  if (report->seconds > 0) {
    separate(out, start);
    strbuf_addf(out, "%.1f s", report->seconds);
  }
  separate(out, start);
  strbuf_addf(out, "exit %d\n", report->exit_code);
}

void report_write_summary(const report *report, strbuf *out)
{
  size_t start = out->length;
  write_findings_line(report, out);
  write_run_line(report, out);
  if (report->options.ascii)
    shown_make_ascii(out, start);
}
