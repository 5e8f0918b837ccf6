// Trace (--trace-path): the states along the path of one fault.
//
// While a function is traced, its paths keep, besides the steps that findings tell of,
// a step with the state as text wherever a block is entered, after each instruction
// that made another step, and where a fault shows. Such steps do not count for the
// length of a path, so that the same paths are told as without a trace.

#include "engine/run.h"
#include "ir/dump.h"

#include <string.h>

void run_record_state(run *run, state *state, uint32_t instruction, const char *when)
{
  if (!run->is_traced)
    return;
  strbuf text = {0};
  strbuf_addf(&text, "    known %s:\n", when);
  run_print_state(run, state, "      ", &text);
  step *added = arena_new(&run->scratch, step);
  *added = (step){.before = state->path,
                  .kind = STEP_STATE,
                  .instruction = instruction,
                  .about = IR_NONE,
                  .length = state->path == NULL ? 0 : state->path->length,
                  .text = arena_copy_string(&run->scratch, strbuf_text(&text))};
  strbuf_clear(&text);
  state->path = added;
}

static uint32_t block_of(const ir_function *function, uint32_t instruction)
{
  for (uint32_t b = 0; b < function->block_count; b++) {
    const ir_block *block = &function->blocks[b];
    if (instruction >= block->first && instruction < block->first + block->count)
      return b;
  }
  return IR_NONE;
}

static void print_assumption(const engine_scene *scene, const step *s, strbuf *out)
{
  strbuf said = {0};
  describe_assumption(scene->module, scene->function, s->instruction, s->truth, &said);
  if (said.length != 0)
    strbuf_addf(out, "    assuming %s\n", said.text);
  else
    strbuf_addf(out, "    assumed %s\n", s->truth ? "to hold" : "not to hold");
  strbuf_clear(&said);
}

static void print_step(const engine_scene *scene, const step *s, strbuf *out)
{
  static const char *const words[] = {[STEP_ACQUIRE] = "acquires",
                                      [STEP_RELEASE] = "releases",
                                      [STEP_HAND_ON] = "hands on",
                                      [STEP_COPY] = "copies"};
  if (s->kind == STEP_STATE)
    strbuf_add(out, s->text);
  else if (s->kind == STEP_ASSUME)
    print_assumption(scene, s, out);
  else if (s->kind == STEP_CALL)
    strbuf_addf(out, "    assumed to %s\n", s->truth ? "succeed" : "fail");
  else
    strbuf_addf(out, "    %s $%u\n", words[s->kind], s->about);
}

// "  b2 line 28: branch %3, b1, b2"
static void print_place(const engine_scene *scene, uint32_t instruction, strbuf *out)
{
  ir_range range;
  strbuf_addf(out, "  b%u", block_of(scene->function, instruction));
  if (ir_locate(scene->module, scene->function->instructions[instruction].place,
                &range))
    strbuf_addf(out, " line %u", range.line);
  strbuf_add(out, ": ");
  dump_instruction(scene->module, scene->function, instruction, out);
  strbuf_add_char(out, '\n');
}

void trace_print(const engine_scene *scene, const event *event, strbuf *out)
{
  ARRAY(const step *) steps = {0};
  for (const step *s = event->path; s != NULL; s = s->before)
    array_push(&steps, s);
  uint32_t place = IR_NONE;
  for (uint32_t i = steps.count; i-- > 0;) {
    const step *s = steps.items[i];
    if (s->instruction != place && s->instruction != IR_NONE)
      print_place(scene, s->instruction, out);
    place = s->instruction;
    print_step(scene, s, out);
  }
  array_clear(&steps);
}
