// Unchecked acquire (MC1008, asked for by name): used before anybody knows whether it
// is there.

#include "checks/explain.h"

void check_unchecked_acquire(finding_list *list, const engine_scene *scene,
                             const event *event)
{
  const object *object = &event->object;
  const char *name = explain_object(list, scene, object);
  const char *message =
      object->acquirer == NULL || object->name == IR_NONE
          ? arena_format(list->arena, "%s is used unchecked", name)
          : arena_format(list->arena, "%s is used unchecked: %s() may fail", name,
                         object->acquirer);
  explain_add(list, scene, event, "MC1008", message, "used here, and may not be there",
              "ask whether the call failed before this");
}
