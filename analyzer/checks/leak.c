// Leak (MC1001): an object that this function owes a release can no longer be reached.

#include "checks/explain.h"

void check_leak(finding_list *list, const engine_scene *scene, const event *event)
{
  const char *object = explain_object(list, scene, &event->object);
  const char *releaser = explain_releaser(scene, &event->object);
  const char *condition = event->is_on_all_paths
                              ? ": it is never released"
                              : explain_condition(list, scene, event);
  const char *message = NULL;
  const char *last = NULL;
  strbuf holder = {0};
  switch (event->loss) {
  case LOSS_OVERWRITTEN:
  case LOSS_NEXT_ROUND:
  case LOSS_REALLOC:
    return; // a rule of its own
  case LOSS_RETURN:
    message = arena_format(list->arena, "%s leaks%s", object, condition);
    last = arena_format(list->arena, "%s is still owned here", object);
    break;
  case LOSS_SCOPE_END:
    message = arena_format(list->arena, "%s leaks%s", object, condition);
    last = "the last variable that holds it goes out of scope";
    break;
  case LOSS_DROPPED:
    message = arena_format(list->arena, "%s leaks: nothing keeps it", object);
    last = "nothing keeps it";
    break;
  case LOSS_UNREAD:
    describe_region(scene, event->holder, &holder);
    message = arena_format(list->arena,
                           "%s leaks: only '%s' holds it, and nothing reads that again",
                           object, strbuf_text(&holder));
    last = "what is stored there is never read again";
    strbuf_clear(&holder);
    break;
  case LOSS_HOLDER:
    message =
        arena_format(list->arena, "%s leaks when what holds it is released", object);
    last = "what holds it is released";
    break;
  }
  const char *help =
      releaser == NULL
          ? ""
          : arena_format(list->arena, "release it with %s() before this", releaser);
  explain_add(list, scene, event, "MC1001", message, last, help);
}
