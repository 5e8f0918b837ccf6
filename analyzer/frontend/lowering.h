// Lowering: what one parsed unit becomes, declaration by declaration.
//
// Only what is used is looked at: a declaration enters the module when the main file
// holds its definition or a lowered function mentions it. [declarations] tells
// libclang's declarations from then on by pointer: an entity.

#ifndef MEMCHECK_FRONTEND_LOWERING_H
#define MEMCHECK_FRONTEND_LOWERING_H

#include "frontend/builtins.h"
#include "frontend/nodes.h"
#include "frontend/problems.h"
#include "frontend/source.h"
#include "frontend/types.h"

typedef enum entity_kind {
  ENTITY_NONE,
  ENTITY_FUNCTION, // [index] in module->functions
  ENTITY_GLOBAL,   // in module->globals
  ENTITY_LOCAL,    // of the function being lowered
  ENTITY_CONSTANT, // in lowering->constants: an enumerator
} entity_kind;

typedef struct entity {
  entity_kind kind;
  uint32_t index;
} entity;

// What is known of a function beside the ir_function.
typedef struct function_note {
  CXCursor definition; // null without one
  builtin builtin;
  bool is_system;
  bool is_queued; // its body is, or is going to be, lowered
} function_note;

typedef struct lowering {
  CXTranslationUnit unit;
  ir_module *module;
  source_map *source;
  const problem_list *problems;
  type_table types;
  pointer_map declarations;       // declaration -> entity, packed
  ARRAY(int64_t) constants;       // values of enumerators
  ARRAY(function_note) functions; // parallel to module->functions
  ARRAY(uint32_t) queue;          // functions whose bodies are to be lowered
  CXPrintingPolicy terse, full;   // NULL until needed
  // Functions by interned name, for cleanup(name); filled when first needed.
  pointer_map named;             // -> named_cursors
  pointer_map unknown_functions; // names without a declaration -> module->functions
  ARRAY(CXCursor) named_cursors;
} lowering;

// Lowers [unit] into [module]. Functions that [problems] lie in are tainted.
void lower_unit(CXTranslationUnit unit, ir_module *module, source_map *source,
                const problem_list *problems);

// ---- Declarations (lower_decl.c) ---------------------------------------------------

// The entity of the referenced declaration [declaration]; new ones enter the module.
// ENTITY_NONE for what is no function, variable or enumerator.
entity lower_reference(lowering *u, CXCursor declaration);
void lower_bind_local(lowering *u, CXCursor declaration, uint32_t local);
// A variable with static storage that lives in function [function], or IR_NONE.
uint32_t lower_global(lowering *u, CXCursor declaration, uint32_t function);
uint32_t lower_function(lowering *u, CXCursor declaration);
// The function called [name] that is declared at file scope; without one, a function of
// that name that nothing is known of.
uint32_t lower_function_named(lowering *u, const char *name);
// Says that a lowered body calls [function].
void lower_note_call(lowering *u, uint32_t function);

// The type of variable or parameter [declaration]; arrays that are parameters in truth
// are pointers.
ir_type_id lower_variable_type(lowering *u, CXCursor declaration);

// ---- Bodies (body.c) ---------------------------------------------------------------

void lower_body(lowering *u, uint32_t function);

#endif
