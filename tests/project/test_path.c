#include "project/path.h"
#include "unit_test.h"

static arena scratch;

static void assert_resolves(const char *directory, const char *path,
                            const char *expected)
{
  assert_string_equal(path_resolve(&scratch, directory, path), expected);
}

static void resolving_cleans_dots_and_slashes(void **state)
{
  (void)state;
  assert_resolves("/a/b", "c.c", "/a/b/c.c");
  assert_resolves("/a/b", "./c//d.c", "/a/b/c/d.c");
  assert_resolves("/a/b", "../c.c", "/a/c.c");
  assert_resolves("/a/b", "../../../../c.c", "/c.c");
  assert_resolves("/a/b", "/x/./y/../z", "/x/z");
  assert_resolves("/a/b/", ".", "/a/b");
  assert_resolves("/", "..", "/");
  assert_resolves("/a", "..b/...", "/a/..b/...");
}

static void below_the_root_a_path_is_relative(void **state)
{
  (void)state;
  assert_string_equal(path_relative("/a/b", "/a/b/c/d.c"), "c/d.c");
  assert_string_equal(path_relative("/a/b", "/a/bc/d.c"), "/a/bc/d.c");
  assert_string_equal(path_relative("/a/b", "/a/b"), ".");
  assert_string_equal(path_relative("/", "/usr/x.h"), "usr/x.h");
}

static void a_path_is_under_itself_and_what_leads_to_it(void **state)
{
  (void)state;
  assert_true(path_is_under("/a/b", "/a/b"));
  assert_true(path_is_under("/a/b/c", "/a/b"));
  assert_true(path_is_under("/a", "/"));
  assert_false(path_is_under("/a/bc", "/a/b"));
  assert_false(path_is_under("/a", "/a/b"));
}

static void names_and_extensions_are_cut_off(void **state)
{
  (void)state;
  assert_string_equal(path_name("/a/b.tar.gz"), "b.tar.gz");
  assert_string_equal(path_name("b"), "b");
  assert_string_equal(path_extension("/a.d/b.tar.gz"), "gz");
  assert_string_equal(path_extension("/a.d/b"), "");
  assert_string_equal(path_extension("/a/.profile"), "");
  assert_string_equal(path_parent(&scratch, "/a/b"), "/a");
  assert_string_equal(path_parent(&scratch, "/a"), "/");
  assert_string_equal(path_parent(&scratch, "/"), "/");
}

static void a_pattern_with_a_slash_counts_from_the_start(void **state)
{
  (void)state;
  assert_true(path_matches("src/a.c", "src/*.c"));
  assert_false(path_matches("src/x/a.c", "src/*.c"));
  assert_true(path_matches("src/x/a.c", "src/**/*.c"));
  assert_true(path_matches("src/a.c", "src/**/*.c"));
  assert_false(path_matches("lib/src/a.c", "src/*.c"));
  assert_true(path_matches("lib/src/a.c", "**/src/*.c"));
  assert_true(path_matches("src/a.c", "./src/*.c"));
  assert_true(path_matches("src/a.c", "src/[a-c].c"));
  assert_false(path_matches("src/a.c", "src/[!a-c].c"));
  assert_true(path_matches("src/a.c", "src/?.c"));
  assert_false(path_matches("src/a.c", "src?a.c"));
}

static void a_pattern_without_a_slash_matches_any_component(void **state)
{
  (void)state;
  assert_true(path_matches("lib/deps/a.c", "deps"));
  assert_true(path_matches("lib/a.gen.c", "*.gen.c"));
  assert_false(path_matches("lib/mydeps/a.c", "deps"));
  assert_false(path_matches("lib/deps2/a.c", "deps"));
}

static void a_pattern_that_matches_a_folder_matches_all_below(void **state)
{
  (void)state;
  assert_true(path_matches("third_party/x/y/a.c", "third_party/x"));
  assert_true(path_matches("third_party/x/a.c", "third_party/"));
  assert_true(path_matches("third_party/x/a.c", "third_party/**"));
  assert_true(path_matches("a/b.c", "**"));
  assert_false(path_matches("third_party2/a.c", "third_party/"));
}

static void an_open_set_is_an_ordinary_bracket(void **state)
{
  (void)state;
  assert_true(path_matches("a[b.c", "a[b.c"));
  assert_false(path_matches("ab.c", "a[b.c"));
  assert_true(path_matches("a].c", "a[]].c"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(resolving_cleans_dots_and_slashes),
      cmocka_unit_test(below_the_root_a_path_is_relative),
      cmocka_unit_test(a_path_is_under_itself_and_what_leads_to_it),
      cmocka_unit_test(names_and_extensions_are_cut_off),
      cmocka_unit_test(a_pattern_with_a_slash_counts_from_the_start),
      cmocka_unit_test(a_pattern_without_a_slash_matches_any_component),
      cmocka_unit_test(a_pattern_that_matches_a_folder_matches_all_below),
      cmocka_unit_test(an_open_set_is_an_ordinary_bracket),
  };
  int failures = cmocka_run_group_tests(tests, NULL, NULL);
  arena_clear(&scratch);
  return failures;
}
