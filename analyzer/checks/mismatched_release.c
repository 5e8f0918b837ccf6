// Mismatched release (MC1004): what is released is not the releaser's to release.

#include "checks/explain.h"

#include <inttypes.h>

// "free()", or "drop(), which calls free(),": who releases, and how.
static const char *describe_releaser(finding_list *list, const engine_scene *scene,
                                     const event *event)
{
  const char *name = event->mismatched.releaser;
  const pack_kind *kind = pack_set_kind(scene->packs, event->mismatched.kind);
  ir_operand callee = scene->function->instructions[event->instruction].a;
  bool is_wrapper = callee.kind == IR_FUNCTION &&
                    scene->module->functions.items[callee.index].has_body &&
                    kind != NULL && kind->release != NULL;
  if (name == NULL)
    return "the callee";
  return is_wrapper
             ? arena_format(list->arena, "%s(), which calls %s(),", name, kind->release)
             : arena_format(list->arena, "%s()", name);
}

static const char *describe_place(finding_list *list, const engine_scene *scene,
                                  region place)
{
  strbuf name = {0};
  const region_data *root =
      region_get(scene->values, region_root(scene->values, place));
  const ir_global *global =
      root->kind == REGION_GLOBAL ? &scene->module->globals.items[root->index] : NULL;
  const char *sort = root->kind == REGION_STRING     ? "a string literal"
                     : root->kind == REGION_FUNCTION ? "a function"
                     : root->kind == REGION_LOCAL    ? "local variable"
                     : global->is_static             ? "static variable"
                                                     : "global variable";
  describe_region(scene, place, &name);
  const char *text =
      name.length == 0 ? (root->kind == REGION_LOCAL ? "a local variable" : sort)
                       : arena_format(list->arena, "%s '%s'", sort, strbuf_text(&name));
  strbuf_clear(&name);
  return text;
}

static const char *describe_lent(finding_list *list, const engine_scene *scene,
                                 const event *event)
{
  uint32_t call = event->mismatched.lender;
  const char *lender = describe_callee(scene->module, scene->function, call);
  if (lender == NULL)
    return "what is only lent";
  return arena_format(list->arena, "what %s() gives, which is not to be released",
                      lender);
}

static const char *describe_offset(finding_list *list, const engine_scene *scene,
                                   const event *event)
{
  int64_t offset = event->mismatched.offset;
  const char *object = explain_object(list, scene, &event->object);
  if (offset == 0)
    return arena_format(list->arena, "a pointer moved on from the start of %s", object);
  return arena_format(list->arena, "a pointer %" PRId64 " byte%s %s the start of %s",
                      offset < 0 ? -offset : offset,
                      offset == 1 || offset == -1 ? "" : "s",
                      offset < 0 ? "before" : "behind", object);
}

static const char *describe_given(finding_list *list, const engine_scene *scene,
                                  const event *event)
{
  switch (event->mismatched.mismatch) {
  case MISMATCH_PLACE:
    return arena_format(list->arena, "%s, which was never allocated",
                        describe_place(list, scene, event->mismatched.place));
  case MISMATCH_LENT:
    return describe_lent(list, scene, event);
  default:
    return describe_offset(list, scene, event);
  }
}

void check_mismatched_release(finding_list *list, const engine_scene *scene,
                              const event *event)
{
  const char *by = describe_releaser(list, scene, event);
  const char *right = explain_releaser(scene, &event->object);
  const char *message;
  const char *help = "release only what was acquired for it";
  if (event->mismatched.mismatch == MISMATCH_KIND) {
    const char *object = explain_object(list, scene, &event->object);
    message = arena_format(
        list->arena, "mismatched release: %s is released by %s%s", object, by,
        right == NULL ? "" : arena_format(list->arena, " instead of %s()", right));
    if (right != NULL)
      help = arena_format(list->arena, "release it with %s()", right);
  } else {
    message = arena_format(list->arena, "mismatched release: %s is given %s", by,
                           describe_given(list, scene, event));
    if (event->mismatched.mismatch == MISMATCH_OFFSET)
      help = "keep the pointer to its start, and release that";
  }
  explain_add(list, scene, event, "MC1004", message, "released here", help);
}
