// Dump of states (--dump-state, --trace-path): what the engine believes at one point of
// one path.

#include "engine/run.h"

#include <inttypes.h>

static const char *const compare_words[] = {"==", "!=", "<", "<=", ">", ">="};

// A region without a name is told by what makes it: "*$7", "%3", "outside".
static void print_region(const engine_scene *scene, region region, strbuf *out)
{
  size_t before = out->length;
  describe_region(scene, region, out);
  if (out->length != before)
    return;
  region_data data = *region_get(scene->values, region);
  switch (data.kind) {
  case REGION_FUNCTION:
    strbuf_add(out, scene->module->functions.items[data.index].name);
    break;
  case REGION_STRING:
    strbuf_addf(out, "string %u", data.index);
    break;
  case REGION_LOCAL:
    strbuf_addf(out, "local %u", data.index);
    break;
  case REGION_TEMPORARY:
    strbuf_addf(out, "%%%u", data.index);
    break;
  case REGION_POINTEE:
    strbuf_addf(out, "*$%u", data.index);
    break;
  case REGION_PART:
    print_region(scene, data.index, out);
    strbuf_addf(out, " at %" PRId64, data.offset);
    break;
  case REGION_ANY:
    print_region(scene, data.index, out);
    strbuf_add(out, "[...]");
    break;
  case REGION_CONTENTS:
    strbuf_add(out, "all of ");
    print_region(scene, data.index, out);
    break;
  default:
    strbuf_add(out, "all that strangers can write");
    break;
  }
}

// "$4:result of malloc()".
static void print_symbol(const engine_scene *scene, value v, strbuf *out)
{
  static const char *const origins[] = {"parameter", "result", "out",     "opaque",
                                        "join",      "held",   "version", "place"};
  value_data data = *value_get(scene->values, v);
  strbuf_addf(out, "$%u:%s", v, origins[data.origin]);
  const char *callee = data.origin == SYMBOL_RESULT || data.origin == SYMBOL_OUT
                           ? describe_callee(scene->module, scene->function, data.a)
                           : NULL;
  if (callee != NULL)
    strbuf_addf(out, " of %s()", callee);
  else if (data.origin == SYMBOL_PARAMETER)
    strbuf_addf(out, " %s", scene->function->locals[data.a].name);
  if (data.generation != 0)
    strbuf_add(out, " (of an earlier round)");
}

static void print_value(const engine_scene *scene, value v, strbuf *out)
{
  static const char *const operators[IR_OPERATOR_COUNT] = {
      [IR_EQUAL] = "==",      [IR_NOT_EQUAL] = "!=", [IR_LESS] = "<",
      [IR_LESS_EQUAL] = "<=", [IR_GREATER] = ">",    [IR_GREATER_EQUAL] = ">="};
  value_data data = *value_get(scene->values, v);
  switch (data.kind) {
  case VALUE_INTEGER:
    strbuf_addf(out, "%" PRId64, data.number);
    break;
  case VALUE_ADDRESS:
    strbuf_add_char(out, '&');
    print_region(scene, data.a, out);
    break;
  case VALUE_CONTENT:
    strbuf_add(out, "all of ");
    print_region(scene, data.a, out);
    break;
  case VALUE_SUM:
    print_value(scene, data.a, out);
    strbuf_addf(out, " + %" PRId64, data.number);
    break;
  case VALUE_COMPARE:
    print_value(scene, data.a, out);
    strbuf_addf(out, " %s ", operators[data.operator_]);
    print_value(scene, data.b, out);
    break;
  case VALUE_OPERATION:
    print_value(scene, data.a, out);
    strbuf_addf(out, " %s ", ir_operator_name(data.operator_));
    print_value(scene, data.b, out);
    break;
  case VALUE_SYMBOL:
    print_symbol(scene, v, out);
    break;
  }
}

static void print_bound(int64_t bound, strbuf *out)
{
  if (bound == INT64_MIN)
    strbuf_add(out, "-inf");
  else if (bound == INT64_MAX)
    strbuf_add(out, "inf");
  else
    strbuf_addf(out, "%" PRId64, bound);
}

static void print_constraint(const constraint *c, strbuf *out)
{
  strbuf_addf(out, "$%u in [", c->symbol);
  print_bound(c->low, out);
  strbuf_add(out, ", ");
  print_bound(c->high, out);
  strbuf_add_char(out, ']');
  for (uint8_t k = 0; k < c->excluded_count; k++)
    strbuf_addf(out, " not %" PRId64, c->excluded[k]);
}

static void print_object(const engine_scene *scene, const state_context *context,
                         const state *state, const object *o, strbuf *out)
{
  static const char *const statuses[] = {"owned", "held", "released", "escaped",
                                         "lost"};
  static const char *const truths[] = {"no", "yes", "maybe"};
  truth exists = object_exists(context, state, o);
  strbuf_addf(out, "object $%u %s %s exists: %s", o->symbol,
              o->kind == NULL ? "?" : o->kind, statuses[o->status], truths[exists]);
  if (exists == TRUTH_UNKNOWN && o->guard.symbol != IR_NONE) {
    strbuf_add(out, ", if ");
    print_value(scene, o->guard.symbol, out);
    strbuf_addf(out, " %s %" PRId64, compare_words[o->guard.test.compare],
                o->guard.test.number);
  }
  strbuf_add(out, o->is_foreign ? " foreign" : "");
}

void run_print_state(const run *run, const state *state, const char *indent,
                     strbuf *out)
{
  engine_scene scene = {run->context.module, run->function, run->context.values, NULL};
  for (uint32_t i = 0; i < state->bindings.count; i++) {
    strbuf_add(out, indent);
    print_region(&scene, state->bindings.items[i].region, out);
    strbuf_addf(out, "#%u = ", state->bindings.items[i].region);
    print_value(&scene, state->bindings.items[i].value, out);
    strbuf_add_char(out, '\n');
  }
  for (uint32_t i = 0; i < state->constraints.count; i++) {
    strbuf_add(out, indent);
    print_constraint(&state->constraints.items[i], out);
    strbuf_add_char(out, '\n');
  }
  for (uint32_t i = 0; i < state->objects.count; i++) {
    strbuf_add(out, indent);
    print_object(&scene, &run->context, state, &state->objects.items[i], out);
    strbuf_add_char(out, '\n');
  }
}

void run_dump_state(run *run, uint32_t block, const state *state)
{
  strbuf_addf(run->input->dump, "%s b%u\n", run->function->name, block);
  run_print_state(run, state, "  ", run->input->dump);
}
