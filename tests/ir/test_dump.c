#include "ir/dump.h"
#include "ir_fixture.h"

#include <string.h>

static const ir_place nowhere = {0, 0};

static void assert_text(strbuf *text, const char *expected)
{
  assert_string_equal(strbuf_text(text), expected);
  strbuf_reset(text);
}

static void types_read_like_c(void **state)
{
  (void)state;
  static const ir_type more[] = {
      {.kind = IR_TYPE_BOOL, .size = 1},
      {.kind = IR_TYPE_FLOAT, .size = 8, .is_const = true},
      {.kind = IR_TYPE_INT, .size = 4, .is_enum = true},
      {.kind = IR_TYPE_RECORD, .is_union = true, .is_volatile = true},
      {.kind = IR_TYPE_POINTER, .element = T_CHAR, .is_const = true},
      {.kind = IR_TYPE_ARRAY, .element = T_NODE_POINTER},
      {.kind = IR_TYPE_FUNCTION, .element = T_VOID, .is_variadic = true},
      {.kind = IR_TYPE_FUNCTION,
       .element = T_INT,
       .first = 2,
       .count = 2,
       .is_variadic = true},
      {.kind = IR_TYPE_OTHER, .size = 16},
  };
  static const char *const expected[] = {
      "bool",      "const f64",       "enum u32",   "volatile union #17",
      "i8 *const", "struct node *[]", "void (...)", "i32 (i32, i8 *, ...)",
      "other128",
  };
  ir_module module;
  fixture_init(&module);
  strbuf text = {0};
  dump_type(&module, T_VOID, &text);
  assert_text(&text, "void");
  dump_type(&module, T_INT_ARRAY, &text);
  assert_text(&text, "i32[4]");
  dump_type(&module, T_SIZE, &text);
  assert_text(&text, "u64");
  dump_type(&module, T_SUBJECT, &text);
  assert_text(&text, "i32 (i32, i8 *)");
  for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
    array_push(&module.types, more[i]);
    dump_type(&module, module.types.count - 1, &text);
    assert_text(&text, expected[i]);
  }
  strbuf_clear(&text);
  ir_module_clear(&module);
}

// int x; { int x; } with a temporary, a static local and a string.
static void names_that_hide_each_other_are_told_apart(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t outer = builder_add_local(b, "x", T_INT, false, nowhere);
  uint32_t inner = builder_add_local(b, "x", T_INT, false, nowhere);
  uint32_t temporary = builder_add_temporary(b, T_INT);
  builder_store(b, builder_local(b, outer), fixture_int(1), T_INT, IR_FLAG_VOLATILE);
  builder_store(b, builder_local(b, inner), fixture_int(-2), T_INT, 0);
  builder_store(b, builder_local(b, temporary), fixture_int(3), T_INT, 0);
  builder_store(b, fixture_global(1), fixture_int(4), T_INT, 0);
  builder_store(b, builder_local(b, 1), (ir_operand){.kind = IR_STRING}, T_CHAR_POINTER,
                0);
  builder_store(b, fixture_global(0), fixture_function(F_FREE), T_NODE_POINTER, 0);
  builder_scope_end(b, (uint32_t[]){inner, temporary}, 2);
  builder_finish(b);
  strbuf text = {0};
  dump_function(&module, fixture_subject(&module), &text);
  assert_text(&text, "function subject: i32 (i32, i8 *)\n"
                     "  parameter n: i32\n"
                     "  parameter name: i8 *\n"
                     "  local x: i32\n"
                     "  local x.3: i32\n"
                     "  local t.4: i32\n"
                     "b0:\n"
                     "  store &x, 1 [volatile] : i32\n"
                     "  store &x.3, -2 : i32\n"
                     "  store &t.4, 3 : i32\n"
                     "  store @subject.calls, 4 : i32\n"
                     "  store &name, \"say \\\"hi\\\"\\n\" : i8 *\n"
                     "  store @head, @free : struct node *\n"
                     "  scope_end x.3, t.4\n"
                     "  unreachable\n");
  dump_instruction(&module, fixture_subject(&module), 1, &text);
  assert_text(&text, "store &x.3, -2 : i32");
  strbuf_clear(&text);
  ir_module_clear(&module);
}

static void the_first_line_says_what_the_function_is(void **state)
{
  (void)state;
  static const char *attributes[] = {"mc:(free heap)"};
  ir_module module;
  fixture_init(&module);
  ir_function *f = fixture_subject(&module);
  f->is_static = f->is_inline = f->is_noreturn = true;
  f->is_tainted = f->is_builtin = f->returns_twice = true;
  f->attribute_count = 1;
  f->attributes = attributes;
  strbuf text = {0};
  dump_function(&module, f, &text);
  assert_text(&text, "function subject: i32 (i32, i8 *) [static] [inline] [noreturn] "
                     "[tainted] [builtin] [returns_twice] [declared]\n"
                     "  attribute mc:(free heap)\n");
  strbuf_clear(&text);
  ir_module_clear(&module);
}

static void a_taken_address_and_operators_show(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  ir_operand n = builder_load(b, builder_local(b, 0), T_INT, 0);
  ir_operand not_n = builder_unary(b, IR_COMPLEMENT, n, T_INT);
  builder_binary(b, IR_SHIFT_LEFT, not_n, n, T_INT);
  builder_call(b, n, (ir_operand[]){builder_local(b, 0), n}, 2, T_VOID, 0);
  builder_unknown(b, T_CHAR);
  builder_zero(b, builder_local(b, 1), T_CHAR_POINTER, IR_FLAG_INIT);
  builder_havoc(b, builder_local(b, 1), T_CHAR_POINTER);
  builder_anywhere(b, n, NULL, 0);
  builder_finish(b);
  strbuf text = {0};
  dump_function(&module, fixture_subject(&module), &text);
  assert_text(&text, "function subject: i32 (i32, i8 *)\n"
                     "  parameter n: i32 [address taken]\n"
                     "  parameter name: i8 *\n"
                     "b0:\n"
                     "  %0 = load &n : i32\n"
                     "  %1 = ~%0 : i32\n"
                     "  %2 = %1 << %0 : i32\n"
                     "  %3 = call %0(&n, %0) : void\n"
                     "  %4 = unknown : i8\n"
                     "  zero &name [init] : i8 *\n"
                     "  havoc &name : i8 *\n"
                     "  anywhere %0\n");
  strbuf_clear(&text);
  ir_module_clear(&module);
}

static void a_long_string_is_cut_and_odd_bytes_are_escaped(void **state)
{
  (void)state;
  char string[101];
  memset(string, 'x', 100);
  string[0] = '\x01';
  string[1] = '\xe9';
  string[2] = '\\';
  string[100] = '\0';
  ir_module module;
  fixture_init(&module);
  array_push(&module.strings, string);
  builder *b = fixture_builder(&module);
  builder_return(b, (ir_operand){.kind = IR_STRING, .index = 1});
  builder_finish(b);
  strbuf text = {0};
  dump_instruction(&module, fixture_subject(&module), 0, &text);
  assert_text(&text, "ret \"\\x01\\xe9\\\\"
                     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"...");
  strbuf_clear(&text);
  ir_module_clear(&module);
}

static void control_flow_is_a_dot_graph(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t then = builder_new_block(b);
  uint32_t after = builder_new_block(b);
  builder_branch(b, (ir_operand){.kind = IR_STRING}, then, after, IR_FLAG_TEST);
  builder_enter(b, then);
  builder_enter(b, after);
  builder_return(b, ir_none());
  builder_finish(b);
  strbuf text = {0};
  dump_cfg(&module, fixture_subject(&module), &text);
  assert_text(&text,
              "digraph \"subject\" {\n"
              "  node [shape=box, fontname=monospace];\n"
              "  b0 [label=\"b0:\\lbranch \\\"say \\\\\\\"hi\\\\\\\"\\\\n\\\", b1, b2 "
              "[test]\\l\"];\n"
              "  b1 [label=\"b1:\\ljump b2\\l\"];\n"
              "  b2 [label=\"b2:\\lret\\l\"];\n"
              "  b0 -> b1 [label=\"true\"];\n"
              "  b0 -> b2 [label=\"false\"];\n"
              "  b1 -> b2;\n"
              "}\n");
  strbuf_clear(&text);
  ir_module_clear(&module);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(types_read_like_c),
      cmocka_unit_test(names_that_hide_each_other_are_told_apart),
      cmocka_unit_test(the_first_line_says_what_the_function_is),
      cmocka_unit_test(a_taken_address_and_operators_show),
      cmocka_unit_test(a_long_string_is_cut_and_odd_bytes_are_escaped),
      cmocka_unit_test(control_flow_is_a_dot_graph),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
