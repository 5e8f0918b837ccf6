#include "project/files.h"
#include "project/path.h"
#include "scratch.h"
#include "unit_test.h"

static int open_scratch(void **state)
{
  static scratch scratch;
  scratch_open(&scratch);
  *state = &scratch;
  return 0;
}

static int close_scratch(void **state)
{
  scratch_close(*state);
  return 0;
}

static void walking_goes_by_name_and_leaves_out_what_is_hidden_or_linked(void **state)
{
  const scratch *scratch = *state;
  scratch_write(scratch, "b.c", "");
  scratch_write(scratch, "a/z.c", "");
  scratch_write(scratch, "a/notes.txt", "");
  scratch_write(scratch, ".hidden/x.c", "");
  scratch_write(scratch, ".x.c", "");
  assert_int_equal(symlink(scratch_path(scratch, "a"), scratch_path(scratch, "link")),
                   0);
  assert_int_equal(symlink("nowhere", scratch_path(scratch, "dead.c")), 0);

  arena arena = {0};
  text_list paths = {0};
  assert_true(files_walk(&arena, scratch->folder, "c", 0, &paths));
  assert_int_equal(paths.count, 3);
  assert_string_equal(path_relative(scratch->folder, paths.items[0]), "a/z.c");
  assert_string_equal(path_relative(scratch->folder, paths.items[1]), "b.c");
  assert_string_equal(path_relative(scratch->folder, paths.items[2]), "dead.c");
  array_clear(&paths);
  arena_clear(&arena);
}

static void walking_stops_at_its_limit(void **state)
{
  const scratch *scratch = *state;
  scratch_write(scratch, "a.c", "");
  scratch_write(scratch, "b.c", "");
  arena arena = {0};
  text_list paths = {0};
  assert_false(files_walk(&arena, scratch->folder, "c", 1, &paths));
  assert_int_equal(paths.count, 1);
  array_clear(&paths);
  assert_true(files_walk(&arena, scratch->folder, "c", 2, &paths));
  assert_int_equal(paths.count, 2);
  array_clear(&paths);
  arena_clear(&arena);
}

static void lines_lose_their_ends_and_blank_ones_vanish(void **state)
{
  (void)state;
  arena arena = {0};
  text_list lines = {0};
  files_split_lines(&arena, "\n a.c \r\n\n\tb c.c\n  ", &lines);
  assert_int_equal(lines.count, 2);
  assert_string_equal(lines.items[0], "a.c");
  assert_string_equal(lines.items[1], "b c.c");
  array_clear(&lines);
  arena_clear(&arena);
}

static void a_folder_cannot_be_read_as_a_file(void **state)
{
  const scratch *scratch = *state;
  strbuf text = {0};
  assert_false(files_read(scratch->folder, &text));
  assert_false(files_read(scratch_path(scratch, "none"), &text));
  strbuf_clear(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(
          walking_goes_by_name_and_leaves_out_what_is_hidden_or_linked, open_scratch,
          close_scratch),
      cmocka_unit_test_setup_teardown(walking_stops_at_its_limit, open_scratch,
                                      close_scratch),
      cmocka_unit_test(lines_lose_their_ends_and_blank_ones_vanish),
      cmocka_unit_test_setup_teardown(a_folder_cannot_be_read_as_a_file, open_scratch,
                                      close_scratch),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
