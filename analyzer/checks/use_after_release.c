// Use after release (MC1003): what is gone is read, written, passed on or returned.

#include "checks/explain.h"

void check_use_after_release(finding_list *list, const engine_scene *scene,
                             const event *event)
{
  const char *object = explain_object(list, scene, &event->object);
  const char *verb = event->is_returned ? "returned" : "used";
  explain_add(list, scene, event, "MC1003",
              arena_format(list->arena, "%s is %s after it was released", object, verb),
              arena_format(list->arena, "%s after release", verb),
              "release it after the last use");
}
