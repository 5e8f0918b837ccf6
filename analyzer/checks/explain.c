#include "checks/explain.h"
#include "engine/place.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MAX_ASSUMPTIONS 5
#define SURE_ASSUMPTIONS 3

const char *explain_noun(const engine_scene *scene, const object *object)
{
  const pack_kind *kind =
      object->kind == NULL ? NULL : pack_set_kind(scene->packs, object->kind);
  if (kind == NULL)
    return object->kind == NULL ? "object" : object->kind;
  return kind->noun;
}

const char *explain_releaser(const engine_scene *scene, const object *object)
{
  const pack_kind *kind =
      object->kind == NULL ? NULL : pack_set_kind(scene->packs, object->kind);
  return kind == NULL ? NULL : kind->release;
}

const char *explain_name(finding_list *list, const engine_scene *scene,
                         const object *object)
{
  strbuf name = {0};
  describe_region(scene, object->name, &name);
  if (object->name == IR_NONE && object->is_foreign &&
      value_get(scene->values, object->symbol)->origin != SYMBOL_PLACE) {
    region pointee;
    if (region_pointee(scene->values, object->symbol, &pointee))
      describe_region(scene, pointee, &name);
  }
  const char *text = strbuf_text(&name);
  bool is_lock = place_is(scene->values, object->symbol, PLACE_LOCK);
  if ((object->name == IR_NONE || is_lock) && text[0] == '*')
    text++; // said of the pointer
  const char *quoted = text[0] == '\0' ? "" : arena_format(list->arena, "'%s'", text);
  strbuf_clear(&name);
  return quoted;
}

const char *explain_object(finding_list *list, const engine_scene *scene,
                           const object *object)
{
  const char *noun = explain_noun(scene, object);
  const char *name = explain_name(list, scene, object);
  if (name[0] != '\0')
    return arena_format(list->arena, "%s %s", noun, name);
  if (object->acquirer != NULL)
    return arena_format(list->arena, "%s from %s()", noun, object->acquirer);
  return noun;
}

// ---- The path
// --------------------------------------------------------------------------

typedef struct step_list {
  uint32_t count;
  const step *items[64]; // newest first, from the object's beginning on
} step_list;

static bool is_beginning(const step *step, const object *object)
{
  return step->kind == STEP_ACQUIRE && step->instruction == object->site;
}

// The steps that make the event, newest first: all that belong to the object, and the
// last assumptions.
static void collect_steps(const event *event, step_list *list)
{
  uint32_t assumptions = 0;
  list->count = 0;
  for (const step *s = event->path; s != NULL && list->count < 64; s = s->before) {
    bool is_assumption = s->kind == STEP_ASSUME || s->kind == STEP_CALL;
    bool is_release =
        s->kind == (event->object.thief != NULL ? STEP_HAND_ON : STEP_RELEASE) &&
        s->instruction == event->object.release;
    if (is_assumption && assumptions++ >= MAX_ASSUMPTIONS)
      continue;
    if (is_assumption || is_release || is_beginning(s, &event->object))
      list->items[list->count++] = s;
    if (is_beginning(s, &event->object))
      break;
    if (event->object.site == IR_NONE && is_release)
      break; // what led to the first release of somebody else's object is not the point
  }
}

static uint32_t count_assumptions(const event *event)
{
  uint32_t count = 0;
  for (const step *s = event->path; s != NULL; s = s->before) {
    if (is_beginning(s, &event->object))
      break;
    count += s->kind == STEP_ASSUME || s->kind == STEP_CALL;
  }
  return count;
}

static void step_text(const engine_scene *scene, const event *event, const step *step,
                      const char *object, strbuf *out)
{
  const char *callee =
      describe_callee(scene->module, scene->function, step->instruction);
  switch (step->kind) {
  case STEP_ACQUIRE:
    strbuf_addf(out, "%s is acquired", object);
    if (event->object.acquirer != NULL)
      strbuf_addf(out, " by %s()", event->object.acquirer);
    break;
  case STEP_RELEASE:
    strbuf_addf(out, "%s is released", object);
    if (event->object.releaser != NULL)
      strbuf_addf(out, " by %s()", event->object.releaser);
    break;
  case STEP_HAND_ON:
    strbuf_addf(out, "%s is taken by %s()", object, event->object.thief);
    break;
  case STEP_CALL:
    if (callee != NULL)
      strbuf_addf(out, "assuming %s() %s", callee, step->truth ? "succeeds" : "fails");
    break;
  case STEP_ASSUME: {
    strbuf said = {0};
    describe_assumption(scene->module, scene->function, step->instruction, step->truth,
                        &said);
    if (said.length != 0)
      strbuf_addf(out, "assuming %s", said.text);
    strbuf_clear(&said);
    break;
  }
  default:
    break;
  }
}

const char *explain_condition(finding_list *list, const engine_scene *scene,
                              const event *event)
{
  const step *s = event->path;
  while (s != NULL && s->kind != STEP_ASSUME && s->kind != STEP_CALL) {
    if (is_beginning(s, &event->object))
      return "";
    s = s->before;
  }
  if (s == NULL)
    return "";
  strbuf said = {0};
  step_text(scene, event, s, "", &said);
  const char *text = "";
  if (strncmp(strbuf_text(&said), "assuming ", 9) == 0)
    text = arena_format(list->arena, " when %s", said.text + 9);
  strbuf_clear(&said);
  return text;
}

// ---- Places
// ----------------------------------------------------------------------------

static bool locate(const engine_scene *scene, uint32_t instruction,
                   finding_place *place)
{
  ir_range range;
  *place = (finding_place){.file = ""};
  if (instruction == IR_NONE ||
      !ir_locate(scene->module, scene->function->instructions[instruction].place,
                 &range))
    return false;
  place->file = scene->module->files.items[range.file].path;
  place->line = range.line;
  place->column = range.column;
  place->end_line = range.end_line;
  place->end_column = range.end_column;
  return !scene->module->files.items[range.file].is_system;
}

// The source text of an instruction with white space folded, for fingerprints.
static const char *source_text(finding_list *list, const engine_scene *scene,
                               uint32_t instruction)
{
  ir_range range;
  if (instruction == IR_NONE || scene->module->source == NULL ||
      !ir_locate(scene->module, scene->function->instructions[instruction].place,
                 &range))
    return "";
  const char *text = scene->module->source(scene->module->context, range.file);
  if (text == NULL)
    return "";
  strbuf out = {0};
  uint32_t line = 1;
  while (*text != '\0' && line < range.line)
    line += *text++ == '\n';
  for (uint32_t column = 1; column < range.column && *text != '\0'; column++)
    text++;
  uint32_t column = range.column;
  for (; *text != '\0' && (line < range.end_line ||
                           (line == range.end_line && column < range.end_column));
       text++, column++) {
    if (!isspace((unsigned char)*text))
      strbuf_add_char(&out, *text);
    else if (out.length != 0 && out.text[out.length - 1] != ' ')
      strbuf_add_char(&out, ' ');
    if (*text == '\n') {
      line++;
      column = 0;
    }
  }
  const char *copy = arena_copy_string(list->arena, strbuf_text(&out));
  strbuf_clear(&out);
  return copy;
}

// ---- The finding
// -----------------------------------------------------------------------

static bool is_asked_for(const finding_list *list, const char *id)
{
  for (uint32_t i = 0; i < list->select_count; i++)
    if (strcmp(list->select[i], id) == 0)
      return true;
  return list->select_count == 0 && rule_find(id)->is_default;
}

static void add_path(finding_list *list, const engine_scene *scene, const event *event,
                     finding *finding, const char *last)
{
  step_list steps;
  collect_steps(event, &steps);
  finding_event *events = arena_new_array(list->arena, finding_event, steps.count + 1);
  const char *object = explain_object(list, scene, &event->object);
  for (uint32_t i = steps.count; i-- > 0;) {
    strbuf text = {0};
    finding_place place;
    step_text(scene, event, steps.items[i], object, &text);
    locate(scene, steps.items[i]->instruction, &place);
    if (text.length != 0 && place.line != 0)
      events[finding->event_count++] =
          (finding_event){place, arena_copy_string(list->arena, text.text)};
    strbuf_clear(&text);
  }
  events[finding->event_count++] =
      (finding_event){finding->place, arena_copy_string(list->arena, last)};
  finding->events = events;
}

// Does only its name tell what the call at [instruction] does?
static bool is_by_family(const engine_scene *scene, uint32_t instruction)
{
  if (instruction == IR_NONE)
    return false;
  const ir_instruction *call = &scene->function->instructions[instruction];
  if (call->opcode != IR_CALL || call->a.kind != IR_FUNCTION)
    return false;
  const fact *fact = scene->facts[call->a.index];
  return fact != NULL && fact->is_family;
}

// The function, told by its name alone, that the event rests on, and where it is
// called; else "".
static const char *find_family(const engine_scene *scene, const event *event,
                               finding_place *place)
{
  const object *object = &event->object;
  uint32_t call = is_by_family(scene, object->release) ? object->release : object->site;
  if (!is_by_family(scene, call) || !locate(scene, call, place))
    return "";
  return describe_callee(scene->module, scene->function, call);
}

static confidence confidence_of(const engine_scene *scene, const event *event)
{
  bool is_sure = count_assumptions(event) <= SURE_ASSUMPTIONS &&
                 !is_by_family(scene, event->object.site) &&
                 !is_by_family(scene, event->object.release);
  int level = is_sure ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
  level -= event->is_coarse;
  return level < CONFIDENCE_LOW ? CONFIDENCE_LOW : (confidence)level;
}

// Does [text] begin with the use of a macro or function that is called an assertion?
static bool is_assertion(const char *text)
{
  static const char word[] = "assert";
  size_t length = 0;
  while (isalnum((unsigned char)text[length]) || text[length] == '_')
    length++;
  if (text[length] != '(')
    return false;
  for (size_t i = 0; i + sizeof word - 1 <= length; i++)
    if (strncasecmp(text + i, word, sizeof word - 1) == 0)
      return true;
  return false;
}

// The function is left from inside an assertion that does not hold: its author says
// that this does not happen.
static bool is_assert_only(finding_list *list, const engine_scene *scene,
                           const event *event)
{
  finding_place asked, left;
  const step *step = event->path;
  while (step != NULL && step->kind != STEP_ASSUME)
    step = step->before;
  return event->kind == EVENT_LOST && step != NULL &&
         locate(scene, step->instruction, &asked) &&
         locate(scene, event->instruction, &left) &&
         strcmp(asked.file, left.file) == 0 && asked.line == left.line &&
         asked.column == left.column &&
         is_assertion(source_text(list, scene, step->instruction));
}

void explain_add(finding_list *list, const engine_scene *scene, const event *event,
                 const char *rule, const char *message, const char *last,
                 const char *help)
{
  finding finding = {.rule = rule, .message = message, .help = help, .ledger = ""};
  const object *object = &event->object;
  if (!is_asked_for(list, rule) || !locate(scene, event->instruction, &finding.place) ||
      is_assert_only(list, scene, event))
    return;
  finding.severity = rule_find(rule)->severity;
  finding.confidence = confidence_of(scene, event);
  // What a program still owns when it ends, the system takes back.
  bool is_end_of_main =
      event->kind == EVENT_LOST && strcmp(scene->function->name, "main") == 0 &&
      scene->function->instructions[event->instruction].opcode == IR_RET;
  if (is_end_of_main) {
    finding.severity = SEVERITY_NOTE;
    finding.confidence = CONFIDENCE_LOW;
  }
  finding.family = find_family(scene, event, &finding.family_place);
  finding.fault = event->fault;
  finding.choice = event->choice;
  finding.function = arena_copy_string(list->arena, scene->function->name);
  finding.acquirer = object->acquirer == NULL ? "" : object->acquirer;
  locate(scene, object->site, &finding.origin);
  add_path(list, scene, event, &finding, last);
  finding.expression = source_text(
      list, scene, object->site != IR_NONE ? object->site : event->instruction);
  if (event->kind == EVENT_LOST) {
    const char *name = explain_name(list, scene, object);
    finding.ledger = arena_format(
        list->arena, "%s  acquired 1 · released 0 · handed on 0  =>  1 leaked",
        name[0] == '\0' ? explain_noun(scene, object) : name);
  }
  array_push(&list->findings, finding);
}

void checks_observe(void *context, const engine_scene *scene, const event *event)
{
#define CHECK(function, wanted)                                                        \
  if (event->kind == (wanted))                                                         \
    function(context, scene, event);
#include "checks/checks.def"
#undef CHECK
}
