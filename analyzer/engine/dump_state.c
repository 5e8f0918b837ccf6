// Dump of states (--dump-state): what the engine believes wherever it enters a block.

#include "engine/run.h"

#include <inttypes.h>

static void print_value(run *run, value v, strbuf *out)
{
  static const char *const origins[] = {"parameter", "result", "out",    "opaque",
                                        "join",      "held",   "version"};
  static const char *const operators[IR_OPERATOR_COUNT] = {
      [IR_EQUAL] = "==",      [IR_NOT_EQUAL] = "!=", [IR_LESS] = "<",
      [IR_LESS_EQUAL] = "<=", [IR_GREATER] = ">",    [IR_GREATER_EQUAL] = ">="};
  value_data data = *value_get(&run->values, v);
  engine_scene scene = {run->context.module, run->function, &run->values, NULL, NULL};
  switch (data.kind) {
  case VALUE_INTEGER:
    strbuf_addf(out, "%" PRId64, data.number);
    break;
  case VALUE_ADDRESS:
  case VALUE_CONTENT:
    strbuf_add(out, data.kind == VALUE_ADDRESS ? "&" : "all of ");
    describe_region(&scene, data.a, out);
    break;
  case VALUE_SUM:
    print_value(run, data.a, out);
    strbuf_addf(out, " + %" PRId64, data.number);
    break;
  case VALUE_COMPARE:
    print_value(run, data.a, out);
    strbuf_addf(out, " %s ", operators[data.operator_]);
    print_value(run, data.b, out);
    break;
  case VALUE_SYMBOL:
    strbuf_addf(out, "$%u:%s", v, origins[data.origin]);
    break;
  }
}

void run_dump_state(run *run, uint32_t block, const state *state)
{
  static const char *const statuses[] = {"owned", "held", "released", "escaped"};
  static const char *const truths[] = {"no", "yes", "maybe"};
  strbuf *out = run->input->dump;
  engine_scene scene = {run->context.module, run->function, &run->values, NULL, NULL};
  strbuf_addf(out, "%s b%u\n", run->function->name, block);
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    strbuf_add(out, "  ");
    describe_region(&scene, state->bindings.items[i].region, out);
    strbuf_addf(out, "#%u = ", state->bindings.items[i].region);
    print_value(run, state->bindings.items[i].value, out);
    strbuf_add_char(out, '\n');
  }
  for (uint32_t i = 0; i < state->constraints.count; i++) {
    const constraint *c = &state->constraints.items[i];
    strbuf_addf(out, "  $%u in [%" PRId64 ", %" PRId64 "]", c->symbol, c->low, c->high);
    for (uint8_t k = 0; k < c->excluded_count; k++)
      strbuf_addf(out, " not %" PRId64, c->excluded[k]);
    strbuf_add_char(out, '\n');
  }
  for (uint32_t i = 0; i < state->objects.count; i++) {
    const object *o = &state->objects.items[i];
    strbuf_addf(out, "  object $%u %s %s exists: %s%s\n", o->symbol,
                o->kind == NULL ? "?" : o->kind, statuses[o->status],
                truths[object_exists(&run->context, state, o)],
                o->is_foreign ? " foreign" : "");
  }
}
