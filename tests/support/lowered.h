// A source through the frontend, for tests of the rooms that need real code.
#ifndef MEMCHECK_LOWERED_H
#define MEMCHECK_LOWERED_H

#include "unit_test.h"

#include "frontend/frontend.h"
#include "ir/cfg.h"
#include "ir/dump.h"
#include "ir/validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOWERED_FLAGS 16

typedef struct lowered {
  frontend *frontend;
  ir_module module;
  frontend_result result;
  bool is_done; // frontend_run()'s answer
} lowered;

// Lowers [source] in [directory] with the words of [flags].
static inline void lowered_open(lowered *l, const char *directory, const char *source,
                                const char *flags)
{
  char words[1024];
  const char *list[LOWERED_FLAGS];
  unit_job job = {.source = source, .directory = directory, .flags = list};
  snprintf(words, sizeof words, "%s", flags);
  for (char *word = strtok(words, " \n"); word != NULL; word = strtok(NULL, " \n"))
    if (job.flag_count < LOWERED_FLAGS)
      list[job.flag_count++] = word;
  memset(l, 0, sizeof *l);
  l->frontend = frontend_new();
  ir_module_init(&l->module);
  l->is_done = frontend_run(l->frontend, &job, &l->module, &l->result);
}

static inline void lowered_close(lowered *l)
{
  frontend_end_unit(l->frontend);
  ir_module_clear(&l->module);
  frontend_free(l->frontend);
}

// Every body keeps the promises of ir.h; [what] says which source it is.
static inline void assert_lowered_is_valid(const lowered *l, const char *what)
{
  strbuf problem = {0};
  for (uint32_t i = 0; i < l->module.functions.count; i++) {
    const ir_function *function = &l->module.functions.items[i];
    if (function->has_body && !ir_function_is_valid(&l->module, function, &problem))
      fail_msg("%s: %s: %s", what, function->name, strbuf_text(&problem));
  }
  strbuf_clear(&problem);
}

static inline const ir_function *lowered_function(const lowered *l, const char *name)
{
  for (uint32_t i = 0; i < l->module.functions.count; i++)
    if (strcmp(l->module.functions.items[i].name, name) == 0)
      return &l->module.functions.items[i];
  fail_msg("there is no function %s", name);
  return NULL;
}

#endif
