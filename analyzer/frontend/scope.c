#include "frontend/body.h"

// Variables of an inner scope come after those of an outer one, so any way out of
// scopes ends the lives of the last ones.

void scope_add(body *b, uint32_t local, uint32_t node, uint32_t cleanup)
{
  array_push(&b->alive, ((live_variable){local, node, b->scope, cleanup}));
}

static void clean(body *b, uint32_t keep)
{
  for (uint32_t i = b->alive.count; i > keep; i--) {
    const live_variable *variable = &b->alive.items[i - 1];
    if (variable->cleanup == IR_NONE)
      continue;
    const ir_function *f = &b->u->module->functions.items[variable->cleanup];
    ir_operand callee = {.kind = IR_FUNCTION, .type = 0, .index = variable->cleanup};
    ir_operand address = body_local(b, variable->local);
    builder_call(b->builder, callee, &address, 1,
                 types_get(&b->u->types, f->type)->element, IR_FLAG_CLEANUP);
    lower_note_call(b->u, variable->cleanup);
  }
}

void scope_leave(body *b, uint32_t keep)
{
  if (builder_is_ended(b->builder) || b->alive.count <= keep)
    return;
  clean(b, keep);
  ARRAY(uint32_t) locals = {0};
  for (uint32_t i = keep; i < b->alive.count; i++)
    array_push(&locals, b->alive.items[i].local);
  builder_scope_end(b->builder, locals.items, locals.count);
  array_clear(&locals);
}

void scope_clean(body *b)
{
  clean(b, 0);
}

static bool contains(const body *b, uint32_t scope, uint32_t node)
{
  return scope < node && node < node_end(&b->nodes, scope);
}

uint32_t scope_common(const body *b, uint32_t target)
{
  uint32_t count = b->alive.count;
  while (count != 0) {
    const live_variable *last = &b->alive.items[count - 1];
    if (contains(b, last->scope, target) && last->node < target)
      break;
    count--;
  }
  return count;
}
