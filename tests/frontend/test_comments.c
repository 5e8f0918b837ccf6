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

// That comment [number] has [text] and speaks of the lines from [first] to [last].
static void assert_comment(const found *f, uint32_t number, const char *text,
                           uint32_t first, uint32_t last)
{
  assert_true(number < f->list.count);
  const unit_comment *comment = &f->list.items[number];
  assert_int_equal(comment->file, 7);
  assert_string_equal(comment->text, text);
  assert_int_equal(comment->first, first);
  assert_int_equal(comment->last, last);
}

static void both_kinds_of_comment_are_read(void **state)
{
  (void)state;
  found f;
  found_open(&f, "int a; /* memcheck: allow(MC1001) -- kept */\n"
                 "int b; // memcheck: allow(MC1002) -- too\n"
                 "int c; // NOLINT(memcheck-MC1001)\n"
                 "int d; // plain\n");
  assert_int_equal(f.list.count, 3);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- kept", 1, 1);
  assert_comment(&f, 1, "memcheck: allow(MC1002) -- too", 2, 2);
  assert_comment(&f, 2, "NOLINT(memcheck-MC1001)", 3, 3);
  assert_int_equal(f.list.items[0].line, 1);
  assert_int_equal(f.list.items[0].column, 11);
  assert_int_equal(f.list.items[0].end_line, 1);
  assert_int_equal(f.list.items[0].end_column, 45);
  found_close(&f);
}

static void what_is_no_comment_is_not_read(void **state)
{
  (void)state;
  found f;
  found_open(&f, "const char *s = \"/* memcheck: allow(MC1001) -- no */\";\n"
                 "int c = '\"'; // memcheck: allow(MC1002) -- after a quote\n"
                 "char *t = \"\\\" // memcheck: allow(MC1001) -- no\";\n");
  assert_int_equal(f.list.count, 1);
  assert_comment(&f, 0, "memcheck: allow(MC1002) -- after a quote", 2, 2);
  found_close(&f);
}

static void a_comment_speaks_of_the_statement_below(void **state)
{
  (void)state;
  found f;
  found_open(&f, "void f(void)\n{\n"
                 "  // memcheck: allow(MC1001) -- line 4\n"
                 "  a();\n"
                 "  /* memcheck: allow(MC1001) -- lines 7 to 9 */\n"
                 "  // another comment of the same block\n"
                 "  if (b(1,\n"
                 "        2) <\n"
                 "      c) {\n"
                 "    /* memcheck: allow(MC1001) -- blank below */\n"
                 "\n"
                 "    d();\n"
                 "    // memcheck: allow(MC1001) -- the brace\n"
                 "  }\n"
                 "  /* memcheck: allow(MC1001) -- same line */ e();\n"
                 "  // memcheck: allow(MC1001) -- the end of the file is near\n"
                 "\n");
  assert_int_equal(f.list.count, 6);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- line 4", 4, 4);
  assert_comment(&f, 1, "memcheck: allow(MC1001) -- lines 7 to 9", 7, 9);
  assert_comment(&f, 2, "memcheck: allow(MC1001) -- blank below", 0, 0);
  assert_comment(&f, 3, "memcheck: allow(MC1001) -- the brace", 14, 14);
  assert_comment(&f, 4, "memcheck: allow(MC1001) -- same line", 15, 15);
  assert_int_equal(f.list.items[5].first, 0);
  found_close(&f);
}

static void a_comment_speaks_of_the_statement_it_is_in_or_behind(void **state)
{
  (void)state;
  found f;
  found_open(&f, "  a();\n"
                 "  x = f(1,\n"
                 "        2); // memcheck: allow(MC1001) -- behind\n"
                 "  y = f(1, // memcheck: allow(MC1001) -- within\n"
                 "        2);\n"
                 "  for (i = 0; i < 3; i++) { // memcheck: allow(MC1001) -- head\n"
                 "    g();\n"
                 "  } // memcheck: allow(MC1001) -- brace\n"
                 "  a(); b(\n"
                 "  ); c(); // memcheck: allow(MC1001) -- all of the line\n"
                 "  struct s s = {\n"
                 "    .p = malloc(1), // memcheck: allow(MC1001) -- initialiser\n"
                 "  };\n");
  assert_int_equal(f.list.count, 6);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- behind", 2, 3);
  assert_comment(&f, 1, "memcheck: allow(MC1001) -- within", 4, 5);
  assert_comment(&f, 2, "memcheck: allow(MC1001) -- head", 6, 6);
  assert_comment(&f, 3, "memcheck: allow(MC1001) -- brace", 8, 8);
  assert_comment(&f, 4, "memcheck: allow(MC1001) -- all of the line", 9, 10);
  assert_comment(&f, 5, "memcheck: allow(MC1001) -- initialiser", 12, 13);
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
                 "int c; // memcheck: allow(MC1003) --\n"
                 "       // in the same column\n"
                 "// memcheck: allow(MC1001) -- one\n"
                 "// memcheck: allow(MC1002) -- two\n"
                 "int d;\n"
                 "\n");
  assert_int_equal(f.list.count, 5);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- owned by the registry until exit",
                 3, 3);
  assert_comment(&f, 1, "memcheck: allow(MC1002) -- own line", 4, 4);
  assert_comment(&f, 2, "memcheck: allow(MC1003) -- in the same column", 6, 6);
  assert_comment(&f, 3, "memcheck: allow(MC1001) -- one", 10, 10);
  assert_comment(&f, 4, "memcheck: allow(MC1002) -- two", 10, 10);
  assert_int_equal(f.list.items[4].line, 9);
  assert_int_equal(f.list.items[4].column, 4);
  found_close(&f);
}

static void a_block_is_read_without_its_decoration(void **state)
{
  (void)state;
  found f;
  found_open(&f, "\n/*\n * memcheck: allow(MC1001)\n *   -- reason\n */\nint a;\n");
  assert_int_equal(f.list.count, 1);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- reason", 6, 6);
  assert_int_equal(f.list.items[0].line, 3);
  assert_int_equal(f.list.items[0].column, 4);
  assert_int_equal(f.list.items[0].end_line, 5);
  assert_int_equal(f.list.items[0].end_column, 4);
  found_close(&f);
}

static void line_ends_of_other_systems_are_line_ends(void **state)
{
  (void)state;
  found f;
  found_open(&f, "// memcheck: allow(MC1001) -- one\r\n"
                 "int a;\r\n"
                 "int b; // memcheck: allow(MC1001)\r\n"
                 "       // -- two\r\n"
                 "/* memcheck: allow(MC1001)\r\n * -- three */\r\n"
                 "int c;\r\n");
  assert_int_equal(f.list.count, 3);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- one", 2, 2);
  assert_comment(&f, 1, "memcheck: allow(MC1001) -- two", 3, 3);
  assert_comment(&f, 2, "memcheck: allow(MC1001) -- three", 7, 7);
  found_close(&f);
}

static void joined_lines_belong_to_a_comment(void **state)
{
  (void)state;
  found f;
  found_open(&f, "// first \\\nmemcheck: allow(MC1001) -- joined\nint a;\n");
  assert_int_equal(f.list.count, 1);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- joined", 3, 3);
  assert_int_equal(f.list.items[0].line, 2);
  found_close(&f);
}

static void an_unclosed_comment_ends_with_the_file(void **state)
{
  (void)state;
  found f;
  found_open(&f, "int a; /* memcheck: allow(MC1001)");
  assert_int_equal(f.list.count, 1);
  assert_comment(&f, 0, "memcheck: allow(MC1001)", 1, 1);
  found_close(&f);
}

static void a_macro_is_no_statement_of_the_code(void **state)
{
  (void)state;
  found f;
  found_open(&f, "#define FAIL(x) \\\n"
                 "  do { return x; /* memcheck: allow(MC1001) -- in a macro */ \\\n"
                 "  } while (0)\n"
                 "// memcheck: allow(MC1001) -- above a directive\n"
                 "#pragma once\n"
                 "int a;\n");
  assert_int_equal(f.list.count, 2);
  assert_comment(&f, 0, "memcheck: allow(MC1001) -- in a macro", 2, 2);
  assert_comment(&f, 1, "memcheck: allow(MC1001) -- above a directive", 6, 6);
  found_close(&f);
}

static void code_that_may_be_left_out_is_known(void **state)
{
  (void)state;
  found f;
  found_open(&f, "/* A header. */\n"
                 "#ifndef A_H\n"
                 "#define A_H\n"
                 "int a; // memcheck: allow(MC1001) -- within the guard\n"
                 "#if X\n"
                 "int b; // memcheck: allow(MC1001) -- perhaps\n"
                 "#else\n"
                 "int c; // memcheck: allow(MC1001) -- perhaps\n"
                 "#endif\n"
                 "int d; // memcheck: allow(MC1001) -- again\n"
                 "// memcheck: allow-file(MC1001) -- speaks of b and c too\n"
                 "#endif\n");
  const bool expected[] = {false, true, true, false, true};
  assert_int_equal(f.list.count, 5);
  for (uint32_t i = 0; i < 5; i++)
    assert_int_equal(f.list.items[i].is_conditional, expected[i]);
  found_close(&f);
  found_open(&f, "#ifndef _WIN32\n"
                 "int a; // memcheck: allow(MC1001) -- no guard\n"
                 "#endif\n");
  assert_int_equal(f.list.count, 1);
  assert_true(f.list.items[0].is_conditional);
  found_close(&f);
}

static void a_text_may_end_or_break_anywhere(void **state)
{
  (void)state;
  const char text[] =
      "#ifndef A\n#define A \\\r\n x /* memcheck: allow(MC1001) */\n"
      "// memcheck: allow-begin(MC1001, MC1) -- a \\\n b\n"
      "int f(void) { return '\"' + \"\\\"\"[(0]; } // NOLINT(memcheck-MC1)\n"
      "/* * memcheck: alow(x) -- */ // memcheck: allow-end\n#endif";
  char broken[sizeof text];
  for (size_t length = 0; length < sizeof text; length++) {
    found f;
    memcpy(broken, text, sizeof text);
    broken[length] = '\0';
    found_open(&f, broken);
    found_close(&f);
    for (const char *c = "(){};/*\"\\\n"; *c != '\0' && length + 1 < sizeof text; c++) {
      memcpy(broken, text, sizeof text);
      broken[length] = *c;
      found_open(&f, broken);
      for (uint32_t i = 0; i < f.list.count; i++) {
        const unit_comment *comment = &f.list.items[i];
        assert_true(comment->line >= 1 && comment->line <= comment->end_line);
        assert_true(comment->first <= comment->last);
        assert_true((comment->first == 0) == (comment->last == 0));
        assert_true(comment->last <= 9);
      }
      found_close(&f);
    }
  }
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
      cmocka_unit_test(both_kinds_of_comment_are_read),
      cmocka_unit_test(what_is_no_comment_is_not_read),
      cmocka_unit_test(a_comment_speaks_of_the_statement_below),
      cmocka_unit_test(a_comment_speaks_of_the_statement_it_is_in_or_behind),
      cmocka_unit_test(lines_one_below_the_other_are_one_comment),
      cmocka_unit_test(a_block_is_read_without_its_decoration),
      cmocka_unit_test(line_ends_of_other_systems_are_line_ends),
      cmocka_unit_test(joined_lines_belong_to_a_comment),
      cmocka_unit_test(an_unclosed_comment_ends_with_the_file),
      cmocka_unit_test(a_macro_is_no_statement_of_the_code),
      cmocka_unit_test(code_that_may_be_left_out_is_known),
      cmocka_unit_test(a_text_may_end_or_break_anywhere),
      cmocka_unit_test(project_headers_are_read_and_system_headers_are_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
