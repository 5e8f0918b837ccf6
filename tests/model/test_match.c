#include "pack_fixture.h"

static void a_header_matches_by_whole_components(void **state)
{
  (void)state;
  assert_true(pack_header_matches("/usr/include/stdio.h", "stdio.h"));
  assert_true(pack_header_matches("stdio.h", "stdio.h"));
  assert_false(pack_header_matches("/usr/include/mystdio.h", "stdio.h"));
  assert_false(pack_header_matches("/usr/include/stdio.h.in", "stdio.h"));
  assert_true(pack_header_matches("/opt/include/curl/curl.h", "curl/curl.h"));
  assert_false(pack_header_matches("/opt/include/curl.h", "curl/curl.h"));
  assert_false(pack_header_matches("curl.h", "curl/curl.h"));
  assert_true(pack_header_matches("curl/curl.h", "curl/curl.h"));
  assert_false(pack_header_matches("/opt/libcurl/curl.h", "curl/curl.h"));
}

static void a_star_matches_any_name_of_one_component(void **state)
{
  (void)state;
  assert_true(pack_header_matches("/usr/include/sys/socket.h", "sys/*.h"));
  assert_true(
      pack_header_matches("/usr/include/x86_64-linux-gnu/sys/stat.h", "sys/*.h"));
  assert_false(pack_header_matches("/usr/include/sys/deep/x.h", "sys/*.h"));
  assert_false(pack_header_matches("/usr/include/socket.h", "sys/*.h"));
  assert_true(pack_header_matches("/usr/include/anything.h", "*"));
}

// ---- Matching ----------------------------------------------------------------------

static void add(pack_fixture *f, const char *name, const char *text)
{
  assert_true(pack_set_add(f->set, pack_text(f, name, text)));
}

static void add_libraries(pack_fixture *f)
{
  add(f, "libc.yaml",
      "version: 1\nlibrary: libc\nheaders: [stdlib.h, string.h]\n"
      "kinds:\n  heap: {noun: block, release: free}\n"
      "functions:\n"
      "  malloc: (_) -> new heap or NULL\n"
      "  free: (free heap?)\n"
      "  strdup: (_) -> new heap or NULL\n"
      "  memcpy: (_, _, _) -> same 1\n"
      "  open: (_, _, ...) -> int or -1\n"
      "  exit: -> never\n");
  add(f, "jansson.yaml",
      "version: 1\nlibrary: jansson\nheaders: [jansson.h]\n"
      "functions:\n  json_object_get: (_, _) -> borrow heap from 1 or NULL\n");
  add(f, "json-c.yaml",
      "version: 1\nlibrary: json-c\nheaders: [\"json-c/*.h\"]\n"
      "functions:\n  json_object_get: (retain heap?) -> same 1\n");
  add(f, "Python.yaml",
      "version: 1\nlibrary: cpython\nheaders: [Python.h]\n"
      "functions:\n  PyDict_New: () -> new heap or NULL\n");
}

static pack_selection *select_for(pack_fixture *f, const char *header)
{
  const char *const headers[] = {"main.c", header};
  pack_selection *selection = pack_select(f->set, headers, 2);
  assert_non_null(selection);
  return selection;
}

static const fact *match_through(const pack_selection *selection, const char *name,
                                 const char *header)
{
  const char *const stack[] = {header, "main.c"};
  return pack_match(selection,
                    &(declaration){.name = name, .stack_count = 2, .stack = stack});
}

static const fact *match_by_hand(const pack_selection *selection, const char *name,
                                 uint32_t param_count, bool is_variadic)
{
  static const char *const stack[] = {"main.c"};
  return pack_match(selection, &(declaration){.name = name,
                                              .param_count = param_count,
                                              .is_variadic = is_variadic,
                                              .stack_count = 1,
                                              .stack = stack,
                                              .is_handwritten = true});
}

static void assert_library(const fact *fact, const char *library)
{
  assert_non_null(fact);
  assert_string_equal(fact->library, library);
}

static void only_packs_whose_headers_are_included_are_loaded(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection *selection = select_for(f, "/usr/include/jansson.h");
  assert_true(pack_set_summary(f->set, 0).is_loaded); // libc always is
  assert_true(pack_set_summary(f->set, 1).is_loaded);
  assert_false(pack_set_summary(f->set, 2).is_loaded);
  assert_false(pack_set_summary(f->set, 3).is_loaded);
  pack_selection_free(selection);
}

static void a_fact_applies_to_declarations_through_its_headers(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection *selection = select_for(f, "/usr/include/stdlib.h");
  assert_library(match_through(selection, "malloc", "/usr/include/stdlib.h"), "libc");
  assert_null(match_through(selection, "malloc", "/src/pool.h"));
  assert_null(match_through(selection, "unheard_of", "/usr/include/stdlib.h"));
  pack_selection_free(selection);
}

static void a_header_deeper_in_the_include_stack_counts(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection *selection = select_for(f, "/usr/include/python3.11/Python.h");
  static const char *const stack[] = {"/usr/include/python3.11/dictobject.h",
                                      "/usr/include/python3.11/Python.h", "main.c"};
  declaration dict = {.name = "PyDict_New", .stack_count = 3, .stack = stack};
  assert_library(pack_match(selection, &dict), "cpython");
  dict.stack_count = 1;
  assert_null(pack_match(selection, &dict));
  pack_selection_free(selection);
}

static void headers_decide_between_libraries_that_share_a_name(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  const char *const headers[] = {"/usr/include/jansson.h",
                                 "/usr/include/json-c/json_object.h"};
  pack_selection *both = pack_select(f->set, headers, 2);
  assert_library(match_through(both, "json_object_get", headers[0]), "jansson");
  assert_library(match_through(both, "json_object_get", headers[1]), "json-c");
  pack_selection_free(both);
}

static void a_pack_of_another_unit_stays_silent(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection_free(select_for(f, "/usr/include/jansson.h"));
  pack_selection *second = select_for(f, "/usr/include/stdlib.h");
  assert_null(match_through(second, "json_object_get", "/usr/include/jansson.h"));
  pack_selection_free(second);
}

static void a_pack_added_later_wins(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  add(f, "project.yaml",
      "version: 1\nlibrary: project\nheaders: [stdlib.h]\n"
      "functions:\n  malloc: (_) -> new heap\n");
  pack_selection *selection = select_for(f, "/usr/include/stdlib.h");
  assert_library(match_through(selection, "malloc", "/usr/include/stdlib.h"),
                 "project");
  assert_library(match_through(selection, "free", "/usr/include/stdlib.h"), "libc");
  pack_selection_free(selection);
}

static void a_pack_added_later_wins_even_if_it_was_read_first(void **state)
{
  pack_fixture *f = *state;
  add(f, "a.yaml", "version: 1\nlibrary: a\nheaders: [a.h]\nfunctions:\n  both: (_)\n");
  add(f, "b.yaml", "version: 1\nlibrary: b\nheaders: [b.h]\nfunctions:\n  both: (_)\n");
  const char *const headers[] = {"a.h", "b.h"};
  pack_selection_free(pack_select(f->set, headers + 1, 1));
  pack_selection *selection = pack_select(f->set, headers, 2);
  const declaration both = {.name = "both", .stack_count = 2, .stack = headers};
  assert_library(pack_match(selection, &both), "b");
  pack_selection_free(selection);
}

static void
a_handwritten_declaration_counts_as_libcs_if_the_parameters_agree(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection *selection = select_for(f, "other.h");
  assert_library(match_by_hand(selection, "malloc", 1, false), "libc");
  assert_null(match_by_hand(selection, "malloc", 2, false));
  assert_null(match_by_hand(selection, "malloc", 1, true));
  assert_library(match_by_hand(selection, "open", 2, true), "libc");
  assert_null(match_by_hand(selection, "open", 3, false));
  assert_library(match_by_hand(selection, "exit", 1, false), "libc");
  assert_null(match_by_hand(selection, "json_object_get", 2, false));
  pack_selection_free(selection);
}

static void a_builtin_is_the_function_it_stands_for(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection *selection = select_for(f, "other.h");
  const fact *fact = match_by_hand(selection, "__builtin_malloc", 1, false);
  assert_library(fact, "libc");
  assert_string_equal(fact->name, "malloc");
  fact = match_by_hand(selection, "__builtin___memcpy_chk", 4, false);
  assert_library(fact, "libc");
  assert_string_equal(fact->name, "memcpy");
  assert_null(match_by_hand(selection, "__builtin_memcpy", 4, false));
  assert_null(match_by_hand(selection, "__builtin_popcount", 1, false));
  assert_null(match_by_hand(selection, "__builtin___chk", 1, false));
  assert_null(match_by_hand(selection, "__builtin_", 1, false));
  pack_selection_free(selection);
}

static void a_function_with_a_body_of_the_user_has_no_fact(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection *selection = select_for(f, "/usr/include/stdlib.h");
  static const char *const stack[] = {"/usr/include/stdlib.h", "main.c"};
  declaration own = {
      .name = "malloc", .param_count = 1, .stack_count = 2, .stack = stack};
  assert_non_null(pack_match(selection, &own));
  own.has_user_body = true;
  assert_null(pack_match(selection, &own));
  pack_selection_free(selection);
}

static void a_fact_knows_its_place(void **state)
{
  pack_fixture *f = *state;
  add_libraries(f);
  pack_selection *selection = select_for(f, "/usr/include/stdlib.h");
  const fact *fact = match_through(selection, "free", "/usr/include/stdlib.h");
  assert_string_equal(fact->name, "free");
  assert_string_equal(fact->file, f->paths[0]);
  assert_int_equal(fact->line, 8);
  assert_ptr_equal(fact->params[0].kind, pack_set_kind(f->set, "heap")->name);
  pack_selection_free(selection);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_header_matches_by_whole_components),
      cmocka_unit_test(a_star_matches_any_name_of_one_component),
      PACK_TEST(only_packs_whose_headers_are_included_are_loaded),
      PACK_TEST(a_fact_applies_to_declarations_through_its_headers),
      PACK_TEST(a_header_deeper_in_the_include_stack_counts),
      PACK_TEST(headers_decide_between_libraries_that_share_a_name),
      PACK_TEST(a_pack_of_another_unit_stays_silent),
      PACK_TEST(a_pack_added_later_wins),
      PACK_TEST(a_pack_added_later_wins_even_if_it_was_read_first),
      PACK_TEST(a_handwritten_declaration_counts_as_libcs_if_the_parameters_agree),
      PACK_TEST(a_builtin_is_the_function_it_stands_for),
      PACK_TEST(a_function_with_a_body_of_the_user_has_no_fact),
      PACK_TEST(a_fact_knows_its_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
