#include "base/json_writer.h"
#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/shown.h"

// Our own format: everything a finding holds, for scripts. report.schema.json describes
// it; within one "version" members are only ever added. Columns count bytes.

#define JSON_FORMAT_VERSION 1

typedef struct writer {
  const report *report;
  json_writer json;
  arena arena; // of one finding
} writer;

static void write_place(writer *w, const finding_place *place)
{
  json_string(&w->json, "file",
              shown_path_below_root(&w->arena, w->report, place->file));
  json_number(&w->json, "line", place->line);
  json_number(&w->json, "column", place->column);
  json_number(&w->json, "endLine", place->end_line);
  json_number(&w->json, "endColumn", place->end_column);
}

static void write_place_object(writer *w, const char *key, const finding_place *place)
{
  if (place->line == 0) {
    json_null(&w->json, key);
    return;
  }
  json_open_object(&w->json, key);
  write_place(w, place);
  json_close(&w->json);
}

static void write_events(writer *w, const finding *finding)
{
  json_open_array(&w->json, "events");
  for (uint32_t i = 0; i < finding->event_count; i++) {
    json_open_object(&w->json, NULL);
    json_string(&w->json, "text", finding->events[i].text);
    write_place(w, &finding->events[i].place);
    json_close(&w->json);
  }
  json_close(&w->json);
}

static void write_fix(writer *w, const finding *finding)
{
  if (!finding->has_fix) {
    json_null(&w->json, "fix");
    return;
  }
  json_open_object(&w->json, "fix");
  json_string(&w->json, "text", finding->fix.text);
  write_place(w, &finding->fix.place);
  json_close(&w->json);
}

static void write_finding(writer *w, const finding *finding,
                          const fingerprint *fingerprint)
{
  const rule *rule = rule_find(finding->rule);
  json_open_object(&w->json, NULL);
  json_string(&w->json, "rule", finding->rule);
  json_string(&w->json, "title", rule == NULL ? "" : rule->title);
  json_string(&w->json, "severity", severity_name(finding->severity));
  json_string(&w->json, "confidence", confidence_name(finding->confidence));
  json_string(&w->json, "message", finding->message);
  json_string(&w->json, "function", finding->function);
  write_place(w, &finding->place);
  write_place_object(w, "origin", &finding->origin);
  write_events(w, finding);
  json_string(&w->json, "ledger", finding->ledger);
  json_string(&w->json, "help", finding->help);
  write_fix(w, finding);
  json_string(&w->json, "acquirer", finding->acquirer);
  json_string(&w->json, "fingerprint", fingerprint->text);
  if (finding->justification != NULL) {
    json_string(&w->json, "justification", finding->justification);
    write_place_object(w, "allowedAt", &finding->allowed_at);
  }
  json_close(&w->json);
}

// Writes those that a comment allows, or the others.
static void write_list(writer *w, const char *key, bool are_allowed,
                       const fingerprint *fingerprints)
{
  json_open_array(&w->json, key);
  for (uint32_t i = 0; i < w->report->finding_count; i++) {
    const finding *finding = w->report->findings[i];
    arena_reset(&w->arena);
    if ((finding->justification != NULL) == are_allowed)
      write_finding(w, finding, &fingerprints[i]);
  }
  json_close(&w->json);
}

static void write_findings(writer *w)
{
  arena kept = {0};
  const fingerprint *fingerprints =
      fingerprint_all(&kept, w->report->findings, w->report->finding_count);
  write_list(w, "findings", false, fingerprints);
  write_list(w, "suppressed", true, fingerprints);
  arena_clear(&kept);
}

static void write_problems(writer *w)
{
  json_open_array(&w->json, "problems");
  for (uint32_t i = 0; i < w->report->problem_count; i++) {
    const report_problem *problem = &w->report->problems[i];
    json_open_object(&w->json, NULL);
    json_string(&w->json, "source",
                shown_path_below_root(&w->arena, w->report, problem->source));
    json_string(&w->json, "status", problem->is_skipped ? "skipped" : "incomplete");
    json_string(&w->json, "message", problem->text);
    json_close(&w->json);
  }
  json_close(&w->json);
}

static void write_summary(writer *w)
{
  const report *report = w->report;
  uint32_t finding_count = 0;
  for (uint32_t i = 0; i < report->finding_count; i++)
    finding_count += report->findings[i]->justification == NULL;
  json_open_object(&w->json, "summary");
  json_number(&w->json, "findings", finding_count);
  json_number(&w->json, "inBaseline", report->baseline_count);
  json_number(&w->json, "suppressed", report->suppressed_count);
  json_number(&w->json, "units", report->unit_count);
  json_number(&w->json, "analyzed", report->analyzed_count);
  json_number(&w->json, "taintedFunctions", report->tainted_count);
  json_number(&w->json, "exitCode", report->exit_code);
  json_close(&w->json);
}

void json_write(const report *report, strbuf *out)
{
  writer w = {.report = report};
  json_init(&w.json, out);
  json_open_object(&w.json, NULL);
  json_string(&w.json, "tool", "memcheck");
  json_string(&w.json, "toolVersion", MEMCHECK_VERSION);
  json_number(&w.json, "version", JSON_FORMAT_VERSION);
  write_findings(&w);
  write_problems(&w);
  write_summary(&w);
  json_close(&w.json);
  strbuf_add_char(out, '\n');
  arena_clear(&w.arena);
}
