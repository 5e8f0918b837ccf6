#include "project/compdb.h"
#include "scratch.h"
#include "unit_test.h"

typedef struct fixture {
  scratch scratch;
  arena arena;
  compdb database;
  strbuf problem;
} fixture;

static int open_fixture(void **state)
{
  fixture *fixture = calloc(1, sizeof *fixture);
  scratch_open(&fixture->scratch);
  *state = fixture;
  return 0;
}

static int close_fixture(void **state)
{
  fixture *fixture = *state;
  compdb_clear(&fixture->database);
  strbuf_clear(&fixture->problem);
  arena_clear(&fixture->arena);
  scratch_close(&fixture->scratch);
  free(fixture);
  return 0;
}

static bool read_text(fixture *fixture, const char *text)
{
  const char *path = scratch_path(&fixture->scratch, "compile_commands.json");
  scratch_write(&fixture->scratch, "compile_commands.json", text);
  return compdb_read(&fixture->arena, path, &fixture->database, &fixture->problem);
}

static void assert_problem(fixture *fixture, const char *text, const char *expected)
{
  strbuf_reset(&fixture->problem);
  assert_false(read_text(fixture, text));
  const char *problem = strbuf_text(&fixture->problem);
  if (strstr(problem, expected) == NULL)
    fail_msg("'%s' does not say '%s'", problem, expected);
}

static void both_forms_of_a_command_are_read(void **state)
{
  fixture *fixture = *state;
  assert_true(read_text(
      fixture, "[{\"directory\": \"/p\", \"file\": \"b.c\",\n"
               "  \"arguments\": [\"cc\", \"-DA=x y\", \"-c\", \"b.c\"]},\n"
               " {\"directory\": \"/p\", \"file\": \"/q/a.c\", \"output\": \"a.o\",\n"
               "  \"command\": \"cc -DA='x y' -O2 -c /q/a.c\"}]"));
  const source_list *sources = &fixture->database.sources;
  assert_int_equal(sources->count, 2);
  assert_string_equal(sources->items[0].file, "/p/b.c");
  assert_string_equal(sources->items[1].file, "/q/a.c");
  for (uint32_t i = 0; i < 2; i++) {
    assert_string_equal(sources->items[i].directory, "/p");
    assert_int_equal(sources->items[i].flags.count, 2);
    assert_string_equal(sources->items[i].flags.items[0], "-DA=x y");
  }
  assert_int_equal(fixture->database.dropped.count, 2);
  assert_string_equal(fixture->database.dropped.items[0], "-O2");
  assert_string_equal(fixture->database.dropped.items[1], "-c");
}

static void a_relative_directory_is_seen_from_the_database(void **state)
{
  fixture *fixture = *state;
  assert_true(read_text(fixture,
                        "[{\"directory\": \"sub/..//lib\", \"file\": \"../a.c\","
                        "  \"command\": \"cc -c ../a.c\"}]"));
  const source *source = &fixture->database.sources.items[0];
  assert_string_equal(source->directory, scratch_path(&fixture->scratch, "lib"));
  assert_string_equal(source->file, scratch_path(&fixture->scratch, "a.c"));
}

static void names_beyond_ascii_do_not_shift_what_follows(void **state)
{
  fixture *fixture = *state;
  assert_true(read_text(
      fixture, "[{\"directory\": \"/\", \"file\": \"gr\xc3\xb6\xc3\x9f"
               "e.c\", \"command\": \"cc\"},"
               " {\"directory\": \"/\", \"file\": \"\\u00e9.c\", \"command\": \"cc\"},"
               " {\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc\"}]"));
  const source_list *sources = &fixture->database.sources;
  assert_int_equal(sources->count, 3);
  assert_string_equal(sources->items[0].file, "/a.c");
  assert_string_equal(sources->items[1].file, "/gr\xc3\xb6\xc3\x9f"
                                              "e.c");
  assert_string_equal(sources->items[2].file, "/\xc3\xa9.c");
}

static void equal_entries_are_kept_once_and_others_twice(void **state)
{
  fixture *fixture = *state;
  assert_true(read_text(
      fixture,
      "[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc -DB a.c\"},\n"
      " {\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc -O2 a.c\"},\n"
      " {\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc a.c -fPIC\"}]"));
  const source_list *sources = &fixture->database.sources;
  assert_int_equal(sources->count, 2);
  assert_string_equal(sources->items[0].flags.items[0], "-DB");
  assert_string_equal(sources->items[1].flags.items[0], "-U_FORTIFY_SOURCE");
}

static void a_file_of_a_static_and_a_shared_library_is_one(void **state)
{
  fixture *fixture = *state;
  assert_true(read_text(
      fixture, "[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc "
               "-Dx_EXPORTS -DA\"},\n"
               " {\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc -DA\"},\n"
               " {\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc -DA -fPIC "
               "-DPIC\"}]"));
  const source_list *sources = &fixture->database.sources;
  assert_int_equal(sources->count, 1);
  assert_int_equal(sources->items[0].flags.count, 2); // -DA -U_FORTIFY_SOURCE
}

static void other_languages_are_counted_apart(void **state)
{
  fixture *fixture = *state;
  assert_true(read_text(
      fixture,
      "[{\"directory\": \"/\", \"file\": \"a.cc\", \"command\": \"c++ a.cc\"},\n"
      " {\"directory\": \"/\", \"file\": \"b.S\", \"command\": \"cc b.S\"},\n"
      " {\"directory\": \"/\", \"file\": \"c.c\", \"command\": \"cc c.c\"}]"));
  assert_int_equal(fixture->database.sources.count, 1);
  assert_int_equal(fixture->database.not_c.count, 2);
  assert_string_equal(fixture->database.not_c.items[0], "/a.cc");
}

static void an_empty_list_is_a_database_without_entries(void **state)
{
  fixture *fixture = *state;
  assert_true(read_text(fixture, " [ ]\n"));
  assert_int_equal(fixture->database.sources.count, 0);
}

static void broken_text_is_told_with_its_line(void **state)
{
  fixture *fixture = *state;
  assert_problem(fixture, "", "compile_commands.json:1: the file is empty");
  assert_problem(fixture, "\n\n{}", ":3: no JSON list");
  assert_problem(fixture, "[\n", ":2: broken JSON");
  assert_problem(
      fixture,
      "[\n{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc a.c\"}\n{}",
      ":3: broken JSON: expected ',' or ']'");
  assert_problem(fixture, "[\n{\"directory\": \"/\",\n\"file\": nonsense}]",
                 ":3: broken JSON");
}

static void entries_of_the_wrong_shape_are_told_with_their_line(void **state)
{
  fixture *fixture = *state;
  assert_problem(fixture, "[\n 7]", ":2: entry is no object");
  assert_problem(fixture, "[\n\n {\"command\": \"cc\"}]", ":3: entry has no \"file\"");
  assert_problem(fixture, "[{\"file\": 1}]", ":1: entry has no \"file\"");
  assert_problem(fixture, "[{\"file\": \"a.c\", \"directory\": 7}]",
                 ":1: \"directory\" is no string");
  assert_problem(fixture, "[{\"file\": \"a.c\", \"directory\": \"/\"}]",
                 ":1: entry has neither");
  assert_problem(fixture, "[{\"file\": \"a.c\", \"arguments\": [\"cc\", 1]}]",
                 ":1: \"arguments\" holds something else");
}

static void build_folders_are_searched_by_name(void **state)
{
  fixture *fixture = *state;
  const scratch *scratch = &fixture->scratch;
  assert_null(compdb_find_in(&fixture->arena, scratch->folder));
  scratch_write(scratch, "src/compile_commands.json", "[]");
  assert_null(compdb_find_in(&fixture->arena, scratch->folder));
  scratch_write(scratch, "out.d/compile_commands.json", "[]");
  assert_string_equal(compdb_find_in(&fixture->arena, scratch->folder),
                      scratch_path(scratch, "out.d/compile_commands.json"));
  scratch_write(scratch, "cmake-build-debug/compile_commands.json", "[]");
  assert_string_equal(compdb_find_in(&fixture->arena, scratch->folder),
                      scratch_path(scratch, "cmake-build-debug/compile_commands.json"));
  scratch_write(scratch, "compile_commands.json", "[]");
  assert_string_equal(compdb_find_in(&fixture->arena, scratch->folder),
                      scratch_path(scratch, "compile_commands.json"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
  const struct CMUnitTest tests[] = {
      CASE(both_forms_of_a_command_are_read),
      CASE(a_relative_directory_is_seen_from_the_database),
      CASE(names_beyond_ascii_do_not_shift_what_follows),
      CASE(equal_entries_are_kept_once_and_others_twice),
      CASE(a_file_of_a_static_and_a_shared_library_is_one),
      CASE(other_languages_are_counted_apart),
      CASE(an_empty_list_is_a_database_without_entries),
      CASE(broken_text_is_told_with_its_line),
      CASE(entries_of_the_wrong_shape_are_told_with_their_line),
      CASE(build_folders_are_searched_by_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
