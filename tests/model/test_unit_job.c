#include "model/unit_job.h"
#include "unit_test.h"

static const char *flags[] = {"-Iinclude", "-DNAME=\"a b\"", "-std=c11"};
static const char *selected[] = {"MC1001"};
static const unit_job job = {.source = "src/a.c",
                             .directory = "/home/user/tree",
                             .flag_count = 3,
                             .flags = flags,
                             .select_count = 1,
                             .select = selected};

static void a_job_comes_back_as_it_was(void **state)
{
  (void)state;
  arena arena = {0};
  strbuf bytes = {0};
  unit_job read;
  unit_job_encode(&job, &bytes);
  assert_true(unit_job_decode(&arena, bytes.text, bytes.length, &read));
  assert_string_equal(read.source, "src/a.c");
  assert_string_equal(read.directory, "/home/user/tree");
  assert_int_equal(read.flag_count, 3);
  assert_string_equal(read.flags[1], "-DNAME=\"a b\"");
  assert_string_equal(read.flags[2], "-std=c11");
  assert_int_equal(read.select_count, 1);
  assert_string_equal(read.select[0], "MC1001");
  strbuf_clear(&bytes);
  arena_clear(&arena);
}

static void a_job_cut_anywhere_or_with_more_behind_it_is_refused(void **state)
{
  (void)state;
  arena arena = {0};
  strbuf bytes = {0};
  unit_job read;
  unit_job_encode(&job, &bytes);
  for (size_t length = 0; length < bytes.length; length++)
    assert_false(unit_job_decode(&arena, bytes.text, length, &read));
  strbuf_add_char(&bytes, 0);
  assert_false(unit_job_decode(&arena, bytes.text, bytes.length, &read));
  strbuf_clear(&bytes);
  arena_clear(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_job_comes_back_as_it_was),
      cmocka_unit_test(a_job_cut_anywhere_or_with_more_behind_it_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
