#include "engine/shape.h"
#include "ir/cfg.h"

#include <string.h>

void shape_each_operand(const ir_function *function, const ir_instruction *instruction,
                        void (*visit)(void *context, const ir_operand *operand),
                        void *context)
{
  visit(context, &instruction->a);
  visit(context, &instruction->b);
  if (instruction->opcode == IR_CALL)
    for (uint32_t i = 0; i < instruction->count; i++)
      visit(context, &function->operands[instruction->first + i]);
}

// ---- Loops ----

// All blocks that reach [tail] without passing [head], which is in the set already.
static void mark_loop(const ir_function *function, bool *in_loop, uint32_t *stack,
                      bool *seen, uint32_t head, uint32_t tail)
{
  memset(seen, 0, function->block_count * sizeof *seen);
  uint32_t depth = 0;
  seen[head] = true;
  in_loop[head] = true;
  if (!seen[tail]) {
    seen[tail] = true;
    stack[depth++] = tail;
  }
  while (depth > 0) {
    const ir_block *b = &function->blocks[stack[--depth]];
    in_loop[b - function->blocks] = true;
    for (uint32_t i = 0; i < b->predecessor_count; i++) {
      uint32_t predecessor = function->predecessors[b->first_predecessor + i];
      if (!seen[predecessor] && function->position[predecessor] != IR_NONE) {
        seen[predecessor] = true;
        stack[depth++] = predecessor;
      }
    }
  }
}

static void find_loops(arena *arena, const ir_function *function, shape *shape)
{
  uint32_t count = function->block_count;
  shape->is_in_loop = arena_new_array(arena, bool, count);
  shape->is_loop_head = arena_new_array(arena, bool, count);
  uint32_t *stack = arena_new_array(arena, uint32_t, count + 1);
  bool *seen = arena_new_array(arena, bool, count);
  uint32_t back_edges = 0;
  for (uint32_t b = 0; b < count; b++)
    for (uint32_t i = 0; i < function->blocks[b].predecessor_count; i++) {
      uint32_t from = function->predecessors[function->blocks[b].first_predecessor + i];
      if (function->position[b] == IR_NONE || function->position[from] == IR_NONE ||
          !cfg_is_back_edge(function, from, b))
        continue;
      shape->is_loop_head[b] = true;
      if (++back_edges <= 256)
        mark_loop(function, shape->is_in_loop, stack, seen, b, from);
    }
  if (back_edges > 256) // too many to walk one by one: treat all as inside
    memset(shape->is_in_loop, true, count * sizeof *shape->is_in_loop);
}

// ---- Liveness ----

typedef struct read_set {
  uint64_t *words;
} read_set;

static void add_read(void *context, const ir_operand *operand)
{
  read_set *set = context;
  if (operand->kind == IR_LOCAL)
    set->words[operand->index / 64] |= (uint64_t)1 << (operand->index % 64);
}

static bool is_whole_store(const ir_instruction *instruction)
{
  return (instruction->opcode == IR_STORE || instruction->opcode == IR_ZERO) &&
         instruction->a.kind == IR_LOCAL;
}

// Turns the set of locals live at the end of [block] into that at its start.
static void walk_back(const ir_function *function, uint32_t block, uint64_t *set)
{
  const ir_block *b = &function->blocks[block];
  read_set reads = {set};
  for (uint32_t i = b->first + b->count; i-- > b->first;) {
    const ir_instruction *instruction = &function->instructions[i];
    if (is_whole_store(instruction)) {
      uint32_t local = instruction->a.index;
      if (!function->locals[local].is_address_taken)
        set[local / 64] &= ~((uint64_t)1 << (local % 64));
      add_read(&reads, &instruction->b);
    } else if (instruction->opcode == IR_SCOPE_END) {
      for (uint32_t k = 0; k < instruction->count; k++) {
        uint32_t local = function->operands[instruction->first + k].index;
        set[local / 64] &= ~((uint64_t)1 << (local % 64));
      }
    } else {
      shape_each_operand(function, instruction, add_read, &reads);
    }
  }
}

static uint32_t most_successors(const ir_function *function)
{
  uint32_t most = 0;
  for (uint32_t b = 0; b < function->block_count; b++) {
    uint32_t count = ir_successors(function, b, NULL, 0);
    most = count > most ? count : most;
  }
  return most;
}

static void find_live(arena *arena, const ir_function *function, shape *shape)
{
  uint32_t words = (function->local_count + 63) / 64;
  shape->live_words = words;
  shape->live = arena_new_array(arena, uint64_t, (size_t)function->block_count * words);
  uint64_t *set = arena_new_array(arena, uint64_t, words);
  uint32_t limit = most_successors(function);
  uint32_t *successors = arena_new_array(arena, uint32_t, limit);
  bool changed = true;
  for (uint32_t round = 0; changed && round < 64; round++) {
    changed = false;
    for (uint32_t n = function->reachable_count; n-- > 0;) {
      uint32_t block = function->reverse_postorder[n];
      uint32_t count = ir_successors(function, block, successors, limit);
      memset(set, 0, words * sizeof *set);
      for (uint32_t i = 0; i < count; i++)
        for (uint32_t w = 0; w < words; w++)
          set[w] |= shape->live[(size_t)successors[i] * words + w];
      walk_back(function, block, set);
      uint64_t *old = &shape->live[(size_t)block * words];
      if (memcmp(old, set, words * sizeof *set) != 0) {
        memcpy(old, set, words * sizeof *set);
        changed = true;
      }
    }
  }
  if (changed) // not settled: call everything live
    memset(shape->live, 0xff,
           (size_t)function->block_count * words * sizeof *shape->live);
}

// ---- Correlated locals, uses of results ----

uint32_t shape_loaded_local(const ir_function *function, ir_operand operand)
{
  if (operand.kind != IR_VALUE)
    return IR_NONE;
  const ir_instruction *from = &function->instructions[operand.index];
  if (from->opcode == IR_COPY)
    return shape_loaded_local(function, from->a);
  return from->opcode == IR_LOAD && from->a.kind == IR_LOCAL ? from->a.index : IR_NONE;
}

// x & 4, x | 4: a few marks in a word.
static bool is_masking(const ir_function *function, ir_operand operand)
{
  const ir_instruction *from = &function->instructions[operand.index];
  return from->opcode == IR_BINARY && from->b.kind == IR_INTEGER &&
         (from->operator_ == IR_AND || from->operator_ == IR_OR);
}

static void note_tested(const ir_function *function, ir_operand condition, bool *tested)
{
  uint32_t local = shape_loaded_local(function, condition);
  if (local != IR_NONE)
    tested[local] = true;
  if (condition.kind != IR_VALUE)
    return;
  const ir_instruction *from = &function->instructions[condition.index];
  if (from->opcode == IR_BINARY || from->opcode == IR_UNARY) {
    if ((local = shape_loaded_local(function, from->a)) != IR_NONE)
      tested[local] = true;
    if ((local = shape_loaded_local(function, from->b)) != IR_NONE)
      tested[local] = true;
    if (from->a.kind == IR_VALUE && is_masking(function, from->a))
      note_tested(function, from->a, tested);
  }
}

static bool is_arithmetic(const ir_function *function, ir_operand operand)
{
  if (operand.kind != IR_VALUE)
    return false;
  const ir_instruction *from = &function->instructions[operand.index];
  return from->opcode == IR_ELEMENT ||
         ((from->opcode == IR_BINARY || from->opcode == IR_UNARY) &&
          !ir_operator_is_comparison(from->operator_) &&
          from->operator_ != IR_LOGICAL_NOT && !is_masking(function, operand));
}

static void find_correlated(arena *arena, const ir_function *function, shape *shape)
{
  uint32_t locals = function->local_count;
  bool *tested = arena_new_array(arena, bool, locals);
  bool *constant = arena_new_array(arena, bool, locals);
  bool *counting = arena_new_array(arena, bool, locals);
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *instruction = &function->instructions[i];
    if (instruction->opcode == IR_BRANCH || instruction->opcode == IR_SWITCH ||
        instruction->opcode == IR_RET)
      note_tested(function, instruction->a, tested);
    if (instruction->opcode == IR_STORE && instruction->a.kind == IR_LOCAL) {
      uint32_t local = instruction->a.index;
      constant[local] |= instruction->b.kind == IR_INTEGER;
      counting[local] |= is_arithmetic(function, instruction->b);
    }
  }
  shape->is_correlated = arena_new_array(arena, bool, locals);
  for (uint32_t i = 0; i < locals; i++)
    shape->is_correlated[i] = tested[i] && constant[i] && !counting[i];
}

typedef struct use_walk {
  shape *shape;
  const uint32_t *block_of;
  uint32_t block, instruction;
} use_walk;

static void note_use(void *context, const ir_operand *operand)
{
  use_walk *walk = context;
  if (operand->kind != IR_VALUE)
    return;
  walk->shape->last_use[operand->index] = walk->instruction;
  if (walk->block_of[operand->index] != walk->block)
    walk->shape->is_shared[operand->index] = true;
}

static void find_uses(arena *arena, const ir_function *function, shape *shape)
{
  uint32_t count = function->instruction_count;
  shape->is_shared = arena_new_array(arena, bool, count);
  shape->last_use = arena_new_array(arena, uint32_t, count);
  uint32_t *block_of = arena_new_array(arena, uint32_t, count);
  memset(shape->last_use, 0xff, count * sizeof *shape->last_use);
  for (uint32_t b = 0; b < function->block_count; b++)
    for (uint32_t i = 0; i < function->blocks[b].count; i++)
      block_of[function->blocks[b].first + i] = b;
  use_walk walk = {.shape = shape, .block_of = block_of};
  for (uint32_t i = 0; i < count; i++) {
    walk.block = block_of[i];
    walk.instruction = i;
    shape_each_operand(function, &function->instructions[i], note_use, &walk);
  }
}

// Each result spans the instructions from its own to its last use; where spans overlap,
// the first to begin counts.
static void find_earliest(arena *arena, const ir_function *function, shape *shape)
{
  uint32_t *earliest = arena_new_array(arena, uint32_t, function->instruction_count);
  for (uint32_t b = 0; b < function->block_count; b++) {
    uint32_t end = function->blocks[b].first + function->blocks[b].count;
    uint32_t painted = function->blocks[b].first; // all before have theirs
    for (uint32_t i = function->blocks[b].first; i < end; i++) {
      uint32_t last = shape->last_use[i] == IR_NONE ? i + 1 : shape->last_use[i];
      for (; painted <= i || (painted < last && painted < end); painted++)
        earliest[painted] = i;
    }
  }
  shape->earliest_used = earliest;
}

// ---- Numbers that end loops ----

#define BOUNDS 16

static void add_bound(shape *shape, int64_t number)
{
  uint32_t at = 0;
  while (at < shape->bound_count && shape->bounds[at] < number)
    at++;
  if (shape->bound_count == BOUNDS ||
      (at < shape->bound_count && shape->bounds[at] == number))
    return;
  memmove(&shape->bounds[at + 1], &shape->bounds[at],
          (shape->bound_count - at) * sizeof number);
  shape->bounds[at] = number;
  shape->bound_count++;
}

static void find_bounds(arena *arena, const ir_function *function, shape *shape)
{
  shape->bounds = arena_new_array(arena, int64_t, BOUNDS + 1);
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *code = &function->instructions[i];
    if (code->opcode != IR_BINARY || !ir_operator_is_comparison(code->operator_) ||
        code->b.kind != IR_INTEGER || code->b.number == INT64_MAX)
      continue;
    add_bound(shape, code->b.number);
    if (code->operator_ == IR_LESS_EQUAL || code->operator_ == IR_GREATER)
      add_bound(shape, code->b.number + 1);
  }
}

void shape_build(arena *arena, const ir_function *function, shape *shape)
{
  find_loops(arena, function, shape);
  find_live(arena, function, shape);
  find_correlated(arena, function, shape);
  find_uses(arena, function, shape);
  find_earliest(arena, function, shape);
  find_bounds(arena, function, shape);
}
