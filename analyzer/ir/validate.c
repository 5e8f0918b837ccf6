#include "ir/validate.h"
#include "base/memory.h"
#include "ir/cfg.h"
#include "ir/dominators.h"

#include <stdlib.h>

typedef struct validator {
  const ir_module *module;
  const ir_function *function;
  strbuf *problem;
  uint32_t *block_of;       // of each instruction
  uint32_t block;           // being looked at
  uint32_t at;              // instruction being looked at
  bool has_use_over_blocks; // some value is used in another block than its own
} validator;

#define COMPLAIN(v, ...) (strbuf_addf((v)->problem, __VA_ARGS__), false)

// A complaint about the instruction being looked at.
#define COMPLAIN_HERE(v, ...) (say_where(v), COMPLAIN(v, __VA_ARGS__))

static void say_where(validator *v)
{
  const ir_instruction *here = &v->function->instructions[v->at];
  strbuf_addf(v->problem, "b%u, %%%u (%s): ", v->block, v->at,
              here->opcode < IR_OPCODE_COUNT ? ir_opcode_name(here->opcode) : "?");
}

// ---- Shape: locals and blocks ------------------------------------------------------

static bool type_exists(const validator *v, ir_type_id type)
{
  return type < v->module->types.count;
}

static bool header_is_valid(validator *v)
{
  const ir_function *f = v->function;
  if (f->name == NULL)
    return COMPLAIN(v, "the function has no name");
  if (!type_exists(v, f->type) ||
      ir_type_of(v->module, f->type)->kind != IR_TYPE_FUNCTION)
    return COMPLAIN(v, "its type %u is no function type", f->type);
  if (!f->has_body)
    return COMPLAIN(v, "it has no body");
  if (f->block_count == 0)
    return COMPLAIN(v, "it has no blocks");
  if (f->parameter_count > f->local_count)
    return COMPLAIN(v, "%u parameters, but %u locals", f->parameter_count,
                    f->local_count);
  return true;
}

static bool locals_are_valid(validator *v)
{
  for (uint32_t i = 0; i < v->function->local_count; i++) {
    const ir_local *local = &v->function->locals[i];
    if (local->name == NULL)
      return COMPLAIN(v, "local %u has no name", i);
    if (local->is_parameter != (i < v->function->parameter_count))
      return COMPLAIN(v, "local %u: parameters come first, and only they", i);
    if (local->is_temporary && local->name[0] != '\0')
      return COMPLAIN(v, "local %u is a temporary with a name", i);
    if (!type_exists(v, local->type) || local->type == 0)
      return COMPLAIN(v, "local %u has type %u, void or unknown", i, local->type);
  }
  return true;
}

// Each instruction belongs to one block, and a block ends in the only terminator it
// holds.
static bool block_shape_is_valid(validator *v, uint32_t b, uint32_t first)
{
  const ir_function *f = v->function;
  const ir_block *block = &f->blocks[b];
  if (block->count == 0)
    return COMPLAIN(v, "b%u is empty", b);
  if (block->first != first || block->count > f->instruction_count - first)
    return COMPLAIN(v, "b%u does not follow the block before it", b);
  v->block = b;
  for (v->at = first; v->at < first + block->count; v->at++) {
    v->block_of[v->at] = b;
    ir_opcode opcode = f->instructions[v->at].opcode;
    bool is_last = v->at == first + block->count - 1;
    if (opcode >= IR_OPCODE_COUNT)
      return COMPLAIN_HERE(v, "unknown opcode %d", (int)opcode);
    if (ir_opcode_is_terminator(opcode) && !is_last)
      return COMPLAIN_HERE(v, "a terminator before the end of its block");
    if (!ir_opcode_is_terminator(opcode) && is_last)
      return COMPLAIN_HERE(v, "the block ends without a terminator");
  }
  return true;
}

static bool blocks_are_valid(validator *v)
{
  const ir_function *f = v->function;
  uint32_t first = 0;
  for (uint32_t b = 0; b < f->block_count; b++) {
    if (!block_shape_is_valid(v, b, first))
      return false;
    first += f->blocks[b].count;
  }
  if (first != f->instruction_count)
    return COMPLAIN(v, "%u instructions are in no block", f->instruction_count - first);
  return true;
}

// ---- Operands ----------------------------------------------------------------------

// Within a block the order decides; over blocks, dominance, which is looked at last.
static bool use_is_valid(validator *v, ir_operand operand)
{
  const ir_function *f = v->function;
  if (operand.index >= f->instruction_count)
    return COMPLAIN_HERE(v, "uses %%%u, which does not exist", operand.index);
  const ir_instruction *source = &f->instructions[operand.index];
  if (!ir_opcode_has_result(source->opcode))
    return COMPLAIN_HERE(v, "uses %%%u, which has no result", operand.index);
  if (source->type != operand.type)
    return COMPLAIN_HERE(v, "uses %%%u as type %u, but it has type %u", operand.index,
                         operand.type, source->type);
  if (v->block_of[operand.index] != v->block)
    v->has_use_over_blocks = true;
  else if (operand.index >= v->at)
    return COMPLAIN_HERE(v, "uses %%%u before it is made", operand.index);
  return true;
}

static bool operand_is_valid(validator *v, ir_operand operand)
{
  const struct {
    const char *what;
    uint32_t count;
  } tables[] = {
      [IR_LOCAL] = {"local", v->function->local_count},
      [IR_GLOBAL] = {"global", v->module->globals.count},
      [IR_FUNCTION] = {"function", v->module->functions.count},
      [IR_STRING] = {"string", v->module->strings.count},
  };
  if (!type_exists(v, operand.type))
    return COMPLAIN_HERE(v, "an operand has type %u, which does not exist",
                         operand.type);
  switch (operand.kind) {
  case IR_OPERAND_NONE:
  case IR_INTEGER:
    return true;
  case IR_VALUE:
    return use_is_valid(v, operand);
  case IR_LOCAL:
  case IR_GLOBAL:
  case IR_FUNCTION:
  case IR_STRING:
    if (operand.index >= tables[operand.kind].count)
      return COMPLAIN_HERE(v, "uses %s %u, which does not exist",
                           tables[operand.kind].what, operand.index);
    return true;
  }
  return COMPLAIN_HERE(v, "an operand has unknown kind %d", (int)operand.kind);
}

// What each opcode takes. A '?' may be missing, a '-' must be missing.
static const struct {
  char a, b;
  uint32_t flags;
} shapes[IR_OPCODE_COUNT] = {
    [IR_COPY] = {'a', '-', IR_FLAG_EXPLICIT},
    [IR_LOAD] = {'a', '-', IR_FLAG_VOLATILE},
    [IR_STORE] = {'a', 'b', IR_FLAG_VOLATILE | IR_FLAG_INIT},
    [IR_FIELD] = {'a', '-', 0},
    [IR_ELEMENT] = {'a', 'b', 0},
    [IR_UNARY] = {'a', '-', 0},
    [IR_BINARY] = {'a', 'b', 0},
    [IR_UNKNOWN] = {'-', '-', 0},
    [IR_ZERO] = {'a', '-', IR_FLAG_INIT},
    [IR_HAVOC] = {'a', '-', 0},
    [IR_CALL] = {'a', '-', IR_FLAG_CLEANUP},
    [IR_SCOPE_END] = {'-', '-', 0},
    [IR_JUMP] = {'-', '-', 0},
    [IR_BRANCH] = {'a', '-', IR_FLAG_TEST},
    [IR_SWITCH] = {'a', '-', 0},
    [IR_ANYWHERE] = {'?', '-', 0},
    [IR_RET] = {'?', '-', 0},
    [IR_UNREACHABLE] = {'-', '-', 0},
};

static bool operand_fits(validator *v, const char *name, char shape, ir_operand operand)
{
  bool is_there = operand.kind != IR_OPERAND_NONE;
  if (shape == '-' && is_there)
    return COMPLAIN_HERE(v, "operand %s has no meaning here", name);
  if (shape != '-' && shape != '?' && !is_there)
    return COMPLAIN_HERE(v, "operand %s is missing", name);
  return operand_is_valid(v, operand);
}

static bool list_is_valid(validator *v, const ir_instruction *i)
{
  const ir_function *f = v->function;
  if (i->first > f->operand_count || i->count > f->operand_count - i->first)
    return COMPLAIN_HERE(v, "its list is outside the function's operands");
  for (uint32_t k = 0; k < i->count; k++) {
    ir_operand operand = f->operands[i->first + k];
    if (i->opcode == IR_SCOPE_END && operand.kind != IR_LOCAL)
      return COMPLAIN_HERE(v, "item %u is no local", k);
    if (operand.kind == IR_OPERAND_NONE)
      return COMPLAIN_HERE(v, "argument %u is missing", k);
    if (!operand_is_valid(v, operand))
      return false;
  }
  return true;
}

// ---- Types -------------------------------------------------------------------------

static bool needs_a_type(ir_opcode opcode)
{
  return opcode == IR_LOAD || opcode == IR_STORE || opcode == IR_FIELD ||
         opcode == IR_ELEMENT || opcode == IR_UNARY || opcode == IR_BINARY ||
         opcode == IR_ZERO || opcode == IR_HAVOC;
}

static bool type_is_valid(validator *v, const ir_instruction *i)
{
  if (!type_exists(v, i->type))
    return COMPLAIN_HERE(v, "type %u does not exist", i->type);
  if (needs_a_type(i->opcode) && i->type == 0)
    return COMPLAIN_HERE(v, "its type is missing or void");
  bool is_step = i->opcode == IR_FIELD || i->opcode == IR_ELEMENT;
  if (is_step && ir_type_of(v->module, i->type)->kind != IR_TYPE_POINTER)
    return COMPLAIN_HERE(v, "its result is an address, but type %u is no pointer",
                         i->type);
  return true;
}

static bool field_is_valid(validator *v, const ir_instruction *i)
{
  if (i->a.type == 0)
    return true;
  const ir_type *pointer = ir_type_of(v->module, i->a.type);
  if (pointer->kind != IR_TYPE_POINTER || !type_exists(v, pointer->element))
    return COMPLAIN_HERE(v, "operand a is no pointer");
  const ir_type *record = ir_type_of(v->module, pointer->element);
  if (record->kind != IR_TYPE_RECORD)
    return COMPLAIN_HERE(v, "operand a points to no record");
  if (record->is_complete && i->index >= record->count)
    return COMPLAIN_HERE(v, "field %u of a record that has %u", i->index,
                         (uint32_t)record->count);
  return true;
}

static bool operator_is_valid(validator *v, const ir_instruction *i)
{
  bool is_unary = ir_operator_is_unary(i->operator_);
  bool is_binary =
      i->operator_ > IR_NO_OPERATOR && i->operator_ < IR_OPERATOR_COUNT && !is_unary;
  if (i->opcode == IR_UNARY && !is_unary)
    return COMPLAIN_HERE(v, "operator %d is not unary", (int)i->operator_);
  if (i->opcode == IR_BINARY && !is_binary)
    return COMPLAIN_HERE(v, "operator %d is not binary", (int)i->operator_);
  return true;
}

// ---- Terminators -------------------------------------------------------------------

static int compare_cases(const void *a, const void *b)
{
  const ir_case *left = a;
  const ir_case *right = b;
  return (left->low > right->low) - (left->low < right->low);
}

static bool cases_are_apart(validator *v, const ir_case *cases, uint32_t count)
{
  ir_case *sorted = memory_alloc(count * sizeof *sorted);
  for (uint32_t k = 0; k < count; k++)
    sorted[k] = cases[k];
  if (count != 0)
    qsort(sorted, count, sizeof *sorted, compare_cases);
  bool are_apart = true;
  for (uint32_t k = 1; k < count && are_apart; k++)
    if (sorted[k].low <= sorted[k - 1].high)
      are_apart = COMPLAIN_HERE(v, "two cases hold %lld", (long long)sorted[k].low);
  free(sorted);
  return are_apart;
}

static bool cases_are_valid(validator *v, const ir_instruction *i)
{
  const ir_function *f = v->function;
  if (i->opcode != IR_SWITCH)
    return i->case_count == 0 || COMPLAIN_HERE(v, "only a switch has cases");
  if (i->first_case > f->case_count || i->case_count > f->case_count - i->first_case)
    return COMPLAIN_HERE(v, "its cases are outside the function's");
  const ir_case *cases = &f->cases[i->first_case];
  for (uint32_t k = 0; k < i->case_count; k++) {
    if (cases[k].low > cases[k].high)
      return COMPLAIN_HERE(v, "case %u ends before it begins", k);
    if (cases[k].target >= f->block_count)
      return COMPLAIN_HERE(v, "case %u goes to b%u, which does not exist", k,
                           cases[k].target);
  }
  return cases_are_apart(v, cases, i->case_count);
}

static bool targets_are_valid(validator *v, const ir_instruction *i)
{
  static const struct {
    uint32_t least, most;
  } wanted[IR_OPCODE_COUNT] = {
      [IR_JUMP] = {1, 1},
      [IR_BRANCH] = {2, 2},
      [IR_SWITCH] = {1, 1},
      [IR_ANYWHERE] = {0, UINT32_MAX},
  };
  const ir_function *f = v->function;
  if (i->count < wanted[i->opcode].least || i->count > wanted[i->opcode].most)
    return COMPLAIN_HERE(v, "has %u targets", i->count);
  if (i->first > f->target_count || i->count > f->target_count - i->first)
    return COMPLAIN_HERE(v, "its targets are outside the function's");
  for (uint32_t k = 0; k < i->count; k++)
    if (f->targets[i->first + k] >= f->block_count)
      return COMPLAIN_HERE(v, "goes to b%u, which does not exist",
                           f->targets[i->first + k]);
  return true;
}

// ---- Instructions ------------------------------------------------------------------

static bool instruction_is_valid(validator *v)
{
  const ir_instruction *i = &v->function->instructions[v->at];
  if ((i->flags & ~shapes[i->opcode].flags) != 0)
    return COMPLAIN_HERE(v, "flags %u have no meaning here", i->flags);
  if (!type_is_valid(v, i) || !operator_is_valid(v, i) ||
      !operand_fits(v, "a", shapes[i->opcode].a, i->a) ||
      !operand_fits(v, "b", shapes[i->opcode].b, i->b))
    return false;
  if (i->opcode == IR_FIELD && !field_is_valid(v, i))
    return false;
  if (ir_opcode_is_terminator(i->opcode))
    return targets_are_valid(v, i) && cases_are_valid(v, i);
  if (i->opcode == IR_CALL || i->opcode == IR_SCOPE_END)
    return list_is_valid(v, i);
  return i->count == 0 || COMPLAIN_HERE(v, "a list has no meaning here");
}

static bool instructions_are_valid(validator *v)
{
  for (v->at = 0; v->at < v->function->instruction_count; v->at++) {
    v->block = v->block_of[v->at];
    if (!instruction_is_valid(v))
      return false;
  }
  return true;
}

// ---- Dominance ---------------------------------------------------------------------

static bool use_is_dominated(validator *v, const dominators *tree, ir_operand operand)
{
  if (operand.kind != IR_VALUE ||
      dominators_test(tree, v->block_of[operand.index], v->block))
    return true;
  return COMPLAIN_HERE(v, "uses %%%u, but can be reached without passing b%u",
                       operand.index, v->block_of[operand.index]);
}

static bool uses_are_dominated(validator *v, const dominators *tree)
{
  const ir_function *f = v->function;
  for (v->at = 0; v->at < f->instruction_count; v->at++) {
    const ir_instruction *i = &f->instructions[v->at];
    v->block = v->block_of[v->at];
    if (!use_is_dominated(v, tree, i->a) || !use_is_dominated(v, tree, i->b))
      return false;
    for (uint32_t k = 0; i->opcode == IR_CALL && k < i->count; k++)
      if (!use_is_dominated(v, tree, f->operands[i->first + k]))
        return false;
  }
  return true;
}

static bool dominance_is_valid(validator *v)
{
  if (!v->has_use_over_blocks)
    return true;
  ir_module scratch = {0}; // only its arena: the function itself stays as it is
  ir_function copy = *v->function;
  copy.blocks = arena_new_array(&scratch.arena, ir_block, copy.block_count);
  for (uint32_t b = 0; b < copy.block_count; b++)
    copy.blocks[b] = v->function->blocks[b];
  cfg_build(&scratch, &copy);
  dominators tree;
  dominators_init(&tree, &copy);
  bool is_valid = uses_are_dominated(v, &tree);
  dominators_clear(&tree);
  arena_clear(&scratch.arena);
  return is_valid;
}

bool ir_function_is_valid(const ir_module *module, const ir_function *function,
                          strbuf *problem)
{
  validator v = {.module = module, .function = function, .problem = problem};
  if (!header_is_valid(&v) || !locals_are_valid(&v))
    return false;
  v.block_of = memory_alloc(function->instruction_count * sizeof *v.block_of);
  bool is_valid =
      blocks_are_valid(&v) && instructions_are_valid(&v) && dominance_is_valid(&v);
  free(v.block_of);
  return is_valid;
}
