// Explain: the parts that every finding is made of: names, path, places.

#ifndef MEMCHECK_CHECKS_EXPLAIN_H
#define MEMCHECK_CHECKS_EXPLAIN_H

#include "base/strbuf.h"
#include "checks/checks.h"

// What the object is called: "block", "stream"; and the variable that held it, quoted,
// or
// "" if nobody kept it. Texts live in the list's arena.
const char *explain_noun(const engine_scene *scene, const object *object);
const char *explain_name(finding_list *list, const engine_scene *scene,
                         const object *object);
// "block 'p'", or "block from malloc()" if it has no name.
const char *explain_object(finding_list *list, const engine_scene *scene,
                           const object *object);
// The function that releases such an object: "free"; or NULL.
const char *explain_releaser(const engine_scene *scene, const object *object);
// " when 'n' is 0": the last assumption of the path that follows the acquisition, or
// "".
const char *explain_condition(finding_list *list, const engine_scene *scene,
                              const event *event);

// Adds the finding for [event] with [message]; [last] is the text of its last step,
// [help] may be "". Does nothing where the rule was not asked for, or the place is in a
// system header.
void explain_add(finding_list *list, const engine_scene *scene, const event *event,
                 const char *rule, const char *message, const char *last,
                 const char *help);

#endif
