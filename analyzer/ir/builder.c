#include "ir/builder.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// Instructions are only ever appended, and a block is entered once. So each block's
// instructions are one run from the start, an instruction keeps its number, and
// finishing renumbers blocks alone.

typedef struct open_block {
  uint32_t first, count;
  uint32_t number; // in the order of entering; IR_NONE before
  bool is_targeted;
} open_block;

struct builder {
  ir_module *module;
  uint32_t function;
  uint32_t parameter_count;
  uint32_t current; // block
  uint32_t entered_count;
  bool is_ended;
  ir_place place;
  ARRAY(ir_local) locals;
  ARRAY(open_block) blocks;
  ARRAY(uint32_t) entered; // blocks in the order of entering
  ARRAY(ir_instruction) instructions;
  ARRAY(ir_operand) operands;
  ARRAY(uint32_t) targets;
  ARRAY(ir_case) cases;
};

static void start_block(builder *builder, uint32_t block)
{
  open_block *b = &builder->blocks.items[block];
  assert(b->number == IR_NONE && "a block is entered once");
  b->number = builder->entered.count;
  b->first = builder->instructions.count;
  array_push(&builder->entered, block);
  builder->current = block;
  builder->is_ended = false;
}

builder *builder_new(ir_module *module, uint32_t function)
{
  assert(function < module->functions.count);
  builder *builder = memory_alloc_zeroed(1, sizeof *builder);
  builder->module = module;
  builder->function = function;
  start_block(builder, builder_new_block(builder));
  return builder;
}

uint32_t builder_add_local(builder *builder, const char *name, ir_type_id type,
                           bool is_parameter, ir_place place)
{
  assert((!is_parameter || builder->parameter_count == builder->locals.count) &&
         "parameters come before other locals");
  ir_local *local = array_add(&builder->locals);
  local->name = intern(&builder->module->names, name);
  local->type = type;
  local->is_parameter = is_parameter;
  local->place = place;
  builder->parameter_count += is_parameter;
  return builder->locals.count - 1;
}

uint32_t builder_add_temporary(builder *builder, ir_type_id type)
{
  uint32_t local = builder_add_local(builder, "", type, false, builder->place);
  builder->locals.items[local].is_temporary = true;
  return local;
}

ir_operand builder_local(const builder *builder, uint32_t local)
{
  assert(local < builder->locals.count);
  (void)builder;
  return (ir_operand){.kind = IR_LOCAL, .index = local};
}

uint32_t builder_new_block(builder *builder)
{
  array_push(&builder->blocks, (open_block){.number = IR_NONE});
  return builder->blocks.count - 1;
}

void builder_enter(builder *builder, uint32_t block)
{
  if (!builder->is_ended)
    builder_jump(builder, block);
  start_block(builder, block);
}

bool builder_is_ended(const builder *builder)
{
  return builder->is_ended;
}

void builder_set_place(builder *builder, ir_place place)
{
  builder->place = place;
}

// ---- Emitting ----------------------------------------------------------------------

// Appends [instruction] with the current place and returns its number.
static uint32_t emit(builder *builder, ir_instruction instruction)
{
  if (builder->is_ended)
    start_block(builder, builder_new_block(builder));
  instruction.place = builder->place;
  array_push(&builder->instructions, instruction);
  builder->blocks.items[builder->current].count++;
  builder->is_ended = ir_opcode_is_terminator(instruction.opcode);
  return builder->instructions.count - 1;
}

static ir_operand emit_value(builder *builder, ir_instruction instruction)
{
  return ir_value(emit(builder, instruction), instruction.type);
}

ir_operand builder_copy(builder *builder, ir_operand a, ir_type_id type, uint32_t flags)
{
  return emit_value(
      builder,
      (ir_instruction){.opcode = IR_COPY, .a = a, .type = type, .flags = flags});
}

ir_operand builder_load(builder *builder, ir_operand address, ir_type_id type,
                        uint32_t flags)
{
  return emit_value(
      builder,
      (ir_instruction){.opcode = IR_LOAD, .a = address, .type = type, .flags = flags});
}

void builder_store(builder *builder, ir_operand address, ir_operand value,
                   ir_type_id type, uint32_t flags)
{
  emit(builder,
       (ir_instruction){
           .opcode = IR_STORE, .a = address, .b = value, .type = type, .flags = flags});
}

ir_operand builder_field(builder *builder, ir_operand record, uint32_t field,
                         ir_type_id pointer_type)
{
  return emit_value(builder, (ir_instruction){.opcode = IR_FIELD,
                                              .a = record,
                                              .index = field,
                                              .type = pointer_type});
}

ir_operand builder_element(builder *builder, ir_operand array, ir_operand index,
                           ir_type_id pointer_type)
{
  return emit_value(
      builder, (ir_instruction){
                   .opcode = IR_ELEMENT, .a = array, .b = index, .type = pointer_type});
}

ir_operand builder_unary(builder *builder, ir_operator op, ir_operand a,
                         ir_type_id type)
{
  return emit_value(
      builder,
      (ir_instruction){.opcode = IR_UNARY, .operator_ = op, .a = a, .type = type});
}

ir_operand builder_binary(builder *builder, ir_operator op, ir_operand a, ir_operand b,
                          ir_type_id type)
{
  return emit_value(
      builder, (ir_instruction){
                   .opcode = IR_BINARY, .operator_ = op, .a = a, .b = b, .type = type});
}

ir_operand builder_unknown(builder *builder, ir_type_id type)
{
  return emit_value(builder, (ir_instruction){.opcode = IR_UNKNOWN, .type = type});
}

void builder_zero(builder *builder, ir_operand address, ir_type_id type, uint32_t flags)
{
  emit(builder,
       (ir_instruction){.opcode = IR_ZERO, .a = address, .type = type, .flags = flags});
}

void builder_havoc(builder *builder, ir_operand address, ir_type_id type)
{
  emit(builder, (ir_instruction){.opcode = IR_HAVOC, .a = address, .type = type});
}

ir_operand builder_call(builder *builder, ir_operand callee,
                        const ir_operand *arguments, uint32_t count, ir_type_id result,
                        uint32_t flags)
{
  uint32_t first = builder->operands.count;
  for (uint32_t i = 0; i < count; i++)
    array_push(&builder->operands, arguments[i]);
  return emit_value(builder, (ir_instruction){.opcode = IR_CALL,
                                              .a = callee,
                                              .first = first,
                                              .count = count,
                                              .type = result,
                                              .flags = flags});
}

void builder_scope_end(builder *builder, const uint32_t *locals, uint32_t count)
{
  uint32_t first = builder->operands.count;
  for (uint32_t i = 0; i < count; i++)
    array_push(&builder->operands, builder_local(builder, locals[i]));
  emit(builder,
       (ir_instruction){.opcode = IR_SCOPE_END, .first = first, .count = count});
}

static void end_block(builder *builder, ir_instruction terminator,
                      const uint32_t *targets, uint32_t count)
{
  terminator.first = builder->targets.count;
  terminator.count = count;
  for (uint32_t i = 0; i < count; i++) {
    builder->blocks.items[targets[i]].is_targeted = true;
    array_push(&builder->targets, targets[i]);
  }
  emit(builder, terminator);
}

void builder_jump(builder *builder, uint32_t target)
{
  end_block(builder, (ir_instruction){.opcode = IR_JUMP}, &target, 1);
}

void builder_branch(builder *builder, ir_operand condition, uint32_t if_true,
                    uint32_t if_false, uint32_t flags)
{
  uint32_t targets[] = {if_true, if_false};
  end_block(builder,
            (ir_instruction){.opcode = IR_BRANCH, .a = condition, .flags = flags},
            targets, 2);
}

void builder_switch(builder *builder, ir_operand value, const ir_case *cases,
                    uint32_t count, uint32_t otherwise)
{
  ir_instruction terminator = {.opcode = IR_SWITCH,
                               .a = value,
                               .first_case = builder->cases.count,
                               .case_count = count};
  for (uint32_t i = 0; i < count; i++) {
    builder->blocks.items[cases[i].target].is_targeted = true;
    array_push(&builder->cases, cases[i]);
  }
  end_block(builder, terminator, &otherwise, 1);
}

void builder_anywhere(builder *builder, ir_operand a, const uint32_t *targets,
                      uint32_t count)
{
  end_block(builder, (ir_instruction){.opcode = IR_ANYWHERE, .a = a}, targets, count);
}

void builder_return(builder *builder, ir_operand value)
{
  end_block(builder, (ir_instruction){.opcode = IR_RET, .a = value}, NULL, 0);
}

void builder_unreachable(builder *builder)
{
  end_block(builder, (ir_instruction){.opcode = IR_UNREACHABLE}, NULL, 0);
}

// ---- Finishing ---------------------------------------------------------------------

// The local that the address [operand] points into, or IR_NONE; [roots] says it of the
// FIELD and ELEMENT results seen so far.
static uint32_t root_of(const uint32_t *roots, ir_operand operand)
{
  if (operand.kind == IR_LOCAL)
    return operand.index;
  return operand.kind == IR_VALUE ? roots[operand.index] : IR_NONE;
}

static bool uses_a_as_address(ir_opcode opcode)
{
  return opcode == IR_LOAD || opcode == IR_STORE || opcode == IR_FIELD ||
         opcode == IR_ELEMENT || opcode == IR_ZERO || opcode == IR_HAVOC;
}

// A FIELD may come before the one it starts from, where blocks were entered in another
// order than control takes; so this goes round until nothing is new.
static void find_roots(const builder *builder, uint32_t *roots)
{
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (uint32_t i = 0; i < builder->instructions.count; i++) {
      const ir_instruction *step = &builder->instructions.items[i];
      if (step->opcode != IR_FIELD && step->opcode != IR_ELEMENT)
        continue;
      uint32_t root = root_of(roots, step->a);
      has_changed = has_changed || root != roots[i];
      roots[i] = root;
    }
  }
}

static void take_address(builder *builder, const uint32_t *roots, ir_operand operand)
{
  uint32_t root = root_of(roots, operand);
  if (root != IR_NONE)
    builder->locals.items[root].is_address_taken = true;
}

static void find_taken_addresses(builder *builder)
{
  uint32_t count = builder->instructions.count;
  uint32_t *roots = memory_alloc((size_t)count * sizeof *roots);
  memset(roots, 0xff, (size_t)count * sizeof *roots);
  find_roots(builder, roots);
  for (uint32_t i = 0; i < count; i++) {
    const ir_instruction *user = &builder->instructions.items[i];
    if (!uses_a_as_address(user->opcode))
      take_address(builder, roots, user->a);
    take_address(builder, roots, user->b);
    if (user->opcode == IR_CALL)
      for (uint32_t k = 0; k < user->count; k++)
        take_address(builder, roots, builder->operands.items[user->first + k]);
  }
  free(roots);
}

static void end_open_blocks(builder *builder)
{
  if (!builder->is_ended)
    builder_unreachable(builder);
  for (uint32_t i = 0; i < builder->blocks.count; i++)
    if (builder->blocks.items[i].number == IR_NONE &&
        builder->blocks.items[i].is_targeted) {
      start_block(builder, i);
      builder_unreachable(builder);
    }
}

static void renumber_targets(builder *builder)
{
  for (uint32_t i = 0; i < builder->targets.count; i++)
    builder->targets.items[i] = builder->blocks.items[builder->targets.items[i]].number;
  for (uint32_t i = 0; i < builder->cases.count; i++)
    builder->cases.items[i].target =
        builder->blocks.items[builder->cases.items[i].target].number;
}

#define KEEP(arena, array)                                                             \
  arena_copy_bytes((arena), (array).items, (array).count * sizeof *(array).items)

static void store_body(builder *builder)
{
  arena *memory = &builder->module->arena;
  ir_function *function = &builder->module->functions.items[builder->function];
  function->has_body = true;
  function->parameter_count = builder->parameter_count;
  function->local_count = builder->locals.count;
  function->locals = (ir_local *)KEEP(memory, builder->locals);
  function->instruction_count = builder->instructions.count;
  function->instructions = (ir_instruction *)KEEP(memory, builder->instructions);
  function->operand_count = builder->operands.count;
  function->operands = (ir_operand *)KEEP(memory, builder->operands);
  function->target_count = builder->targets.count;
  function->targets = (uint32_t *)KEEP(memory, builder->targets);
  function->case_count = builder->cases.count;
  function->cases = (ir_case *)KEEP(memory, builder->cases);

  function->block_count = builder->entered.count;
  function->blocks = arena_new_array(memory, ir_block, builder->entered.count);
  for (uint32_t i = 0; i < builder->entered.count; i++) {
    const open_block *b = &builder->blocks.items[builder->entered.items[i]];
    function->blocks[i] = (ir_block){.first = b->first, .count = b->count};
  }
}

void builder_finish(builder *builder)
{
  end_open_blocks(builder);
  renumber_targets(builder);
  find_taken_addresses(builder);
  store_body(builder);
  builder_discard(builder);
}

void builder_discard(builder *builder)
{
  array_clear(&builder->locals);
  array_clear(&builder->blocks);
  array_clear(&builder->entered);
  array_clear(&builder->instructions);
  array_clear(&builder->operands);
  array_clear(&builder->targets);
  array_clear(&builder->cases);
  free(builder);
}
