// Leak in loop (MC1006): each round acquires an object, and only the last is kept.

#include "checks/explain.h"

void check_leak_in_loop(finding_list *list, const engine_scene *scene,
                        const event *event)
{
  if (event->loss != LOSS_NEXT_ROUND)
    return;
  const char *object = explain_object(list, scene, &event->object);
  const char *releaser = explain_releaser(scene, &event->object);
  const char *help =
      releaser == NULL
          ? ""
          : arena_format(list->arena, "release it with %s() before the next round",
                         releaser);
  explain_add(
      list, scene, event, "MC1006",
      arena_format(list->arena,
                   "%s leaks in each round of a loop: the next one overwrites it",
                   object),
      "the object of the next round takes its place", help);
}
