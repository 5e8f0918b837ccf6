#include "base/json_writer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/sarif_rules.h"
#include "report/shown.h"

#include <stdlib.h>
#include <string.h>

// SARIF 2.1.0, as code-scanning services read it. They cut long logs without a word, so
// the cutting is done here, and said: errors stay longest.

#define RESULT_LIMIT 5000
#define STEP_LIMIT 1000
#define BASE_ID "SRCROOT"

typedef struct writer {
  const report *report;
  json_writer json;
  arena arena; // of one result
  source_cache sources;
} writer;

static void write_message(writer *w, const char *text)
{
  json_open_object(&w->json, "message");
  json_string(&w->json, "text", text);
  json_close(&w->json);
}

// A message as a sentence: with a full stop.
static void write_sentence(writer *w, const char *text)
{
  size_t length = strlen(text);
  bool is_ended = length > 0 && strchr(".!?", text[length - 1]) != NULL;
  write_message(w, arena_format(&w->arena, "%s%s", text, is_ended ? "" : "."));
}

// ---- Places ------------------------------------------------------------------------

static void write_artifact(writer *w, const char *file)
{
  const char *path = shown_path(&w->arena, w->report, file);
  strbuf uri = {0};
  shown_uri(path, &uri);
  json_open_object(&w->json, "artifactLocation");
  json_string(&w->json, "uri", strbuf_text(&uri));
  if (path[0] != '/')
    json_string(&w->json, "uriBaseId", BASE_ID);
  json_close(&w->json);
  strbuf_clear(&uri);
}

// SARIF counts UTF-16 code units where we count bytes.
static uint32_t utf16_column(writer *w, const char *file, uint32_t number,
                             uint32_t column)
{
  source_line line;
  const char *path = shown_absolute_path(&w->arena, w->report, file);
  if (column < 2 || !source_find_line(&w->sources, path, number, &line))
    return column == 0 ? 1 : column;
  uint32_t units = 0;
  size_t at = 0;
  while (at < line.length && at < column - 1) {
    size_t size;
    uint32_t character = utf8_decode(line.text + at, line.length - at, &size);
    units += character >= 0x10000 && character != UTF8_INVALID ? 2 : 1;
    at += size;
  }
  bool is_beyond = at < column - 1; // the end of the line, or a file that has changed
  return units + 1 + (is_beyond ? column - 1 - (uint32_t)at : 0);
}

static void write_region(writer *w, const char *key, const finding_place *place)
{
  uint32_t line = place->line == 0 ? 1 : place->line;
  uint32_t column = utf16_column(w, place->file, line, place->column);
  uint32_t end_line = place->end_line < line ? line : place->end_line;
  uint32_t end_column = utf16_column(w, place->file, end_line, place->end_column);
  if (end_line == line && end_column < column)
    end_column = column;
  json_open_object(&w->json, key);
  json_number(&w->json, "startLine", line);
  json_number(&w->json, "startColumn", column);
  json_number(&w->json, "endLine", end_line);
  json_number(&w->json, "endColumn", end_column);
  json_close(&w->json);
}

static void write_physical(writer *w, const finding_place *place)
{
  json_open_object(&w->json, "physicalLocation");
  write_artifact(w, place->file);
  write_region(w, "region", place);
  json_close(&w->json);
}

// ---- Results -----------------------------------------------------------------------

static void write_location(writer *w, const finding *finding)
{
  json_open_array(&w->json, "locations");
  json_open_object(&w->json, NULL);
  write_physical(w, &finding->place);
  if (finding->function[0] != '\0') {
    json_open_array(&w->json, "logicalLocations");
    json_open_object(&w->json, NULL);
    json_string(&w->json, "name", finding->function);
    json_string(&w->json, "kind", "function");
    json_close(&w->json);
    json_close(&w->json);
  }
  json_close(&w->json);
  json_close(&w->json);
}

static void write_origin(writer *w, const finding *finding)
{
  if (finding->origin.line == 0)
    return;
  json_open_array(&w->json, "relatedLocations");
  json_open_object(&w->json, NULL);
  json_number(&w->json, "id", 1);
  write_physical(w, &finding->origin);
  write_message(w, "Acquired here.");
  json_close(&w->json);
  json_close(&w->json);
}

static void write_step(writer *w, const finding_event *event)
{
  json_open_object(&w->json, NULL);
  json_open_object(&w->json, "location");
  write_physical(w, &event->place);
  write_sentence(w, event->text);
  json_close(&w->json);
  json_close(&w->json);
}

static void write_code_flow(writer *w, const finding *finding)
{
  if (finding->event_count == 0)
    return;
  json_open_array(&w->json, "codeFlows");
  json_open_object(&w->json, NULL);
  json_open_array(&w->json, "threadFlows");
  json_open_object(&w->json, NULL);
  json_open_array(&w->json, "locations");
  shown_steps steps = shown_choose_steps(finding->event_count, STEP_LIMIT);
  for (uint32_t i = 0; i < steps.head; i++)
    write_step(w, &finding->events[i]);
  for (uint32_t i = steps.tail; i < finding->event_count; i++)
    write_step(w, &finding->events[i]);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
}

static void write_fix(writer *w, const finding *finding)
{
  if (!finding->has_fix)
    return;
  json_open_array(&w->json, "fixes");
  json_open_object(&w->json, NULL);
  if (finding->help[0] != '\0') {
    json_open_object(&w->json, "description");
    json_string(&w->json, "text", finding->help);
    json_close(&w->json);
  }
  json_open_array(&w->json, "artifactChanges");
  json_open_object(&w->json, NULL);
  write_artifact(w, finding->fix.place.file);
  json_open_array(&w->json, "replacements");
  json_open_object(&w->json, NULL);
  write_region(w, "deletedRegion", &finding->fix.place);
  json_open_object(&w->json, "insertedContent");
  json_string(&w->json, "text", finding->fix.text);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
}

static void write_fingerprint(writer *w, const finding *finding,
                              const fingerprint *plain)
{
  fingerprint whole;
  fingerprint_with_path(
      plain, shown_path_below_root(&w->arena, w->report, finding->place.file), &whole);
  json_open_object(&w->json, "partialFingerprints");
  json_string(&w->json, "memcheck/v1", whole.text);
  json_close(&w->json);
}

static void write_properties(writer *w, const finding *finding)
{
  json_open_object(&w->json, "properties");
  json_string(&w->json, "confidence", confidence_name(finding->confidence));
  if (finding->ledger[0] != '\0')
    json_string(&w->json, "ledger", finding->ledger);
  if (finding->help[0] != '\0')
    json_string(&w->json, "help", finding->help);
  json_close(&w->json);
}

// All results have the member, or none may: an empty one says that nobody allowed it.
static void write_suppressions(writer *w, const finding *finding)
{
  json_open_array(&w->json, "suppressions");
  if (finding->justification != NULL) {
    json_open_object(&w->json, NULL);
    json_string(&w->json, "kind", "inSource");
    json_string(&w->json, "status", "accepted");
    json_string(&w->json, "justification", finding->justification);
    json_open_object(&w->json, "location");
    write_physical(w, &finding->allowed_at);
    json_close(&w->json);
    json_close(&w->json);
  }
  json_close(&w->json);
}

static void write_result(writer *w, const finding *finding, const fingerprint *plain)
{
  const rule *rule = rule_find(finding->rule);
  json_open_object(&w->json, NULL);
  json_string(&w->json, "ruleId", finding->rule);
  if (rule != NULL)
    json_number(&w->json, "ruleIndex", rule - rule_at(0));
  json_string(&w->json, "level", severity_name(finding->severity));
  write_sentence(w, finding->message);
  write_location(w, finding);
  write_origin(w, finding);
  write_code_flow(w, finding);
  write_fix(w, finding);
  write_fingerprint(w, finding, plain);
  write_suppressions(w, finding);
  write_properties(w, finding);
  json_close(&w->json);
}

// What is worth more in a log that is cut: errors, and what nobody allowed.
static int rank_of(const finding *finding)
{
  return finding->justification == NULL ? 1 + (int)finding->severity : 0;
}

// Marks at most RESULT_LIMIT findings, those of the highest rank. The caller frees the
// result.
static bool *choose_results(const report *report)
{
  bool *is_chosen = memory_alloc_zeroed(report->finding_count + 1, sizeof *is_chosen);
  uint32_t left = RESULT_LIMIT;
  for (int rank = 1 + SEVERITY_ERROR; rank >= 0; rank--)
    for (uint32_t i = 0; i < report->finding_count && left > 0; i++)
      if (rank_of(report->findings[i]) == rank) {
        is_chosen[i] = true;
        left--;
      }
  return is_chosen;
}

static void write_results(writer *w)
{
  const report *report = w->report;
  arena kept = {0};
  const fingerprint *fingerprints =
      fingerprint_all(&kept, report->findings, report->finding_count);
  bool *is_chosen = choose_results(report);
  json_open_array(&w->json, "results");
  for (uint32_t i = 0; i < report->finding_count; i++) {
    arena_reset(&w->arena);
    if (is_chosen[i])
      write_result(w, report->findings[i], &fingerprints[i]);
  }
  json_close(&w->json);
  free(is_chosen);
  arena_clear(&kept);
}

// ---- The run -----------------------------------------------------------------------

static void write_tool(writer *w)
{
  json_open_object(&w->json, "tool");
  json_open_object(&w->json, "driver");
  json_string(&w->json, "name", "memcheck");
  json_string(&w->json, "version", MEMCHECK_VERSION);
  json_string(&w->json, "semanticVersion", MEMCHECK_VERSION);
  sarif_rules_write(&w->json, w->report->explain_folder);
  json_close(&w->json);
  json_close(&w->json);
}

static void write_problem(writer *w, const report_problem *problem)
{
  json_open_object(&w->json, NULL);
  json_open_object(&w->json, "associatedRule");
  json_string(&w->json, "id", "MC0003");
  json_number(&w->json, "index", rule_find("MC0003") - rule_at(0));
  json_close(&w->json);
  json_string(&w->json, "level", problem->is_skipped ? "error" : "warning");
  write_sentence(
      w, arena_format(&w->arena, "%s: %s",
                      problem->is_skipped ? "Not analysed" : "Analysed only in part",
                      problem->text));
  json_open_array(&w->json, "locations");
  json_open_object(&w->json, NULL);
  json_open_object(&w->json, "physicalLocation");
  write_artifact(w, problem->source);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
}

static void write_cut(writer *w)
{
  if (w->report->finding_count <= RESULT_LIMIT)
    return;
  json_open_object(&w->json, NULL);
  json_string(&w->json, "level", "warning");
  write_message(w, arena_format(&w->arena, "%u of %u results are left out.",
                                w->report->finding_count - RESULT_LIMIT,
                                w->report->finding_count));
  json_close(&w->json);
}

static void write_invocation(writer *w)
{
  const report *report = w->report;
  bool is_whole =
      report->analyzed_count == report->unit_count && report->exit_code <= 1;
  json_open_array(&w->json, "invocations");
  json_open_object(&w->json, NULL);
  json_bool(&w->json, "executionSuccessful", is_whole);
  json_number(&w->json, "exitCode", report->exit_code);
  json_open_array(&w->json, "toolExecutionNotifications");
  for (uint32_t i = 0; i < report->problem_count; i++)
    write_problem(w, &report->problems[i]);
  write_cut(w);
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
}

// The base of relative paths is the working directory. Where that lies is no business
// of a log that may be published.
static void write_base(writer *w)
{
  json_open_object(&w->json, "originalUriBaseIds");
  json_open_object(&w->json, BASE_ID);
  json_open_object(&w->json, "description");
  json_string(&w->json, "text", "The folder that memcheck was run in.");
  json_close(&w->json);
  json_close(&w->json);
  json_close(&w->json);
}

void sarif_write(const report *report, strbuf *out)
{
  writer w = {.report = report};
  json_init(&w.json, out);
  json_open_object(&w.json, NULL);
  json_string(&w.json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json_string(&w.json, "version", "2.1.0");
  json_open_array(&w.json, "runs");
  json_open_object(&w.json, NULL);
  write_tool(&w);
  json_open_object(&w.json, "automationDetails");
  json_string(&w.json, "id", "memcheck/");
  json_close(&w.json);
  json_string(&w.json, "columnKind", "utf16CodeUnits");
  write_base(&w);
  write_invocation(&w);
  write_results(&w);
  json_close(&w.json);
  json_close(&w.json);
  json_close(&w.json);
  strbuf_add_char(out, '\n');
  source_cache_clear(&w.sources);
  arena_clear(&w.arena);
}
