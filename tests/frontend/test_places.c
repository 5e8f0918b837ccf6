// Places: what a reader is shown of an instruction, a variable or a function.

#include "lowered.h"
#include "scratch.h"
#include "unit_test.h"

typedef struct placed {
  scratch scratch;
  lowered lowered;
} placed;

static void placed_open(placed *p, const char *text)
{
  scratch_open(&p->scratch);
  scratch_write(&p->scratch, "a.c", text);
  lowered_open(&p->lowered, p->scratch.folder, "a.c", "");
}

static void placed_close(placed *p)
{
  lowered_close(&p->lowered);
  scratch_close(&p->scratch);
}

// "line:column-line:column" of [place].
static const char *shown(const placed *p, ir_place place)
{
  static char text[64];
  ir_range range;
  if (!ir_locate(&p->lowered.module, place, &range))
    return "nowhere";
  snprintf(text, sizeof text, "%u:%u-%u:%u", range.line, range.column, range.end_line,
           range.end_column);
  return text;
}

// The [number]th instruction with [opcode] in function [name].
static const ir_instruction *find(const placed *p, const char *name, ir_opcode opcode,
                                  uint32_t number)
{
  const ir_function *function = lowered_function(&p->lowered, name);
  for (uint32_t i = 0; i < function->instruction_count; i++)
    if (function->instructions[i].opcode == opcode && number-- == 0)
      return &function->instructions[i];
  fail_msg("%s has too few of them", name);
  return NULL;
}

static void a_call_a_store_and_a_return_are_their_whole_extent(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "int f(int n);\n"
                  "int g(int *p) {\n"
                  "  *p = f(\n"
                  "      3);\n"
                  "  return *p;\n"
                  "}\n");
  assert_string_equal(shown(&p, find(&p, "g", IR_CALL, 0)->place), "3:8-4:9");
  assert_string_equal(shown(&p, find(&p, "g", IR_STORE, 0)->place), "3:3-4:9");
  assert_string_equal(shown(&p, find(&p, "g", IR_RET, 0)->place), "5:3-5:12");
  placed_close(&p);
}

static void an_initialiser_is_shown_with_its_variable(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "int f(int n);\n"
                  "int g(void) { int value = f(1); return value; }\n");
  assert_string_equal(shown(&p, find(&p, "g", IR_STORE, 0)->place), "2:19-2:31");
  placed_close(&p);
}

static void variables_and_functions_are_where_their_names_are(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "static int *global_name;\n"
                  "int named(int first, int *second) {\n"
                  "  static int kept;\n"
                  "  int *local = second;\n"
                  "  return *local + first + kept + (global_name != 0);\n"
                  "}\n");
  const ir_function *function = lowered_function(&p.lowered, "named");
  assert_string_equal(shown(&p, function->place), "2:5-2:10");
  assert_string_equal(shown(&p, function->locals[0].place), "2:15-2:20");
  assert_string_equal(shown(&p, function->locals[2].place), "4:8-4:13");
  assert_string_equal(shown(&p, p.lowered.module.globals.items[0].place), "1:13-1:24");
  assert_string_equal(shown(&p, p.lowered.module.globals.items[1].place), "3:14-3:18");
  placed_close(&p);
}

static void a_macro_is_shown_where_it_is_used_to_its_last_bracket(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "int f(int n);\n"
                  "#define CALL(n) (void)f(n)\n"
                  "#define CONSTANT f(7)\n"
                  "#define PASS(x) x\n"
                  "void g(void) {\n"
                  "  CALL((1 +\n"
                  "        2)) ;\n"
                  "  CONSTANT ;\n"
                  "  PASS(f(3)) ;\n"
                  "}\n");
  assert_string_equal(shown(&p, find(&p, "g", IR_CALL, 0)->place), "6:3-7:12");
  assert_string_equal(shown(&p, find(&p, "g", IR_CALL, 1)->place), "8:3-8:11");
  assert_string_equal(shown(&p, find(&p, "g", IR_CALL, 2)->place), "9:3-9:13");
  placed_close(&p);
}

static void brackets_in_the_text_of_an_argument_do_not_end_a_macro(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "int f(const char *s, int c);\n"
                  "#define CALL(s, c) f(s, c)\n"
                  "void g(void) { CALL(\")\\\")\", ')' /* ) */); }\n");
  assert_string_equal(shown(&p, find(&p, "g", IR_CALL, 0)->place), "3:16-3:41");
  placed_close(&p);
}

static void a_condition_is_shown_as_it_is_written(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "void f(void);\n"
                  "void g(int *p, int n) {\n"
                  "  if (!p) f();\n"
                  "  if (n > 3 && (n < 9)) f();\n"
                  "}\n");
  assert_string_equal(shown(&p, find(&p, "g", IR_BRANCH, 0)->place), "3:7-3:9");
  assert_string_equal(shown(&p, find(&p, "g", IR_BRANCH, 1)->place), "4:7-4:12");
  assert_string_equal(shown(&p, find(&p, "g", IR_BRANCH, 2)->place), "4:16-4:23");
  placed_close(&p);
}

static void a_life_ends_at_the_closing_brace_or_the_jump(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "void g(int n) {\n"
                  "  while (n--) {\n"
                  "    int x = n;\n"
                  "    if (x) break;\n"
                  "  }\n"
                  "}\n");
  assert_string_equal(shown(&p, find(&p, "g", IR_SCOPE_END, 0)->place), "4:12-4:17");
  assert_string_equal(shown(&p, find(&p, "g", IR_SCOPE_END, 1)->place), "5:3-5:4");
  assert_string_equal(shown(&p, find(&p, "g", IR_RET, 0)->place), "6:1-6:2");
  placed_close(&p);
}

static void what_leads_to_freed_memory_is_the_whole_expression(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "struct s { struct s *next; int list[3]; };\n"
                  "int g(struct s *p) { return p->next->list[2]; }\n");
  assert_string_equal(shown(&p, find(&p, "g", IR_LOAD, 0)->place), "2:29-2:30");
  assert_string_equal(shown(&p, find(&p, "g", IR_LOAD, 1)->place), "2:29-2:36");
  assert_string_equal(shown(&p, find(&p, "g", IR_LOAD, 2)->place), "2:29-2:45");
  placed_close(&p);
}

static void a_place_in_a_header_names_its_file(void **state)
{
  (void)state;
  placed p;
  scratch_open(&p.scratch);
  scratch_write(&p.scratch, "inc/h.h",
                "int f(int);\nstatic int g(void) { return f(1); }\n");
  scratch_write(&p.scratch, "a.c",
                "#include \"inc/h.h\"\nint h(void) { return g(); }\n");
  lowered_open(&p.lowered, p.scratch.folder, "a.c", "");
  ir_range range;
  assert_true(ir_locate(&p.lowered.module, find(&p, "g", IR_CALL, 0)->place, &range));
  const char *path = p.lowered.module.files.items[range.file].path;
  assert_string_equal(path + strlen(path) - strlen("inc/h.h"), "inc/h.h");
  assert_int_equal(range.line, 2);
  placed_close(&p);
}

static void nowhere_is_no_place(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "int x;\n");
  ir_range range;
  assert_false(ir_locate(&p.lowered.module, (ir_place){0, 0}, &range));
  assert_int_equal(range.file, IR_NONE);
  placed_close(&p);
}

static void the_source_text_can_be_read_back(void **state)
{
  (void)state;
  placed p;
  placed_open(&p, "int x; // here\n");
  const ir_module *module = &p.lowered.module;
  assert_string_equal(module->source(module->context, 0), "int x; // here\n");
  assert_null(module->source(module->context, 99));
  frontend_end_unit(p.lowered.frontend);
  assert_null(module->source(module->context, 0));
  ir_range range;
  assert_false(ir_locate(module, module->globals.items[0].place, &range));
  placed_close(&p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_call_a_store_and_a_return_are_their_whole_extent),
      cmocka_unit_test(an_initialiser_is_shown_with_its_variable),
      cmocka_unit_test(variables_and_functions_are_where_their_names_are),
      cmocka_unit_test(a_macro_is_shown_where_it_is_used_to_its_last_bracket),
      cmocka_unit_test(brackets_in_the_text_of_an_argument_do_not_end_a_macro),
      cmocka_unit_test(a_condition_is_shown_as_it_is_written),
      cmocka_unit_test(a_life_ends_at_the_closing_brace_or_the_jump),
      cmocka_unit_test(what_leads_to_freed_memory_is_the_whole_expression),
      cmocka_unit_test(a_place_in_a_header_names_its_file),
      cmocka_unit_test(nowhere_is_no_place),
      cmocka_unit_test(the_source_text_can_be_read_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
