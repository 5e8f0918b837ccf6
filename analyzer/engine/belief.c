// Belief: before an unseen callee is taken to keep what it is given, the code is asked.
//
// Where a function releases, further on, the variable it passed to g, its author knew
// that g did not take it, here nor on any other path. Not so where the release lies
// under a test of g's own result: `if (g(p) < 0) free(p);` says that g takes it when it
// succeeds.

#include "engine/run.h"

#include <string.h>

bool belief_releases_local(const run *run, const ir_instruction *call, uint32_t local)
{
  if (call->opcode != IR_CALL)
    return false;
  const fact *fact = call_fact(run->input, run->function, call);
  // An unknown function that gets it alone may well be a release: (*free_hook)(p).
  if (call->a.kind != IR_FUNCTION && fact == NULL)
    return call->count == 1 &&
           shape_loaded_local(run->function, run->function->operands[call->first]) ==
               local;
  const summary *summary = fact == NULL ? &run->result->summaries[call->a.index] : NULL;
  for (uint32_t i = 0; i < call->count; i++) {
    if (shape_loaded_local(run->function, run->function->operands[call->first + i]) !=
        local)
      continue;
    if (fact != NULL) {
      if (i < fact->param_count && (fact->params[i].effect == EFFECT_FREE ||
                                    fact->params[i].effect == EFFECT_RELEASE))
        return true;
      continue;
    }
    if (!summary->is_known)
      continue;
    for (uint32_t e = 0; e < summary->exit_count; e++)
      for (uint32_t k = 0; k < summary->exits[e].effect_count; k++) {
        const summary_effect *effect = &summary->exits[e].effects[k];
        if (effect->effect == SUMMARY_RELEASES && !effect->root.is_global &&
            effect->root.argument == i && effect->root.depth == 0)
          return true;
      }
  }
  return false;
}

#define BLOCKS_WALKED 1000 // of a huge function, for one question

// Is [local] released on some path from instruction [from] of [block], before it is
// assigned again?
static bool is_released_from(const run *run, uint32_t block, uint32_t from,
                             uint32_t local, bool *seen, uint32_t *stack)
{
  const ir_function *function = run->function;
  uint32_t depth = 0;
  for (uint32_t walked = 0; walked < BLOCKS_WALKED; walked++) {
    const ir_block *b = &function->blocks[block];
    bool is_assigned = false;
    for (uint32_t i = from; i < b->first + b->count && !is_assigned; i++) {
      const ir_instruction *instruction = &function->instructions[i];
      if (belief_releases_local(run, instruction, local))
        return true;
      is_assigned = instruction->opcode == IR_STORE &&
                    instruction->a.kind == IR_LOCAL && instruction->a.index == local;
    }
    uint32_t successors[16];
    uint32_t count = is_assigned ? 0 : ir_successors(function, block, successors, 16);
    for (uint32_t i = 0; i < count && i < 16; i++)
      if (!seen[successors[i]]) {
        seen[successors[i]] = true;
        stack[depth++] = successors[i];
      }
    if (depth == 0)
      return false;
    block = stack[--depth];
    from = function->blocks[block].first;
  }
  return false;
}

// Does the branch that ends the call's block ask for the call's result?
static bool tests_result(const run *run, uint32_t block_index, uint32_t instruction)
{
  const ir_function *function = run->function;
  const ir_instruction *end = ir_terminator(function, block_index);
  if (end->opcode != IR_BRANCH)
    return false;
  const ir_block *block = &function->blocks[block_index];
  uint32_t stored = IR_NONE;
  for (uint32_t i = instruction + 1; i < block->first + block->count; i++) {
    const ir_instruction *code = &function->instructions[i];
    if (code->opcode == IR_STORE && code->a.kind == IR_LOCAL &&
        code->b.kind == IR_VALUE && code->b.index == instruction)
      stored = code->a.index;
  }
  ir_operand asked[3] = {end->a, ir_none(), ir_none()};
  if (end->a.kind == IR_VALUE) {
    asked[1] = function->instructions[end->a.index].a;
    asked[2] = function->instructions[end->a.index].b;
  }
  for (uint32_t i = 0; i < 3; i++) {
    if (asked[i].kind != IR_VALUE)
      continue;
    uint32_t local = shape_loaded_local(function, asked[i]);
    if (asked[i].index == instruction || (local != IR_NONE && local == stored))
      return true;
  }
  return false;
}

// What the code after one call, at [instruction] of [block], says.
static belief belief_after(const run *run, uint32_t block, uint32_t instruction,
                           uint32_t argument)
{
  const ir_function *function = run->function;
  const ir_instruction *call = &function->instructions[instruction];
  uint32_t local =
      shape_loaded_local(function, function->operands[call->first + argument]);
  if (local == IR_NONE || function->locals[local].is_address_taken ||
      !run->context.released[local])
    return BELIEF_NONE;
  arena scratch = {0};
  bool *seen = arena_new_array(&scratch, bool, function->block_count);
  uint32_t *stack = arena_new_array(&scratch, uint32_t, function->block_count);
  belief found = BELIEF_NONE;
  if (tests_result(run, block, instruction)) {
    uint32_t ways[2];
    uint32_t releasing = 0;
    ir_successors(function, block, ways, 2);
    for (uint32_t i = 0; i < 2; i++) {
      memset(seen, 0, function->block_count * sizeof *seen);
      releasing += is_released_from(run, ways[i], function->blocks[ways[i]].first,
                                    local, seen, stack);
    }
    found = releasing == 2   ? BELIEF_BORROWED
            : releasing == 1 ? BELIEF_TAKEN_ON_SUCCESS
                             : BELIEF_NONE;
  } else if (is_released_from(run, block, instruction + 1, local, seen, stack)) {
    found = BELIEF_BORROWED;
  }
  arena_clear(&scratch);
  return found;
}

// What the code after any call of [callee] says. One that may take the argument tells
// against all that borrow it.
static belief belief_of_callee(const run *run, uint32_t callee, uint32_t argument)
{
  const ir_function *function = run->function;
  belief found = BELIEF_NONE;
  for (uint32_t b = 0; b < function->block_count; b++) {
    const ir_block *block = &function->blocks[b];
    for (uint32_t i = block->first; i < block->first + block->count; i++) {
      const ir_instruction *call = &function->instructions[i];
      if (call->opcode != IR_CALL || call->a.kind != IR_FUNCTION ||
          call->a.index != callee || argument >= call->count)
        continue;
      belief there = belief_after(run, b, i, argument);
      if (there == BELIEF_TAKEN_ON_SUCCESS)
        return there;
      found = there == BELIEF_NONE ? found : there;
    }
  }
  return found;
}

#define BELIEF_BITS 2u // of an argument: what was found plus one

static bool is_known(uint64_t beliefs, uint32_t argument, belief *belief)
{
  uint64_t found = beliefs >> (argument * BELIEF_BITS) & 3;
  *belief = found == 0 ? BELIEF_NONE : (enum belief)(found - 1);
  return found != 0;
}

static void remember(uint64_t *beliefs, uint32_t argument, belief belief)
{
  *beliefs |= (uint64_t)(belief + 1) << (argument * BELIEF_BITS);
}

belief belief_about(const run *run, uint32_t instruction, uint32_t argument)
{
  const ir_instruction *call = &run->function->instructions[instruction];
  belief belief;
  if (is_known(run->beliefs[instruction], argument, &belief))
    return belief;
  belief = belief_after(run, run->block, instruction, argument);
  if (belief == BELIEF_NONE && call->a.kind == IR_FUNCTION &&
      !is_known(run->callee_beliefs[call->a.index], argument, &belief)) {
    belief = belief_of_callee(run, call->a.index, argument);
    remember(&run->callee_beliefs[call->a.index], argument, belief);
  }
  remember(&run->beliefs[instruction], argument, belief);
  return belief;
}
