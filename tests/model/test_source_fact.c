#include "model/source_fact.h"
#include "unit_test.h"

#include <string.h>

typedef struct fixture {
  arena arena;
  fact_error error;
  strbuf text;
} fixture;

// What the attributes (up to a NULL) say of f(), which has three parameters.
static const char *said(fixture *f, const char *base, const char *const *attributes)
{
  source_declaration declaration = {
      .name = "f", .param_count = 3, .attributes = attributes};
  while (attributes[declaration.attribute_count] != NULL)
    declaration.attribute_count++;
  fact rule = {0};
  if (base != NULL)
    assert_true(fact_parse(&f->arena, base, &rule, &f->error));
  const fact *fact =
      source_fact(&f->arena, &declaration, base == NULL ? NULL : &rule, &f->error);
  if (fact == NULL)
    return NULL;
  strbuf_reset(&f->text);
  fact_print(fact, &f->text);
  return strbuf_text(&f->text);
}

#define SAID(f, base, ...) said((f), (base), (const char *const[]){__VA_ARGS__, NULL})

static int open_fixture(void **state)
{
  static fixture f;
  memset(&f, 0, sizeof f);
  *state = &f;
  return 0;
}

static int close_fixture(void **state)
{
  fixture *f = *state;
  strbuf_clear(&f->text);
  arena_clear(&f->arena);
  return 0;
}

static void words_mark_the_arguments_they_name(void **state)
{
  fixture *f = *state;
  assert_string_equal(SAID(f, NULL, "mc:takes 2"), "(_, steal?, _)");
  assert_string_equal(SAID(f, NULL, "mc:takes 1", "mc:takes 3"), "(steal?, _, steal?)");
  assert_string_equal(SAID(f, NULL, "mc:borrows 1"), "(_?, _, _)");
  assert_string_equal(f->error.message, "");
}

static void words_go_before_a_rule_file(void **state)
{
  fixture *f = *state;
  assert_string_equal(SAID(f, "(free heap, _) -> int or -1", "mc:borrows 1"),
                      "(_?, _, _) -> int or -1");
}

static void a_whole_fact_replaces_that_of_a_rule_file(void **state)
{
  fixture *f = *state;
  assert_string_equal(SAID(f, "(free heap, _) -> int", "mc:(_, free FILE!, _)"),
                      "(_, free FILE!, _)");
}

static void a_deallocator_is_found_with_its_argument(void **state)
{
  fixture *f = *state;
  static const char *const plain[] = {"malloc", "nonnull(1)"};
  static const char *const named[] = {"malloc", "malloc( page_free , 2)"};
  source_declaration declaration = {
      .name = "f", .param_count = 2, .attribute_count = 2, .attributes = plain};
  source_deallocator found;
  assert_false(source_find_deallocator(&f->arena, &declaration, &found));
  declaration.attributes = named;
  assert_true(source_find_deallocator(&f->arena, &declaration, &found));
  assert_string_equal(found.name, "page_free");
  assert_int_equal(found.argument, 2);
  strbuf_reset(&f->text);
  fact_print(source_allocator_fact(&f->arena, &declaration, "page_free"), &f->text);
  assert_string_equal(strbuf_text(&f->text), "(_, _) -> new page_free or NULL");
  strbuf_reset(&f->text);
  fact_print(source_deallocator_fact(&f->arena, &declaration, 2, "page_free"),
             &f->text);
  assert_string_equal(strbuf_text(&f->text), "(_, free page_free?)");
}

static void an_owned_result_may_be_null(void **state)
{
  fixture *f = *state;
  source_declaration declaration = {.name = "f",
                                    .attribute_count = 1,
                                    .attributes =
                                        (const char *const[]){"mc:returns_owned"}};
  const fact *fact = source_fact(&f->arena, &declaration, NULL, &f->error);
  assert_non_null(fact);
  assert_int_equal(fact->result.result, RESULT_NEW);
  assert_null(fact->result.kind);
  assert_true(fact->result.has_failure);
  assert_true(fact_test_holds(fact->result.failure, 0));
}

static void clangs_ownership_attributes_are_read(void **state)
{
  fixture *f = *state;
  assert_string_equal(SAID(f, NULL, "ownership_takes(malloc, 1, 3)"),
                      "(free heap?, _, free heap?)");
  assert_string_equal(SAID(f, NULL, "ownership_holds(malloc, 2)"),
                      "(_, steal heap?, _)");
  assert_string_equal(SAID(f, NULL, "ownership_returns(malloc)"),
                      "(_, _, _) -> new heap or NULL");
}

static void other_attributes_say_nothing(void **state)
{
  fixture *f = *state;
  assert_null(SAID(f, NULL, "pure", "nonnull(1)"));
  assert_string_equal(SAID(f, "(free heap) -> int", "malloc"), "(free heap) -> int");
}

static void what_cannot_be_read_is_left_out_and_told(void **state)
{
  fixture *f = *state;
  assert_null(SAID(f, NULL, "mc:(free"));
  assert_non_null(strstr(f->error.message, "mc:(free: "));
  assert_null(SAID(f, NULL, "mc:(_, _, _, steal)"));
  assert_non_null(strstr(f->error.message, "more parameters than the function has"));
  assert_string_equal(SAID(f, NULL, "mc:takes 4", "mc:takes 1"), "(steal?, _, _)");
  assert_string_equal(f->error.message,
                      "mc:takes 4: the function has no such argument");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
  const struct CMUnitTest tests[] = {
      TEST(words_mark_the_arguments_they_name),
      TEST(words_go_before_a_rule_file),
      TEST(a_whole_fact_replaces_that_of_a_rule_file),
      TEST(an_owned_result_may_be_null),
      TEST(a_deallocator_is_found_with_its_argument),
      TEST(clangs_ownership_attributes_are_read),
      TEST(other_attributes_say_nothing),
      TEST(what_cannot_be_read_is_left_out_and_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
