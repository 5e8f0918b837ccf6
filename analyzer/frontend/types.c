#include "frontend/types.h"
#include "frontend/cxstring.h"

#include <assert.h>
#include <string.h>

// ---- Making ------------------------------------------------------------------------

static ir_type_id add(type_table *types, ir_type type, CXType source)
{
  ir_type_id id = types->module->types.count;
  array_push(&types->module->types, type);
  array_push(
      &types->notes,
      ((type_note){.source = source, .unqualified = id, .anonymous_in = IR_NONE}));
  return id;
}

void types_init(type_table *types, ir_module *module, uint64_t pointer_size)
{
  CXType none = {.kind = CXType_Invalid};
  *types = (type_table){.module = module, .pointer_size = pointer_size};
  assert(module->types.count == 1 && "only void is there");
  array_push(&types->notes, ((type_note){.source = none, .anonymous_in = IR_NONE}));
  add(types, (ir_type){.kind = IR_TYPE_OTHER}, none);
  add(types, (ir_type){.kind = IR_TYPE_INT, .is_signed = true, .size = 4}, none);
  add(types, (ir_type){.kind = IR_TYPE_INT, .is_signed = true, .size = 8}, none);
}

void types_clear(type_table *types)
{
  pointer_map_clear(&types->known);
  pointer_map_clear(&types->fields);
  array_clear(&types->notes);
  array_clear(&types->field_owner);
}

ir_type_id types_pointer_to(type_table *types, ir_type_id type)
{
  if (types->notes.items[type].pointer == 0) {
    CXType none = {.kind = CXType_Invalid};
    ir_type made = {
        .kind = IR_TYPE_POINTER, .size = types->pointer_size, .element = type};
    ir_type_id pointer = add(types, made, none);
    types->notes.items[type].pointer = pointer;
  }
  return types->notes.items[type].pointer;
}

ir_type_id types_any_function(type_table *types)
{
  CXType none = {.kind = CXType_Invalid};
  return add(types, (ir_type){.kind = IR_TYPE_FUNCTION, .is_variadic = true}, none);
}

ir_type_id types_unqualified(const type_table *types, ir_type_id type)
{
  return types->notes.items[type].unqualified;
}

static ir_type_id qualify(type_table *types, ir_type_id plain, bool is_const,
                          bool is_volatile);

// ---- Converting --------------------------------------------------------------------

static uint64_t size_of(CXType type)
{
  long long size = clang_Type_getSizeOf(type);
  return size < 0 ? 0 : (uint64_t)size;
}

static ir_type scalar(CXType type)
{
  ir_type result = {.kind = IR_TYPE_OTHER, .size = size_of(type)};
  if (type.kind == CXType_Bool) {
    result.kind = IR_TYPE_BOOL;
  } else if ((type.kind >= CXType_Char_U && type.kind <= CXType_UInt128)) {
    result.kind = IR_TYPE_INT;
  } else if (type.kind >= CXType_Char_S && type.kind <= CXType_Int128) {
    result.kind = IR_TYPE_INT;
    result.is_signed = true;
  } else if ((type.kind >= CXType_Float && type.kind <= CXType_LongDouble) ||
             type.kind == CXType_Float128 || type.kind == CXType_Half ||
             type.kind == CXType_Float16) {
    result.kind = IR_TYPE_FLOAT;
  }
  return result;
}

static ir_type enumeration(CXType type)
{
  CXType value = clang_getEnumDeclIntegerType(clang_getTypeDeclaration(type));
  ir_type result = scalar(clang_getCanonicalType(value));
  result.kind = IR_TYPE_INT;
  result.is_enum = true;
  if (result.size == 0)
    result.size = 4; // declared, but not defined
  return result;
}

// "struct tag" gives "tag"; a record named by no tag and no typedef gives NULL.
static const char *record_name(type_table *types, CXType type)
{
  CXString spelling = clang_getTypeSpelling(clang_getUnqualifiedType(type));
  const char *text = clang_getCString(spelling);
  const char *name = NULL;
  if (text != NULL && strchr(text, '(') == NULL) {
    if (strncmp(text, "struct ", 7) == 0)
      text += 7;
    else if (strncmp(text, "union ", 6) == 0)
      text += 6;
    name = intern(&types->module->names, text);
  }
  clang_disposeString(spelling);
  return name;
}

static ir_type record(type_table *types, CXType type)
{
  CXCursor declaration = clang_getTypeDeclaration(type);
  return (ir_type){.kind = IR_TYPE_RECORD,
                   .is_union = declaration.kind == CXCursor_UnionDecl,
                   .name = record_name(types, type)};
}

static ir_type array(type_table *types, CXType type)
{
  long long count = clang_getArraySize(type);
  ir_type_id element = types_of(types, clang_getArrayElementType(type));
  ir_type result = {.kind = IR_TYPE_ARRAY, .element = element};
  if (type.kind == CXType_ConstantArray) {
    result.count = count < 0 ? 0 : (uint64_t)count;
    result.size = size_of(type);
  }
  return result;
}

static ir_type function(type_table *types, CXType type)
{
  ir_type result = {.kind = IR_TYPE_FUNCTION,
                    .element = types_of(types, clang_getResultType(type)),
                    .is_variadic = clang_isFunctionTypeVariadic(type) != 0};
  int count = clang_getNumArgTypes(type);
  ARRAY(ir_type_id) parameters = {0};
  for (int i = 0; i < count; i++)
    array_push(&parameters, types_of(types, clang_getArgType(type, (unsigned)i)));
  ir_module *module = types->module;
  result.first = module->parameter_types.count;
  result.count = parameters.count;
  for (uint32_t i = 0; i < parameters.count; i++)
    array_push(&module->parameter_types, parameters.items[i]);
  array_clear(&parameters);
  return result;
}

static bool spells_noreturn(CXType type, bool at_end)
{
  static const char attribute[] = "__attribute__((noreturn))";
  CXString spelling = clang_getTypeSpelling(type);
  const char *text = clang_getCString(spelling);
  const char *found = text == NULL ? NULL : strstr(text, attribute);
  size_t tail = strlen(attribute);
  if (found != NULL && at_end && strcmp(text + strlen(text) - tail, attribute) != 0)
    found = NULL;
  clang_disposeString(spelling);
  return found != NULL;
}

// GNU's noreturn is part of the type, and shows only in how it is spelled: at the end,
// where that of a returned function pointer stands too.
static bool says_noreturn(CXType type)
{
  return spells_noreturn(type, true) &&
         !spells_noreturn(clang_getResultType(type), false);
}

static ir_type_id make_function(type_table *types, CXType type)
{
  ir_type made = function(types, type);
  ir_type_id id = add(types, made, type);
  types->notes.items[id].is_noreturn = says_noreturn(type);
  return id;
}

// [type] is canonical and has no qualifiers.
static ir_type_id make(type_table *types, CXType type)
{
  switch (type.kind) {
  case CXType_Void:
    return TYPE_VOID;
  case CXType_Int:
    types->module->types.items[TYPE_INT].size = size_of(type);
    return TYPE_INT;
  case CXType_Long:
    types->module->types.items[TYPE_LONG].size = size_of(type);
    return TYPE_LONG;
  case CXType_Enum:
    return add(types, enumeration(type), type);
  case CXType_Pointer:
  case CXType_BlockPointer:
    return types_pointer_to(types, types_of(types, clang_getPointeeType(type)));
  case CXType_Record:
    return add(types, record(types, type), type);
  case CXType_ConstantArray:
  case CXType_IncompleteArray:
  case CXType_VariableArray:
    return add(types, array(types, type), type);
  case CXType_FunctionProto:
  case CXType_FunctionNoProto:
    return make_function(types, type);
  case CXType_Atomic:
    return types_of(types, clang_Type_getValueType(type));
  case CXType_Invalid:
  case CXType_Unexposed:
    return TYPE_UNKNOWN;
  default:
    return add(types, scalar(type), type);
  }
}

// Qualifiers of an array are those of its elements.
static ir_type_id qualify_array(type_table *types, ir_type_id plain, bool is_const,
                                bool is_volatile)
{
  ir_type made = *types_get(types, plain);
  made.element = qualify(types, made.element, is_const, is_volatile);
  return add(types, made, types->notes.items[plain].source);
}

// The form of the unqualified type [plain] with these qualifiers.
static ir_type_id qualify(type_table *types, ir_type_id plain, bool is_const,
                          bool is_volatile)
{
  if (types_kind(types, plain) == IR_TYPE_ARRAY)
    return qualify_array(types, plain, is_const, is_volatile);
  type_note *notes = types->notes.items;
  for (ir_type_id t = plain; t != 0; t = notes[t].variant) {
    const ir_type *known = types_get(types, t);
    if (known->is_const == is_const && known->is_volatile == is_volatile)
      return t;
  }
  ir_type made = *types_get(types, plain);
  made.is_const = is_const;
  made.is_volatile = is_volatile;
  ir_type_id id = add(types, made, notes[plain].source);
  notes = types->notes.items;
  notes[id].unqualified = plain;
  notes[id].is_laid_out = notes[plain].is_laid_out;
  notes[id].variant = notes[plain].variant;
  notes[plain].variant = id;
  return id;
}

ir_type_id types_of(type_table *types, CXType type)
{
  CXType canonical = clang_getCanonicalType(type);
  const void *key = canonical.data[0];
  if (key == NULL)
    return TYPE_UNKNOWN;
  uint32_t known = pointer_map_get(&types->known, key, IR_NONE);
  if (known != IR_NONE)
    return known;

  // What is left of a qualifier that says nothing to us, restrict, goes the same way.
  CXType plain = clang_getUnqualifiedType(canonical);
  ir_type_id id = plain.data[0] == key
                      ? make(types, canonical)
                      : qualify(types, types_of(types, plain),
                                clang_isConstQualifiedType(canonical) != 0,
                                clang_isVolatileQualifiedType(canonical) != 0);
  pointer_map_put(&types->known, key, id);
  return id;
}

// ---- Records -----------------------------------------------------------------------

typedef struct found_field {
  ir_field field;
  CXCursor declaration;
  bool is_anonymous_record;
} found_field;

typedef struct record_fields {
  type_table *types;
  ARRAY(found_field) list;
  bool has_bits;
} record_fields;

static enum CXVisitorResult visit_field(CXCursor cursor, CXClientData data)
{
  record_fields *fields = data;
  intern_table *names = &fields->types->module->names;
  CXString spelling = clang_getCursorSpelling(cursor);
  const char *name = clang_getCString(spelling);
  bool is_anonymous = name == NULL || name[0] == '\0' || strchr(name, '(') != NULL;
  ir_field field = {.name = intern(names, is_anonymous ? "" : name),
                    .type = types_of(fields->types, clang_getCursorType(cursor))};
  clang_disposeString(spelling);
  bool is_record = types_kind(fields->types, field.type) == IR_TYPE_RECORD;
  fields->has_bits = fields->has_bits || clang_Cursor_isBitField(cursor) != 0;
  array_push(&fields->list, ((found_field){field, cursor, is_anonymous && is_record}));
  return CXVisit_Continue;
}

static bool ask_offset(CXCursor field, uint64_t *offset)
{
  long long bits = clang_Cursor_getOffsetOfField(field);
  *offset = bits < 0 ? 0 : (uint64_t)bits / 8;
  return bits >= 0;
}

static uint32_t alignment_of(type_table *types, const found_field *found)
{
  type_note *note = &types->notes.items[found->field.type];
  if (note->alignment == 0) {
    long long asked = clang_Type_getAlignOf(clang_getCursorType(found->declaration));
    note->alignment = asked <= 0 ? 0 : (uint32_t)asked;
  }
  return note->alignment;
}

static uint64_t size_of_field(type_table *types, const found_field *found)
{
  uint64_t size = types_get(types, found->field.type)->size;
  return size != 0 ? size : size_of(clang_getCursorType(found->declaration));
}

// Where the fields lie if no attribute moves them. False if something did.
static bool lay_out_naturally(record_fields *fields, uint64_t size)
{
  uint64_t end = 0;
  uint64_t largest = 1;
  for (uint32_t i = 0; i < fields->list.count; i++) {
    found_field *found = &fields->list.items[i];
    uint64_t alignment = alignment_of(fields->types, found);
    if (alignment == 0)
      return false;
    found->field.offset = (end + alignment - 1) / alignment * alignment;
    end = found->field.offset + size_of_field(fields->types, found);
    largest = alignment > largest ? alignment : largest;
  }
  uint64_t last;
  return fields->list.count != 0 && (end + largest - 1) / largest * largest == size &&
         ask_offset(array_last(&fields->list)->declaration, &last) &&
         last == array_last(&fields->list)->field.offset;
}

#define UNKNOWN_FIELD 4096 // bytes from one field of unknown place to the next

// libclang looks at the whole record each time it is asked for an offset, so it is
// asked for all only where the natural layout does not hold.
static void find_offsets(record_fields *fields, bool is_union, uint64_t size)
{
  if (is_union || (!fields->has_bits && lay_out_naturally(fields, size)))
    return;
  for (uint32_t i = 0; i < fields->list.count; i++) {
    found_field *found = &fields->list.items[i];
    // Of a record that misses a type nobody knows: still no field is another one.
    if (!ask_offset(found->declaration, &found->field.offset))
      found->field.offset = UNKNOWN_FIELD * i;
  }
}

static void keep_fields(type_table *types, ir_type_id id, const record_fields *fields,
                        uint64_t size)
{
  ir_module *module = types->module;
  uint32_t first = module->fields.count;
  for (uint32_t i = 0; i < fields->list.count; i++) {
    const found_field *found = &fields->list.items[i];
    pointer_map_put(&types->fields, found->declaration.data[0], first + i);
    array_push(&module->fields, found->field);
    array_push(&types->field_owner, id);
  }
  CXCursor declaration = clang_getTypeDeclaration(types->notes.items[id].source);
  bool is_defined = !clang_Cursor_isNull(clang_getCursorDefinition(declaration));
  for (ir_type_id t = id; t != 0; t = types->notes.items[t].variant) {
    ir_type *type = &module->types.items[t];
    type->first = first;
    type->count = fields->list.count;
    type->size = size;
    type->is_complete = is_defined;
    types->notes.items[t].is_laid_out = true;
  }
}

static void lay_out(type_table *types, ir_type_id id)
{
  record_fields fields = {.types = types};
  CXType source = types->notes.items[id].source;
  clang_Type_visitFields(source, visit_field, &fields);
  uint64_t size = size_of(source);
  find_offsets(&fields, types_get(types, id)->is_union, size);
  keep_fields(types, id, &fields, size);
  uint32_t first = types_get(types, id)->first;
  for (uint32_t i = 0; i < fields.list.count; i++)
    if (fields.list.items[i].is_anonymous_record) {
      ir_type_id inner = types_unqualified(types, fields.list.items[i].field.type);
      types->notes.items[inner].anonymous_in = first + i;
      types_complete(types, inner);
    }
  array_clear(&fields.list);
}

void types_complete(type_table *types, ir_type_id type)
{
  while (types_kind(types, type) == IR_TYPE_ARRAY)
    type = types_get(types, type)->element;
  ir_type_id plain = types_unqualified(types, type);
  if (types_kind(types, plain) == IR_TYPE_RECORD &&
      !types->notes.items[plain].is_laid_out)
    lay_out(types, plain);
}

// The index of the field that [declaration] declares, or IR_NONE.
static uint32_t find_declared(type_table *types, CXCursor declaration)
{
  const void *key = declaration.data[0];
  uint32_t found = pointer_map_get(&types->fields, key, IR_NONE);
  if (found != IR_NONE)
    return found;
  CXCursor parent = clang_getCursorSemanticParent(declaration);
  types_complete(types, types_of(types, clang_getCursorType(parent)));
  return pointer_map_get(&types->fields, key, IR_NONE);
}

bool types_find_field(type_table *types, ir_type_id record_type, CXCursor declaration,
                      field_path *path)
{
  ir_type_id outer = types_unqualified(types, record_type);
  types_complete(types, outer);
  uint32_t chain[FIELD_DEPTH_LIMIT];
  uint32_t depth = 0;
  uint32_t field = find_declared(types, declaration);
  while (field != IR_NONE && depth < FIELD_DEPTH_LIMIT) {
    chain[depth++] = field;
    ir_type_id owner = types->field_owner.items[field];
    if (owner == outer)
      break;
    field = types->notes.items[owner].anonymous_in;
  }
  if (depth == 0 || types->field_owner.items[chain[depth - 1]] != outer)
    return false;
  path->count = depth;
  for (uint32_t i = 0; i < depth; i++) {
    uint32_t at = chain[depth - 1 - i];
    ir_type_id owner = types->field_owner.items[at];
    path->records[i] = owner;
    path->numbers[i] = at - types_get(types, owner)->first;
    path->types[i] = types->module->fields.items[at].type;
  }
  return true;
}
