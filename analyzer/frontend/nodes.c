#include "frontend/nodes.h"

// The visit reports each cursor with its parent, not its depth. [open] holds the nodes
// from the root down to the newest; those below the parent are complete.
typedef struct visit {
  node_list *nodes;
  ARRAY(uint32_t) open;
} visit;

static bool is_declaration(enum CXCursorKind kind)
{
  return kind <= CXCursor_LastDecl || kind >= CXCursor_FirstExtraDecl;
}

static bool is_node(const node *node, CXCursor cursor)
{
  if (node->kind != (uint32_t)cursor.kind)
    return false;
  return is_declaration(cursor.kind) ? node->declaration == cursor.data[0]
                                     : node->statement == cursor.data[1];
}

static void close_last(visit *v)
{
  node_list *nodes = v->nodes;
  nodes->list.items[*array_last(&v->open)].end = nodes->list.count;
  v->open.count--;
}

static void add_node(visit *v, CXCursor cursor)
{
  node_list *nodes = v->nodes;
  array_push(&v->open, nodes->list.count);
  array_push(&nodes->list, ((node){.declaration = cursor.data[0],
                                   .statement = cursor.data[1],
                                   .block = UINT32_MAX,
                                   .kind = (uint32_t)cursor.kind}));
}

static bool is_opaque(enum CXCursorKind kind)
{
  switch (kind) {
  case CXCursor_StructDecl:
  case CXCursor_UnionDecl:
  case CXCursor_EnumDecl:
  case CXCursor_FunctionDecl:
  case CXCursor_UnaryExpr:
    return true;
  default:
    return (kind >= CXCursor_FirstRef && kind <= CXCursor_LastRef) ||
           (kind >= CXCursor_FirstAttr && kind <= CXCursor_LastAttr);
  }
}

static enum CXChildVisitResult visit_cursor(CXCursor cursor, CXCursor parent,
                                            CXClientData data)
{
  visit *v = data;
  while (v->open.count > 1 &&
         !is_node(&v->nodes->list.items[*array_last(&v->open)], parent))
    close_last(v);
  add_node(v, cursor);
  return is_opaque(cursor.kind) ? CXChildVisit_Continue : CXChildVisit_Recurse;
}

void nodes_read(node_list *nodes, CXCursor root)
{
  visit v = {.nodes = nodes};
  nodes->unit = root.data[2];
  nodes->list.count = 0;
  add_node(&v, root);
  clang_visitChildren(root, visit_cursor, &v);
  while (v.open.count != 0)
    close_last(&v);
  array_clear(&v.open);
}

void nodes_clear(node_list *nodes)
{
  array_clear(&nodes->list);
}

CXCursor node_cursor(const node_list *nodes, uint32_t n)
{
  const node *node = &nodes->list.items[n];
  return (CXCursor){(enum CXCursorKind)node->kind,
                    0,
                    {node->declaration, node->statement, nodes->unit}};
}

uint32_t node_child_count(const node_list *nodes, uint32_t n)
{
  uint32_t count = 0;
  for (uint32_t c = node_first(nodes, n); c != NO_NODE; c = node_next(nodes, n, c))
    count++;
  return count;
}

uint32_t node_child(const node_list *nodes, uint32_t n, uint32_t number)
{
  uint32_t c = node_first(nodes, n);
  while (c != NO_NODE && number-- != 0)
    c = node_next(nodes, n, c);
  return c;
}

uint32_t node_last(const node_list *nodes, uint32_t n)
{
  uint32_t last = NO_NODE;
  for (uint32_t c = node_first(nodes, n); c != NO_NODE; c = node_next(nodes, n, c))
    last = c;
  return last;
}
