// IR: what one C source says, without its syntax.
//
// A module is one unit. A function is a list of blocks, a block a run of instructions
// that ends in the only terminator it holds. An instruction that has a result *is* that
// result: operand {IR_VALUE, n} is the result of instruction n, and is used only after
// it in the same block or in blocks it dominates. There are no phis: where C joins
// values (`?:`, `&&`), the frontend stores to a temporary local and loads it after the
// join.
//
// Memory is reached through addresses. The address of a local, a global, a function or
// a string is an operand of its own; FIELD and ELEMENT step inside; a pointer that was
// loaded or returned is an address like any other. An array used as a value is the
// address of its first element; element 0 has the address of the array itself.
//
//     p = malloc(n);              %3 = load &n         a: {LOCAL n}
//     p->next = NULL;             %4 = call malloc(%3)
//                                 store &p, %4
//                                 %6 = load &p
//                                 %7 = field %6, 0 (next)
//                                 store %7, null
//
// Everything lives in the module's arena. Names are interned in the module: compare
// them with ==.

#ifndef MEMCHECK_IR_IR_H
#define MEMCHECK_IR_IR_H

#include "base/arena.h"
#include "base/array.h"
#include "base/intern.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum ir_opcode {
#define OPCODE(name, text, has_result, is_terminator, meaning) IR_##name,
#include "ir/opcodes.def"
#undef OPCODE
  IR_OPCODE_COUNT
} ir_opcode;

const char *ir_opcode_name(ir_opcode opcode);
bool ir_opcode_has_result(ir_opcode opcode);
bool ir_opcode_is_terminator(ir_opcode opcode);

typedef enum ir_operator {
  IR_NO_OPERATOR,
  IR_ADD,
  IR_SUBTRACT,
  IR_MULTIPLY,
  IR_DIVIDE,
  IR_REMAINDER,
  IR_SHIFT_LEFT,
  IR_SHIFT_RIGHT,
  IR_AND,
  IR_OR,
  IR_XOR,
  IR_EQUAL,
  IR_NOT_EQUAL,
  IR_LESS,
  IR_LESS_EQUAL,
  IR_GREATER,
  IR_GREATER_EQUAL,
  IR_NEGATE,      // -a
  IR_COMPLEMENT,  // ~a
  IR_LOGICAL_NOT, // !a: 1 if a is zero, else 0
  IR_OPERATOR_COUNT
} ir_operator;

const char *ir_operator_name(ir_operator operator_);
bool ir_operator_is_comparison(ir_operator operator_);
bool ir_operator_is_unary(ir_operator operator_);

#define IR_NONE UINT32_MAX // "no such index", wherever an index may be missing

// ---- Types -------------------------------------------------------------------------

typedef uint32_t ir_type_id; // index into module->types; 0 is void

typedef enum ir_type_kind {
  IR_TYPE_VOID,
  IR_TYPE_BOOL,
  IR_TYPE_INT, // enums too
  IR_TYPE_FLOAT,
  IR_TYPE_POINTER,  // to [element]
  IR_TYPE_ARRAY,    // [count] of [element]; 0: unknown or variable
  IR_TYPE_RECORD,   // struct or union with [count] fields from module->fields[first]
  IR_TYPE_FUNCTION, // to [element], from [count] of module->parameter_types[first]
  IR_TYPE_OTHER,    // complex, vector, va_list, ...
} ir_type_kind;

typedef struct ir_type {
  ir_type_kind kind;
  bool is_signed;
  bool is_const;
  bool is_volatile;
  bool is_union;
  bool is_variadic;
  bool is_enum;
  bool is_complete; // of a record: its fields are known
  uint64_t size;    // bytes; 0 if unknown
  ir_type_id element;
  uint32_t first;
  uint64_t count;
  const char *name; // record tag, or a typedef of a record without one, or NULL
} ir_type;

typedef struct ir_field {
  const char *name; // "" for a bit-field without a name
  ir_type_id type;
  uint64_t offset; // bytes
} ir_field;

// ---- Places ------------------------------------------------------------------------

// A place in the source as the frontend knows it: cheap to keep, costly to decode, so
// it is decoded only for reports (ir_locate). {0, 0} is "nowhere".
typedef struct ir_place {
  uint32_t begin;
  uint32_t end;
} ir_place;

typedef struct ir_range {
  uint32_t file;                 // index into module->files, or IR_NONE
  uint32_t line, column;         // of the first character, from 1; bytes
  uint32_t end_line, end_column; // of the character after the last
} ir_range;

typedef struct ir_file {
  const char *path;     // as opened, absolute or relative to the working directory
  uint32_t included_by; // index of the file that first included it, or IR_NONE
  bool is_system;
} ir_file;

// ---- Operands and instructions -----------------------------------------------------

typedef enum ir_operand_kind {
  IR_OPERAND_NONE,
  IR_VALUE,    // result of instruction [index]
  IR_INTEGER,  // [number]; the null pointer is number 0 with a pointer type
  IR_LOCAL,    // address of local [index]
  IR_GLOBAL,   // address of global [index]
  IR_FUNCTION, // address of module->functions[index]
  IR_STRING,   // address of module->strings[index]
} ir_operand_kind;

typedef struct ir_operand {
  ir_operand_kind kind;
  ir_type_id type; // of the value; for addresses the pointer type may be 0 (unknown)
  union {
    uint32_t index;
    int64_t number;
  };
} ir_operand;

enum {
  IR_FLAG_VOLATILE = 1, // LOAD, STORE
  IR_FLAG_CLEANUP = 2,  // CALL made by a cleanup attribute
  IR_FLAG_INIT = 4,     // STORE, ZERO that initialises a declaration
  IR_FLAG_EXPLICIT = 8, // COPY that is a cast written in the source
  IR_FLAG_TEST = 16,    // BRANCH made by if, while, for, do, ?: (not by && or ||)
};

typedef struct ir_instruction {
  ir_opcode opcode;
  ir_operator operator_; // UNARY, BINARY
  uint32_t flags;
  ir_type_id type; // of the result (LOAD: of what is loaded; STORE: of what is stored)
  ir_operand a;
  ir_operand b;
  uint32_t index;        // FIELD: field number
  uint32_t first, count; // CALL: arguments, SCOPE_END: locals, in function->operands;
                         // terminators: targets, in function->targets
  uint32_t first_case, case_count; // SWITCH: function->cases
  ir_place place;
} ir_instruction;

typedef struct ir_case {
  int64_t low, high; // both included; a GNU range has low < high
  uint32_t target;   // block
} ir_case;

typedef struct ir_block {
  uint32_t first, count;      // in function->instructions
  uint32_t first_predecessor; // in function->predecessors (cfg_build)
  uint32_t predecessor_count;
} ir_block;

typedef struct ir_local {
  const char *name; // "" for a temporary
  ir_type_id type;
  bool is_parameter;
  bool is_temporary;
  bool is_address_taken; // its address is more than a way in for load, store, ...
  ir_place place;
} ir_local;

typedef struct ir_function {
  const char *name;
  ir_type_id type; // a function type
  ir_place place;  // of the name in the definition, else in the first declaration
  ir_place extent; // of the definition, head and body
  uint32_t file;   // the declaring file (of the first declaration); see is_handwritten
  uint32_t definition_file; // IR_NONE without a body
  bool has_body;
  bool is_static;
  bool is_inline;
  bool is_noreturn;    // by attribute, keyword or type
  bool is_pointed;     // its address is in the initialiser of a static variable
  bool is_builtin;     // __builtin_*, or known to the compiler without a declaration
  bool is_handwritten; // declared in the main file and in no header
  bool is_tainted;     // its body holds a parse error: no leak reports, havoc summary
  bool returns_twice;  // calls setjmp or the like
  uint32_t attribute_count;
  const char **attributes; // "ownership_takes(malloc, 1)", "mc:(free heap)", ...

  // The body. Locals start with the parameters.
  uint32_t parameter_count;
  uint32_t local_count;
  ir_local *locals;
  uint32_t block_count; // blocks[0] is the entry
  ir_block *blocks;
  uint32_t instruction_count;
  ir_instruction *instructions;
  uint32_t operand_count;
  ir_operand *operands;
  uint32_t target_count;
  uint32_t *targets;
  uint32_t case_count;
  ir_case *cases;

  // By cfg_build:
  uint32_t predecessor_count;
  uint32_t *predecessors;
  uint32_t reachable_count;
  uint32_t *reverse_postorder; // reachable blocks; NULL before cfg_build
  uint32_t *position;          // of each block in reverse_postorder, or IR_NONE
} ir_function;

typedef struct ir_global {
  const char *name;
  ir_type_id type;
  ir_place place;
  uint32_t file;
  uint32_t function; // of a static local: the function it is in, else IR_NONE
  bool is_static;
  bool is_extern; // declared here, defined elsewhere
  bool is_const;
  bool is_thread_local;
  bool is_pointed; // its address is in the initialiser of a static variable
  bool is_written; // stored to, or its address taken, anywhere in the module
  bool has_value;  // a scalar with a constant initialiser (or none: zero)
  int64_t value;
} ir_global;

typedef struct ir_module {
  arena arena;
  intern_table names;
  ARRAY(ir_type) types;
  ARRAY(ir_field) fields;
  ARRAY(ir_type_id) parameter_types;
  ARRAY(ir_function) functions; // declared and defined
  ARRAY(ir_global) globals;
  ARRAY(const char *) strings;
  ARRAY(ir_file) files; // files[0] is the main file
  // Decodes places; set by the frontend, NULL where there is no source (tests).
  bool (*locate)(void *context, ir_place place, ir_range *range);
  // The source text of a file, NUL-terminated, valid as long as the module; or NULL.
  const char *(*source)(void *context, uint32_t file);
  void *context;
} ir_module;

void ir_module_init(ir_module *module);
void ir_module_clear(ir_module *module);

// False where the place is unknown; then [range] has file IR_NONE and zeroes.
bool ir_locate(const ir_module *module, ir_place place, ir_range *range);

static inline const ir_type *ir_type_of(const ir_module *module, ir_type_id type)
{
  return &module->types.items[type];
}

static inline ir_operand ir_none(void)
{
  return (ir_operand){.kind = IR_OPERAND_NONE};
}

static inline ir_operand ir_value(uint32_t instruction, ir_type_id type)
{
  return (ir_operand){.kind = IR_VALUE, .type = type, .index = instruction};
}

static inline ir_operand ir_integer(int64_t number, ir_type_id type)
{
  return (ir_operand){.kind = IR_INTEGER, .type = type, .number = number};
}

// The terminator of a block.
static inline const ir_instruction *ir_terminator(const ir_function *function,
                                                  uint32_t block)
{
  const ir_block *b = &function->blocks[block];
  return &function->instructions[b->first + b->count - 1];
}

// Successors of a block, in order: targets, then the targets of a switch's cases.
// Returns their number and writes at most [limit] of them.
uint32_t ir_successors(const ir_function *function, uint32_t block,
                       uint32_t *successors, uint32_t limit);
// The same one by one, for blocks with any number of successors.
uint32_t ir_successor_count(const ir_function *function, uint32_t block);
uint32_t ir_successor(const ir_function *function, uint32_t block, uint32_t number);

#endif
