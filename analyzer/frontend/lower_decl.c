#include "frontend/lowering.h"
#include "frontend/attrs.h"
#include "frontend/cxstring.h"
#include "frontend/nodes.h"

#include <string.h>

// Declarations: each becomes an entity once, when first met. The main file's
// definitions are queued first, in order; bodies queue what they use.

// ---- Entities ----------------------------------------------------------------------

#define ENTITY_SHIFT 28 // an index in the low bits, the kind above

static void bind(lowering *u, CXCursor declaration, entity_kind kind, uint32_t index)
{
  pointer_map_put(&u->declarations, declaration.data[0],
                  (uint32_t)kind << ENTITY_SHIFT | index);
}

static entity find(const lowering *u, CXCursor declaration)
{
  uint32_t packed = pointer_map_get(&u->declarations, declaration.data[0], 0);
  return (entity){(entity_kind)(packed >> ENTITY_SHIFT),
                  packed & ((UINT32_C(1) << ENTITY_SHIFT) - 1)};
}

void lower_bind_local(lowering *u, CXCursor declaration, uint32_t local)
{
  bind(u, declaration, ENTITY_LOCAL, local);
}

static bool is_null(CXCursor cursor)
{
  return clang_Cursor_isNull(cursor) != 0;
}

static bool evaluate(CXCursor expression, int64_t *value)
{
  CXEvalResult result = clang_Cursor_Evaluate(expression);
  if (result == NULL)
    return false;
  bool is_integer = clang_EvalResult_getKind(result) == CXEval_Int;
  if (is_integer)
    *value = clang_EvalResult_getAsLongLong(result);
  clang_EvalResult_dispose(result);
  return is_integer;
}

entity lower_reference(lowering *u, CXCursor declaration)
{
  if (declaration.data[0] == NULL)
    return (entity){ENTITY_NONE, 0};
  entity known = find(u, declaration);
  if (known.kind != ENTITY_NONE)
    return known;
  switch (declaration.kind) {
  case CXCursor_FunctionDecl:
    return (entity){ENTITY_FUNCTION, lower_function(u, declaration)};
  case CXCursor_VarDecl:
    if (clang_Cursor_hasVarDeclGlobalStorage(declaration) != 1)
      return known; // a local of a function that was not read to its end
    return (entity){ENTITY_GLOBAL, lower_global(u, declaration, IR_NONE)};
  case CXCursor_EnumConstantDecl:
    array_push(&u->constants, clang_getEnumConstantDeclValue(declaration));
    bind(u, declaration, ENTITY_CONSTANT, u->constants.count - 1);
    return (entity){ENTITY_CONSTANT, u->constants.count - 1};
  default:
    return known;
  }
}

// ---- Functions ---------------------------------------------------------------------

static CXCursor definition_of(CXCursor declaration)
{
  CXCursor definition = clang_getCursorDefinition(declaration);
  return definition.kind == CXCursor_FunctionDecl ? definition : clang_getNullCursor();
}

static ir_place name_place(CXCursor declaration)
{
  return source_token_place(clang_getCursorLocation(declaration));
}

static uint32_t file_of(lowering *u, CXCursor declaration)
{
  CXSourceLocation location = clang_getCursorLocation(declaration);
  uint32_t file = source_file_number(u->source, source_expansion(location).file);
  source_note_system(u->source, file, location);
  return file;
}

static void describe_function(lowering *u, uint32_t index, CXCursor declaration,
                              CXCursor first)
{
  ir_type_id type = types_of(&u->types, clang_getCursorType(declaration));
  CXCursor definition = definition_of(declaration);
  function_note *note = &u->functions.items[index];
  note->definition = definition;
  note->is_system =
      clang_Location_isInSystemHeader(clang_getCursorLocation(first)) != 0;
  attribute_list attributes = {0};
  // A declaration prints its own attributes, not those it inherits.
  attributes_read(u, first, &attributes);
  if (declaration.data[0] != first.data[0])
    attributes_read(u, declaration, &attributes);
  if (!is_null(definition) && definition.data[0] != declaration.data[0])
    attributes_read(u, definition, &attributes);

  ir_function *function = &u->module->functions.items[index];
  const char *name = function->name;
  note->builtin = builtin_from_name(name);
  function->type = type;
  function->place = name_place(is_null(definition) ? first : definition);
  if (!is_null(definition))
    function->extent = source_place(clang_getCursorExtent(definition));
  function->file = file_of(u, first);
  function->definition_file = is_null(definition) ? IR_NONE : file_of(u, definition);
  function->is_static = clang_Cursor_getStorageClass(declaration) == CX_SC_Static;
  function->is_inline = clang_Cursor_isFunctionInlined(declaration) != 0;
  function->is_builtin = builtin_is_name(name);
  function->is_noreturn = u->types.notes.items[type].is_noreturn ||
                          attributes_contain(&attributes, "noreturn");
  attributes_store(u, &attributes, function);
}

static uint32_t add_function(lowering *u, const char *name)
{
  uint32_t index = u->module->functions.count;
  ir_function *function = array_add(&u->module->functions);
  function->name = name;
  function->definition_file = IR_NONE;
  function_note *note = array_add(&u->functions);
  note->definition = clang_getNullCursor();
  return index;
}

static void queue(lowering *u, uint32_t index)
{
  function_note *note = &u->functions.items[index];
  if (note->is_queued || is_null(note->definition))
    return;
  note->is_queued = true;
  array_push(&u->queue, index);
}

uint32_t lower_function(lowering *u, CXCursor declaration)
{
  CXCursor first = clang_getCanonicalCursor(declaration);
  entity known = find(u, first);
  if (known.kind != ENTITY_FUNCTION) {
    known = (entity){
        ENTITY_FUNCTION,
        add_function(u, cxstring_intern(&u->module->names,
                                        clang_getCursorSpelling(declaration)))};
    bind(u, first, ENTITY_FUNCTION, known.index);
    describe_function(u, known.index, declaration, first);
    if (!u->functions.items[known.index].is_system)
      queue(u, known.index);
  }
  bind(u, declaration, ENTITY_FUNCTION, known.index);
  return known.index;
}

void lower_note_call(lowering *u, uint32_t function)
{
  queue(u, function);
}

static enum CXChildVisitResult visit_named(CXCursor cursor, CXCursor parent,
                                           CXClientData data)
{
  (void)parent;
  lowering *u = data;
  if (cursor.kind == CXCursor_FunctionDecl) {
    const char *name =
        cxstring_intern(&u->module->names, clang_getCursorSpelling(cursor));
    pointer_map_put(&u->named, name, u->named_cursors.count);
    array_push(&u->named_cursors, cursor);
  }
  return CXChildVisit_Continue;
}

uint32_t lower_function_named(lowering *u, const char *name)
{
  if (u->named_cursors.count == 0)
    clang_visitChildren(clang_getTranslationUnitCursor(u->unit), visit_named, u);
  const char *key = intern(&u->module->names, name);
  uint32_t found = pointer_map_get(&u->named, key, IR_NONE);
  if (found != IR_NONE)
    return lower_function(u, u->named_cursors.items[found]);
  uint32_t index = pointer_map_get(&u->unknown_functions, key, IR_NONE);
  if (index != IR_NONE)
    return index;
  index = add_function(u, key);
  ir_function *function = &u->module->functions.items[index];
  function->file = IR_NONE;
  function->type = types_any_function(&u->types);
  pointer_map_put(&u->unknown_functions, key, index);
  return index;
}

// ---- Variables ---------------------------------------------------------------------

ir_type_id lower_variable_type(lowering *u, CXCursor declaration)
{
  CXType type = clang_getCursorType(declaration);
  ir_type_id id = types_of(&u->types, type);
  ir_type_kind kind = types_kind(&u->types, id);
  // libclang shows the written type of what decayed: of parameters, and of a variable
  // whose type is that of a parameter (__auto_type).
  bool has_decayed = declaration.kind == CXCursor_ParmDecl || type.kind == CXType_Auto;
  if (has_decayed && kind == IR_TYPE_ARRAY)
    return types_pointer_to(&u->types, types_get(&u->types, id)->element);
  if (kind == IR_TYPE_FUNCTION)
    return types_pointer_to(&u->types, id);
  return id == TYPE_VOID ? TYPE_UNKNOWN : id; // void only after a parse error
}

static bool is_const_type(const lowering *u, ir_type_id type)
{
  while (types_kind(&u->types, type) == IR_TYPE_ARRAY)
    type = types_get(&u->types, type)->element;
  return types_get(&u->types, type)->is_const;
}

static bool is_plain_scalar(const lowering *u, ir_type_id type)
{
  ir_type_kind kind = types_kind(&u->types, type);
  return kind == IR_TYPE_BOOL || kind == IR_TYPE_INT || kind == IR_TYPE_POINTER;
}

// A chain of casts that ends in a literal 0.
static bool is_null_pointer(const node_list *nodes, uint32_t n)
{
  int64_t value = 1;
  while (node_kind(nodes, n) == CXCursor_UnexposedExpr ||
         node_kind(nodes, n) == CXCursor_ParenExpr ||
         node_kind(nodes, n) == CXCursor_CStyleCastExpr) {
    uint32_t last = node_last(nodes, n);
    if (last == NO_NODE)
      return false;
    n = last;
  }
  return node_kind(nodes, n) == CXCursor_IntegerLiteral &&
         evaluate(node_cursor(nodes, n), &value) && value == 0;
}

static void read_value(lowering *u, const node_list *nodes, uint32_t init,
                       ir_global *global)
{
  if (types_kind(&u->types, global->type) == IR_TYPE_POINTER)
    global->has_value = is_null_pointer(nodes, init);
  else
    global->has_value = evaluate(node_cursor(nodes, init), &global->value);
}

// A static initialiser cannot read a variable: what it mentions, it points to.
static void note_pointed(lowering *u, const node_list *nodes)
{
  for (uint32_t n = 0; n < nodes->list.count; n++) {
    if (node_kind(nodes, n) != CXCursor_DeclRefExpr)
      continue;
    CXCursor referenced = clang_getCursorReferenced(node_cursor(nodes, n));
    if (referenced.kind != CXCursor_VarDecl && referenced.kind != CXCursor_FunctionDecl)
      continue;
    entity pointed = lower_reference(u, referenced);
    if (pointed.kind == ENTITY_FUNCTION)
      u->module->functions.items[pointed.index].is_pointed = true;
    if (pointed.kind != ENTITY_GLOBAL)
      continue;
    u->module->globals.items[pointed.index].is_written = true;
    u->module->globals.items[pointed.index].is_pointed = true;
  }
}

static void read_initialiser(lowering *u, CXCursor declaration, uint32_t index)
{
  CXCursor init = clang_Cursor_getVarDeclInitializer(declaration);
  if (is_null(init)) {
    ir_global *global = &u->module->globals.items[index];
    global->has_value = is_plain_scalar(u, global->type);
    return;
  }
  node_list nodes = {0};
  nodes_read(&nodes, init);
  note_pointed(u, &nodes);
  ir_global *global = &u->module->globals.items[index];
  if (is_plain_scalar(u, global->type))
    read_value(u, &nodes, 0, global);
  nodes_clear(&nodes);
}

static bool is_definition(CXCursor declaration)
{
  return clang_Cursor_getStorageClass(declaration) != CX_SC_Extern ||
         !is_null(clang_Cursor_getVarDeclInitializer(declaration));
}

// Of several declarations the definition says most, then the one that has all sizes.
static void describe_global(lowering *u, uint32_t index, CXCursor declaration)
{
  ir_type_id type = lower_variable_type(u, declaration);
  types_complete(&u->types, type);
  ir_global *global = &u->module->globals.items[index];
  if (global->type == TYPE_VOID || types_get(&u->types, global->type)->size == 0)
    global->type = type;
  global->is_const = is_const_type(u, type);
  global->is_static = clang_Cursor_getStorageClass(declaration) == CX_SC_Static;
  global->is_thread_local = clang_getCursorTLSKind(declaration) != CXTLS_None;
  if (!is_definition(declaration))
    return;
  global->is_extern = false;
  global->place = name_place(declaration);
  global->file = file_of(u, declaration);
  read_initialiser(u, declaration, index);
}

static uint32_t add_global(lowering *u, CXCursor declaration, uint32_t function)
{
  uint32_t index = u->module->globals.count;
  ir_global *global = array_add(&u->module->globals);
  global->name =
      cxstring_intern(&u->module->names, clang_getCursorSpelling(declaration));
  global->function = function;
  global->is_extern = true;
  global->place = name_place(declaration);
  global->file = file_of(u, declaration);
  return index;
}

uint32_t lower_global(lowering *u, CXCursor declaration, uint32_t function)
{
  CXCursor first = clang_getCanonicalCursor(declaration);
  entity known = find(u, first);
  if (known.kind != ENTITY_GLOBAL) {
    known = (entity){ENTITY_GLOBAL, add_global(u, first, function)};
    bind(u, first, ENTITY_GLOBAL, known.index);
    bind(u, declaration, ENTITY_GLOBAL, known.index);
    describe_global(u, known.index, declaration);
    CXCursor definition = clang_getCursorDefinition(declaration);
    if (definition.kind == CXCursor_VarDecl &&
        definition.data[0] != declaration.data[0])
      describe_global(u, known.index, definition);
  } else if (find(u, declaration).kind == ENTITY_NONE) {
    bind(u, declaration, ENTITY_GLOBAL, known.index);
    describe_global(u, known.index, declaration);
  }
  return known.index;
}

// ---- The unit ----------------------------------------------------------------------

// Most declarations are of headers. Telling where one stands that a macro made is slow,
// so its place is asked for last.
static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent,
                                         CXClientData data)
{
  (void)parent;
  lowering *u = data;
  if (cursor.kind != CXCursor_FunctionDecl && cursor.kind != CXCursor_VarDecl)
    return CXChildVisit_Continue;
  CXSourceLocation location = clang_getCursorLocation(cursor);
  if (!source_may_be_main(u->source, location))
    return CXChildVisit_Continue;
  bool is_function = cursor.kind == CXCursor_FunctionDecl;
  bool defines =
      is_function ? clang_isCursorDefinition(cursor) != 0 : is_definition(cursor);
  if (!defines || !source_is_main(u->source, location))
    return CXChildVisit_Continue;
  if (is_function)
    queue(u, lower_function(u, cursor));
  else
    lower_global(u, cursor, IR_NONE);
  return CXChildVisit_Continue;
}

// ---- Declared by hand --------------------------------------------------------------

static bool may_be_handwritten(const lowering *u, uint32_t index)
{
  const ir_function *function = &u->module->functions.items[index];
  return function->file == 0 && !function->is_builtin &&
         is_null(u->functions.items[index].definition);
}

// A header that comes later may declare the function after all.
static enum CXChildVisitResult visit_header(CXCursor cursor, CXCursor parent,
                                            CXClientData data)
{
  (void)parent;
  lowering *u = data;
  if (cursor.kind != CXCursor_FunctionDecl)
    return CXChildVisit_Continue;
  entity known = find(u, clang_getCanonicalCursor(cursor));
  if (known.kind == ENTITY_FUNCTION &&
      !source_is_main(u->source, clang_getCursorLocation(cursor)))
    u->module->functions.items[known.index].is_handwritten = false;
  return CXChildVisit_Continue;
}

static void find_handwritten(lowering *u)
{
  bool has_any = false;
  for (uint32_t i = 0; i < u->module->functions.count; i++) {
    bool is_candidate = may_be_handwritten(u, i);
    u->module->functions.items[i].is_handwritten = is_candidate;
    has_any = has_any || is_candidate;
  }
  if (has_any)
    clang_visitChildren(clang_getTranslationUnitCursor(u->unit), visit_header, u);
}

// ---- Written globals ---------------------------------------------------------------

static uint32_t root_of(const uint32_t *roots, ir_operand operand)
{
  if (operand.kind == IR_GLOBAL)
    return operand.index;
  return operand.kind == IR_VALUE ? roots[operand.index] : IR_NONE;
}

static void mark_written(lowering *u, const uint32_t *roots, ir_operand operand)
{
  uint32_t root = root_of(roots, operand);
  if (root != IR_NONE)
    u->module->globals.items[root].is_written = true;
}

static bool steps_inside(ir_opcode opcode)
{
  return opcode == IR_FIELD || opcode == IR_ELEMENT;
}

// Any use of a global's address but to load from it or to step inside it may write it.
static void find_writes(lowering *u, const ir_function *function, uint32_t *roots)
{
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *step = &function->instructions[i];
    roots[i] = steps_inside(step->opcode) ? root_of(roots, step->a) : IR_NONE;
  }
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *user = &function->instructions[i];
    if (user->opcode != IR_LOAD && !steps_inside(user->opcode))
      mark_written(u, roots, user->a);
    mark_written(u, roots, user->b);
    if (user->opcode == IR_CALL)
      for (uint32_t k = 0; k < user->count; k++)
        mark_written(u, roots, function->operands[user->first + k]);
  }
}

static void find_written_globals(lowering *u)
{
  if (u->module->globals.count == 0)
    return;
  ARRAY(uint32_t) roots = {0};
  for (uint32_t i = 0; i < u->module->functions.count; i++) {
    const ir_function *function = &u->module->functions.items[i];
    if (!function->has_body)
      continue;
    array_reserve(&roots, function->instruction_count);
    find_writes(u, function, roots.items);
  }
  array_clear(&roots);
}

static void lowering_clear(lowering *u)
{
  types_clear(&u->types);
  pointer_map_clear(&u->declarations);
  pointer_map_clear(&u->named);
  pointer_map_clear(&u->unknown_functions);
  array_clear(&u->constants);
  array_clear(&u->functions);
  array_clear(&u->queue);
  array_clear(&u->named_cursors);
  clang_PrintingPolicy_dispose(u->terse);
  clang_PrintingPolicy_dispose(u->full);
}

static uint64_t pointer_size(CXTranslationUnit unit)
{
  CXTargetInfo target = clang_getTranslationUnitTargetInfo(unit);
  int bits = clang_TargetInfo_getPointerWidth(target);
  clang_TargetInfo_dispose(target);
  return bits <= 0 ? 8 : (uint64_t)bits / 8;
}

void lower_unit(CXTranslationUnit unit, ir_module *module, source_map *source,
                const problem_list *problems)
{
  lowering u = {.unit = unit, .module = module, .source = source, .problems = problems};
  types_init(&u.types, module, pointer_size(unit));
  clang_visitChildren(clang_getTranslationUnitCursor(unit), visit_top, &u);
  for (uint32_t i = 0; i < u.queue.count; i++)
    lower_body(&u, u.queue.items[i]);
  find_handwritten(&u);
  find_written_globals(&u);
  lowering_clear(&u);
}
