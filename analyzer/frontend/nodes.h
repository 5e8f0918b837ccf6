// Nodes: the syntax below one declaration as a flat array, in source order.
//
// One libclang visit fills it; all lowering then walks the array. A node's subtree is
// the run [n, end): its first child follows it, a child's sibling starts where the
// child ends. Subtrees that say nothing about control or data flow (types, attributes,
// operands of sizeof) are left out, but their root is there.

#ifndef MEMCHECK_FRONTEND_NODES_H
#define MEMCHECK_FRONTEND_NODES_H

#include "base/array.h"

#include <clang-c/Index.h>
#include <stdbool.h>
#include <stdint.h>

#define NO_NODE UINT32_MAX

typedef struct node {
  const void *declaration; // CXCursor.data[0]: identity of a declaration
  const void *statement;   // CXCursor.data[1]: identity of a statement or expression
  uint32_t end;
  uint32_t block; // of labels and cases: their block, once known
  uint32_t kind;  // enum CXCursorKind
} node;

// All zero is empty.
typedef struct node_list {
  const void *unit; // CXCursor.data[2]
  ARRAY(node) list;
} node_list;

// Replaces what [nodes] holds by [root] (node 0) and all below it.
void nodes_read(node_list *nodes, CXCursor root);
void nodes_clear(node_list *nodes);

CXCursor node_cursor(const node_list *nodes, uint32_t n);

static inline enum CXCursorKind node_kind(const node_list *nodes, uint32_t n)
{
  return (enum CXCursorKind)nodes->list.items[n].kind;
}

static inline uint32_t node_end(const node_list *nodes, uint32_t n)
{
  return nodes->list.items[n].end;
}

// The first child of [n], or NO_NODE.
static inline uint32_t node_first(const node_list *nodes, uint32_t n)
{
  return n + 1 < node_end(nodes, n) ? n + 1 : NO_NODE;
}

// The child of [parent] after [child], or NO_NODE.
static inline uint32_t node_next(const node_list *nodes, uint32_t parent,
                                 uint32_t child)
{
  uint32_t next = node_end(nodes, child);
  return next < node_end(nodes, parent) ? next : NO_NODE;
}

uint32_t node_child_count(const node_list *nodes, uint32_t n);
uint32_t node_child(const node_list *nodes, uint32_t n, uint32_t number); // or NO_NODE
uint32_t node_last(const node_list *nodes, uint32_t n);                   // or NO_NODE

static inline bool node_is_expression(const node_list *nodes, uint32_t n)
{
  enum CXCursorKind kind = node_kind(nodes, n);
  return kind >= CXCursor_FirstExpr && kind <= CXCursor_LastExpr;
}

static inline bool node_is_statement(const node_list *nodes, uint32_t n)
{
  enum CXCursorKind kind = node_kind(nodes, n);
  return kind >= CXCursor_FirstStmt && kind <= CXCursor_LastStmt;
}

#endif
