#include "ir/dominators.h"
#include "base/memory.h"
#include "ir/cfg.h"
#include "ir_fixture.h"

#include <stdlib.h>
#include <string.h>

// A function whose block i goes to the blocks of edges[i] (at most two; IR_NONE: none).
typedef struct edges {
  uint32_t to[2];
} edges;

static ir_function *build_graph(ir_module *module, const edges *graph, uint32_t count)
{
  fixture_init(module);
  builder *b = fixture_builder(module);
  for (uint32_t i = 1; i < count; i++)
    builder_new_block(b);
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0)
      builder_enter(b, i);
    if (graph[i].to[0] == IR_NONE)
      builder_return(b, ir_none());
    else if (graph[i].to[1] == IR_NONE)
      builder_jump(b, graph[i].to[0]);
    else
      builder_branch(b, fixture_int(1), graph[i].to[0], graph[i].to[1], 0);
  }
  builder_finish(b);
  cfg_build(module, fixture_subject(module));
  return fixture_subject(module);
}

// Which blocks are reached from the entry without passing [without].
static void mark_reached(const edges *graph, uint32_t block, uint32_t without,
                         bool *is_reached)
{
  if (block == IR_NONE || block == without || is_reached[block])
    return;
  is_reached[block] = true;
  mark_reached(graph, graph[block].to[0], without, is_reached);
  mark_reached(graph, graph[block].to[1], without, is_reached);
}

// The definition itself: a dominates b if b cannot be reached without passing a.
static void assert_dominators_are_right(const edges *graph, uint32_t count)
{
  ir_module module;
  dominators tree;
  dominators_init(&tree, build_graph(&module, graph, count));
  for (uint32_t a = 0; a < count; a++) {
    bool *is_reached = memory_alloc_zeroed(count, sizeof *is_reached);
    mark_reached(graph, 0, a, is_reached);
    for (uint32_t b = 0; b < count; b++)
      assert_int_equal(dominators_test(&tree, a, b), !is_reached[b]);
    free(is_reached);
  }
  dominators_clear(&tree);
  ir_module_clear(&module);
}

static void an_if_dominates_its_branches_and_what_follows(void **state)
{
  (void)state;
  const edges graph[] = {
      {{1, 2}}, {{3, IR_NONE}}, {{3, IR_NONE}}, {{IR_NONE, IR_NONE}}};
  ir_module module;
  dominators tree;
  dominators_init(&tree, build_graph(&module, graph, 4));
  assert_true(dominators_test(&tree, 0, 3));
  assert_true(dominators_test(&tree, 1, 1));
  assert_false(dominators_test(&tree, 1, 3));
  assert_false(dominators_test(&tree, 1, 2));
  assert_false(dominators_test(&tree, 3, 0));
  dominators_clear(&tree);
  ir_module_clear(&module);
}

// Figure 1 of Lengauer and Tarjan's paper, with R as 0 and A to L as 1 to 12; blocks of
// more than two successors are split by helper blocks 13 to 15.
static void the_graph_of_the_paper_has_the_tree_of_the_paper(void **state)
{
  (void)state;
  enum { R, A, B, C, D, E, F, G, H, I, J, K, L, HELP_R, HELP_B };
  const edges graph[] = {
      [R] = {{A, HELP_R}},  [HELP_R] = {{B, C}},  [A] = {{D, IR_NONE}},
      [B] = {{A, HELP_B}},  [HELP_B] = {{D, E}},  [C] = {{F, G}},
      [D] = {{L, IR_NONE}}, [E] = {{H, IR_NONE}}, [F] = {{I, IR_NONE}},
      [G] = {{I, J}},       [H] = {{E, K}},       [I] = {{K, IR_NONE}},
      [J] = {{I, IR_NONE}}, [K] = {{R, I}},       [L] = {{H, IR_NONE}},
  };
  ir_module module;
  dominators tree;
  dominators_init(&tree, build_graph(&module, graph, HELP_B + 1));
  const struct {
    uint32_t block, idom;
  } expected[] = {{A, R}, {D, R}, {E, R}, {H, R}, {I, R}, {K, R}, {L, D}};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    for (uint32_t other = A; other <= L; other++)
      assert_int_equal(dominators_test(&tree, other, expected[i].block),
                       other == expected[i].block ||
                           (other == expected[i].idom && other != R));
  assert_true(dominators_test(&tree, C, F));
  assert_true(dominators_test(&tree, C, G));
  assert_true(dominators_test(&tree, G, J));
  assert_true(dominators_test(&tree, C, J));
  dominators_clear(&tree);
  ir_module_clear(&module);
  assert_dominators_are_right(graph, HELP_B + 1);
}

static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static void random_graphs_agree_with_the_definition(void **state)
{
  (void)state;
  enum { LARGEST = 24, ROUNDS = 3000 };
  uint32_t seed = 1;
  for (int round = 0; round < ROUNDS; round++) {
    edges graph[LARGEST];
    uint32_t count = 1 + next_random(&seed) % LARGEST;
    for (uint32_t i = 0; i < count; i++)
      for (int k = 0; k < 2; k++) {
        uint32_t to = next_random(&seed) % (count + 1);
        graph[i].to[k] =
            to == count || (k == 1 && graph[i].to[0] == IR_NONE) ? IR_NONE : to;
      }
    assert_dominators_are_right(graph, count);
  }
}

// Every block may go to the last one: the worst case of iterative algorithms.
static void a_long_ladder_takes_no_time(void **state)
{
  (void)state;
  enum { COUNT = 200000 };
  edges *graph = memory_alloc(COUNT * sizeof *graph);
  for (uint32_t i = 0; i < COUNT; i++)
    graph[i] = (edges){{i + 1, COUNT - 1}};
  graph[COUNT - 1] = (edges){{IR_NONE, IR_NONE}};
  ir_module module;
  dominators tree;
  dominators_init(&tree, build_graph(&module, graph, COUNT));
  assert_true(dominators_test(&tree, COUNT / 2, COUNT - 2));
  assert_false(dominators_test(&tree, 1, COUNT - 1));
  dominators_clear(&tree);
  ir_module_clear(&module);
  free(graph);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_if_dominates_its_branches_and_what_follows),
      cmocka_unit_test(the_graph_of_the_paper_has_the_tree_of_the_paper),
      cmocka_unit_test(random_graphs_agree_with_the_definition),
      cmocka_unit_test(a_long_ladder_takes_no_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
