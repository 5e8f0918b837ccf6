#include "project/flags.h"
#include "project/shell.h"
#include "scratch.h"
#include "unit_test.h"

static arena memory;

// The words of [list], joined by single spaces.
static const char *join(const text_list *list)
{
  const char *text = "";
  for (uint32_t i = 0; i < list->count; i++)
    text = arena_format(&memory, "%s%s%s", text, i == 0 ? "" : " ", list->items[i]);
  return text;
}

static flags filter(const char *command, const char *directory)
{
  text_list words = {0};
  flags flags = {0};
  shell_split(&memory, command, &words);
  flags_filter(&memory, directory, &words, true, &flags);
  array_clear(&words);
  return flags;
}

static void assert_keeps(const char *command, const char *kept)
{
  flags flags = filter(command, "/");
  assert_string_equal(join(&flags.kept), kept);
  flags_clear(&flags);
}

static void assert_splits(const char *command, const char *const *expected)
{
  text_list words = {0};
  shell_split(&memory, command, &words);
  uint32_t count = 0;
  for (; expected[count] != NULL; count++) {
    assert_true(count < words.count);
    assert_string_equal(words.items[count], expected[count]);
  }
  assert_int_equal(words.count, count);
  array_clear(&words);
}

static void commands_are_unquoted_as_a_shell_does_it(void **state)
{
  (void)state;
  assert_splits("cc  -c\ta.c ", (const char *[]){"cc", "-c", "a.c", NULL});
  assert_splits("-DA='b c' \"d e\"", (const char *[]){"-DA=b c", "d e", NULL});
  assert_splits("-DS=\\\"x\\\"", (const char *[]){"-DS=\"x\"", NULL});
  assert_splits("'-DS=\"a b\"'", (const char *[]){"-DS=\"a b\"", NULL});
  assert_splits("\"a\\\"b\\$c\\d\"", (const char *[]){"a\"b$c\\d", NULL});
  assert_splits("a\\ b", (const char *[]){"a b", NULL});
  assert_splits("'' \"\"", (const char *[]){"", "", NULL});
  assert_splits("'open end", (const char *[]){"open end", NULL});
  assert_splits("", (const char *[]){NULL});
}

static void flags_that_change_the_meaning_are_kept(void **state)
{
  (void)state;
  assert_keeps("cc -Ia -I b -DX=1 -D Y -UZ -isystem s -iquote q -include c.h -c a.c",
               "-Ia -I b -DX=1 -D Y -UZ -isystem s -iquote q -include c.h "
               "-U_FORTIFY_SOURCE");
  assert_keeps("cc -m32 -pthread -fopenmp -fms-extensions -ansi -nostdinc a.c",
               "-m32 -pthread -fopenmp -fms-extensions -ansi -nostdinc "
               "-U_FORTIFY_SOURCE");
  assert_keeps("cc --sysroot=/s -target arm a.c",
               "--sysroot=/s -target arm -U_FORTIFY_SOURCE");
}

static void everything_else_is_dropped_with_its_value(void **state)
{
  (void)state;
  assert_keeps("cc -O2 -g -Wall -MD -MF d -MT t -MQ q -o a.o -fipa-pta -mfpmath=387 "
               "--param x=1 -Xlinker -z -L l -lm -c a.c",
               "-U_FORTIFY_SOURCE");
  flags flags = filter("cc -O2 -MF dep -Wall x.c", "/");
  assert_string_equal(join(&flags.dropped), "-O2 -MF -Wall");
  assert_string_equal(join(&flags.others), "x.c");
  flags_clear(&flags);
}

static void fortify_is_taken_back_after_all_defines(void **state)
{
  (void)state;
  assert_keeps("cc -D_FORTIFY_SOURCE=2 -O2 a.c",
               "-D_FORTIFY_SOURCE=2 -U_FORTIFY_SOURCE");
}

static void preprocessor_lists_are_unwrapped(void **state)
{
  (void)state;
  assert_keeps("cc -Wp,-DA=1,-MD,dep.d,-UB a.c", "-DA=1 -UB -U_FORTIFY_SOURCE");
  assert_keeps("cc -Wp,-D_FORTIFY_SOURCE=2 a.c",
               "-D_FORTIFY_SOURCE=2 -U_FORTIFY_SOURCE");
  assert_keeps("cc -Xpreprocessor -DA a.c", "-DA -U_FORTIFY_SOURCE");
}

static void standards_that_libclang_lacks_are_dropped(void **state)
{
  (void)state;
  assert_keeps("cc -std=gnu99 a.c", "-std=gnu99 -U_FORTIFY_SOURCE");
  assert_keeps("cc -std=gnu23 a.c", "-std=gnu2x -U_FORTIFY_SOURCE");
  assert_keeps("cc -std=gnu77 a.c", "-U_FORTIFY_SOURCE");
}

static void a_flag_cut_short_does_not_cost_the_unit(void **state)
{
  (void)state;
  assert_keeps("cc a.c -I", "-U_FORTIFY_SOURCE");
  assert_keeps("cc a.c -o", "-U_FORTIFY_SOURCE");
  assert_keeps("cc a.c -x", "-U_FORTIFY_SOURCE");
}

static void response_files_stand_for_their_words(void **state)
{
  (void)state;
  scratch scratch;
  scratch_open(&scratch);
  scratch_write(&scratch, "flags.rsp", "-DA='x y'\n-Iinc @more.rsp -O2\n");
  scratch_write(&scratch, "more.rsp", "-DB @flags.rsp"); // names itself in the end
  flags flags = filter("cc @flags.rsp @none.rsp a.c", scratch.folder);
  const text_list *kept = &flags.kept;
  assert_string_equal(kept->items[0], "-DA=x y");
  assert_string_equal(kept->items[1], "-Iinc");
  assert_string_equal(kept->items[2], "-DB");
  assert_true(text_list_has(&flags.dropped, "@none.rsp"));
  flags_clear(&flags);
  scratch_close(&scratch);
}

static void language_is_told_by_flag_compiler_or_name(void **state)
{
  (void)state;
  const struct {
    const char *command, *file;
    bool is_c;
  } cases[] = {
      {"cc -c a.c", "/a.c", true},
      {"cc -c a.cc", "/a.cc", false},
      {"cc -c a.S", "/a.S", false},
      {"g++ -c a.c", "/a.c", false},
      {"cc -x c++ -c a.c", "/a.c", false},
      {"cc -x c -c a.inc", "/a.inc", true},
      {"cc -std=c++17 -c a.c", "/a.c", false},
      {"ccache g++ -c a.c", "/a.c", false},
      {"cc -xc -c a.tmpl", "/a.tmpl", true},
      {"cc -x none -c a.c", "/a.c", true},
      {"cc -c a.C", "/a.C", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    flags flags = filter(cases[i].command, "/");
    assert_int_equal(flags_say_c(&flags, cases[i].file), cases[i].is_c);
    flags_clear(&flags);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(commands_are_unquoted_as_a_shell_does_it),
      cmocka_unit_test(flags_that_change_the_meaning_are_kept),
      cmocka_unit_test(everything_else_is_dropped_with_its_value),
      cmocka_unit_test(fortify_is_taken_back_after_all_defines),
      cmocka_unit_test(preprocessor_lists_are_unwrapped),
      cmocka_unit_test(standards_that_libclang_lacks_are_dropped),
      cmocka_unit_test(a_flag_cut_short_does_not_cost_the_unit),
      cmocka_unit_test(response_files_stand_for_their_words),
      cmocka_unit_test(language_is_told_by_flag_compiler_or_name),
  };
  int failures = cmocka_run_group_tests(tests, NULL, NULL);
  arena_clear(&memory);
  return failures;
}
