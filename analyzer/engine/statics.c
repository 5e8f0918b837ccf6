#include "engine/statics.h"

#include <string.h>

#define ROUNDS 32

typedef struct search {
  const ir_module *module;
  const bool *has_fact;
  statics *statics;
  uint64_t *blocks; // sets at the entry of the blocks of one function
  uint64_t *set;
  uint64_t *outside_live; // live after some call into the unknown
  const uint32_t *first;  // by function and one more: of its accesses
  const uint32_t *access; // instructions that may read or write a private variable
} search;

// ---- Which variables, which functions ----

// The global that [operand] is the address of, or a part of; or IR_NONE.
static uint32_t root_of(const ir_function *function, ir_operand operand)
{
  while (operand.kind == IR_VALUE) {
    const ir_instruction *from = &function->instructions[operand.index];
    if (from->opcode != IR_FIELD && from->opcode != IR_ELEMENT)
      return IR_NONE;
    operand = from->a;
  }
  return operand.kind == IR_GLOBAL ? operand.index : IR_NONE;
}

static void give_out(search *s, const ir_function *function, ir_operand operand)
{
  uint32_t global = root_of(function, operand);
  if (global != IR_NONE)
    s->statics->number[global] = IR_NONE;
  if (operand.kind == IR_FUNCTION)
    s->statics->is_reached[operand.index] = true;
}

static void find_given_out(search *s, const ir_function *function)
{
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *user = &function->instructions[i];
    bool is_way_in = user->opcode == IR_LOAD || user->opcode == IR_STORE ||
                     user->opcode == IR_ZERO || user->opcode == IR_FIELD ||
                     user->opcode == IR_ELEMENT || user->opcode == IR_CALL;
    if (!is_way_in)
      give_out(s, function, user->a);
    give_out(s, function, user->b);
    for (uint32_t k = 0; user->opcode == IR_CALL && k < user->count; k++)
      give_out(s, function, function->operands[user->first + k]);
  }
}

static bool may_be_private(const ir_module *module, const ir_global *global)
{
  return global->is_static && !global->is_pointed && !global->is_thread_local &&
         !ir_type_of(module, global->type)->is_volatile;
}

static void find_private(search *s, arena *arena)
{
  const ir_module *module = s->module;
  statics *found = s->statics;
  found->number = arena_new_array(arena, uint32_t, module->globals.count + 1);
  found->global = arena_new_array(arena, uint32_t, module->globals.count + 1);
  found->is_reached = arena_new_array(arena, bool, module->functions.count + 1);
  for (uint32_t i = 0; i < module->globals.count; i++)
    found->number[i] = may_be_private(module, &module->globals.items[i]) ? 0 : IR_NONE;
  for (uint32_t i = 0; i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    if (!function->is_static || function->is_pointed)
      found->is_reached[i] = true;
    if (function->is_tainted) // who knows what it does
      memset(found->number, 0xff, module->globals.count * sizeof *found->number);
    if (function->has_body)
      find_given_out(s, function);
  }
  for (uint32_t i = 0; i < module->globals.count; i++)
    if (found->number[i] != IR_NONE) {
      found->number[i] = found->count;
      found->global[found->count++] = i;
    }
  found->words = (found->count + 63) / 64;
}

// ---- Live variables ----

static uint64_t *set_of(const search *s, uint64_t *sets, uint32_t function)
{
  return &sets[(size_t)function * s->statics->words];
}

static bool unite(const search *s, uint64_t *into, const uint64_t *set)
{
  bool changed = false;
  for (uint32_t w = 0; w < s->statics->words; w++) {
    changed = changed || (set[w] & ~into[w]) != 0;
    into[w] |= set[w];
  }
  return changed;
}

static void add(uint64_t *set, uint32_t number)
{
  set[number / 64] |= (uint64_t)1 << (number % 64);
}

// The function of this unit that [call] calls, or IR_NONE.
static uint32_t callee_of(const search *s, const ir_instruction *call)
{
  if (call->a.kind != IR_FUNCTION || s->has_fact[call->a.index] ||
      !s->module->functions.items[call->a.index].has_body)
    return IR_NONE;
  return call->a.index;
}

bool statics_is_plain(const ir_module *module, const ir_instruction *call)
{
  if (call->a.kind != IR_FUNCTION)
    return false;
  const ir_function *callee = &module->functions.items[call->a.index];
  if (!callee->is_builtin && !module->files.items[callee->file].is_system)
    return false;
  const ir_type *type = ir_type_of(module, callee->type);
  for (uint32_t i = 0; type->kind == IR_TYPE_FUNCTION && i < type->count; i++) {
    const ir_type *parameter =
        ir_type_of(module, module->parameter_types.items[type->first + i]);
    if (parameter->kind == IR_TYPE_POINTER &&
        ir_type_of(module, parameter->element)->kind == IR_TYPE_FUNCTION)
      return false;
  }
  return true;
}

// Turns what is live after [code] into what is live before it. [after]: where to note
// what is live after calls, or NULL.
static bool step_back(const search *s, const ir_function *function,
                      const ir_instruction *code, uint64_t *set, uint64_t *after)
{
  statics *found = s->statics;
  uint32_t global;
  bool changed = false;
  if (code->opcode == IR_STORE || code->opcode == IR_ZERO) {
    bool is_whole = code->a.kind == IR_GLOBAL;
    uint32_t number = is_whole ? found->number[code->a.index] : IR_NONE;
    if (number != IR_NONE)
      set[number / 64] &= ~((uint64_t)1 << (number % 64));
  } else if (code->opcode == IR_LOAD) {
    global = root_of(function, code->a);
    if (global != IR_NONE && found->number[global] != IR_NONE)
      add(set, found->number[global]);
  } else if (code->opcode == IR_CALL) {
    uint32_t callee = callee_of(s, code);
    if (callee != IR_NONE) {
      if (after != NULL)
        changed = unite(s, set_of(s, after, callee), set);
      unite(s, set, set_of(s, found->read, callee));
    } else if (!statics_is_plain(s->module, code)) {
      if (after != NULL)
        changed = unite(s, s->outside_live, set);
      unite(s, set, found->outside_read);
    }
  }
  return changed;
}

// The first access of function [index] from [instruction] on.
static uint32_t first_access(const search *s, uint32_t index, uint32_t instruction)
{
  uint32_t low = s->first[index];
  uint32_t high = s->first[index + 1];
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (s->access[middle] < instruction)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// What is live at the entry of function [index] if [at_exit] is when it returns.
static bool walk_function(const search *s, uint32_t index, const uint64_t *at_exit,
                          uint64_t *after, uint64_t *entry)
{
  const ir_function *function = &s->module->functions.items[index];
  uint32_t words = s->statics->words;
  bool changed = false;
  bool again = true;
  memset(s->blocks, 0, (size_t)function->block_count * words * sizeof *s->blocks);
  for (uint32_t round = 0; again && round < ROUNDS; round++) {
    again = false;
    for (uint32_t block = function->block_count; block-- > 0;) {
      const ir_block *b = &function->blocks[block];
      memset(s->set, 0, words * sizeof *s->set);
      if (ir_terminator(function, block)->opcode == IR_RET)
        unite(s, s->set, at_exit);
      uint32_t successors = ir_successor_count(function, block);
      for (uint32_t i = 0; i < successors; i++)
        unite(s, s->set, &s->blocks[(size_t)ir_successor(function, block, i) * words]);
      uint32_t from = first_access(s, index, b->first);
      for (uint32_t i = first_access(s, index, b->first + b->count); i-- > from;)
        changed = step_back(s, function, &function->instructions[s->access[i]], s->set,
                            after) ||
                  changed;
      again = unite(s, &s->blocks[(size_t)block * words], s->set) || again;
    }
  }
  memcpy(entry, s->blocks, words * sizeof *entry);
  return changed;
}

// ---- Over the unit ----

static void note_accesses(search *s, uint32_t index)
{
  const ir_function *function = &s->module->functions.items[index];
  statics *found = s->statics;
  for (uint32_t i = s->first[index]; i < s->first[index + 1]; i++) {
    const ir_instruction *code = &function->instructions[s->access[i]];
    bool is_store = code->opcode == IR_STORE || code->opcode == IR_ZERO;
    if (!is_store && code->opcode != IR_LOAD)
      continue;
    uint32_t global = root_of(function, code->a);
    if (global == IR_NONE || found->number[global] == IR_NONE)
      continue;
    add(set_of(s, found->touched, index), found->number[global]);
    if (is_store)
      add(set_of(s, found->written, index), found->number[global]);
    else
      add(found->ever_read, found->number[global]);
  }
}

// What callees do their callers do.
static bool inherit(search *s, uint32_t index)
{
  const ir_function *function = &s->module->functions.items[index];
  statics *found = s->statics;
  uint64_t *written = set_of(s, found->written, index);
  uint64_t *touched = set_of(s, found->touched, index);
  bool changed = false;
  for (uint32_t i = s->first[index]; i < s->first[index + 1]; i++) {
    const ir_instruction *code = &function->instructions[s->access[i]];
    if (code->opcode != IR_CALL)
      continue;
    uint32_t callee = callee_of(s, code);
    if (callee != IR_NONE) {
      changed = unite(s, written, set_of(s, found->written, callee)) || changed;
      changed = unite(s, touched, set_of(s, found->touched, callee)) || changed;
    } else if (!statics_is_plain(s->module, code)) {
      changed = unite(s, written, found->outside_written) || changed;
      changed = unite(s, touched, found->outside_read) || changed;
    }
  }
  walk_function(s, index, s->set + found->words, NULL, s->set + 2 * found->words);
  changed =
      unite(s, set_of(s, found->read, index), s->set + 2 * found->words) || changed;
  if (found->is_reached[index]) {
    changed = unite(s, found->outside_written, written) || changed;
    changed = unite(s, found->outside_read, set_of(s, found->read, index)) || changed;
  }
  return changed;
}

static bool find_live(search *s, uint32_t index)
{
  statics *found = s->statics;
  uint64_t *live = set_of(s, found->live, index);
  bool changed = false;
  if (found->is_reached[index]) {
    changed = unite(s, live, found->outside_read);
    changed = unite(s, live, s->outside_live) || changed;
  }
  return walk_function(s, index, live, found->live, s->set + 2 * found->words) ||
         changed;
}

static void every_body(search *s, bool (*visit)(search *s, uint32_t index))
{
  bool changed = true;
  for (uint32_t round = 0; changed && round < ROUNDS; round++) {
    changed = false;
    for (uint32_t i = 0; i < s->module->functions.count; i++)
      if (s->module->functions.items[i].has_body)
        changed = visit(s, i) || changed;
  }
  if (changed) // not settled: nothing is private
    s->statics->count = 0;
}

static bool is_access(const search *s, const ir_function *function,
                      const ir_instruction *code)
{
  if (code->opcode == IR_CALL)
    return callee_of(s, code) != IR_NONE || !statics_is_plain(s->module, code);
  if (code->opcode != IR_STORE && code->opcode != IR_ZERO && code->opcode != IR_LOAD)
    return false;
  uint32_t global = root_of(function, code->a);
  return global != IR_NONE && s->statics->number[global] != IR_NONE;
}

static void list_accesses(search *s, arena *arena)
{
  uint32_t functions = s->module->functions.count;
  uint32_t instructions = 0;
  for (uint32_t f = 0; f < functions; f++)
    instructions += s->module->functions.items[f].instruction_count;
  uint32_t *first = arena_new_array(arena, uint32_t, functions + 1);
  uint32_t *access = arena_new_array(arena, uint32_t, instructions + 1);
  uint32_t count = 0;
  for (uint32_t f = 0; f < functions; f++) {
    const ir_function *function = &s->module->functions.items[f];
    first[f] = count;
    for (uint32_t i = 0; i < function->instruction_count; i++)
      if (is_access(s, function, &function->instructions[i]))
        access[count++] = i;
  }
  first[functions] = count;
  s->first = first;
  s->access = access;
}

static void make_sets(search *s, arena *arena)
{
  statics *found = s->statics;
  size_t all = (size_t)s->module->functions.count * found->words + 1;
  uint32_t most_blocks = 0;
  for (uint32_t i = 0; i < s->module->functions.count; i++) {
    uint32_t blocks = s->module->functions.items[i].block_count;
    most_blocks = blocks > most_blocks ? blocks : most_blocks;
  }
  found->read = arena_new_array(arena, uint64_t, all);
  found->written = arena_new_array(arena, uint64_t, all);
  found->touched = arena_new_array(arena, uint64_t, all);
  found->live = arena_new_array(arena, uint64_t, all);
  found->outside_read = arena_new_array(arena, uint64_t, found->words + 1);
  found->outside_written = arena_new_array(arena, uint64_t, found->words + 1);
  found->ever_read = arena_new_array(arena, uint64_t, found->words + 1);
  s->blocks = arena_new_array(arena, uint64_t, (size_t)most_blocks * found->words + 1);
  s->set = arena_new_array(arena, uint64_t, 3 * (size_t)found->words + 1);
  s->outside_live = arena_new_array(arena, uint64_t, found->words + 1);
}

void statics_find(arena *arena, const ir_module *module, const bool *has_fact,
                  statics *statics)
{
  search s = {.module = module, .has_fact = has_fact, .statics = statics};
  memset(statics, 0, sizeof *statics);
  find_private(&s, arena);
  if (statics->count == 0)
    return;
  make_sets(&s, arena);
  list_accesses(&s, arena);
  for (uint32_t i = 0; i < module->functions.count; i++)
    if (module->functions.items[i].has_body)
      note_accesses(&s, i);
  every_body(&s, inherit);
  if (statics->count != 0)
    every_body(&s, find_live);
  if (statics->count == 0)
    memset(statics->number, 0xff, module->globals.count * sizeof *statics->number);
}

bool statics_reads_pointer(const statics *statics, const ir_module *module,
                           uint32_t function)
{
  for (uint32_t n = 0; n < statics->count; n++)
    if (statics_has(statics, statics_of(statics, statics->read, function), n) &&
        ir_type_of(module, module->globals.items[statics->global[n]].type)->kind ==
            IR_TYPE_POINTER)
      return true;
  return false;
}
