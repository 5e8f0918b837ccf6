#include "ir/dump.h"
#include "base/map.h"

#include <inttypes.h>

// Addresses are written as C would: &x is a local, @x a global. Two locals of one name
// are told apart by number (&x.7), a temporary is &t.7, a static local @function.x.

#define STRING_SHOWN 60 // bytes of a string literal

// ---- Types -------------------------------------------------------------------------

static void dump_parameters(const ir_module *module, const ir_type *type, strbuf *out)
{
  strbuf_add(out, " (");
  for (uint32_t i = 0; i < type->count; i++) {
    strbuf_add(out, i == 0 ? "" : ", ");
    dump_type(module, module->parameter_types.items[type->first + i], out);
  }
  if (type->is_variadic)
    strbuf_add(out, type->count == 0 ? "..." : ", ...");
  strbuf_add_char(out, ')');
}

static void dump_record(const ir_type *type, ir_type_id id, strbuf *out)
{
  strbuf_add(out, type->is_union ? "union " : "struct ");
  if (type->name != NULL)
    strbuf_add(out, type->name);
  else
    strbuf_addf(out, "#%u", id);
}

static void dump_scalar(const ir_type *type, strbuf *out)
{
  switch (type->kind) {
  case IR_TYPE_VOID:
    strbuf_add(out, "void");
    break;
  case IR_TYPE_BOOL:
    strbuf_add(out, "bool");
    break;
  case IR_TYPE_INT:
    strbuf_addf(out, "%s%c%" PRIu64, type->is_enum ? "enum " : "",
                type->is_signed ? 'i' : 'u', type->size * 8);
    break;
  case IR_TYPE_FLOAT:
    strbuf_addf(out, "f%" PRIu64, type->size * 8);
    break;
  default:
    strbuf_addf(out, "other%" PRIu64, type->size * 8);
    break;
  }
}

void dump_type(const ir_module *module, ir_type_id type, strbuf *out)
{
  const ir_type *t = ir_type_of(module, type);
  const char *qualifiers = t->is_const ? "const " : "";
  const char *more = t->is_volatile ? "volatile " : "";
  switch (t->kind) {
  case IR_TYPE_POINTER:
    dump_type(module, t->element, out);
    strbuf_addf(out, " *%s%s", t->is_const ? "const" : "",
                t->is_volatile ? " volatile" : "");
    break;
  case IR_TYPE_ARRAY:
    dump_type(module, t->element, out);
    if (t->count == 0)
      strbuf_add(out, "[]");
    else
      strbuf_addf(out, "[%" PRIu64 "]", t->count);
    break;
  case IR_TYPE_FUNCTION:
    dump_type(module, t->element, out);
    dump_parameters(module, t, out);
    break;
  case IR_TYPE_RECORD:
    strbuf_addf(out, "%s%s", qualifiers, more);
    dump_record(t, type, out);
    break;
  default:
    strbuf_addf(out, "%s%s", qualifiers, more);
    dump_scalar(t, out);
    break;
  }
}

// ---- Operands ----------------------------------------------------------------------

typedef struct dumper {
  const ir_module *module;
  const ir_function *function;
  strbuf *out;
  map first_of_name; // the first local of each name
} dumper;

static dumper dumper_start(const ir_module *module, const ir_function *function,
                           strbuf *out)
{
  dumper d = {.module = module, .function = function, .out = out};
  for (uint32_t i = 0; i < function->local_count; i++) {
    uint64_t name = map_key(function->locals[i].name);
    if (map_get_or(&d.first_of_name, name, IR_NONE) == IR_NONE)
      map_put(&d.first_of_name, name, i);
  }
  return d;
}

static void dump_local(dumper *d, uint32_t index)
{
  const ir_local *local = &d->function->locals[index];
  if (local->is_temporary)
    strbuf_addf(d->out, "t.%u", index);
  else if (map_get_or(&d->first_of_name, map_key(local->name), index) == index)
    strbuf_add(d->out, local->name);
  else
    strbuf_addf(d->out, "%s.%u", local->name, index);
}

static void dump_global(dumper *d, uint32_t index)
{
  const ir_global *global = &d->module->globals.items[index];
  strbuf_add_char(d->out, '@');
  if (global->function != IR_NONE)
    strbuf_addf(d->out, "%s.", d->module->functions.items[global->function].name);
  strbuf_add(d->out, global->name);
}

static void dump_string(const char *text, strbuf *out)
{
  strbuf_add_char(out, '"');
  size_t i = 0;
  for (; text[i] != '\0' && i < STRING_SHOWN; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\')
      strbuf_addf(out, "\\%c", c);
    else if (c == '\n')
      strbuf_add(out, "\\n");
    else if (c < 0x20 || c >= 0x7f)
      strbuf_addf(out, "\\x%02x", c);
    else
      strbuf_add_char(out, (char)c);
  }
  strbuf_add(out, text[i] == '\0' ? "\"" : "\"...");
}

static void dump_operand(dumper *d, ir_operand operand)
{
  switch (operand.kind) {
  case IR_OPERAND_NONE:
    strbuf_add(d->out, "none");
    break;
  case IR_VALUE:
    strbuf_addf(d->out, "%%%u", operand.index);
    break;
  case IR_INTEGER:
    if (operand.number == 0 &&
        ir_type_of(d->module, operand.type)->kind == IR_TYPE_POINTER)
      strbuf_add(d->out, "null");
    else
      strbuf_addf(d->out, "%" PRId64, operand.number);
    break;
  case IR_LOCAL:
    strbuf_add_char(d->out, '&');
    dump_local(d, operand.index);
    break;
  case IR_GLOBAL:
    dump_global(d, operand.index);
    break;
  case IR_FUNCTION:
    strbuf_addf(d->out, "@%s", d->module->functions.items[operand.index].name);
    break;
  case IR_STRING:
    dump_string(d->module->strings.items[operand.index], d->out);
    break;
  }
}

// ---- Instructions ------------------------------------------------------------------

static void dump_list(dumper *d, const ir_instruction *i)
{
  for (uint32_t k = 0; k < i->count; k++) {
    strbuf_add(d->out, k == 0 ? "" : ", ");
    ir_operand operand = d->function->operands[i->first + k];
    if (i->opcode == IR_SCOPE_END)
      dump_local(d, operand.index);
    else
      dump_operand(d, operand);
  }
}

static void dump_call(dumper *d, const ir_instruction *i)
{
  strbuf_add(d->out, "call ");
  if (i->a.kind == IR_FUNCTION)
    strbuf_add(d->out, d->module->functions.items[i->a.index].name);
  else
    dump_operand(d, i->a);
  strbuf_add_char(d->out, '(');
  dump_list(d, i);
  strbuf_add_char(d->out, ')');
}

// The record that the address [operand] points at, if its type is known.
static const ir_type *pointed_record(dumper *d, ir_operand operand)
{
  const ir_type *type = NULL;
  if (operand.type != 0) {
    const ir_type *pointer = ir_type_of(d->module, operand.type);
    if (pointer->kind == IR_TYPE_POINTER)
      type = ir_type_of(d->module, pointer->element);
  } else if (operand.kind == IR_LOCAL) {
    type = ir_type_of(d->module, d->function->locals[operand.index].type);
  } else if (operand.kind == IR_GLOBAL) {
    type = ir_type_of(d->module, d->module->globals.items[operand.index].type);
  }
  return type != NULL && type->kind == IR_TYPE_RECORD ? type : NULL;
}

static void dump_field(dumper *d, const ir_instruction *i)
{
  strbuf_add(d->out, "field ");
  dump_operand(d, i->a);
  strbuf_addf(d->out, ", %u", i->index);
  const ir_type *record = pointed_record(d, i->a);
  if (record != NULL && record->is_complete && i->index < record->count)
    strbuf_addf(d->out, " (%s)",
                d->module->fields.items[record->first + i->index].name);
}

static void dump_targets(dumper *d, const ir_instruction *i)
{
  for (uint32_t k = 0; k < i->count; k++)
    strbuf_addf(d->out, "%sb%u", k == 0 ? "" : ", ",
                d->function->targets[i->first + k]);
}

static void dump_switch(dumper *d, const ir_instruction *i)
{
  strbuf_add(d->out, "switch ");
  dump_operand(d, i->a);
  strbuf_add(d->out, " [");
  for (uint32_t k = 0; k < i->case_count; k++) {
    const ir_case *c = &d->function->cases[i->first_case + k];
    strbuf_addf(d->out, "%s%" PRId64, k == 0 ? "" : ", ", c->low);
    if (c->high != c->low)
      strbuf_addf(d->out, "..%" PRId64, c->high);
    strbuf_addf(d->out, ": b%u", c->target);
  }
  strbuf_add(d->out, "] else ");
  dump_targets(d, i);
}

// "name a, b" for the opcodes that are no more than that.
static void dump_plain(dumper *d, const ir_instruction *i)
{
  strbuf_add(d->out, ir_opcode_name(i->opcode));
  if (i->a.kind != IR_OPERAND_NONE) {
    strbuf_add_char(d->out, ' ');
    dump_operand(d, i->a);
  }
  if (i->b.kind != IR_OPERAND_NONE) {
    strbuf_add(d->out, ", ");
    dump_operand(d, i->b);
  }
  if (ir_opcode_is_terminator(i->opcode) && i->count != 0) {
    strbuf_add(d->out, i->a.kind == IR_OPERAND_NONE ? " " : ", ");
    dump_targets(d, i);
  }
}

static void dump_operation(dumper *d, const ir_instruction *i)
{
  switch (i->opcode) {
  case IR_UNARY:
    strbuf_add(d->out, ir_operator_name(i->operator_));
    dump_operand(d, i->a);
    break;
  case IR_BINARY:
    dump_operand(d, i->a);
    strbuf_addf(d->out, " %s ", ir_operator_name(i->operator_));
    dump_operand(d, i->b);
    break;
  case IR_FIELD:
    dump_field(d, i);
    break;
  case IR_CALL:
    dump_call(d, i);
    break;
  case IR_SCOPE_END:
    strbuf_add(d->out, "scope_end ");
    dump_list(d, i);
    break;
  case IR_SWITCH:
    dump_switch(d, i);
    break;
  default:
    dump_plain(d, i);
    break;
  }
}

static void dump_flags(uint32_t flags, strbuf *out)
{
  static const char *const names[] = {"volatile", "cleanup", "init", "explicit",
                                      "test"};
  for (uint32_t bit = 0; bit < sizeof names / sizeof *names; bit++)
    if ((flags & (1u << bit)) != 0)
      strbuf_addf(out, " [%s]", names[bit]);
}

static void dump_line(dumper *d, uint32_t instruction)
{
  const ir_instruction *i = &d->function->instructions[instruction];
  if (ir_opcode_has_result(i->opcode))
    strbuf_addf(d->out, "%%%u = ", instruction);
  dump_operation(d, i);
  dump_flags(i->flags, d->out);
  bool is_typed = ir_opcode_has_result(i->opcode) || i->opcode == IR_STORE ||
                  i->opcode == IR_ZERO || i->opcode == IR_HAVOC;
  if (is_typed) {
    strbuf_add(d->out, " : ");
    dump_type(d->module, i->type, d->out);
  }
}

void dump_instruction(const ir_module *module, const ir_function *function,
                      uint32_t instruction, strbuf *out)
{
  dumper d = dumper_start(module, function, out);
  dump_line(&d, instruction);
  map_clear(&d.first_of_name);
}

// ---- Functions ---------------------------------------------------------------------

static void dump_header(dumper *d)
{
  const ir_function *f = d->function;
  strbuf_addf(d->out, "function %s: ", f->name);
  dump_type(d->module, f->type, d->out);
  const struct {
    bool is_set;
    const char *word;
  } words[] = {{f->is_static, "static"},     {f->is_inline, "inline"},
               {f->is_noreturn, "noreturn"}, {f->is_tainted, "tainted"},
               {f->is_builtin, "builtin"},   {f->returns_twice, "returns_twice"},
               {!f->has_body, "declared"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (words[i].is_set)
      strbuf_addf(d->out, " [%s]", words[i].word);
  strbuf_add_char(d->out, '\n');
  for (uint32_t i = 0; i < f->attribute_count; i++)
    strbuf_addf(d->out, "  attribute %s\n", f->attributes[i]);
}

static void dump_locals(dumper *d)
{
  for (uint32_t i = 0; i < d->function->local_count; i++) {
    const ir_local *local = &d->function->locals[i];
    strbuf_add(d->out, local->is_parameter ? "  parameter " : "  local ");
    dump_local(d, i);
    strbuf_add(d->out, ": ");
    dump_type(d->module, local->type, d->out);
    strbuf_add(d->out, local->is_address_taken ? " [address taken]\n" : "\n");
  }
}

static void dump_predecessors(dumper *d, const ir_block *block)
{
  for (uint32_t k = 0; k < block->predecessor_count; k++)
    strbuf_addf(d->out, "%sb%u", k == 0 ? "  ; from " : " ",
                d->function->predecessors[block->first_predecessor + k]);
}

void dump_function(const ir_module *module, const ir_function *function, strbuf *out)
{
  dumper d = dumper_start(module, function, out);
  dump_header(&d);
  dump_locals(&d);
  for (uint32_t b = 0; b < function->block_count; b++) {
    const ir_block *block = &function->blocks[b];
    strbuf_addf(out, "b%u:", b);
    if (function->predecessors != NULL)
      dump_predecessors(&d, block);
    strbuf_add_char(out, '\n');
    for (uint32_t i = block->first; i < block->first + block->count; i++) {
      strbuf_add(out, "  ");
      dump_line(&d, i);
      strbuf_add_char(out, '\n');
    }
  }
  map_clear(&d.first_of_name);
}

// ---- DOT ---------------------------------------------------------------------------

static void add_escaped(const char *text, strbuf *out)
{
  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      strbuf_add_char(out, '\\');
    strbuf_add_char(out, *text);
  }
}

static void dump_node(dumper *d, uint32_t b, strbuf *out)
{
  const ir_block *block = &d->function->blocks[b];
  strbuf_addf(out, "  b%u [label=\"b%u:\\l", b, b);
  strbuf line = {0};
  for (uint32_t i = block->first; i < block->first + block->count; i++) {
    strbuf_reset(&line);
    d->out = &line;
    dump_line(d, i);
    add_escaped(strbuf_text(&line), out);
    strbuf_add(out, "\\l");
  }
  strbuf_clear(&line);
  strbuf_add(out, "\"];\n");
}

static void dump_edges(const ir_function *function, uint32_t b, strbuf *out)
{
  uint32_t count = ir_successor_count(function, b);
  bool is_branch = ir_terminator(function, b)->opcode == IR_BRANCH;
  for (uint32_t i = 0; i < count; i++) {
    strbuf_addf(out, "  b%u -> b%u", b, ir_successor(function, b, i));
    if (is_branch)
      strbuf_addf(out, " [label=\"%s\"]", i == 0 ? "true" : "false");
    strbuf_add(out, ";\n");
  }
}

void dump_cfg(const ir_module *module, const ir_function *function, strbuf *out)
{
  dumper d = dumper_start(module, function, out);
  strbuf_add(out, "digraph \"");
  add_escaped(function->name, out);
  strbuf_add(out, "\" {\n  node [shape=box, fontname=monospace];\n");
  for (uint32_t b = 0; b < function->block_count; b++)
    dump_node(&d, b, out);
  for (uint32_t b = 0; b < function->block_count; b++)
    dump_edges(function, b, out);
  strbuf_add(out, "}\n");
  map_clear(&d.first_of_name);
}
