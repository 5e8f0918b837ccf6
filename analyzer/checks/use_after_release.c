// Use after release (MC1003): what is gone is read, written, passed on or returned.

#include "checks/explain.h"

// "'row', which mysql_fetch_row() lent from 'result',": whose release ended it.
static const char *describe_loan(finding_list *list, const engine_scene *scene,
                                 const event *event)
{
  const object *object = &event->object;
  const ir_instruction *call = &scene->function->instructions[object->site];
  const fact *fact = scene->facts[call->a.index];
  strbuf owner = {0};
  if (fact != NULL && fact->result.from >= 1 && fact->result.from <= call->count)
    describe_operand(scene->module, scene->function,
                     scene->function->operands[call->first + fact->result.from - 1],
                     &owner);
  const char *name = explain_name(list, scene, object);
  const char *text = arena_format(
      list->arena, "%s%s%s() gave from %s%s%s", name[0] == '\0' ? "what " : name,
      name[0] == '\0' ? "" : ", which ", fact == NULL ? "the call" : fact->name,
      owner.length == 0 ? "its owner" : "'", strbuf_text(&owner),
      owner.length == 0 ? "" : "'");
  strbuf_clear(&owner);
  return text;
}

void check_use_after_release(finding_list *list, const engine_scene *scene,
                             const event *event)
{
  const char *verb = event->is_returned ? "returned" : "used";
  const char *last = arena_format(list->arena, "%s after release", verb);
  if (event->object.is_borrowed)
    explain_add(list, scene, event, "MC1003",
                arena_format(list->arena, "%s, is %s after that was released",
                             describe_loan(list, scene, event), verb),
                last, "release the owner after the last use, or copy what is needed");
  else
    explain_add(list, scene, event, "MC1003",
                arena_format(list->arena, "%s is %s after it was released",
                             explain_object(list, scene, &event->object), verb),
                last, "release it after the last use");
}
