// memcheck rules: the rules, or the packs of library facts, as tables.

#include "command.h"
#include "base/log.h"
#include "model/finding.h"
#include "model/pack.h"
#include "project/home.h"
#include "project/path.h"

#include <stddef.h>

typedef struct rules_options {
  bool packs;
} rules_options;

static const option options[] = {
    {"--packs", 0, OPTION_FLAG, offsetof(rules_options, packs), NULL,
     "list the libraries whose functions are known instead"},
};

static int print_rules(void)
{
  for (uint32_t i = 0; i < rule_count(); i++) {
    const rule *rule = rule_at(i);
    printf("%-7s %-10s %-8s %s%s\n", rule->id, rule->group,
           severity_name(rule->severity), rule->title,
           rule->is_default ? "" : " (only with --select)");
  }
  return EXIT_CLEAN;
}

static void print_pack(const pack_summary *pack)
{
  printf("%-12s %5u  ", pack->library, (unsigned)pack->fact_count);
  for (uint32_t i = 0; i < pack->header_count; i++)
    printf("%s%s", i == 0 ? "" : " ", pack->headers[i]);
  putchar('\n');
}

static int print_packs(void)
{
  arena arena = {0};
  pack_set *packs = pack_set_new();
  const char *data = home_data(&arena, MEMCHECK_SOURCE_DIR);
  bool is_good = data != NULL &&
                 pack_set_add_folder(packs, path_resolve(&arena, data, "rules")) &&
                 pack_set_load_all(packs);
  if (is_good) {
    printf("%-12s %5s  %s\n", "library", "facts", "headers");
    for (uint32_t i = 0; i < pack_set_count(packs); i++) {
      pack_summary summary = pack_set_summary(packs, i);
      print_pack(&summary);
    }
  }
  pack_set_free(packs);
  arena_clear(&arena);
  return is_good ? EXIT_CLEAN : EXIT_USAGE;
}

static int run(int count, char **argv)
{
  rules_options chosen = {0};
  arguments arguments = {0};
  int code = EXIT_USAGE;
  if (!options_parse(options, 1, &chosen, count, argv, &arguments))
    code = EXIT_USAGE;
  else if (arguments.words.count != 0)
    log_error("rules takes no argument: 'memcheck explain %s' tells of one rule",
              arguments.words.items[0]);
  else
    code = chosen.packs ? print_packs() : print_rules();
  arguments_clear(&arguments);
  return code;
}

const command rules_command = {
    .name = "rules",
    .arguments = "",
    .summary = "all rules, or the libraries whose functions are known",
    .details = "Examples:\n"
               "  memcheck rules\n"
               "  memcheck rules --packs\n",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};
