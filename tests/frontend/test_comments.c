// Suppression comments, as the source has them.

#include "frontend/comments.h"
#include "lowered.h"
#include "scratch.h"
#include "unit_test.h"

typedef struct found {
  arena arena;
  comment_list list;
} found;

static void found_open(found *f, const char *text)
{
  *f = (found){0};
  comments_find(text, 7, &f->arena, &f->list);
}

static void found_close(found *f)
{
  array_clear(&f->list);
  arena_clear(&f->arena);
}

static void assert_comment(const found *f, uint32_t number, uint32_t line,
                           const char *text)
{
  assert_true(number < f->list.count);
  assert_int_equal(f->list.items[number].file, 7);
  assert_int_equal(f->list.items[number].line, line);
  assert_string_equal(f->list.items[number].text, text);
}

static void both_kinds_of_comment_carry_markers(void **state)
{
  (void)state;
  found f;
  found_open(&f, "int a; /* memcheck: allow(MC1001) -- kept */\n"
                 "int b; // memcheck: allow(MC1002) -- too\n"
                 "int c; // NOLINT(memcheck-MC1001)\n"
                 "int d; // plain\n");
  assert_int_equal(f.list.count, 3);
  assert_comment(&f, 0, 1, "memcheck: allow(MC1001) -- kept");
  assert_comment(&f, 1, 2, "memcheck: allow(MC1002) -- too");
  assert_comment(&f, 2, 3, "NOLINT(memcheck-MC1001)");
  found_close(&f);
}

static void markers_outside_comments_are_none(void **state)
{
  (void)state;
  found f;
  found_open(&f, "const char *s = \"/* memcheck: allow(MC1001) */\";\n"
                 "int c = '\"'; // memcheck: allow(MC1002) -- after a quote\n"
                 "char *t = \"\\\" // memcheck: allow\";\n");
  assert_int_equal(f.list.count, 1);
  assert_comment(&f, 0, 2, "memcheck: allow(MC1002) -- after a quote");
  found_close(&f);
}

static void lines_one_below_the_other_are_one_comment(void **state)
{
  (void)state;
  found f;
  found_open(&f, "// memcheck: allow(MC1001) -- owned by the\n"
                 "  // registry until exit\n"
                 "int a;\n"
                 "int b; // memcheck: allow(MC1002) -- own line\n"
                 "// another comment\n"
                 "\n"
                 "// memcheck: allow(MC1003) -- apart\n"
                 "\n"
                 "// from this\n");
  assert_int_equal(f.list.count, 3);
  assert_comment(&f, 0, 2,
                 "memcheck: allow(MC1001) -- owned by the\nregistry until exit");
  assert_comment(&f, 1, 4, "memcheck: allow(MC1002) -- own line");
  assert_comment(&f, 2, 7, "memcheck: allow(MC1003) -- apart");
  found_close(&f);
}

static void a_block_counts_by_its_last_line(void **state)
{
  (void)state;
  found f;
  found_open(&f, "\n/*\n memcheck: allow(MC1001)\n -- reason\n */\nint a;\n");
  assert_int_equal(f.list.count, 1);
  assert_comment(&f, 0, 5, "memcheck: allow(MC1001)\n -- reason");
  found_close(&f);
}

static void joined_lines_belong_to_a_comment(void **state)
{
  (void)state;
  found f;
  found_open(&f, "// first \\\nmemcheck: allow(MC1001) -- joined\nint a;\n");
  assert_int_equal(f.list.count, 1);
  assert_int_equal(f.list.items[0].line, 2);
  found_close(&f);
}

static void an_unclosed_comment_ends_with_the_file(void **state)
{
  (void)state;
  found f;
  found_open(&f, "int a; /* memcheck: allow(MC1001)");
  assert_int_equal(f.list.count, 1);
  assert_comment(&f, 0, 1, "memcheck: allow(MC1001)");
  found_close(&f);
}

static void project_headers_are_read_and_system_headers_are_not(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  scratch_open(&scratch);
  scratch_write(&scratch, "h.h", "int h; // memcheck: allow(MC1001) -- in a header\n");
  scratch_write(
      &scratch, "sys/s.h",
      "#include \"t.h\"\nint s; // memcheck: allow(MC1001) -- in a system one\n");
  scratch_write(&scratch, "sys/t.h", "int t; // memcheck: allow(MC1001) -- nor this\n");
  scratch_write(&scratch, "a.c",
                "#include \"h.h\"\n#include <s.h>\n"
                "int f(void) { return h; } // memcheck: allow(MC1002) -- here\n");
  lowered_open(&l, scratch.folder, "a.c", "-isystem sys");
  assert_int_equal(l.result.comment_count, 2);
  assert_int_equal(l.result.comments[0].file, 0);
  assert_int_equal(l.result.comments[0].line, 3);
  assert_string_equal(l.result.comments[0].text, "memcheck: allow(MC1002) -- here");
  assert_int_equal(l.result.comments[1].file, 1);
  assert_int_equal(l.result.comments[1].line, 1);
  lowered_close(&l);
  scratch_close(&scratch);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(both_kinds_of_comment_carry_markers),
      cmocka_unit_test(markers_outside_comments_are_none),
      cmocka_unit_test(lines_one_below_the_other_are_one_comment),
      cmocka_unit_test(a_block_counts_by_its_last_line),
      cmocka_unit_test(joined_lines_belong_to_a_comment),
      cmocka_unit_test(an_unclosed_comment_ends_with_the_file),
      cmocka_unit_test(project_headers_are_read_and_system_headers_are_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
