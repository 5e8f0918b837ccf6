// A module with a few types, functions and globals, to build small bodies in.
#ifndef MEMCHECK_IR_FIXTURE_H
#define MEMCHECK_IR_FIXTURE_H

#include "ir/builder.h"
#include "unit_test.h"

enum { // types
  T_VOID,
  T_INT,
  T_CHAR,
  T_CHAR_POINTER,
  T_VOID_POINTER,
  T_NODE, // struct node { struct node *next; int value; }
  T_NODE_POINTER,
  T_NODE_POINTER_POINTER,
  T_INT_POINTER,
  T_INT_ARRAY, // int [4]
  T_SIZE,
  T_MAKE,   // void *(size_t)
  T_FREE,   // void (void *)
  T_SUBJECT // int (int, char *)
};

enum { F_MALLOC, F_FREE, F_SUBJECT }; // functions

static inline void fixture_add_types(ir_module *module)
{
  static const ir_type types[] = {
      [T_INT] = {.kind = IR_TYPE_INT, .is_signed = true, .size = 4},
      [T_CHAR] = {.kind = IR_TYPE_INT, .is_signed = true, .size = 1},
      [T_CHAR_POINTER] = {.kind = IR_TYPE_POINTER, .size = 8, .element = T_CHAR},
      [T_VOID_POINTER] = {.kind = IR_TYPE_POINTER, .size = 8, .element = T_VOID},
      [T_NODE] = {.kind = IR_TYPE_RECORD,
                  .is_complete = true,
                  .size = 16,
                  .first = 0,
                  .count = 2,
                  .name = "node"},
      [T_NODE_POINTER] = {.kind = IR_TYPE_POINTER, .size = 8, .element = T_NODE},
      [T_NODE_POINTER_POINTER] = {.kind = IR_TYPE_POINTER,
                                  .size = 8,
                                  .element = T_NODE_POINTER},
      [T_INT_POINTER] = {.kind = IR_TYPE_POINTER, .size = 8, .element = T_INT},
      [T_INT_ARRAY] = {.kind = IR_TYPE_ARRAY, .size = 16, .element = T_INT, .count = 4},
      [T_SIZE] = {.kind = IR_TYPE_INT, .size = 8},
      [T_MAKE] = {.kind = IR_TYPE_FUNCTION,
                  .element = T_VOID_POINTER,
                  .first = 0,
                  .count = 1},
      [T_FREE] = {.kind = IR_TYPE_FUNCTION, .element = T_VOID, .first = 1, .count = 1},
      [T_SUBJECT] = {.kind = IR_TYPE_FUNCTION,
                     .element = T_INT,
                     .first = 2,
                     .count = 2},
  };
  for (uint32_t i = 1; i < sizeof types / sizeof *types; i++)
    array_push(&module->types, types[i]);
  array_push(&module->fields, (ir_field){.name = "next", .type = T_NODE_POINTER});
  array_push(&module->fields, (ir_field){.name = "value", .type = T_INT, .offset = 8});
  array_push(&module->parameter_types, T_SIZE);
  array_push(&module->parameter_types, T_VOID_POINTER);
  array_push(&module->parameter_types, T_INT);
  array_push(&module->parameter_types, T_CHAR_POINTER);
}

static inline void fixture_init(ir_module *module)
{
  ir_module_init(module);
  fixture_add_types(module);
  array_push(&module->functions, (ir_function){.name = "malloc", .type = T_MAKE});
  array_push(&module->functions, (ir_function){.name = "free", .type = T_FREE});
  array_push(&module->functions, (ir_function){.name = "subject", .type = T_SUBJECT});
  array_push(&module->globals,
             (ir_global){.name = "head", .type = T_NODE_POINTER, .function = IR_NONE});
  array_push(&module->globals,
             (ir_global){.name = "calls", .type = T_INT, .function = F_SUBJECT});
  array_push(&module->strings, "say \"hi\"\n");
}

// A builder of subject(int n, char *name), with its two parameters added.
static inline builder *fixture_builder(ir_module *module)
{
  builder *b = builder_new(module, F_SUBJECT);
  builder_add_local(b, "n", T_INT, true, (ir_place){0, 0});
  builder_add_local(b, "name", T_CHAR_POINTER, true, (ir_place){0, 0});
  return b;
}

static inline ir_function *fixture_subject(ir_module *module)
{
  return &module->functions.items[F_SUBJECT];
}

static inline ir_operand fixture_int(int64_t number)
{
  return ir_integer(number, T_INT);
}

static inline ir_operand fixture_function(uint32_t function)
{
  return (ir_operand){.kind = IR_FUNCTION, .index = function};
}

static inline ir_operand fixture_global(uint32_t global)
{
  return (ir_operand){.kind = IR_GLOBAL, .index = global};
}

#endif
