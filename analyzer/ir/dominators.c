#include "ir/dominators.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

// Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph" (1979),
// the simple variant with path compression: O(m log n). The well-known iterative
// algorithms are quadratic on a long function whose every line may `goto fail`.
//
// Vertices are numbered in the order of a depth-first walk; all arrays below are
// indexed by that number.

typedef struct vertex {
  uint32_t block;
  uint32_t parent;   // in the depth-first tree
  uint32_t semi;     // semidominator
  uint32_t idom;     // immediate dominator
  uint32_t ancestor; // in the forest of vertices done, or IR_NONE
  uint32_t label;    // the vertex of least semi between here and the ancestor
  uint32_t bucket;   // first of the vertices this one semidominates, or IR_NONE
  uint32_t next;     // in the bucket it is in
  uint32_t left;     // successors still to look at, while walking
} vertex;

typedef struct graph {
  const ir_function *function;
  vertex *vertices;
  uint32_t count;
  uint32_t *number; // of a block, IR_NONE if unreachable
  uint32_t *path;   // scratch of compress()
} graph;

static void add_vertex(graph *graph, uint32_t block, uint32_t parent)
{
  uint32_t v = graph->count++;
  graph->number[block] = v;
  graph->vertices[v] = (vertex){.block = block,
                                .parent = parent,
                                .semi = v,
                                .ancestor = IR_NONE,
                                .label = v,
                                .bucket = IR_NONE,
                                .left = ir_successor_count(graph->function, block)};
}

static void number_vertices(graph *graph)
{
  add_vertex(graph, 0, 0);
  uint32_t at = 0;
  for (;;) {
    vertex *v = &graph->vertices[at];
    if (v->left == 0) {
      if (at == 0)
        return;
      at = v->parent;
      continue;
    }
    uint32_t next = ir_successor(graph->function, v->block, --v->left);
    if (graph->number[next] == IR_NONE) {
      add_vertex(graph, next, at);
      at = graph->count - 1;
    }
  }
}

// Points [v] and all above it at the root of their tree, carrying the best labels down.
static void compress(graph *graph, uint32_t v)
{
  vertex *vertices = graph->vertices;
  uint32_t length = 0;
  while (vertices[vertices[v].ancestor].ancestor != IR_NONE) {
    graph->path[length++] = v;
    v = vertices[v].ancestor;
  }
  while (length > 0) {
    vertex *low = &vertices[graph->path[--length]];
    const vertex *high = &vertices[low->ancestor];
    if (vertices[high->label].semi < vertices[low->label].semi)
      low->label = high->label;
    low->ancestor = high->ancestor;
  }
}

static uint32_t evaluate(graph *graph, uint32_t v)
{
  if (graph->vertices[v].ancestor == IR_NONE)
    return v;
  compress(graph, v);
  return graph->vertices[v].label;
}

static void find_semidominator(graph *graph, uint32_t w)
{
  const ir_function *function = graph->function;
  vertex *vertices = graph->vertices;
  const ir_block *block = &function->blocks[vertices[w].block];
  for (uint32_t i = 0; i < block->predecessor_count; i++) {
    uint32_t from = graph->number[function->predecessors[block->first_predecessor + i]];
    if (from == IR_NONE)
      continue;
    uint32_t semi = vertices[evaluate(graph, from)].semi;
    if (semi < vertices[w].semi)
      vertices[w].semi = semi;
  }
  vertices[w].next = vertices[vertices[w].semi].bucket;
  vertices[vertices[w].semi].bucket = w;
}

static void find_idoms(graph *graph)
{
  vertex *vertices = graph->vertices;
  for (uint32_t w = graph->count - 1; w > 0; w--) {
    find_semidominator(graph, w);
    uint32_t parent = vertices[w].parent;
    vertices[w].ancestor = parent;
    for (uint32_t v = vertices[parent].bucket; v != IR_NONE; v = vertices[v].next) {
      uint32_t u = evaluate(graph, v);
      vertices[v].idom = vertices[u].semi < vertices[v].semi ? u : parent;
    }
    vertices[parent].bucket = IR_NONE;
  }
  for (uint32_t w = 1; w < graph->count; w++)
    if (vertices[w].idom != vertices[w].semi)
      vertices[w].idom = vertices[vertices[w].idom].idom;
}

// Gives each vertex an interval that holds those of all it dominates. An immediate
// dominator has the smaller number, so one pass up counts and one pass down places.
static void place_intervals(const graph *graph, dominators *tree)
{
  const vertex *vertices = graph->vertices;
  uint32_t *size = memory_alloc(graph->count * sizeof *size);
  uint32_t *next = memory_alloc(graph->count * sizeof *next);
  for (uint32_t v = 0; v < graph->count; v++)
    size[v] = 1;
  for (uint32_t v = graph->count - 1; v > 0; v--)
    size[vertices[v].idom] += size[v];
  for (uint32_t v = 0; v < graph->count; v++) {
    uint32_t first = v == 0 ? 0 : next[vertices[v].idom];
    if (v != 0)
      next[vertices[v].idom] += size[v];
    next[v] = first + 1;
    tree->first[vertices[v].block] = first;
    tree->end[vertices[v].block] = first + size[v];
  }
  free(next);
  free(size);
}

void dominators_init(dominators *tree, const ir_function *function)
{
  size_t bytes = function->block_count * sizeof(uint32_t);
  graph graph = {.function = function,
                 .vertices = memory_alloc(function->block_count * sizeof(vertex)),
                 .number = memory_alloc(bytes),
                 .path = memory_alloc(bytes)};
  memset(graph.number, 0xff, bytes);
  number_vertices(&graph);
  find_idoms(&graph);

  tree->first = memory_alloc(bytes);
  tree->end = memory_alloc(bytes);
  memset(tree->first, 0xff, bytes);
  place_intervals(&graph, tree);
  free(graph.path);
  free(graph.number);
  free(graph.vertices);
}

void dominators_clear(dominators *tree)
{
  free(tree->first);
  free(tree->end);
  *tree = (dominators){0};
}

bool dominators_test(const dominators *tree, uint32_t a, uint32_t b)
{
  if (tree->first[b] == IR_NONE)
    return true;
  if (tree->first[a] == IR_NONE)
    return false;
  return tree->first[a] <= tree->first[b] && tree->first[b] < tree->end[a];
}
