// Units as they come: missing, broken, odd, or without their headers.

#include "frontend/parse.h"
#include "lowered.h"
#include "scratch.h"
#include "unit_test.h"

static void project_lower(scratch *scratch, lowered *l, const char *text,
                          const char *flags)
{
  scratch_open(scratch);
  scratch_write(scratch, "a.c", text);
  lowered_open(l, scratch->folder, "a.c", flags);
}

static void project_close(scratch *scratch, lowered *l)
{
  lowered_close(l);
  scratch_close(scratch);
}

static void a_missing_header_makes_a_unit_incomplete(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l,
                "int before(void) { return 1; }\n"
                "#include \"nowhere.h\"\n"
                "#include <also/nowhere.h>\n"
                "int after(void) { return 2; }\n",
                "");
  assert_true(l.is_done);
  assert_int_equal(l.result.status, UNIT_INCOMPLETE);
  assert_int_equal(l.result.problem_count, 2);
  assert_string_equal(l.result.problems[0],
                      "a.c:2:10: fatal: 'nowhere.h' file not found");
  assert_string_equal(l.result.problems[1],
                      "a.c:3:10: fatal: 'also/nowhere.h' file not found");
  assert_true(lowered_function(&l, "before")->has_body);
  assert_true(lowered_function(&l, "after")->has_body);
  project_close(&scratch, &l);
}

static void a_header_missing_from_the_command_line_is_the_units_problem(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l, "int f(void) { return 1; }\n", "-include nowhere.h");
  assert_true(l.is_done);
  assert_int_equal(l.result.status, UNIT_INCOMPLETE);
  assert_string_equal(l.result.problems[0], "a.c: fatal: 'nowhere.h' file not found");
  project_close(&scratch, &l);
}

static void a_source_that_is_not_there_is_unreadable(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  scratch_open(&scratch);
  lowered_open(&l, scratch.folder, "absent.c", "");
  assert_false(l.is_done);
  assert_int_equal(l.result.status, UNIT_UNREADABLE);
  assert_int_equal(l.result.problem_count, 1);
  assert_string_equal(l.result.problems[0],
                      "absent.c: cannot be read: No such file or directory");
  project_close(&scratch, &l);
}

static void a_folder_is_unreadable(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  scratch_open(&scratch);
  scratch_write(&scratch, "folder.c/x", "");
  lowered_open(&l, scratch.folder, "folder.c", "");
  assert_false(l.is_done);
  assert_int_equal(l.result.status, UNIT_UNREADABLE);
  project_close(&scratch, &l);
}

static void bytes_are_not_c(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  scratch_open(&scratch);
  scratch_write_bytes(&scratch, "a.c", "\177ELF\0\0\0", 7);
  lowered_open(&l, scratch.folder, "a.c", "");
  assert_false(l.is_done);
  assert_int_equal(l.result.status, UNIT_NOT_C);
  assert_string_equal(l.result.problems[0], "a.c: not C source: holds binary data");
  project_close(&scratch, &l);
}

static void prose_is_not_c(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l,
                "Dear reader,\n\nthis is a letter. It holds no code; none at all!\n"
                "Yours, the author.\n",
                "");
  assert_false(l.is_done);
  assert_int_equal(l.result.status, UNIT_NOT_C);
  assert_non_null(strstr(l.result.problems[0], "not C source"));
  project_close(&scratch, &l);
}

static void an_empty_source_is_fine(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l, "", "");
  assert_true(l.is_done);
  assert_int_equal(l.result.status, UNIT_OK);
  assert_int_equal(l.module.functions.count, 0);
  project_close(&scratch, &l);
}

static void a_unit_that_only_complains_about_its_configuration_is_c(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l, "#include <stddef.h>\n#error \"no backend chosen\"\n",
                "");
  assert_true(l.is_done);
  assert_int_equal(l.result.status, UNIT_OK);
  project_close(&scratch, &l);
}

static void flags_that_libclang_does_not_take_are_named_as_the_cause(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l, "int f(void) { return 1; }\n", "-mfpmath=387");
  assert_false(l.is_done);
  assert_string_equal(l.result.problems[0], "a.c: libclang does not take its flags");
  project_close(&scratch, &l);
}

static void old_c_is_no_error(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l,
                "int *wrong(void) { return 3; }\n"
                "void take(int (*f)(int));\n"
                "void other(char *s);\n"
                "int implicit(void) { take(other); return undeclared(1); }\n"
                "main() { return; }\n",
                "");
  for (uint32_t i = 0; i < l.module.functions.count; i++)
    assert_false(l.module.functions.items[i].is_tainted);
  project_close(&scratch, &l);
}

static void an_error_taints_only_the_function_it_lies_in(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l,
                "int before(void) { return 1; }\n"
                "int broken(void) { return nowhere; }\n"
                "int after(void) { return 2; }\n"
                "Unknown outside(void);\n"
                "#define MAKE(name) int name(void) { return nowhere; }\n"
                "MAKE(made)\n"
                "int last(void) { return 3; }\n",
                "");
  assert_false(lowered_function(&l, "before")->is_tainted);
  assert_true(lowered_function(&l, "broken")->is_tainted);
  assert_false(lowered_function(&l, "after")->is_tainted);
  assert_true(lowered_function(&l, "made")->is_tainted);
  assert_false(lowered_function(&l, "last")->is_tainted);
  project_close(&scratch, &l);
}

static void preprocessed_source_is_taken_by_its_ending(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  scratch_open(&scratch);
  scratch_write(&scratch, "a.i", "#define X 1\nint f(void) { return 2; }\n");
  lowered_open(&l, scratch.folder, "a.i", "");
  assert_true(l.is_done);
  assert_true(lowered_function(&l, "f")->has_body);
  project_close(&scratch, &l);
}

static void absolute_paths_and_other_folders_work(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  scratch_open(&scratch);
  scratch_write(&scratch, "build/x", "");
  scratch_write(&scratch, "src/a.c", "#include \"h.h\"\nint f(void) { return H; }\n");
  scratch_write(&scratch, "src/inc/h.h", "#define H 1\n");
  lowered_open(&l, scratch_path(&scratch, "build"), "../src/a.c", "-I../src/inc");
  assert_int_equal(l.result.status, UNIT_OK);
  assert_string_equal(l.module.files.items[0].path, "../src/a.c");
  lowered_close(&l);
  lowered_open(&l, scratch_path(&scratch, "build"), scratch_path(&scratch, "src/a.c"),
               "-I../src/inc");
  assert_int_equal(l.result.status, UNIT_OK);
  assert_string_equal(l.module.files.items[0].path, scratch_path(&scratch, "src/a.c"));
  project_close(&scratch, &l);
}

static void one_frontend_serves_many_units(void **state)
{
  (void)state;
  scratch scratch;
  scratch_open(&scratch);
  scratch_write(&scratch, "a.c", "int a(void) { return 1; }\n");
  scratch_write(&scratch, "b.c", "int b(void) { return a(); }\n");
  frontend *f = frontend_new();
  const char *const names[] = {"a", "b", "absent", "a"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char source[16];
    snprintf(source, sizeof source, "%s.c", names[i]);
    unit_job job = {.source = source, .directory = scratch.folder};
    ir_module module;
    frontend_result result;
    ir_module_init(&module);
    bool is_there = strcmp(names[i], "absent") != 0;
    assert_int_equal(frontend_run(f, &job, &module, &result), is_there);
    if (is_there)
      assert_string_equal(module.functions.items[0].name, names[i]);
    frontend_end_unit(f);
    ir_module_clear(&module);
  }
  frontend_free(f);
  scratch_close(&scratch);
}

static void cpu_time_is_told_apart(void **state)
{
  (void)state;
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l,
                "#include <stdio.h>\nint f(void) { return puts(\"x\"); }\n", "");
  assert_true(l.result.parse_us > 0);
  assert_true(l.result.lower_us > 0);
  project_close(&scratch, &l);
}

static void the_version_is_that_of_clang(void **state)
{
  (void)state;
  char *version = frontend_version();
  unsigned major = 0;
  assert_int_equal(sscanf(version, "clang version %u.", &major), 1);
  assert_true(major >= 17);
  assert_null(strpbrk(version, "("));
  free(version);
}

static void headers_of_a_gcc_can_stand_in_for_libclangs_own(void **state)
{
  (void)state;
  char *directory = parser_find_gcc_headers();
  if (directory == NULL)
    skip(); // no GCC here
  char path[4096];
  snprintf(path, sizeof path, "%s/stddef.h", directory);
  assert_int_equal(access(path, R_OK), 0);
  char flags[4200];
  snprintf(flags, sizeof flags, "-nobuiltininc -idirafter %s", directory);
  scratch scratch;
  lowered l;
  project_lower(&scratch, &l,
                "#include <stddef.h>\n#include <stdarg.h>\nsize_t n; va_list a;\n",
                flags);
  assert_int_equal(l.result.status, UNIT_OK);
  assert_int_equal(l.result.problem_count, 0);
  project_close(&scratch, &l);
  free(directory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_missing_header_makes_a_unit_incomplete),
      cmocka_unit_test(a_header_missing_from_the_command_line_is_the_units_problem),
      cmocka_unit_test(a_source_that_is_not_there_is_unreadable),
      cmocka_unit_test(a_folder_is_unreadable),
      cmocka_unit_test(bytes_are_not_c),
      cmocka_unit_test(prose_is_not_c),
      cmocka_unit_test(an_empty_source_is_fine),
      cmocka_unit_test(a_unit_that_only_complains_about_its_configuration_is_c),
      cmocka_unit_test(flags_that_libclang_does_not_take_are_named_as_the_cause),
      cmocka_unit_test(old_c_is_no_error),
      cmocka_unit_test(an_error_taints_only_the_function_it_lies_in),
      cmocka_unit_test(preprocessed_source_is_taken_by_its_ending),
      cmocka_unit_test(absolute_paths_and_other_folders_work),
      cmocka_unit_test(one_frontend_serves_many_units),
      cmocka_unit_test(cpu_time_is_told_apart),
      cmocka_unit_test(the_version_is_that_of_clang),
      cmocka_unit_test(headers_of_a_gcc_can_stand_in_for_libclangs_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
