#include "ir/cfg.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// ---- Predecessors ------------------------------------------------------------------

// Calls for each edge once, however many cases lead there: [last] holds the newest
// source seen of each target.
static bool edge_is_new(uint32_t *last, uint32_t from, uint32_t to)
{
  bool is_new = last[to] != from;
  last[to] = from;
  return is_new;
}

static void count_predecessors(ir_function *function, uint32_t *last)
{
  memset(last, 0xff, function->block_count * sizeof *last);
  for (uint32_t b = 0; b < function->block_count; b++)
    function->blocks[b].predecessor_count = 0;
  for (uint32_t b = 0; b < function->block_count; b++) {
    uint32_t count = ir_successor_count(function, b);
    for (uint32_t i = 0; i < count; i++) {
      uint32_t to = ir_successor(function, b, i);
      if (edge_is_new(last, b, to))
        function->blocks[to].predecessor_count++;
    }
  }
}

static void find_predecessors(ir_module *module, ir_function *function)
{
  uint32_t *last = memory_alloc(function->block_count * sizeof *last);
  count_predecessors(function, last);
  uint32_t total = 0;
  for (uint32_t b = 0; b < function->block_count; b++) {
    function->blocks[b].first_predecessor = total;
    total += function->blocks[b].predecessor_count;
    function->blocks[b].predecessor_count = 0; // counted again while filling
  }
  function->predecessor_count = total;
  function->predecessors = arena_new_array(&module->arena, uint32_t, total);

  memset(last, 0xff, function->block_count * sizeof *last);
  for (uint32_t b = 0; b < function->block_count; b++) {
    uint32_t count = ir_successor_count(function, b);
    for (uint32_t i = 0; i < count; i++) {
      ir_block *to = &function->blocks[ir_successor(function, b, i)];
      if (edge_is_new(last, b, ir_successor(function, b, i)))
        function->predecessors[to->first_predecessor + to->predecessor_count++] = b;
    }
  }
  free(last);
}

// ---- Order -------------------------------------------------------------------------

typedef struct visit {
  uint32_t block;
  uint32_t left; // successors still to look at, from the last to the first
} visit;

// Depth first, from an explicit stack: generated functions nest deeper than ours. Going
// through the successors backwards makes the first one come first in the reverse.
static uint32_t list_postorder(const ir_function *function, uint32_t *postorder)
{
  visit *stack = memory_alloc(function->block_count * sizeof *stack);
  bool *is_seen = memory_alloc_zeroed(function->block_count, sizeof *is_seen);
  uint32_t depth = 0;
  uint32_t done = 0;
  stack[depth++] = (visit){0, ir_successor_count(function, 0)};
  is_seen[0] = true;
  while (depth > 0) {
    visit *top = &stack[depth - 1];
    if (top->left == 0) {
      postorder[done++] = top->block;
      depth--;
      continue;
    }
    uint32_t next = ir_successor(function, top->block, --top->left);
    if (!is_seen[next]) {
      is_seen[next] = true;
      stack[depth++] = (visit){next, ir_successor_count(function, next)};
    }
  }
  free(is_seen);
  free(stack);
  return done;
}

static void find_order(ir_module *module, ir_function *function)
{
  uint32_t *order = arena_new_array(&module->arena, uint32_t, function->block_count);
  uint32_t *position = arena_new_array(&module->arena, uint32_t, function->block_count);
  uint32_t count = list_postorder(function, order);
  for (uint32_t i = 0; i < count / 2; i++) {
    uint32_t other = order[i];
    order[i] = order[count - 1 - i];
    order[count - 1 - i] = other;
  }
  memset(position, 0xff, function->block_count * sizeof *position);
  for (uint32_t i = 0; i < count; i++)
    position[order[i]] = i;
  function->reachable_count = count;
  function->reverse_postorder = order;
  function->position = position;
}

void cfg_build(ir_module *module, ir_function *function)
{
  assert(function->has_body && function->block_count > 0);
  find_predecessors(module, function);
  find_order(module, function);
}

bool cfg_is_back_edge(const ir_function *function, uint32_t from, uint32_t to)
{
  uint32_t source = function->position[from];
  uint32_t target = function->position[to];
  return source != IR_NONE && target != IR_NONE && target <= source;
}
