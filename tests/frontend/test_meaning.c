// Meaning: C functions run from their IR give what the compiler makes of them.
//
// The interpreter works on real memory: locals and globals are blocks of bytes,
// addresses are pointers. Everything in ir.h that a deterministic function can hold is
// run by it; computed gotos go where the compiled function goes, by trying each target.

#include "lowered.h"
#include "unit_test.h"

#include "meaning.c"

#define MEMORY (1 << 20) // bytes for all locals alive
#define STEPS 1000000

typedef struct machine {
  const ir_module *module;
  char *memory;
  size_t used;
  char **globals;
  uint32_t steps;
  uint32_t anywhere; // which target a computed goto takes
} machine;

typedef struct frame {
  const ir_function *function;
  char **locals;
  int64_t *results; // an aggregate: the address of its bytes
} frame;

static int64_t run(machine *m, uint32_t function, const int64_t *arguments);

// ---- Types -------------------------------------------------------------------------

static const ir_type *type_of(const machine *m, ir_type_id type)
{
  return ir_type_of(m->module, type);
}

static bool is_aggregate(const machine *m, ir_type_id type)
{
  return type_of(m, type)->kind == IR_TYPE_RECORD;
}

static size_t size_of(const machine *m, ir_type_id type)
{
  const ir_type *t = type_of(m, type);
  return t->size != 0 ? t->size : 256; // a variable array
}

static char *reserve(machine *m, size_t size)
{
  char *block = m->memory + m->used;
  m->used += (size + 15) / 16 * 16;
  assert_true(m->used < MEMORY);
  return block;
}

static int64_t fit(const machine *m, int64_t value, ir_type_id type)
{
  const ir_type *t = type_of(m, type);
  if (t->kind == IR_TYPE_BOOL)
    return value != 0;
  if (t->kind != IR_TYPE_INT || t->size >= 8)
    return value;
  uint64_t mask = (UINT64_C(1) << t->size * 8) - 1;
  uint64_t bits = (uint64_t)value & mask;
  uint64_t sign = UINT64_C(1) << (t->size * 8 - 1);
  return (int64_t)(t->is_signed && (bits & sign) != 0 ? bits | ~mask : bits);
}

static int64_t read_memory(machine *m, const char *from, ir_type_id type)
{
  if (is_aggregate(m, type)) {
    char *copy = reserve(m, size_of(m, type));
    memcpy(copy, from, size_of(m, type));
    return (int64_t)(intptr_t)copy;
  }
  int64_t value = 0;
  memcpy(&value, from, size_of(m, type));
  return fit(m, value, type);
}

static void write_memory(machine *m, char *to, int64_t value, ir_type_id type)
{
  if (is_aggregate(m, type))
    memmove(to, (const char *)(intptr_t)value, size_of(m, type));
  else
    memcpy(to, &value, size_of(m, type));
}

// ---- Instructions ------------------------------------------------------------------

// The address of a function is its number with a mark.
#define FUNCTION_MARK (INT64_C(0x7f) << 48)

static int64_t operand(const machine *m, const frame *f, ir_operand o)
{
  switch (o.kind) {
  case IR_VALUE:
    return f->results[o.index];
  case IR_INTEGER:
    return o.number;
  case IR_LOCAL:
    return (int64_t)(intptr_t)f->locals[o.index];
  case IR_GLOBAL:
    return (int64_t)(intptr_t)m->globals[o.index];
  case IR_FUNCTION:
    return FUNCTION_MARK | o.index;
  case IR_STRING:
    return (int64_t)(intptr_t)m->module->strings.items[o.index];
  default:
    return 0;
  }
}

static int64_t compare(ir_operator op, int64_t a, int64_t b, bool is_signed)
{
  uint64_t x = (uint64_t)a;
  uint64_t y = (uint64_t)b;
  bool is_less = is_signed ? a < b : x < y;
  switch (op) {
  case IR_EQUAL:
    return a == b;
  case IR_NOT_EQUAL:
    return a != b;
  case IR_LESS:
    return is_less;
  case IR_GREATER_EQUAL:
    return !is_less;
  case IR_LESS_EQUAL:
    return is_less || a == b;
  default:
    return !is_less && a != b;
  }
}

static int64_t calculate(ir_operator op, int64_t a, int64_t b, bool is_signed)
{
  uint64_t x = (uint64_t)a;
  uint64_t y = (uint64_t)b;
  switch (op) {
  case IR_ADD:
    return (int64_t)(x + y);
  case IR_SUBTRACT:
    return (int64_t)(x - y);
  case IR_MULTIPLY:
    return (int64_t)(x * y);
  case IR_DIVIDE:
    return is_signed ? a / b : (int64_t)(x / y);
  case IR_REMAINDER:
    return is_signed ? a % b : (int64_t)(x % y);
  case IR_SHIFT_LEFT:
    return (int64_t)(x << b);
  case IR_SHIFT_RIGHT:
    return is_signed ? a >> b : (int64_t)(x >> b);
  case IR_AND:
    return a & b;
  case IR_OR:
    return a | b;
  case IR_XOR:
    return a ^ b;
  default:
    return compare(op, a, b, is_signed);
  }
}

static int64_t binary(const machine *m, const frame *f, const ir_instruction *i)
{
  int64_t a = operand(m, f, i->a);
  int64_t b = operand(m, f, i->b);
  const ir_type *left = type_of(m, i->a.type);
  if (i->operator_ == IR_SUBTRACT && left->kind == IR_TYPE_POINTER)
    return (a - b) / (int64_t)size_of(m, left->element);
  return fit(m, calculate(i->operator_, a, b, left->is_signed), i->type);
}

static int64_t unary(const machine *m, const frame *f, const ir_instruction *i)
{
  int64_t a = operand(m, f, i->a);
  if (i->operator_ == IR_LOGICAL_NOT)
    return a == 0;
  return fit(m, i->operator_ == IR_NEGATE ? -a : ~a, i->type);
}

static int64_t step(const machine *m, const frame *f, const ir_instruction *i)
{
  int64_t base = operand(m, f, i->a);
  if (i->opcode == IR_ELEMENT)
    return base +
           operand(m, f, i->b) * (int64_t)size_of(m, type_of(m, i->type)->element);
  const ir_type *record = type_of(m, type_of(m, i->a.type)->element);
  return base + (int64_t)m->module->fields.items[record->first + i->index].offset;
}

static int64_t call(machine *m, const frame *f, const ir_instruction *i)
{
  int64_t arguments[8] = {0};
  assert_true(i->count <= 8);
  for (uint32_t k = 0; k < i->count; k++)
    arguments[k] = operand(m, f, f->function->operands[i->first + k]);
  int64_t callee = operand(m, f, i->a);
  if ((callee & ~INT64_C(0xffffffff)) != FUNCTION_MARK)
    fail_msg("%s calls what is no function", f->function->name);
  return run(m, (uint32_t)callee, arguments);
}

static int64_t execute(machine *m, const frame *f, const ir_instruction *i)
{
  char *at = (char *)(intptr_t)operand(m, f, i->a);
  switch (i->opcode) {
  case IR_COPY:
    return fit(m, operand(m, f, i->a), i->type);
  case IR_LOAD:
    return read_memory(m, at, i->type);
  case IR_STORE:
    write_memory(m, at, operand(m, f, i->b), i->type);
    return 0;
  case IR_FIELD:
  case IR_ELEMENT:
    return step(m, f, i);
  case IR_UNARY:
    return unary(m, f, i);
  case IR_BINARY:
    return binary(m, f, i);
  case IR_ZERO:
    memset(at, 0, size_of(m, i->type));
    return 0;
  case IR_CALL:
    return call(m, f, i);
  case IR_SCOPE_END:
    return 0;
  case IR_UNKNOWN: // only the address of a label
    assert_int_equal(type_of(m, i->type)->kind, IR_TYPE_POINTER);
    return 0;
  default:
    fail_msg("%s cannot be run", ir_opcode_name(i->opcode));
    return 0;
  }
}

// The block after terminator [end].
static uint32_t follow(const machine *m, const frame *f, const ir_instruction *end)
{
  const uint32_t *targets = &f->function->targets[end->first];
  int64_t value = operand(m, f, end->a);
  switch (end->opcode) {
  case IR_JUMP:
    return targets[0];
  case IR_BRANCH:
    return targets[value != 0 ? 0 : 1];
  case IR_ANYWHERE:
    return targets[m->anywhere % end->count];
  default:
    assert_int_equal(end->opcode, IR_SWITCH);
    for (uint32_t k = 0; k < end->case_count; k++) {
      const ir_case *c = &f->function->cases[end->first_case + k];
      if (value >= c->low && value <= c->high)
        return c->target;
    }
    return targets[0];
  }
}

static frame enter(machine *m, uint32_t function, const int64_t *arguments)
{
  const ir_function *code = &m->module->functions.items[function];
  assert_true(code->has_body);
  frame f = {.function = code,
             .locals = calloc(code->local_count + 1, sizeof *f.locals),
             .results = calloc(code->instruction_count, sizeof *f.results)};
  for (uint32_t i = 0; i < code->local_count; i++) {
    size_t size = size_of(m, code->locals[i].type);
    f.locals[i] = reserve(m, size);
    memset(f.locals[i], 0xa5, size);
    if (i < code->parameter_count)
      write_memory(m, f.locals[i], arguments[i], code->locals[i].type);
  }
  return f;
}

static int64_t run(machine *m, uint32_t function, const int64_t *arguments)
{
  frame f = enter(m, function, arguments);
  uint32_t block = 0;
  const ir_instruction *end;
  for (;;) {
    const ir_block *b = &f.function->blocks[block];
    for (uint32_t i = b->first; i < b->first + b->count - 1; i++)
      f.results[i] = execute(m, &f, &f.function->instructions[i]);
    end = ir_terminator(f.function, block);
    assert_true(++m->steps < STEPS);
    if (end->opcode == IR_RET)
      break;
    block = follow(m, &f, end);
  }
  int64_t result = operand(m, &f, end->a);
  free(f.locals);
  free(f.results);
  return result;
}

// ---- Comparing ---------------------------------------------------------------------

static void machine_init(machine *m, const ir_module *module)
{
  *m = (machine){.module = module, .memory = calloc(1, MEMORY)};
  m->globals = calloc(module->globals.count, sizeof *m->globals);
  for (uint32_t i = 0; i < module->globals.count; i++) {
    const ir_global *global = &module->globals.items[i];
    m->globals[i] = reserve(m, size_of(m, global->type));
    if (global->has_value)
      write_memory(m, m->globals[i], global->value, global->type);
  }
}

static void machine_clear(machine *m)
{
  free(m->memory);
  free(m->globals);
}

static uint32_t find_function(const ir_module *module, const char *name)
{
  for (uint32_t i = 0; i < module->functions.count; i++)
    if (strcmp(module->functions.items[i].name, name) == 0)
      return i;
  fail_msg("there is no function %s", name);
  return IR_NONE;
}

static bool has_computed_goto(const ir_function *function)
{
  for (uint32_t i = 0; i < function->instruction_count; i++)
    if (function->instructions[i].opcode == IR_ANYWHERE)
      return true;
  return false;
}

// A computed goto may take any of its targets: one of them must give the result.
static void compare_results(const ir_module *module, const char *name,
                            int (*compiled)(int), int n)
{
  uint32_t function = find_function(module, name);
  uint32_t ways = has_computed_goto(&module->functions.items[function]) ? 2 : 1;
  int expected = compiled(n);
  for (uint32_t way = 0; way < ways; way++) {
    machine m;
    machine_init(&m, module);
    m.anywhere = way;
    int64_t argument = n;
    int64_t result = run(&m, function, &argument);
    machine_clear(&m);
    if (result == expected)
      return;
    if (way == ways - 1)
      fail_msg("%s(%d) is %d, but %lld from its IR", name, n, expected,
               (long long)result);
  }
}

static void ir_means_what_the_compiler_means(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    int (*compiled)(int);
  } cases[] = {
#define CASE(name) {#name, name},
      MEANING_CASES(CASE)
#undef CASE
  };
  lowered l;
  lowered_open(&l, TEST_SOURCE_DIR "/tests/frontend", "meaning.c", "-std=gnu11");
  assert_true(l.is_done);
  assert_lowered_is_valid(&l, "meaning.c");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int n = -3; n <= 8; n++)
      compare_results(&l.module, cases[i].name, cases[i].compiled, n);
  lowered_close(&l);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ir_means_what_the_compiler_means),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
