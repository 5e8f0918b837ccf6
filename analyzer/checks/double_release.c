// Double release (MC1002): what is gone is released again.

#include "checks/explain.h"

void check_double_release(finding_list *list, const engine_scene *scene,
                          const event *event)
{
  const char *object = explain_object(list, scene, &event->object);
  const char *thief = event->object.thief;
  if (thief != NULL) {
    explain_add(list, scene, event, "MC1002",
                arena_format(list->arena, "%s is released, but %s() has taken it",
                             object, thief),
                "released here",
                arena_format(list->arena,
                             "leave the release to who took it with "
                             "%s()",
                             thief));
    return;
  }
  explain_add(list, scene, event, "MC1002",
              arena_format(list->arena, "%s is released twice", object),
              "released again",
              "release it once; set the pointer to NULL where more than one path "
              "may release it");
}
