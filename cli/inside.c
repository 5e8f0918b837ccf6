#include "inside.h"
#include "command.h"
#include "base/log.h"
#include "project/path.h"
#include "project/shell.h"
#include "report/fingerprint.h"
#include "report/shown.h"

#include <string.h>
#include <strings.h>

#define CANDIDATES_SHOWN 5

// Runs memcheck-cc with [option] on [source], with the flags of that source.
static int run_program(const inside *inside, const source *source, const char *option)
{
  text_list words = {0};
  text_list_add_all(&words, inside->program);
  array_push(&words, option);
  array_push(&words, "--directory");
  array_push(&words, source->directory);
  array_push(&words, source->file);
  array_push(&words, "--");
  text_list_add_all(&words, &source->flags);
  array_push(&words, NULL);
  int code = shell_run(words.items);
  array_clear(&words);
  return code < 0 ? EXIT_INCOMPLETE : code;
}

// ---- Dumps -------------------------------------------------------------------------

static int dump(const inside *inside, const char *name, const char *function)
{
  const plan *plan = inside->plan;
  if (plan->units.count != 1) {
    log_error("%s shows one source at a time; %u are chosen: name one file", name,
              (unsigned)plan->units.count);
    return EXIT_USAGE;
  }
  const char *option =
      function[0] == '\0' ? name : arena_format(inside->arena, "%s=%s", name, function);
  return run_program(inside, &plan->units.items[0], option);
}

// The option asked for, and its function: "" for all, NULL if none was.
static const char *asked_dump(const analyze_options *options, const char **function)
{
  const struct {
    const char *name;
    const char *function;
  } dumps[] = {{"--dump-ir", options->dump_ir},
               {"--dump-cfg", options->dump_cfg},
               {"--dump-state", options->dump_state},
               {"--dump-summary", options->dump_summary}};
  *function = NULL;
  for (size_t i = 0; i < sizeof dumps / sizeof dumps[0]; i++)
    if (dumps[i].function != NULL) {
      *function = dumps[i].function;
      return dumps[i].name;
    }
  return NULL;
}

bool inside_dump(const inside *inside, const analyze_options *options, int *code)
{
  const char *function;
  const char *name = asked_dump(options, &function);
  if (name != NULL)
    *code = dump(inside, name, function);
  return name != NULL;
}

void inside_hint(const analyze_options *options, const char *const *paths,
                 uint32_t count)
{
  const char *function;
  const char *name = asked_dump(options, &function);
  if (name != NULL && function[0] == '\0' && count != 0 &&
      strpbrk(paths[0], "./") == NULL)
    log_error("if '%s' is a function, write %s=%s", paths[0], name, paths[0]);
}

// ---- The path of one finding -------------------------------------------------------

typedef ARRAY(uint32_t) index_list;

// The findings whose fingerprint, plain or with the path, begins with [prefix].
static void find_candidates(const inside *inside, const finding *const *findings,
                            uint32_t count, const char *prefix, index_list *found)
{
  report report = {.root = inside->plan->root, .directory = inside->plan->root};
  const fingerprint *all = fingerprint_all(inside->arena, findings, count);
  size_t length = strlen(prefix);
  for (uint32_t i = 0; i < count; i++) {
    fingerprint whole;
    fingerprint_with_path(
        &all[i], shown_path_below_root(inside->arena, &report, findings[i]->place.file),
        &whole);
    if (strncasecmp(all[i].text, prefix, length) == 0 ||
        strncasecmp(whole.text, prefix, length) == 0)
      array_push(found, i);
  }
}

static void tell_candidates(const finding *const *findings, const index_list *found,
                            const char *prefix)
{
  strbuf list = {0};
  for (uint32_t i = 0; i < found->count && i < CANDIDATES_SHOWN; i++) {
    const finding *finding = findings[found->items[i]];
    strbuf_addf(&list, "\n  %s:%u:%u: %s [%s]", finding->place.file,
                (unsigned)finding->place.line, (unsigned)finding->place.column,
                finding->message, finding->rule);
  }
  if (found->count > CANDIDATES_SHOWN)
    strbuf_addf(&list, "\n  and %u more", (unsigned)found->count - CANDIDATES_SHOWN);
  log_error("--trace-path '%s': %u findings begin with this: give more of it%s", prefix,
            (unsigned)found->count, strbuf_text(&list));
  strbuf_clear(&list);
}

// The source of the unit that [finding] comes from, or NULL.
static const source *find_source(const inside *inside, const analysis *analysis,
                                 const finding *wanted)
{
  for (uint32_t u = 0; u < analysis->units.count; u++) {
    const unit *unit = analysis->units.items[u];
    bool is_there = false;
    for (uint32_t i = 0; i < unit->finding_count && !is_there; i++)
      is_there = finding_compare(&unit->findings[i], wanted) == 0 &&
                 strcmp(unit->findings[i].function, wanted->function) == 0;
    for (uint32_t i = 0; is_there && i < inside->plan->units.count; i++)
      if (strcmp(inside->plan->units.items[i].file, unit->source) == 0)
        return &inside->plan->units.items[i];
  }
  return NULL;
}

static int trace(const inside *inside, const analysis *analysis, const finding *finding)
{
  const source *source = find_source(inside, analysis, finding);
  if (source == NULL) {
    log_error("%s at %s:%u has no path: it is about a comment", finding->rule,
              finding->place.file, (unsigned)finding->place.line);
    return EXIT_USAGE;
  }
  return run_program(inside, source,
                     arena_format(inside->arena, "--trace-path=%s:%s:%u:%u",
                                  finding->rule, finding->function,
                                  (unsigned)finding->place.line,
                                  (unsigned)finding->place.column));
}

bool inside_is_fingerprint(const char *text)
{
  size_t length = strspn(text, "0123456789abcdefABCDEF");
  if (length != 0 && text[length] == '\0')
    return true;
  log_error("--trace-path takes a fingerprint, as --format json shows it, not '%s'",
            text);
  return false;
}

int inside_trace(const inside *inside, const analysis *analysis,
                 const finding *const *findings, uint32_t count, const char *prefix)
{
  index_list found = {0};
  int code = EXIT_USAGE;
  find_candidates(inside, findings, count, prefix, &found);
  if (found.count == 1)
    code = trace(inside, analysis, findings[found.items[0]]);
  else if (found.count > 1)
    tell_candidates(findings, &found, prefix);
  else
    log_error("--trace-path '%s': none of the %u findings of this run has it; choose "
              "files, rules and confidence as in the run that showed it",
              prefix, (unsigned)count);
  array_clear(&found);
  return code;
}
