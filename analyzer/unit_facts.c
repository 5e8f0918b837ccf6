#include "unit_facts.h"
#include "base/log.h"
#include "model/family.h"
#include "model/source_fact.h"

#include <string.h>

static uint32_t include_stack(const ir_module *module, uint32_t file,
                              const char **stack, uint32_t limit)
{
  uint32_t count = 0;
  for (; file != IR_NONE && count < limit; file = module->files.items[file].included_by)
    stack[count++] = module->files.items[file].path;
  return count;
}

static source_declaration source_of(const ir_module *module,
                                    const ir_function *function)
{
  const ir_type *type = ir_type_of(module, function->type);
  return (source_declaration){
      .name = function->name,
      .param_count = type->kind == IR_TYPE_FUNCTION ? (uint32_t)type->count : 0,
      .attribute_count = function->attribute_count,
      .attributes = function->attributes,
  };
}

// What [function] is by its attributes, else by [rule], which may be NULL.
static const fact *fact_by_source(arena *arena, const ir_module *module,
                                  const ir_function *function, const fact *rule)
{
  source_declaration declaration = source_of(module, function);
  fact_error error;
  const fact *fact = source_fact(arena, &declaration, rule, &error);
  if (error.message[0] != '\0')
    log_warning("%s: an attribute of %s() is left out: %s",
                module->files.items[function->file].path, function->name,
                error.message);
  return fact;
}

#define STACK_DEPTH 64

// The declaration of [function] for the packs; [stack] has room for STACK_DEPTH paths.
static declaration declaration_of(const ir_module *module, const ir_function *function,
                                  const char **stack)
{
  const ir_type *type = ir_type_of(module, function->type);
  return (declaration){
      .name = function->name,
      .param_count = type->kind == IR_TYPE_FUNCTION ? (uint32_t)type->count : 0,
      .is_variadic = type->is_variadic,
      .stack_count = include_stack(module, function->file, stack, STACK_DEPTH),
      .stack = stack,
      .is_handwritten = function->is_handwritten || function->is_builtin,
      // A header's inline function is the library's own: its model stands.
      .has_user_body = function->has_body &&
                       !module->files.items[function->definition_file].is_system,
  };
}

static const fact *fact_of(const ir_module *module, const pack_selection *selection,
                           const ir_function *function)
{
  const char *stack[STACK_DEPTH];
  declaration declaration = declaration_of(module, function, stack);
  return pack_match(selection, &declaration);
}

// ---- malloc(deallocator) ----

static uint32_t find_function(const ir_module *module, const char *name)
{
  for (uint32_t i = 0; i < module->functions.count; i++)
    if (strcmp(module->functions.items[i].name, name) == 0)
      return i;
  return IR_NONE;
}

// The kind that [deallocator] releases by its own fact, else one that is named for it.
static const char *kind_released_by(arena *arena, const ir_module *module,
                                    pack_set *packs, const fact **facts,
                                    const source_deallocator *deallocator)
{
  uint32_t function = find_function(module, deallocator->name);
  const fact *known = function == IR_NONE ? NULL : facts[function];
  if (known != NULL && deallocator->argument <= known->param_count &&
      known->params[deallocator->argument - 1].effect == EFFECT_FREE)
    return known->params[deallocator->argument - 1].kind;
  const char *kind = pack_set_kind_released_by(packs, deallocator->name)->name;
  if (function != IR_NONE && known == NULL &&
      !module->functions.items[function].has_body) {
    source_declaration declaration =
        source_of(module, &module->functions.items[function]);
    facts[function] =
        source_deallocator_fact(arena, &declaration, deallocator->argument, kind);
  }
  return kind;
}

// GCC's malloc(f, n): what the function returns, argument n of f() releases.
static void pair_deallocators(arena *arena, const ir_module *module, pack_set *packs,
                              const fact **facts)
{
  for (uint32_t i = 0; i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    source_declaration declaration = source_of(module, function);
    source_deallocator deallocator;
    if (facts[i] != NULL || function->attribute_count == 0 || function->has_body ||
        !source_find_deallocator(arena, &declaration, &deallocator))
      continue;
    facts[i] = source_allocator_fact(
        arena, &declaration,
        kind_released_by(arena, module, packs, facts, &deallocator));
  }
}

// ---- Families ----

static void add_family_facts(arena *arena, const ir_module *module, pack_set *packs,
                             const pack_selection *selection, const fact **facts)
{
  for (uint32_t i = 0; i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    const ir_type *type = ir_type_of(module, function->type);
    if (facts[i] != NULL || function->has_body || type->kind != IR_TYPE_FUNCTION)
      continue;
    const char *stack[STACK_DEPTH];
    declaration declaration = declaration_of(module, function, stack);
    bool returns_pointer = ir_type_of(module, type->element)->kind == IR_TYPE_POINTER;
    facts[i] = family_fact(arena, packs, selection, &declaration, returns_pointer);
  }
}

const fact **unit_find_facts(arena *arena, const ir_module *module, pack_set *packs,
                             const pack_selection *selection)
{
  const fact **facts =
      arena_new_array(arena, const fact *, module->functions.count + 1);
  for (uint32_t i = 0; i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    const fact *rule = fact_of(module, selection, function);
    facts[i] = fact_by_source(arena, module, function, rule);
  }
  pair_deallocators(arena, module, packs, facts);
  add_family_facts(arena, module, packs, selection, facts);
  return facts;
}

const char **unit_file_paths(arena *arena, const ir_module *module)
{
  const char **paths = arena_new_array(arena, const char *, module->files.count + 1);
  for (uint32_t i = 0; i < module->files.count; i++)
    paths[i] = module->files.items[i].path;
  return paths;
}

const fact **unit_find_variable_facts(arena *arena, const ir_module *module,
                                      const pack_selection *selection)
{
  const fact **facts = arena_new_array(arena, const fact *, module->globals.count + 1);
  for (uint32_t i = 0; i < module->globals.count; i++) {
    const ir_global *global = &module->globals.items[i];
    const ir_type *type = ir_type_of(module, global->type);
    if (!global->is_extern || type->kind != IR_TYPE_POINTER ||
        (type = ir_type_of(module, type->element))->kind != IR_TYPE_FUNCTION)
      continue;
    const char *stack[STACK_DEPTH];
    declaration declaration = {
        .name = global->name,
        .param_count = (uint32_t)type->count,
        .is_variadic = type->is_variadic,
        .stack_count = include_stack(module, global->file, stack, STACK_DEPTH),
        .stack = stack,
    };
    facts[i] = pack_match(selection, &declaration);
  }
  return facts;
}
