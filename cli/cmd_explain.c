// memcheck explain RULE: the long text of a rule, from rules/explain.

#include "command.h"
#include "rule_choice.h"
#include "base/log.h"
#include "project/files.h"
#include "project/home.h"
#include "project/path.h"

#include <errno.h>
#include <string.h>

// The rule as a person may write it: "mc1001", " MC1001".
static const rule *find_rule(arena *arena, const char *word)
{
  char *id = arena_copy_string(arena, word);
  for (char *c = id; *c != '\0'; c++)
    if (*c >= 'a' && *c <= 'z')
      *c = (char)(*c - 'a' + 'A');
  const rule *rule = rule_find(id);
  if (rule == NULL)
    rule_unknown(word);
  return rule;
}

static int explain(arena *arena, const char *word)
{
  const rule *rule = find_rule(arena, word);
  const char *data = rule == NULL ? NULL : home_data(arena, MEMCHECK_SOURCE_DIR);
  if (data == NULL)
    return EXIT_USAGE;
  const char *page =
      path_resolve(arena, data, arena_format(arena, "rules/explain/%s.md", rule->id));
  strbuf text = {0};
  bool is_good = files_read(page, &text);
  if (is_good)
    fwrite(text.text, 1, text.length, stdout);
  else
    log_error("the page of %s (%s) cannot be read: %s: %s", rule->id, rule->title, page,
              strerror(errno));
  strbuf_clear(&text);
  return is_good ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

static int run(int count, char **argv)
{
  struct {
    int unused;
  } target = {0};
  arguments arguments = {0};
  int code = EXIT_USAGE;
  if (options_parse(NULL, 0, &target, count, argv, &arguments)) {
    arena arena = {0};
    if (arguments.words.count == 1)
      code = explain(&arena, arguments.words.items[0]);
    else
      log_error("explain takes one rule, as in 'memcheck explain MC1001'; 'memcheck "
                "rules' lists them");
    arena_clear(&arena);
  }
  arguments_clear(&arguments);
  return code;
}

const command explain_command = {
    .name = "explain",
    .arguments = "RULE",
    .summary = "what a rule finds: bad code, good code, why",
    .details = "Examples:\n"
               "  memcheck explain MC1001\n"
               "  memcheck rules              all rules, one line each\n",
    .run = run,
};
