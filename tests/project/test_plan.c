#include "project/plan.h"
#include "project/files.h"
#include "project/path.h"
#include "base/log.h"
#include "scratch.h"
#include "unit_test.h"

typedef struct fixture {
  scratch scratch;
  arena arena;
  plan_request request;
  plan plan;
} fixture;

static int open_fixture(void **state)
{
  fixture *fixture = calloc(1, sizeof *fixture);
  scratch_open(&fixture->scratch);
  fixture->request.directory = fixture->scratch.folder;
  *state = fixture;
  return 0;
}

static void clear_request(fixture *fixture)
{
  array_clear(&fixture->request.paths);
  array_clear(&fixture->request.excludes);
  array_clear(&fixture->request.flags);
  fixture->request = (plan_request){.directory = fixture->scratch.folder};
}

static int close_fixture(void **state)
{
  fixture *fixture = *state;
  clear_request(fixture);
  plan_clear(&fixture->plan);
  arena_clear(&fixture->arena);
  scratch_close(&fixture->scratch);
  free(fixture);
  return 0;
}

static plan_result make(fixture *fixture)
{
  plan_clear(&fixture->plan);
  fixture->plan = (plan){0};
  return plan_make(&fixture->arena, &fixture->request, &fixture->plan);
}

static void ask_for(fixture *fixture, const char *path)
{
  array_push(&fixture->request.paths, path);
}

// The planned files, seen from the scratch folder, joined by spaces.
static void assert_units(fixture *fixture, const char *expected)
{
  const char *text = "";
  for (uint32_t i = 0; i < fixture->plan.units.count; i++)
    text = arena_format(
        &fixture->arena, "%s%s%s", text, i == 0 ? "" : " ",
        path_relative(fixture->scratch.folder, fixture->plan.units.items[i].file));
  assert_string_equal(text, expected);
}

static void assert_flags(const fixture *fixture, uint32_t unit, const char *expected)
{
  char text[1000] = "";
  const text_list *flags = &fixture->plan.units.items[unit].flags;
  for (uint32_t i = 0; i < flags->count; i++) {
    strcat(text, i == 0 ? "" : " ");
    strcat(text, flags->items[i]);
  }
  assert_string_equal(text, expected);
}

static void write_tree(const fixture *fixture)
{
  const scratch *scratch = &fixture->scratch;
  scratch_write(scratch, "src/a.c", "");
  scratch_write(scratch, "src/b.c", "");
  scratch_write(scratch, "tests/t.c", "");
  scratch_write(scratch, "tool.c", "");
}

static void write_database(const fixture *fixture, const char *path)
{
  scratch_write(
      &fixture->scratch, path,
      "[{\"directory\": \"..\", \"file\": \"src/b.c\", \"command\": \"cc -DB x\"},"
      " {\"directory\": \"..\", \"file\": \"src/a.c\", \"command\": \"cc -DA x\"},"
      " {\"directory\": \"..\", \"file\": \"src/x.cc\", \"command\": \"c++ x\"}]");
}

static void without_a_database_a_folder_is_every_source_below(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/a.c src/b.c tests/t.c tool.c");
  assert_int_equal(fixture->plan.origin, PLAN_FROM_GUESS);
  ask_for(fixture, "tool.c");
  ask_for(fixture, "src");
  ask_for(fixture, "src/a.c"); // once more
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/a.c src/b.c tool.c");
}

static void a_database_in_a_build_folder_decides(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  write_database(fixture, "build/compile_commands.json");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_int_equal(fixture->plan.origin, PLAN_FROM_DATABASE);
  assert_units(fixture, "src/a.c src/b.c");
  assert_flags(fixture, 0, "-DA -U_FORTIFY_SOURCE");
  assert_int_equal(fixture->plan.not_c_count, 1);
}

static void paths_pick_units_of_the_database(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  write_database(fixture, "build/compile_commands.json");
  ask_for(fixture, "src/b.c");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/b.c");
  assert_int_equal(fixture->plan.not_c_count, 0);
  clear_request(fixture);
  ask_for(fixture, "tests");
  assert_int_equal(make(fixture), PLAN_EMPTY);
}

static void an_unlisted_file_takes_the_flags_of_the_nearest(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  scratch_write(&fixture->scratch, "src/new.c", "");
  write_database(fixture, "build/compile_commands.json");
  ask_for(fixture, "src/new.c");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/new.c");
  assert_flags(fixture, 0, "-DA -U_FORTIFY_SOURCE");
}

static void a_linked_path_picks_what_it_leads_to(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  write_database(fixture, "build/compile_commands.json");
  assert_int_equal(symlink("src", scratch_path(&fixture->scratch, "link")), 0);
  ask_for(fixture, "link");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/a.c src/b.c");
}

static void a_database_above_counts_only_if_it_lists_what_is_asked_for(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  write_database(fixture, "build/compile_commands.json");
  fixture->request.directory = scratch_path(&fixture->scratch, "src");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_int_equal(fixture->plan.origin, PLAN_FROM_DATABASE);
  assert_units(fixture, "src/a.c src/b.c");
  fixture->request.directory = scratch_path(&fixture->scratch, "tests");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_int_equal(fixture->plan.origin, PLAN_FROM_GUESS);
  assert_units(fixture, "tests/t.c");
}

static void a_path_elsewhere_is_searched_from_there(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  write_database(fixture, "src/build/compile_commands.json");
  scratch_write(
      &fixture->scratch, "src/build/compile_commands.json",
      "[{\"directory\": \"..\", \"file\": \"a.c\", \"command\": \"cc -DQ x\"}]");
  fixture->request.directory = scratch_path(&fixture->scratch, "tests");
  ask_for(fixture, scratch_path(&fixture->scratch, "src"));
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/a.c");
  assert_flags(fixture, 0, "-DQ -U_FORTIFY_SOURCE");
}

static void named_databases_are_used_or_refused(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  write_database(fixture, "elsewhere/compile_commands.json");
  fixture->request.build_folder = "elsewhere";
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/a.c src/b.c");
  fixture->request.build_folder = "nowhere";
  assert_int_equal(make(fixture), PLAN_WRONG);
  fixture->request.build_folder = NULL;
  fixture->request.compile_commands = "elsewhere/compile_commands.json";
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/a.c src/b.c");
}

static void flags_by_hand_set_the_database_aside(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  write_database(fixture, "build/compile_commands.json");
  fixture->request.has_flags = true;
  array_push(&fixture->request.flags, "-Iinc");
  array_push(&fixture->request.flags, "-O2");
  ask_for(fixture, "tests");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_int_equal(fixture->plan.origin, PLAN_FROM_ARGUMENTS);
  assert_units(fixture, "tests/t.c");
  assert_flags(fixture, 0, "-Iinc -U_FORTIFY_SOURCE");
  assert_string_equal(fixture->plan.units.items[0].directory, fixture->scratch.folder);
}

static void a_flags_file_serves_every_source(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  scratch_write(&fixture->scratch, "compile_flags.txt", "-Iinc\n-DNAME=a b\n\n-Wall\n");
  ask_for(fixture, "src");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_int_equal(fixture->plan.origin, PLAN_FROM_FLAGS_FILE);
  assert_flags(fixture, 1, "-Iinc -DNAME=a b -U_FORTIFY_SOURCE");
  assert_int_equal(fixture->plan.dropped.count, 1);
}

static void patterns_leave_units_out(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  array_push(&fixture->request.excludes, "tests/**");
  array_push(&fixture->request.excludes, "b.c");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "src/a.c tool.c");
  assert_int_equal(fixture->plan.excluded_count, 2);
  array_push(&fixture->request.excludes, "**");
  assert_int_equal(make(fixture), PLAN_EMPTY);
}

static void a_named_file_is_taken_for_c_unless_its_name_says_otherwise(void **state)
{
  fixture *fixture = *state;
  scratch_write(&fixture->scratch, "a.inc", "");
  scratch_write(&fixture->scratch, "b.cpp", "");
  ask_for(fixture, "a.inc");
  ask_for(fixture, "b.cpp");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_units(fixture, "a.inc");
  assert_flags(fixture, 0, "-x c");
  assert_int_equal(fixture->plan.not_c_count, 1);
}

static void a_missing_path_is_wrong_and_an_empty_folder_empty(void **state)
{
  fixture *fixture = *state;
  assert_int_equal(make(fixture), PLAN_EMPTY);
  ask_for(fixture, "none");
  assert_int_equal(make(fixture), PLAN_WRONG);
}

static void the_root_is_where_git_is(void **state)
{
  fixture *fixture = *state;
  write_tree(fixture);
  scratch_write(&fixture->scratch, ".git/HEAD", "");
  fixture->request.directory = scratch_path(&fixture->scratch, "src");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_string_equal(fixture->plan.root, fixture->scratch.folder);
}

// ---- Guessed includes --------------------------------------------------------------

static void includes_are_found_among_the_headers_of_the_project(void **state)
{
  fixture *fixture = *state;
  const scratch *scratch = &fixture->scratch;
  scratch_write(scratch, "src/a.c", "#include \"a.h\"\n # include <net/buf.h>\n");
  scratch_write(scratch, "src/a.h", "#include \"deep.h\"\n");
  scratch_write(scratch, "lib/inner/deep.h", "");
  scratch_write(scratch, "include/net/buf.h", "");
  assert_int_equal(make(fixture), PLAN_READY);
  const char *folder = scratch->folder;
  assert_flags(fixture, 0,
               arena_format(&fixture->arena, "-I%s/include -iquote%s/lib/inner", folder,
                            folder));
  assert_int_equal(fixture->plan.guesses.count, 2);
  assert_string_equal(fixture->plan.guesses.items[0], "include");
  assert_string_equal(fixture->plan.guesses.items[1], "lib/inner");
}

static void of_two_headers_the_nearer_is_meant(void **state)
{
  fixture *fixture = *state;
  const scratch *scratch = &fixture->scratch;
  scratch_write(scratch, "one/src/a.c", "#include \"config.h\"\n");
  scratch_write(scratch, "one/conf/config.h", "");
  scratch_write(scratch, "two/config.h", "");
  ask_for(fixture, "one");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_flags(fixture, 0,
               arena_format(&fixture->arena, "-iquote%s/one/conf", scratch->folder));
}

static void system_headers_are_left_to_the_compiler(void **state)
{
  fixture *fixture = *state;
  const scratch *scratch = &fixture->scratch;
  scratch_write(scratch, "a.c",
                "#include <stdio.h>\n#include <stdarg.h>\n"
                "#include <sys/types.h>\n");
  scratch_write(scratch, "compat/stdio.h", "");
  scratch_write(scratch, "compat/stdarg.h", "");
  scratch_write(scratch, "compat/sys/types.h", "");
  assert_int_equal(make(fixture), PLAN_READY);
  assert_flags(fixture, 0, "");
}

static void python_and_glib_are_asked_of_pkg_config_once(void **state)
{
  fixture *fixture = *state;
  const scratch *scratch = &fixture->scratch;
  scratch_write(scratch, "src/a.c", "#include <Python.h>\n");
  scratch_write(scratch, "src/b.c", "#include \"Python.h\"\n#include <glib.h>\n");
  scratch_write(scratch, "bin/pkg-config",
                "#!/bin/sh\necho \"$*\" >> \"$0.calls\"\n"
                "test \"$2\" = python3 && echo -I/fake/python -DFAKE\n");
  chmod(scratch_path(scratch, "bin/pkg-config"), 0755);
  const char *path = getenv("PATH");
  setenv("PATH",
         arena_format(&fixture->arena, "%s:%s", scratch_path(scratch, "bin"), path), 1);
  ask_for(fixture, "src");
  assert_int_equal(make(fixture), PLAN_READY);
  setenv("PATH", path, 1);
  assert_flags(fixture, 0, "-I/fake/python -DFAKE");
  assert_flags(fixture, 1, "-I/fake/python -DFAKE"); // of GLib it knows nothing
  assert_int_equal(fixture->plan.guesses.count, 1);
  assert_string_equal(fixture->plan.guesses.items[0], "python3 (by pkg-config)");
  strbuf calls = {0};
  assert_true(files_read(scratch_path(scratch, "bin/pkg-config.calls"), &calls));
  assert_string_equal(strbuf_text(&calls), "--cflags python3\n--cflags glib-2.0\n");
  strbuf_clear(&calls);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
  const struct CMUnitTest tests[] = {
      CASE(without_a_database_a_folder_is_every_source_below),
      CASE(a_database_in_a_build_folder_decides),
      CASE(paths_pick_units_of_the_database),
      CASE(an_unlisted_file_takes_the_flags_of_the_nearest),
      CASE(a_linked_path_picks_what_it_leads_to),
      CASE(a_database_above_counts_only_if_it_lists_what_is_asked_for),
      CASE(a_path_elsewhere_is_searched_from_there),
      CASE(named_databases_are_used_or_refused),
      CASE(flags_by_hand_set_the_database_aside),
      CASE(a_flags_file_serves_every_source),
      CASE(patterns_leave_units_out),
      CASE(a_named_file_is_taken_for_c_unless_its_name_says_otherwise),
      CASE(a_missing_path_is_wrong_and_an_empty_folder_empty),
      CASE(the_root_is_where_git_is),
      CASE(includes_are_found_among_the_headers_of_the_project),
      CASE(of_two_headers_the_nearer_is_meant),
      CASE(system_headers_are_left_to_the_compiler),
      CASE(python_and_glib_are_asked_of_pkg_config_once),
  };
  log_set_level(LOG_QUIET);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
