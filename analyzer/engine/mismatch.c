// Mismatch: what is released, and is not the releaser's to release.
//
// free() takes what malloc() gave and nothing else: no stream, no variable, no literal,
// and no pointer into the middle of a block. Where a pointer may be one or the other,
// nothing is said: paths that know it are apart by then.

#include "engine/run.h"

#include <string.h>

// ---- Kinds ----

static bool is_listed(const pack_kind *kind, const char *function)
{
  if (function == NULL)
    return false;
  if (kind->release != NULL && strcmp(kind->release, function) == 0)
    return true;
  for (uint32_t i = 0; i < kind->compatible_count; i++)
    if (strcmp(kind->compatible[i], function) == 0)
      return true;
  return false;
}

// Kinds that are not known go with everything.
static bool kinds_agree(const pack_set *packs, const char *object, const char *released,
                        const char *releaser)
{
  const pack_kind *is = pack_set_kind(packs, object);
  const pack_kind *wanted = pack_set_kind(packs, released);
  return is == NULL || wanted == NULL || is == wanted || is_listed(is, releaser) ||
         is_listed(is, wanted->release) || is_listed(wanted, is->release);
}

// Does [kind] end with a function that wants the pointer an allocator gave, as free()
// does? Numbers are not pointers, and parts of a mapping may be unmapped. Who takes a
// struct may know of one that is not a block of its own.
static bool wants_block(const run *run, const char *kind)
{
  const pack_kind *what = pack_set_kind(run->input->packs, kind);
  const ir_module *module = run->context.module;
  if (what == NULL || what->release == NULL || what->has_none)
    return false;
  for (uint32_t i = 0; i < module->functions.count; i++) {
    const ir_function *function = &module->functions.items[i];
    const ir_type *type = ir_type_of(module, function->type);
    if (strcmp(function->name, what->release) != 0 || type->kind != IR_TYPE_FUNCTION ||
        type->count == 0)
      continue;
    const ir_type *taken =
        ir_type_of(module, module->parameter_types.items[type->first]);
    return taken->kind == IR_TYPE_POINTER &&
           ir_type_of(module, taken->element)->kind != IR_TYPE_RECORD;
  }
  return false;
}

// ---- What is released ----

static void report(run *run, state *state, value v, object *object,
                   mismatch_event mismatched, uint32_t instruction)
{
  if (object->is_reported)
    return;
  object->is_reported = true;
  event event = {.kind = EVENT_MISMATCHED,
                 .instruction = instruction,
                 .object = *object,
                 .path = state->path,
                 .is_coarse = run->is_coarse,
                 .mismatched = mismatched};
  if (object->symbol != v && object->site == IR_NONE)
    event.object.release = instruction;
  array_push(&run->events, event);
}

// An object for the message alone: [v] denotes none.
static object nobodys(value v, const char *kind, uint32_t instruction)
{
  return (object){.symbol = v,
                  .is_foreign = true,
                  .kind = kind,
                  .guard = {.symbol = IR_NONE},
                  .site = IR_NONE,
                  .release = instruction,
                  .name = IR_NONE};
}

static bool is_known_object(const run *run, const state *state, const object *o)
{
  return o != NULL && !o->is_foreign && o->status != OBJECT_RELEASED &&
         object_exists(&run->context, state, o) != TRUTH_FALSE;
}

static bool release_of_other_kind(run *run, state *state, value v,
                                  mismatch_event mismatched, uint32_t instruction)
{
  object *o = state_object(state, v);
  if (!is_known_object(run, state, o) ||
      kinds_agree(run->input->packs, o->kind, mismatched.kind, mismatched.releaser))
    return false;
  mismatched.mismatch = MISMATCH_KIND;
  report(run, state, v, o, mismatched, instruction);
  o->status = OBJECT_RELEASED; // wrongly, but nobody releases it once more
  o->release = instruction;
  o->releaser = mismatched.releaser;
  return true;
}

// Variables of a system header are the library's: stdin is one, somewhere.
static bool is_own_place(const run *run, const region_data *root)
{
  const ir_module *module = run->context.module;
  switch (root->kind) {
  case REGION_LOCAL:
  case REGION_STRING:
  case REGION_FUNCTION:
    return true;
  case REGION_GLOBAL:
    return !module->files.items[module->globals.items[root->index].file].is_system;
  default:
    return false;
  }
}

static bool release_of_place(run *run, state *state, value v, mismatch_event mismatched,
                             uint32_t instruction)
{
  region place;
  if (!region_pointee(&run->values, v, &place) ||
      !is_own_place(run, region_get(&run->values, region_root(&run->values, place))))
    return false;
  object object = nobodys(v, mismatched.kind, instruction);
  mismatched.mismatch = MISMATCH_PLACE;
  mismatched.place = place;
  report(run, state, v, &object, mismatched, instruction);
  return true;
}

bool mismatch_is_lent(const run *run, value v)
{
  const value_data *data = value_get(&run->values, v);
  if (data->kind != VALUE_SYMBOL || data->origin != SYMBOL_RESULT)
    return false;
  ir_operand callee = run->function->instructions[data->a].a;
  if (callee.kind != IR_FUNCTION)
    return false;
  const fact *fact = run->input->facts[callee.index];
  if (fact != NULL) {
    const pack_kind *kind = pack_set_kind(run->input->packs, fact->result.kind);
    return fact->result.result == RESULT_BORROW && fact->result.from == 0 &&
           fact->clause_count == 0 && kind != NULL && kind->release == NULL;
  }
  const summary *summary = &run->result->summaries[callee.index];
  bool is_place = false;
  for (uint32_t i = 0; summary->is_known && i < summary->exit_count; i++) {
    const exit_class *exit = &summary->exits[i];
    bool is_null = exit->low == 0 && exit->high == 0;
    if (!is_null && exit->result != RESULT_PLACE)
      return false;
    is_place = is_place || !is_null;
  }
  return is_place;
}

static bool release_of_lent(run *run, state *state, value v, mismatch_event mismatched,
                            uint32_t instruction)
{
  if (!mismatch_is_lent(run, v))
    return false;
  object object = nobodys(v, mismatched.kind, instruction);
  mismatched.mismatch = MISMATCH_LENT;
  mismatched.lender = value_get(&run->values, v)->a;
  report(run, state, v, &object, mismatched, instruction);
  return true;
}

// Borrowed from another object, which has it released with its own.
static bool release_of_borrowed(run *run, state *state, value v,
                                mismatch_event mismatched, uint32_t instruction)
{
  object *o = state_object(state, v);
  const pack_kind *kind = pack_set_kind(run->input->packs, mismatched.kind);
  if (o == NULL || !o->is_borrowed || o->status != OBJECT_HELD || o->kind == NULL ||
      strcmp(o->kind, mismatched.kind) != 0 || kind->is_counted)
    return false;
  mismatched.mismatch = MISMATCH_LENT;
  mismatched.lender = o->site;
  report(run, state, v, o, mismatched, instruction);
  o->status = OBJECT_ESCAPED;
  return true;
}

// Who gave the pointer knows where the block starts: what was acquired starts where the
// pointer says, and a pointer from elsewhere at least not behind it (a header before
// the caller's part is common).
static bool release_off_start(run *run, state *state, value v,
                              mismatch_event mismatched, uint32_t instruction)
{
  value base;
  if (!value_is_offset(&run->values, v, &base, &mismatched.offset))
    return false;
  const value_data *origin = value_get(&run->values, base);
  object *o = state_object(state, base);
  bool is_acquired = is_known_object(run, state, o);
  bool is_given = origin->origin == SYMBOL_PARAMETER || origin->origin == SYMBOL_HELD;
  if (!is_acquired && !(is_given && mismatched.offset >= 0))
    return false;
  if (o != NULL && o->status == OBJECT_RELEASED)
    return false;
  if (o == NULL)
    o = state_add_object(state, nobodys(base, mismatched.kind, instruction));
  o->status = OBJECT_ESCAPED;
  mismatched.mismatch = MISMATCH_OFFSET;
  report(run, state, v, o, mismatched, instruction);
  return true;
}

uint32_t mismatch_class(run *run, value v)
{
  value base;
  int64_t offset;
  region place;
  if (value_get(&run->values, v)->kind == VALUE_INTEGER)
    return 0;
  if (value_is_offset(&run->values, v, &base, &offset))
    return 1;
  if (region_pointee(&run->values, v, &place) &&
      is_own_place(run, region_get(&run->values, region_root(&run->values, place))))
    return 2;
  return mismatch_is_lent(run, v) ? 3 : 0;
}

bool mismatch_release(run *run, state *state, value v, const char *kind,
                      const char *releaser, uint32_t instruction)
{
  mismatch_event mismatched = {.releaser = releaser, .kind = kind, .place = IR_NONE};
  if (kind == NULL)
    return false;
  if (release_of_other_kind(run, state, v, mismatched, instruction))
    return true;
  if (wants_block(run, kind) &&
      release_of_borrowed(run, state, v, mismatched, instruction))
    return true;
  return mismatch_class(run, v) != 0 && wants_block(run, kind) &&
         (release_of_place(run, state, v, mismatched, instruction) ||
          release_of_lent(run, state, v, mismatched, instruction) ||
          release_off_start(run, state, v, mismatched, instruction));
}

// ---- Pointers that are released ----

const bool *mismatch_find_released(run *run)
{
  const ir_function *function = run->function;
  bool *released = arena_new_array(&run->scratch, bool, function->local_count);
  for (uint32_t i = 0; i < function->instruction_count; i++) {
    const ir_instruction *call = &function->instructions[i];
    for (uint32_t k = 0; call->opcode == IR_CALL && k < call->count; k++) {
      ir_operand argument = function->operands[call->first + k];
      uint32_t local = shape_loaded_local(function, argument);
      if (local != IR_NONE && !released[local])
        released[local] = belief_releases_local(run, call, local);
    }
  }
  return released;
}
