// Body: one function being lowered, from its nodes to blocks.
//
// Expressions give operands, and code goes to the current block of the builder. What a
// statement needs to know of its surroundings is here: where break and continue lead,
// which variables are alive, which labels there are.

#ifndef MEMCHECK_FRONTEND_BODY_H
#define MEMCHECK_FRONTEND_BODY_H

#include "frontend/lowering.h"
#include "frontend/nodes.h"
#include "ir/builder.h"

// A variable that is alive, innermost last.
typedef struct live_variable {
  uint32_t local;
  uint32_t node;    // of its declaration
  uint32_t scope;   // the node that it lives in
  uint32_t cleanup; // function to call at the end of its life, or IR_NONE
} live_variable;

typedef struct label {
  const void *statement;
  uint32_t node;
  bool is_address_taken;
} label;

// Where break or continue lead.
typedef struct exit_point {
  uint32_t block; // IR_NONE: there is none
  uint32_t alive; // variables alive there
} exit_point;

typedef struct body {
  lowering *u;
  builder *builder;
  uint32_t function;
  ir_type_id result;
  node_list nodes;
  ARRAY(ir_type_id) local_types; // parallel to the builder's locals
  ARRAY(live_variable) alive;
  ARRAY(label) labels;
  ARRAY(ir_operand) arguments; // of the calls being lowered, innermost last
  uint32_t scope;              // the innermost node that variables can live in
  exit_point on_break, on_continue;
  uint32_t dispatch; // block that all computed gotos go through, or IR_NONE
  uint32_t depth;   // of nested statements and expressions
  bool is_too_deep; // gave up
} body;

// A place in memory.
typedef struct lvalue {
  ir_operand address;
  ir_type_id type; // of the object there
} lvalue;

// ---- Small things (body.c) ---------------------------------------------------------

CXCursor body_cursor(const body *b, uint32_t n);
// Uses the extent of [n] as place for what is emitted next.
void body_at(body *b, uint32_t n);
ir_place body_place(const body *b, uint32_t n);
// The end of [n]: its closing brace.
ir_place body_end_place(const body *b, uint32_t n);
ir_type_id body_type(body *b, uint32_t n);       // as libclang says
ir_type_id body_value_type(body *b, uint32_t n); // arrays and functions decayed
bool body_evaluate(body *b, uint32_t n, int64_t *value);
uint32_t body_add_local(body *b, const char *name, ir_type_id type, bool is_parameter,
                        ir_place place);
// A temporary of [type] as a place.
lvalue body_add_temporary(body *b, ir_type_id type);
ir_operand body_local(body *b, uint32_t local); // its address, typed
ir_operand body_load(body *b, lvalue from);
void body_store(body *b, lvalue to, ir_operand value, uint32_t flags);
// Field [number] of [record]; true types both.
lvalue body_field(body *b, lvalue record, CXCursor declaration);
lvalue body_element(body *b, ir_operand array, ir_operand index, ir_type_id element);
// Guards recursion: false, and the function is given up, when it is too deep.
bool body_descend(body *b);
void body_ascend(body *b);

// ---- Scopes (scope.c) --------------------------------------------------------------

void scope_add(body *b, uint32_t local, uint32_t node, uint32_t cleanup);
// Runs the cleanups of all variables but the [keep] outermost and ends their lives,
// without forgetting them: control leaves here, the text goes on.
void scope_leave(body *b, uint32_t keep);
// Only the cleanups, of all variables: for return.
void scope_clean(body *b);
// How many variables stay alive on the way to node [target] of the same function.
uint32_t scope_common(const body *b, uint32_t target);

// ---- Statements (lower_stmt.c, lower_flow.c, lower_asm.c) ---------------------------

void lower_statement(body *b, uint32_t n);
// The statements of compound [n]. With [value] not NULL the last one's value goes
// there: a statement expression.
void lower_compound(body *b, uint32_t n, ir_operand *value);
void lower_if(body *b, uint32_t n);
void lower_while(body *b, uint32_t n);
void lower_do(body *b, uint32_t n);
void lower_for(body *b, uint32_t n);
void lower_switch(body *b, uint32_t n);
void lower_asm(body *b, uint32_t n);
uint32_t lower_label_block(body *b, uint32_t label);

// ---- Expressions (lower_expr.c, lower_value.c, ...) ---------------------------------

ir_operand lower_value(body *b, uint32_t n);
lvalue lower_address(body *b, uint32_t n);
// What is at place [n]; of an array or function, its address.
ir_operand lower_load(body *b, uint32_t n);
// A string literal or __func__.
bool lower_is_string(const body *b, uint32_t n);
// String [n] as a place. [decayed] is the expression around it that makes it a pointer,
// or NO_NODE; without it, what the string says stays unknown.
lvalue lower_string(body *b, uint32_t n, uint32_t decayed);
// For side effects only.
void lower_discard(body *b, uint32_t n);
// Goes to [if_true] or [if_false] and ends the block.
void lower_condition(body *b, uint32_t n, uint32_t if_true, uint32_t if_false,
                     uint32_t flags);
bool lower_is_place(body *b, uint32_t n);        // an lvalue
uint32_t lower_strip(const body *b, uint32_t n); // without parentheses, __extension__
// The branch of _Generic or __builtin_choose_expr that counts, or NO_NODE.
uint32_t lower_chosen(body *b, uint32_t n);
bool lower_is_constant(ir_operand operand, int64_t *value);
ir_operand lower_convert(body *b, ir_operand value, ir_type_id type, uint32_t flags);
ir_operand lower_arithmetic(body *b, ir_operator op, ir_operand left, ir_operand right,
                            ir_type_id type);
ir_operand lower_call(body *b, uint32_t n);
// Evaluates the parts of [n]; its value is not known.
ir_operand lower_opaque(body *b, uint32_t n);
// The call [n] if it is __builtin_expect or the like: its first argument, or NO_NODE.
uint32_t lower_first_argument(body *b, uint32_t n);
ir_operand lower_unexposed(body *b, uint32_t n);

// ---- Initialisers (lower_init.c)
// -----------------------------------------------------

// Initialises [to] with [n]: an expression or a list in braces. [place] is the whole.
void lower_initialiser(body *b, lvalue to, uint32_t n, ir_place place);

// ---- Atomics (lower_atomic.c)
// --------------------------------------------------------

#define ATOMIC_OPERANDS 6
bool lower_knows_atomic(const char *name);
// [name] is what the source calls it; [operands] come as the source has them. False if
// the name says nothing to us.
bool lower_atomic(body *b, const char *name, const ir_operand *operands, uint32_t count,
                  ir_type_id type, ir_operand *result);

#endif
