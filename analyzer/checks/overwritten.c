// Overwritten while owned (MC1005), also by the NULL of a call that should have
// replaced it (MC1007).

#include "checks/explain.h"

void check_overwritten(finding_list *list, const engine_scene *scene,
                       const event *event)
{
  const char *object = explain_object(list, scene, &event->object);
  const char *releaser = explain_releaser(scene, &event->object);
  if (event->loss == LOSS_REALLOC) {
    explain_add(list, scene, event, "MC1007",
                arena_format(list->arena,
                             "%s leaks when the call that replaces it fails: its only "
                             "pointer becomes NULL",
                             object),
                "the only pointer to it becomes NULL",
                "keep the old pointer until the result is known not to be NULL");
    return;
  }
  if (event->loss != LOSS_OVERWRITTEN)
    return;
  const char *help =
      releaser == NULL
          ? ""
          : arena_format(list->arena, "release it with %s() first", releaser);
  explain_add(
      list, scene, event, "MC1005",
      arena_format(list->arena, "%s leaks: overwritten while still owned", object),
      "the last variable that holds it is overwritten", help);
}
