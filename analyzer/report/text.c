#include "report/fix_preview.h"
#include "report/formats.h"
#include "report/shown.h"

#include <assert.h>
#include <string.h>

// One frame a finding:
//
//     error[MC1001] stream 'in' leaks when parse() fails
//       --> src/load.c:14:5 in load()
//        |
//     11 |   FILE *in = fopen(path, "r");
//        |              ---------------- 1 'in' is opened
//     14 |     return -1;
//        |     ^^^^^^^^^ 2 'in' is still open
//        |
//        = ledger: in  acquired 1 · released 0 · handed on 0  =>  1 leaked
//     help: close it before returning                            [fix available]
//     14 +     fclose(in);
//        = more: memcheck explain MC1001
//
// Events stand in the order of the path; a step into another file is headed ":::".

#define HELP_WIDTH 59      // where "[fix available]" begins, if the help leaves room
#define PROBLEMS_SHOWN 5   // of one unit
#define BAD_UNITS_SHOWN 20 // with their reasons

typedef enum style {
  STYLE_NOTE,
  STYLE_WARNING,
  STYLE_ERROR,
  STYLE_FRAME,
  STYLE_TITLE,
  STYLE_ADDED,
  STYLE_REMOVED,
  STYLE_COUNT
} style;

static_assert(STYLE_NOTE == (int)SEVERITY_NOTE && STYLE_ERROR == (int)SEVERITY_ERROR,
              "a severity is a style");

typedef struct writer {
  const report *report;
  strbuf *out;
  arena arena; // of one frame
  source_cache sources;
  shown_line line;
  fix_preview fix;
  // The frame being written:
  const finding *finding;
  int gutter;         // digits of the largest line number
  const char *file;   // absolute; of the line shown last
  uint32_t last_line; // 0: none yet under this file
  bool has_excerpt;
} writer;

static void set_style(writer *w, style style)
{
  static const char *const codes[STYLE_COUNT] = {
      [STYLE_NOTE] = "\33[1;36m",  [STYLE_WARNING] = "\33[1;33m",
      [STYLE_ERROR] = "\33[1;31m", [STYLE_FRAME] = "\33[1;34m",
      [STYLE_TITLE] = "\33[1m",    [STYLE_ADDED] = "\33[32m",
      [STYLE_REMOVED] = "\33[31m",
  };
  if (w->report->options.color)
    strbuf_add(w->out, codes[style]);
}

static void end_style(writer *w)
{
  if (w->report->options.color)
    strbuf_add(w->out, "\33[0m");
}

static void add_styled(writer *w, style style, const char *text)
{
  set_style(w, style);
  shown_text(text, strlen(text), w->out);
  end_style(w);
}

static void add_text(writer *w, const char *text)
{
  shown_text(text, strlen(text), w->out);
}

// ---- Gutter ------------------------------------------------------------------------

// "   | ", "   = ", "  --> ", or "14 | " with a line number.
static void add_gutter(writer *w, uint32_t line, const char *sign)
{
  set_style(w, STYLE_FRAME);
  if (line != 0)
    strbuf_addf(w->out, "%*u %s", w->gutter, line, sign);
  else
    strbuf_addf(w->out, "%*s %s", w->gutter, "", sign);
  end_style(w);
}

static void add_note(writer *w, const char *label, const char *text)
{
  add_gutter(w, 0, "= ");
  set_style(w, STYLE_TITLE);
  strbuf_addf(w->out, "%s:", label);
  end_style(w);
  strbuf_add_char(w->out, ' ');
  add_text(w, text);
  strbuf_add_char(w->out, '\n');
}

static void add_place(writer *w, const finding_place *place)
{
  add_text(w, shown_path(&w->arena, w->report, place->file));
  if (place->line != 0)
    strbuf_addf(w->out, ":%u:%u", place->line, place->column);
}

// "  --> path:line:column" or "  ::: path:line:column".
static void add_arrow(writer *w, const char *arrow, const finding_place *place)
{
  set_style(w, STYLE_FRAME);
  strbuf_addf(w->out, "%*s%s", w->gutter, "", arrow);
  end_style(w);
  strbuf_add_char(w->out, ' ');
  add_place(w, place);
}

static uint32_t largest_line(const writer *w)
{
  uint32_t largest = w->finding->place.line;
  for (uint32_t i = 0; i < w->finding->event_count; i++)
    if (w->finding->events[i].place.line > largest)
      largest = w->finding->events[i].place.line;
  for (uint32_t i = 0; i < w->fix.lines.count; i++)
    if (w->fix.lines.items[i].number > largest)
      largest = w->fix.lines.items[i].number;
  return largest;
}

static int digits_of(uint32_t number)
{
  int digits = 1;
  while (number >= 10) {
    number /= 10;
    digits++;
  }
  return digits < 2 ? 2 : digits;
}

// ---- Events ------------------------------------------------------------------------

static void add_marked_line(writer *w, const finding_event *event, source_line line,
                            uint32_t number, style style)
{
  const finding_place *place = &event->place;
  size_t begin = place->column == 0 ? 0 : place->column - 1;
  size_t end = place->end_line > place->line ? line.length
               : place->end_column == 0      ? begin + 1
                                             : place->end_column - 1;
  shown_line_set(&w->line, line, begin, end, w->report->options.ascii);
  if (w->last_line != place->line) {
    add_gutter(w, place->line, "| ");
    strbuf_add_bytes(w->out, strbuf_text(&w->line.text), w->line.text.length);
    strbuf_add_char(w->out, '\n');
  }
  w->last_line = place->line;

  add_gutter(w, 0, "| ");
  strbuf_add_repeated(w->out, ' ', w->line.mark);
  set_style(w, style);
  strbuf_add_repeated(w->out, style == STYLE_FRAME ? '-' : '^', w->line.mark_width);
  if (number != 0)
    strbuf_addf(w->out, " %u ", number);
  add_text(w, event->text);
  end_style(w);
  strbuf_add_char(w->out, '\n');
}

// Heads the lines of another file than the one shown last, or starts the first file.
static void enter_file(writer *w, const finding_place *place)
{
  const char *file = shown_absolute_path(&w->arena, w->report, place->file);
  bool is_other = strcmp(file, w->file) != 0;
  if (is_other) {
    add_arrow(w, ":::", place);
    strbuf_add_char(w->out, '\n');
    w->file = file;
    w->last_line = 0;
  }
  if (is_other || !w->has_excerpt) {
    add_gutter(w, 0, "|\n");
    w->has_excerpt = true;
  }
}

static void write_listed_event(writer *w, const finding_event *event, uint32_t number)
{
  add_gutter(w, 0, "= ");
  strbuf_addf(w->out, "%u ", number);
  add_place(w, &event->place);
  strbuf_add(w->out, ": ");
  add_text(w, event->text);
  strbuf_add_char(w->out, '\n');
  w->last_line = 0;
}

static bool find_line(writer *w, const finding_place *place, source_line *line)
{
  if (w->report->options.no_excerpt)
    return false;
  const char *file = shown_absolute_path(&w->arena, w->report, place->file);
  return source_find_line(&w->sources, file, place->line, line);
}

static void write_event(writer *w, uint32_t index)
{
  const finding_event *event = &w->finding->events[index];
  bool is_last = index == w->finding->event_count - 1;
  source_line line;
  if (!find_line(w, &event->place, &line)) {
    write_listed_event(w, event, index + 1);
    return;
  }
  enter_file(w, &event->place);
  add_marked_line(w, event, line, index + 1,
                  is_last ? (style)w->finding->severity : STYLE_FRAME);
}

// A finding without a path still shows its place.
static void write_bare_place(writer *w)
{
  finding_event event = {.place = w->finding->place, .text = ""};
  source_line line;
  if (!find_line(w, &event.place, &line))
    return;
  enter_file(w, &event.place);
  add_marked_line(w, &event, line, 0, (style)w->finding->severity);
}

static void write_events(writer *w)
{
  uint32_t count = w->finding->event_count;
  if (count == 0)
    write_bare_place(w);
  shown_steps steps = shown_choose_steps(count, w->report->options.path_depth);
  for (uint32_t i = 0; i < steps.head; i++)
    write_event(w, i);
  if (steps.tail > steps.head) {
    add_gutter(w, 0, "= ");
    uint32_t left_out = steps.tail - steps.head;
    strbuf_addf(w->out, "%u step%s not shown\n", left_out, left_out == 1 ? "" : "s");
    w->last_line = 0;
  }
  for (uint32_t i = steps.tail; i < count; i++)
    write_event(w, i);
  if (w->has_excerpt)
    add_gutter(w, 0, "|\n");
}

// ---- Frames ------------------------------------------------------------------------

static void write_header(writer *w)
{
  const finding *f = w->finding;
  set_style(w, (style)f->severity);
  strbuf_addf(w->out, "%s[%s]", severity_name(f->severity), f->rule);
  end_style(w);
  strbuf_add_char(w->out, ' ');
  add_styled(w, STYLE_TITLE, f->message);
  strbuf_add_char(w->out, '\n');
  add_arrow(w, "-->", &f->place);
  if (f->function[0] != '\0') {
    strbuf_add(w->out, " in ");
    add_text(w, f->function);
    strbuf_add(w->out, "()");
  }
  strbuf_add_char(w->out, '\n');
}

static void write_fix_lines(writer *w)
{
  for (uint32_t i = 0; i < w->fix.lines.count; i++) {
    const fix_line *line = &w->fix.lines.items[i];
    source_line text = {line->text, strlen(line->text)};
    shown_line_set(&w->line, text, 0, 0, w->report->options.ascii);
    add_gutter(w, line->number, "");
    set_style(w, line->is_added ? STYLE_ADDED : STYLE_REMOVED);
    strbuf_addf(w->out, "%c %s", line->is_added ? '+' : '-',
                strbuf_text(&w->line.text));
    end_style(w);
    strbuf_add_char(w->out, '\n');
  }
}

static void write_help(writer *w)
{
  const finding *f = w->finding;
  if (f->help[0] == '\0' && !f->has_fix)
    return;
  const char *help = f->help[0] == '\0' ? "change it like this" : f->help;
  add_styled(w, STYLE_NOTE, "help:");
  strbuf_add_char(w->out, ' ');
  add_text(w, help);
  if (f->has_fix) {
    size_t width = strlen("help: ") + strlen(help);
    strbuf_add_repeated(w->out, ' ', width + 2 > HELP_WIDTH ? 2 : HELP_WIDTH - width);
    strbuf_add(w->out, "[fix available]");
  }
  strbuf_add_char(w->out, '\n');
  write_fix_lines(w);
}

static void start_frame(writer *w, const finding *finding)
{
  arena_reset(&w->arena);
  w->finding = finding;
  w->file = shown_absolute_path(&w->arena, w->report, finding->place.file);
  w->last_line = 0;
  w->has_excerpt = false;
  fix_preview_clear(&w->fix);
  if (finding->has_fix && !w->report->options.no_excerpt)
    fix_preview_make(&w->fix, &w->sources,
                     shown_absolute_path(&w->arena, w->report, finding->fix.place.file),
                     &finding->fix);
  w->gutter = digits_of(largest_line(w));
}

static void write_frame(writer *w, const finding *finding)
{
  start_frame(w, finding);
  write_header(w);
  write_events(w);
  if (finding->ledger[0] != '\0')
    add_note(w, "ledger", finding->ledger);
  write_help(w);
  add_note(w, "more", arena_format(&w->arena, "memcheck explain %s", finding->rule));
  strbuf_add_char(w->out, '\n');
}

// ---- Units -------------------------------------------------------------------------

// Writes the problems from [first] on that are of one unit; returns where the next
// begins.
static uint32_t write_unit_problems(writer *w, uint32_t first)
{
  const report *report = w->report;
  const report_problem *problem = &report->problems[first];
  uint32_t end = first;
  while (end < report->problem_count &&
         strcmp(report->problems[end].source, problem->source) == 0)
    end++;
  arena_reset(&w->arena);
  add_styled(w, STYLE_WARNING, "warning[MC0003]");
  strbuf_add_char(w->out, ' ');
  add_text(w, shown_path(&w->arena, report, problem->source));
  strbuf_addf(w->out, " was %s\n",
              problem->is_skipped ? "not analysed" : "analysed only in part");
  for (uint32_t i = first; i < end && i - first < PROBLEMS_SHOWN; i++)
    add_note(w, "reason", report->problems[i].text);
  if (end - first > PROBLEMS_SHOWN)
    add_note(w, "reason",
             arena_format(&w->arena, "%u more", end - first - PROBLEMS_SHOWN));
  strbuf_add_char(w->out, '\n');
  return end;
}

static void write_problems(writer *w)
{
  w->gutter = 2;
  uint32_t units = 0;
  uint32_t i = 0;
  for (; i < w->report->problem_count && units < BAD_UNITS_SHOWN; units++)
    i = write_unit_problems(w, i);
  if (i < w->report->problem_count) {
    add_styled(w, STYLE_WARNING, "warning[MC0003]");
    strbuf_addf(w->out, " %u more reasons for units not wholly analysed\n\n",
                w->report->problem_count - i);
  }
}

// ---- Suppressed findings -----------------------------------------------------------

// "src/a.c:14:5: MC1001 stream 'in' leaks" and "  allowed at src/a.c:12: reason".
static void write_suppressed(writer *w)
{
  for (uint32_t i = 0; i < w->report->finding_count; i++) {
    const finding *finding = w->report->findings[i];
    if (finding->justification == NULL)
      continue;
    arena_reset(&w->arena);
    add_styled(w, STYLE_NOTE, "suppressed");
    strbuf_addf(w->out, "[%s] ", finding->rule);
    add_text(w, finding->message);
    strbuf_add(w->out, "\n  --> ");
    add_place(w, &finding->place);
    if (finding->function[0] != '\0') {
      strbuf_add(w->out, " in ");
      add_text(w, finding->function);
      strbuf_add(w->out, "()");
    }
    strbuf_add(w->out, "\n   = reason: ");
    add_text(w, finding->justification);
    strbuf_add(w->out, "\n   = allowed at: ");
    add_place(w, &finding->allowed_at);
    strbuf_add(w->out, "\n\n");
  }
}

void text_write(const report *report, strbuf *out)
{
  writer w = {.report = report, .out = out};
  size_t start = out->length;
  for (uint32_t i = 0; i < report->finding_count; i++)
    if (report->findings[i]->justification == NULL)
      write_frame(&w, report->findings[i]);
  write_problems(&w);
  if (report->options.show_suppressed)
    write_suppressed(&w);
  if (report->options.ascii)
    shown_make_ascii(out, start);
  report_write_summary(report, out);
  fix_preview_clear(&w.fix);
  shown_line_clear(&w.line);
  source_cache_clear(&w.sources);
  arena_clear(&w.arena);
}
