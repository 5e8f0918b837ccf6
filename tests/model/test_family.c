#include "model/family.h"
#include "pack_fixture.h"

static arena memory;

// What the families of a library say of [name], which has three parameters.
static const char *said(pack_fixture *f, const char *name, bool returns_pointer)
{
  const char *const headers[] = {"main.c", "net/net.h"};
  declaration declaration = {
      .name = name, .param_count = 3, .stack_count = 2, .stack = headers};
  assert_true(pack_set_add(
      f->set, pack_text(f, "net.yaml",
                        "version: 1\nlibrary: net\nheaders: [\"net/*.h\"]\n"
                        "families:\n"
                        "  - {match: \"net_*\", new: \"_new\", free: \"_free\", ref: "
                        "\"_ref\", unref: \"_unref\", borrow: \"_get0_*\", take: "
                        "\"_set0_*\"}\n")));
  pack_selection *selection = pack_select(f->set, headers, 2);
  assert_non_null(selection);
  const fact *fact =
      family_fact(&memory, f->set, selection, &declaration, returns_pointer);
  pack_selection_free(selection);
  if (fact == NULL)
    return NULL;
  assert_true(fact->is_family);
  strbuf text = {0};
  fact_print(fact, &text);
  const char *copy = arena_copy_string(&memory, text.text);
  strbuf_clear(&text);
  return copy;
}

static void new_is_released_by_the_free_of_its_stem(void **state)
{
  assert_string_equal(said(*state, "net_conn_new", true),
                      "(_, _, _) -> new net_conn_free or NULL");
}

static void new_of_no_pointer_is_nothing(void **state)
{
  assert_null(said(*state, "net_conn_new", false));
}

static void free_releases_its_first_argument(void **state)
{
  pack_fixture *f = *state;
  assert_string_equal(said(f, "net_conn_free", false), "(free net_conn_free, _, _)");
  assert_string_equal(pack_set_kind(f->set, "net_conn_free")->release, "net_conn_free");
}

static void counts_go_up_and_down(void **state)
{
  assert_string_equal(said(*state, "net_conn_ref", true), "(retain, _, _)");
}

static void counts_go_down(void **state)
{
  assert_string_equal(said(*state, "net_conn_unref", false), "(release, _, _)");
}

static void set0_takes_all_but_the_first(void **state)
{
  assert_string_equal(said(*state, "net_conn_set0_key", false), "(_, steal, steal)");
}

static void get0_borrows(void **state)
{
  assert_string_equal(said(*state, "net_conn_get0_key", true), "(_, _, _)");
}

static void other_names_say_nothing(void **state)
{
  assert_null(said(*state, "net_conn_renew", true));
}

static void names_outside_the_family_say_nothing(void **state)
{
  assert_null(said(*state, "web_conn_new", true));
}

static void a_bare_end_has_no_stem(void **state)
{
  assert_null(said(*state, "_free", false));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      PACK_TEST(new_is_released_by_the_free_of_its_stem),
      PACK_TEST(new_of_no_pointer_is_nothing),
      PACK_TEST(free_releases_its_first_argument),
      PACK_TEST(counts_go_up_and_down),
      PACK_TEST(counts_go_down),
      PACK_TEST(set0_takes_all_but_the_first),
      PACK_TEST(get0_borrows),
      PACK_TEST(other_names_say_nothing),
      PACK_TEST(names_outside_the_family_say_nothing),
      PACK_TEST(a_bare_end_has_no_stem),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  arena_clear(&memory);
  return failed;
}
