// What every rule file that is shipped must hold to.

#include "base/hash.h"
#include "base/map.h"
#include "model/pack.h"
#include "model/yaml_reader.h"
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RULES TEST_SOURCE_DIR "/rules"

typedef struct shipped {
  pack_set *set;
  arena arena;
} shipped;

static int set_up(void **state)
{
  shipped *s = calloc(1, sizeof *s);
  s->set = pack_set_new();
  assert_true(pack_set_add_folder(s->set, RULES));
  assert_true(pack_set_load_all(s->set));
  *state = s;
  return 0;
}

static int tear_down(void **state)
{
  shipped *s = *state;
  pack_set_free(s->set);
  arena_clear(&s->arena);
  free(s);
  return 0;
}

typedef void fact_visit(shipped *s, const pack_summary *pack, const fact *fact,
                        void *context);

// Calls [visit] for every function of every pack.
static void visit_facts(shipped *s, fact_visit *visit, void *context)
{
  for (uint32_t i = 0; i < pack_set_count(s->set); i++) {
    pack_summary pack = pack_set_summary(s->set, i);
    yaml_reader yaml;
    yaml_key section, name;
    assert_true(
        yaml_reader_open(&yaml, pack.path, fopen(pack.path, "r"), &s->arena, SIZE_MAX));
    while (yaml_next_key(&yaml, &section)) {
      if (strcmp(section.text, "functions") != 0) {
        yaml_skip(&yaml);
        continue;
      }
      while (yaml_next_key(&yaml, &name)) {
        fact fact = {.name = name.text};
        fact_error error;
        assert_true(fact_parse(&s->arena, yaml_text(&yaml, "fact"), &fact, &error));
        visit(s, &pack, &fact, context);
      }
    }
    assert_true(yaml_reader_close(&yaml));
  }
}

static void libraries_have_the_names_of_their_files(void **state)
{
  shipped *s = *state;
  assert_true(pack_set_count(s->set) > 40);
  for (uint32_t i = 0; i < pack_set_count(s->set); i++) {
    pack_summary pack = pack_set_summary(s->set, i);
    char path[256];
    snprintf(path, sizeof path, RULES "/%s.yaml", pack.library);
    assert_string_equal(pack.path, path);
  }
}

static void count_fact(shipped *s, const pack_summary *pack, const fact *fact,
                       void *context)
{
  (void)fact;
  uint32_t *count = context;
  if (pack->path == pack_set_summary(s->set, count[0]).path)
    count[1]++;
}

static void every_fact_that_yaml_sees_is_loaded(void **state)
{
  shipped *s = *state;
  for (uint32_t i = 0; i < pack_set_count(s->set); i++) {
    uint32_t index_and_count[2] = {i, 0};
    visit_facts(s, count_fact, index_and_count);
    assert_int_equal(index_and_count[1], pack_set_summary(s->set, i).fact_count);
  }
}

static void check_print(shipped *s, const pack_summary *pack, const fact *first,
                        void *context)
{
  (void)pack;
  (void)context;
  strbuf once = {0}, twice = {0};
  fact second = {0};
  fact_error error;
  fact_print(first, &once);
  assert_true(fact_parse(&s->arena, strbuf_text(&once), &second, &error));
  fact_print(&second, &twice);
  assert_string_equal(strbuf_text(&twice), strbuf_text(&once));
  strbuf_clear(&once);
  strbuf_clear(&twice);
}

static void every_fact_prints_to_what_reads_back(void **state)
{
  visit_facts(*state, check_print, NULL);
}

static bool ends_a_kind(const fact_param *param)
{
  return param->effect == EFFECT_FREE || param->effect == EFFECT_RELEASE ||
         param->effect == EFFECT_DONE || param->effect == EFFECT_UNLOCK ||
         param->effect == EFFECT_CLEAR;
}

static void check_release(shipped *s, const pack_summary *pack, const fact *fact,
                          void *context)
{
  (void)pack;
  map *released = context;
  for (uint32_t i = 0; i < fact->param_count; i++) {
    const fact_param *param = &fact->params[i];
    const pack_kind *kind =
        param->kind == NULL ? NULL : pack_set_kind(s->set, param->kind);
    if (kind != NULL && ends_a_kind(param) && kind->release != NULL &&
        strcmp(kind->release, fact->name) == 0)
      map_put(released, map_key(kind), 1);
  }
}

// A kind that is acquired must be released by the function that it names.
static void check_acquired(shipped *s, const pack_summary *pack, const fact *fact,
                           void *context)
{
  (void)pack;
  const map *released = context;
  for (uint32_t i = 0; i <= fact->param_count; i++) {
    bool is_result = i == fact->param_count;
    bool acquires = is_result ? fact->result.result == RESULT_NEW
                              : fact->params[i].effect == EFFECT_OUT ||
                                    fact->params[i].effect == EFFECT_OUT_ERROR ||
                                    fact->params[i].effect == EFFECT_INIT ||
                                    fact->params[i].effect == EFFECT_LOCK;
    const char *name = is_result ? fact->result.kind : fact->params[i].kind;
    if (!acquires)
      continue;
    assert_non_null(name);
    const pack_kind *kind = pack_set_kind(s->set, name);
    if (map_get_or(released, map_key(kind), 0) == 0)
      fail_msg("%s() acquires '%s', but %s() does not release it", fact->name, name,
               kind->release == NULL ? "nothing" : kind->release);
  }
}

static void what_a_fact_acquires_another_releases(void **state)
{
  map released = {0};
  visit_facts(*state, check_release, &released);
  visit_facts(*state, check_acquired, &released);
  map_clear(&released);
}

static bool share_a_header(const pack_summary *a, const pack_summary *b)
{
  for (uint32_t i = 0; i < a->header_count; i++) {
    for (uint32_t j = 0; j < b->header_count; j++) {
      if (pack_header_matches(a->headers[i], b->headers[j]) ||
          pack_header_matches(b->headers[j], a->headers[i]))
        return true;
    }
  }
  return false;
}

static void check_owner(shipped *s, const pack_summary *pack, const fact *fact,
                        void *context)
{
  map *owners = context; // name -> index of the first pack with it, from 1
  uint64_t key = hash_bytes(fact->name, strlen(fact->name));
  uint32_t index = 0;
  while (pack_set_summary(s->set, index).path != pack->path)
    index++;
  uint64_t before = map_get_or(owners, key, 0);
  if (before == 0) {
    map_put(owners, key, index + 1);
    return;
  }
  pack_summary first = pack_set_summary(s->set, (uint32_t)before - 1);
  if (share_a_header(&first, pack))
    fail_msg("%s() has facts in both %s and %s", fact->name, first.library,
             pack->library);
}

static void two_packs_of_one_header_never_describe_one_function(void **state)
{
  map owners = {0};
  visit_facts(*state, check_owner, &owners);
  map_clear(&owners);
}

static const fact *match(shipped *s, const char *header, const char *name)
{
  const char *const stack[] = {header, "main.c"};
  pack_selection *selection = pack_select(s->set, stack, 2);
  assert_non_null(selection);
  const fact *fact = pack_match(
      selection, &(declaration){.name = name, .stack_count = 2, .stack = stack});
  pack_selection_free(selection);
  return fact;
}

static void the_facts_that_everything_rests_on_are_there(void **state)
{
  shipped *s = *state;
  const fact *fact = match(s, "/usr/include/stdlib.h", "malloc");
  assert_int_equal(fact->result.result, RESULT_NEW);
  assert_string_equal(fact->result.kind, "heap");
  assert_true(fact_test_holds(fact->result.failure, 0));
  fact = match(s, "/usr/include/stdlib.h", "free");
  assert_int_equal(fact->params[0].effect, EFFECT_FREE);
  assert_int_equal(fact->params[0].nullness, NULLNESS_FINE);
  fact = match(s, "/usr/include/stdio.h", "fclose");
  assert_int_equal(fact->params[0].effect, EFFECT_FREE);
  assert_int_equal(fact->params[0].nullness, NULLNESS_FAULT);
  fact = match(s, "/usr/include/fcntl.h", "open");
  assert_string_equal(fact->result.kind, "fd");
  assert_true(fact_test_holds(fact->result.failure, -1));
  assert_false(fact_test_holds(fact->result.failure, 0));
  fact = match(s, "/usr/include/unistd.h", "pipe");
  assert_int_equal(fact->params[0].elements, 2);
  fact = match(s, "/usr/include/stdlib.h", "exit");
  assert_int_equal(fact->result.result, RESULT_NEVER);
  assert_true(pack_set_kind(s->set, "fd")->has_none);
}

static void one_name_of_two_libraries_is_told_apart(void **state)
{
  shipped *s = *state;
  const fact *fact = match(s, "/usr/include/jansson.h", "json_object_get");
  assert_int_equal(fact->result.result, RESULT_BORROW);
  fact = match(s, "/usr/include/json-c/json_object.h", "json_object_get");
  assert_int_equal(fact->params[0].effect, EFFECT_RETAIN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(libraries_have_the_names_of_their_files),
      TEST(every_fact_that_yaml_sees_is_loaded),
      TEST(every_fact_prints_to_what_reads_back),
      TEST(what_a_fact_acquires_another_releases),
      TEST(two_packs_of_one_header_never_describe_one_function),
      TEST(the_facts_that_everything_rests_on_are_there),
      TEST(one_name_of_two_libraries_is_told_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
