// What of a unit enters the module, and what is said of it.

#include "lowered.h"
#include "scratch.h"
#include "unit_test.h"

typedef struct project {
  scratch scratch;
  lowered lowered;
} project;

static void project_lower(project *p, const char *flags)
{
  lowered_open(&p->lowered, p->scratch.folder, "a.c", flags);
  assert_true(p->lowered.is_done);
  assert_lowered_is_valid(&p->lowered, "a.c");
}

static void project_close(project *p)
{
  lowered_close(&p->lowered);
  scratch_close(&p->scratch);
}

static bool has_function(const project *p, const char *name)
{
  for (uint32_t i = 0; i < p->lowered.module.functions.count; i++)
    if (strcmp(p->lowered.module.functions.items[i].name, name) == 0)
      return true;
  return false;
}

static const ir_global *find_global(const project *p, const char *name)
{
  for (uint32_t i = 0; i < p->lowered.module.globals.count; i++)
    if (strcmp(p->lowered.module.globals.items[i].name, name) == 0)
      return &p->lowered.module.globals.items[i];
  fail_msg("there is no global %s", name);
  return NULL;
}

// The path of file [number] without the folders that all files are in.
static const char *file_name(const project *p, uint32_t number)
{
  if (number == IR_NONE)
    return "none";
  const char *path = p->lowered.module.files.items[number].path;
  size_t length = strlen(p->scratch.folder);
  if (strncmp(path, p->scratch.folder, length) == 0)
    path += length + 1;
  return strncmp(path, "./", 2) == 0 ? path + 2 : path;
}

static void headers_enter_only_where_they_are_used(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "h.h",
                "static inline int leaf(void) { return 1; }\n"
                "static inline int used(void) { return leaf(); }\n"
                "static inline int unused(void) { return 2; }\n"
                "static int pointed_to(void) { return 3; }\n"
                "int declared(void);\n"
                "int declared_unused(void);\n"
                "extern int seen, unseen;\n");
  scratch_write(
      &p.scratch, "a.c",
      "#include \"h.h\"\n"
      "int (*pointer)(void);\n"
      "int f(void) { pointer = pointed_to; return used() + declared() + seen; }\n");
  project_lower(&p, "");
  assert_true(lowered_function(&p.lowered, "f")->has_body);
  assert_true(lowered_function(&p.lowered, "used")->has_body);
  assert_true(lowered_function(&p.lowered, "leaf")->has_body);
  assert_true(lowered_function(&p.lowered, "pointed_to")->has_body);
  assert_false(lowered_function(&p.lowered, "declared")->has_body);
  assert_false(has_function(&p, "unused"));
  assert_false(has_function(&p, "declared_unused"));
  assert_true(find_global(&p, "seen")->is_extern);
  assert_int_equal(p.lowered.module.globals.count, 2);
  project_close(&p);
}

// Taking the address of a system header's inline function is no reason to lower it.
static void inline_functions_of_system_headers_enter_where_they_are_called(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "sys/s.h",
                "static inline int leaf(void) { return 1; }\n"
                "static inline int called(void) { return leaf(); }\n"
                "static inline int pointed_to(void) { return 3; }\n");
  scratch_write(&p.scratch, "a.c",
                "#include <s.h>\n"
                "int (*pointer)(void);\n"
                "int f(void) { pointer = pointed_to; return called(); }\n");
  project_lower(&p, "-isystem sys");
  assert_true(lowered_function(&p.lowered, "called")->has_body);
  assert_true(lowered_function(&p.lowered, "leaf")->has_body);
  assert_false(lowered_function(&p.lowered, "pointed_to")->has_body);
  project_close(&p);
}

static void functions_that_macros_make_are_those_of_the_main_file(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(
      &p.scratch, "h.h",
      "#define DEFINE(name) int name##_get(void) { return 1; } int name##_value\n");
  scratch_write(&p.scratch, "a.c", "#include \"h.h\"\nDEFINE(thing);\n");
  project_lower(&p, "");
  assert_true(lowered_function(&p.lowered, "thing_get")->has_body);
  assert_int_equal(find_global(&p, "thing_value")->file, 0);
  project_close(&p);
}

static void each_file_knows_who_first_included_it(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "outer.h", "#include \"inner.h\"\nint outer(void);\n");
  scratch_write(&p.scratch, "inner.h", "int inner(void);\n");
  scratch_write(&p.scratch, "sys/s.h", "#include \"t.h\"\n");
  scratch_write(&p.scratch, "sys/t.h", "int system(void);\n");
  scratch_write(&p.scratch, "a.c",
                "#include \"outer.h\"\n"
                "#include \"inner.h\"\n"
                "#include <s.h>\n"
                "int f(void) { return inner() + outer() + system(); }\n");
  project_lower(&p, "-isystem sys");
  const ir_module *module = &p.lowered.module;
  assert_int_equal(module->files.count, 5);
  assert_string_equal(file_name(&p, 0), "a.c");
  assert_int_equal(module->files.items[0].included_by, IR_NONE);
  const ir_function *inner = lowered_function(&p.lowered, "inner");
  assert_string_equal(file_name(&p, inner->file), "inner.h");
  uint32_t by = module->files.items[inner->file].included_by;
  assert_string_equal(file_name(&p, by), "outer.h");
  assert_int_equal(module->files.items[by].included_by, 0);
  assert_false(module->files.items[by].is_system);
  const ir_function *system = lowered_function(&p.lowered, "system");
  assert_string_equal(file_name(&p, system->file), "sys/t.h");
  assert_true(module->files.items[system->file].is_system);
  assert_true(
      module->files.items[module->files.items[system->file].included_by].is_system);
  project_close(&p);
}

static void a_declaration_is_handwritten_if_no_header_has_it(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "h.h", "void in_header(void);\n");
  scratch_write(&p.scratch, "late.h", "void in_late_header(void);\n");
  scratch_write(&p.scratch, "a.c",
                "#include \"h.h\"\n"
                "void by_hand(void *p);\n"
                "void in_header(void);\n"
                "void in_late_header(void);\n"
                "#include \"late.h\"\n"
                "void defined(void);\n"
                "void f(void) {\n"
                "  by_hand(0); in_header(); in_late_header(); defined(); implicit();\n"
                "  __builtin_free(0);\n"
                "}\n"
                "void defined(void) {}\n");
  project_lower(&p, "");
  assert_true(lowered_function(&p.lowered, "by_hand")->is_handwritten);
  assert_true(lowered_function(&p.lowered, "implicit")->is_handwritten);
  assert_false(lowered_function(&p.lowered, "in_header")->is_handwritten);
  assert_false(lowered_function(&p.lowered, "in_late_header")->is_handwritten);
  assert_false(lowered_function(&p.lowered, "defined")->is_handwritten);
  const ir_function *builtin = lowered_function(&p.lowered, "__builtin_free");
  assert_false(builtin->is_handwritten);
  assert_true(builtin->is_builtin);
  assert_string_equal(file_name(&p, lowered_function(&p.lowered, "in_header")->file),
                      "h.h");
  project_close(&p);
}

static void functions_say_how_they_are_declared(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "h.h", "int declared_first(int);\n");
  scratch_write(&p.scratch, "a.c",
                "#include \"h.h\"\n"
                "static int own(void) { return 1; }\n"
                "inline int quick(void) { return own(); }\n"
                "int declared_first(int n) { return n; }\n");
  project_lower(&p, "");
  const ir_function *own = lowered_function(&p.lowered, "own");
  assert_true(own->is_static && !own->is_inline);
  const ir_function *quick = lowered_function(&p.lowered, "quick");
  assert_true(!quick->is_static && quick->is_inline);
  const ir_function *first = lowered_function(&p.lowered, "declared_first");
  assert_string_equal(file_name(&p, first->file), "h.h");
  assert_int_equal(first->definition_file, 0);
  ir_range range;
  assert_true(ir_locate(&p.lowered.module, first->place, &range));
  assert_int_equal(range.file, 0);
  assert_int_equal(range.line, 4);
  project_close(&p);
}

static void records_are_laid_out_as_the_compiler_does(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(
      &p.scratch, "a.c",
      "struct plain { char c; int i; char d; double x; } plain;\n"
      "struct __attribute__((packed)) packed { char c; int i; } packed;\n"
      "struct moved { int x; char a; char b __attribute__((aligned(2))); } moved;\n"
      "struct bits { int a : 3; int b : 7; int : 0; int c : 2; } bits;\n"
      "union both { int i; double d; } both;\n"
      "struct never_used { int x; };\n"
      "struct never_used *only_pointed_to;\n"
      "struct flexible { int n; char text[]; } *flexible;\n"
      "int f(void) { return flexible->text[0]; }\n");
  project_lower(&p, "--target=x86_64-unknown-linux-gnu");
  static const struct {
    const char *name;
    uint64_t size;
    uint32_t count;
    uint64_t offsets[4];
  } wanted[] = {{"plain", 24, 4, {0, 4, 8, 16}},
                {"packed", 5, 2, {0, 1}},
                {"moved", 8, 3, {0, 4, 6}},
                {"bits", 8, 4, {0, 0, 4, 4}},
                {"both", 8, 2, {0, 0}}};
  const ir_module *module = &p.lowered.module;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    const ir_type *type = ir_type_of(module, find_global(&p, wanted[i].name)->type);
    assert_true(type->is_complete);
    assert_int_equal(type->size, wanted[i].size);
    assert_int_equal(type->count, wanted[i].count);
    for (uint32_t k = 0; k < type->count; k++)
      assert_int_equal(module->fields.items[type->first + k].offset,
                       wanted[i].offsets[k]);
  }
  const ir_type *pointer = ir_type_of(module, find_global(&p, "only_pointed_to")->type);
  assert_false(ir_type_of(module, pointer->element)->is_complete);
  assert_string_equal(ir_type_of(module, pointer->element)->name, "never_used");
  project_close(&p);
}

static void records_are_named_by_tag_or_else_by_typedef(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "a.c",
                "typedef struct tag { int x; } other; other tagged;\n"
                "typedef struct { int x; } alias; alias named;\n"
                "struct { int x; } nameless;\n");
  project_lower(&p, "");
  const ir_module *module = &p.lowered.module;
  assert_string_equal(ir_type_of(module, find_global(&p, "tagged")->type)->name, "tag");
  assert_string_equal(ir_type_of(module, find_global(&p, "named")->type)->name,
                      "alias");
  assert_null(ir_type_of(module, find_global(&p, "nameless")->type)->name);
  project_close(&p);
}

static void pointers_have_the_size_of_the_target(void **state)
{
  (void)state;
  project p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "a.c", "void *pointer; long number;\n");
  project_lower(&p, "--target=i386-unknown-linux-gnu");
  const ir_module *module = &p.lowered.module;
  assert_int_equal(ir_type_of(module, find_global(&p, "pointer")->type)->size, 4);
  assert_int_equal(ir_type_of(module, find_global(&p, "number")->type)->size, 4);
  project_close(&p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(headers_enter_only_where_they_are_used),
      cmocka_unit_test(inline_functions_of_system_headers_enter_where_they_are_called),
      cmocka_unit_test(functions_that_macros_make_are_those_of_the_main_file),
      cmocka_unit_test(each_file_knows_who_first_included_it),
      cmocka_unit_test(a_declaration_is_handwritten_if_no_header_has_it),
      cmocka_unit_test(functions_say_how_they_are_declared),
      cmocka_unit_test(records_are_laid_out_as_the_compiler_does),
      cmocka_unit_test(records_are_named_by_tag_or_else_by_typedef),
      cmocka_unit_test(pointers_have_the_size_of_the_target),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
