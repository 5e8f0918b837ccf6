// Lock held at return (MC1009): given back on one path, forgotten on another.

#include "checks/explain.h"

void check_lock_held(finding_list *list, const engine_scene *scene, const event *event)
{
  const char *object = explain_object(list, scene, &event->object);
  const char *releaser = explain_releaser(scene, &event->object);
  const char *condition = explain_condition(list, scene, event);
  const char *message =
      arena_format(list->arena, "%s is still held at return%s", object, condition);
  const char *last = arena_format(list->arena,
                                  "%s is held here, and given back on "
                                  "another path of this function",
                                  object);
  const char *help =
      releaser == NULL
          ? ""
          : arena_format(list->arena, "call %s() before this return too", releaser);
  explain_add(list, scene, event, "MC1009", message, last, help);
}
