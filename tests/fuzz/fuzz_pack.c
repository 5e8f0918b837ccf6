// Fuzz: rule files. Whatever a file holds, it is refused with a reason or gives facts;
// reading it in two steps (head, then body) never trusts what the first one saw.

#include "model/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

// The loader takes paths: one file a process, written anew for each input.
static const char *rule_file(void)
{
  static char path[64];
  if (path[0] == '\0')
    snprintf(path, sizeof path, "/tmp/memcheck-fuzz-%ld.yaml", (long)getpid());
  return path;
}

static void remove_rule_file(void)
{
  unlink(rule_file());
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
  static bool is_registered;
  if (!is_registered)
    is_registered = atexit(remove_rule_file) == 0;
  FILE *file = fopen(rule_file(), "wb");
  if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
    abort();

  pack_set *set = pack_set_new();
  if (pack_set_add(set, rule_file()) && pack_set_load_all(set))
    for (uint32_t i = 0; i < pack_set_count(set); i++)
      if (!pack_set_summary(set, i).is_loaded)
        abort();
  pack_set_free(set);
  return 0;
}
