#include "ir/builder.h"
#include "base/strbuf.h"
#include "ir/cfg.h"
#include "ir/dump.h"
#include "ir/validate.h"
#include "ir_fixture.h"

static const ir_place nowhere = {0, 0};

static void assert_valid(ir_module *module)
{
  strbuf problem = {0};
  if (!ir_function_is_valid(module, fixture_subject(module), &problem))
    fail_msg("%s", strbuf_text(&problem));
  strbuf_clear(&problem);
}

static void assert_dump(ir_module *module, const char *expected)
{
  strbuf text = {0};
  cfg_build(module, fixture_subject(module));
  dump_function(module, fixture_subject(module), &text);
  assert_string_equal(strbuf_text(&text), expected);
  strbuf_clear(&text);
}

static void an_empty_body_is_one_block_that_never_returns(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder_finish(fixture_builder(&module));
  assert_valid(&module);
  assert_dump(&module, "function subject: i32 (i32, i8 *)\n"
                       "  parameter n: i32\n"
                       "  parameter name: i8 *\n"
                       "b0:\n"
                       "  unreachable\n");
  ir_module_clear(&module);
}

// p = malloc(n); p->next = NULL; head = p; free(name); return 0;
static void straight_code_reads_like_its_source(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t p = builder_add_local(b, "p", T_NODE_POINTER, false, nowhere);
  ir_operand n = builder_load(b, builder_local(b, 0), T_INT, 0);
  ir_operand size = builder_copy(b, n, T_SIZE, 0);
  ir_operand block =
      builder_call(b, fixture_function(F_MALLOC), &size, 1, T_VOID_POINTER, 0);
  ir_operand node = builder_copy(b, block, T_NODE_POINTER, IR_FLAG_EXPLICIT);
  builder_store(b, builder_local(b, p), node, T_NODE_POINTER, IR_FLAG_INIT);
  ir_operand loaded = builder_load(b, builder_local(b, p), T_NODE_POINTER, 0);
  ir_operand next = builder_field(b, loaded, 0, T_NODE_POINTER_POINTER);
  builder_store(b, next, ir_integer(0, T_NODE_POINTER), T_NODE_POINTER, 0);
  builder_store(b, fixture_global(0), loaded, T_NODE_POINTER, 0);
  ir_operand name = builder_load(b, builder_local(b, 1), T_CHAR_POINTER, 0);
  builder_call(b, fixture_function(F_FREE), &name, 1, T_VOID, IR_FLAG_CLEANUP);
  builder_scope_end(b, &p, 1);
  builder_return(b, fixture_int(0));
  builder_finish(b);
  assert_valid(&module);
  assert_dump(&module, "function subject: i32 (i32, i8 *)\n"
                       "  parameter n: i32\n"
                       "  parameter name: i8 *\n"
                       "  local p: struct node *\n"
                       "b0:\n"
                       "  %0 = load &n : i32\n"
                       "  %1 = copy %0 : u64\n"
                       "  %2 = call malloc(%1) : void *\n"
                       "  %3 = copy %2 [explicit] : struct node *\n"
                       "  store &p, %3 [init] : struct node *\n"
                       "  %5 = load &p : struct node *\n"
                       "  %6 = field %5, 0 (next) : struct node * *\n"
                       "  store %6, null : struct node *\n"
                       "  store @head, %5 : struct node *\n"
                       "  %9 = load &name : i8 *\n"
                       "  %10 = call free(%9) [cleanup] : void\n"
                       "  scope_end p\n"
                       "  ret 0\n");
  ir_module_clear(&module);
}

// while (n) n = n - 1; return n;
static void a_loop_has_a_back_edge(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t head = builder_new_block(b);
  uint32_t body = builder_new_block(b);
  uint32_t after = builder_new_block(b);
  builder_enter(b, head);
  ir_operand n = builder_load(b, builder_local(b, 0), T_INT, 0);
  builder_branch(b, n, body, after, IR_FLAG_TEST);
  builder_enter(b, body);
  ir_operand old = builder_load(b, builder_local(b, 0), T_INT, 0);
  ir_operand less = builder_binary(b, IR_SUBTRACT, old, fixture_int(1), T_INT);
  builder_store(b, builder_local(b, 0), less, T_INT, 0);
  builder_jump(b, head);
  builder_enter(b, after);
  builder_return(b, n);
  builder_finish(b);
  assert_valid(&module);
  assert_dump(&module, "function subject: i32 (i32, i8 *)\n"
                       "  parameter n: i32\n"
                       "  parameter name: i8 *\n"
                       "b0:\n"
                       "  jump b1\n"
                       "b1:  ; from b0 b2\n"
                       "  %1 = load &n : i32\n"
                       "  branch %1, b2, b3 [test]\n"
                       "b2:  ; from b1\n"
                       "  %3 = load &n : i32\n"
                       "  %4 = %3 - 1 : i32\n"
                       "  store &n, %4 : i32\n"
                       "  jump b1\n"
                       "b3:  ; from b1\n"
                       "  ret %1\n");
  const ir_function *f = fixture_subject(&module);
  assert_true(cfg_is_back_edge(f, 2, 1));
  assert_false(cfg_is_back_edge(f, 0, 1));
  assert_false(cfg_is_back_edge(f, 1, 2));
  ir_module_clear(&module);
}

static void code_after_a_return_is_kept_but_unreached(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  builder_return(b, fixture_int(1));
  assert_true(builder_is_ended(b));
  builder_store(b, builder_local(b, 0), fixture_int(2), T_INT, 0);
  assert_false(builder_is_ended(b));
  builder_return(b, fixture_int(3));
  builder_finish(b);
  assert_valid(&module);
  const ir_function *f = fixture_subject(&module);
  assert_int_equal(f->block_count, 2);
  cfg_build(&module, fixture_subject(&module));
  assert_int_equal(f->reachable_count, 1);
  assert_int_equal(f->position[1], IR_NONE);
  assert_int_equal(f->blocks[1].predecessor_count, 0);
  ir_module_clear(&module);
}

static void blocks_are_laid_out_as_entered_and_unused_ones_dropped(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t late = builder_new_block(b);
  builder_new_block(b); // never entered, never targeted
  uint32_t early = builder_new_block(b);
  uint32_t never_defined = builder_new_block(b); // goto a label that is missing
  builder_branch(b, fixture_int(1), late, early, 0);
  builder_enter(b, early);
  builder_jump(b, never_defined);
  builder_enter(b, late);
  builder_return(b, ir_none());
  builder_finish(b);
  assert_valid(&module);
  assert_dump(&module, "function subject: i32 (i32, i8 *)\n"
                       "  parameter n: i32\n"
                       "  parameter name: i8 *\n"
                       "b0:\n"
                       "  branch 1, b2, b1\n"
                       "b1:  ; from b0\n"
                       "  jump b3\n"
                       "b2:  ; from b0\n"
                       "  ret\n"
                       "b3:  ; from b1\n"
                       "  unreachable\n");
  ir_module_clear(&module);
}

static void a_switch_lists_its_cases(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t one = builder_new_block(b);
  uint32_t other = builder_new_block(b);
  ir_operand n = builder_load(b, builder_local(b, 0), T_INT, 0);
  ir_case cases[] = {{1, 1, one}, {3, 5, one}, {-2, -2, other}};
  builder_switch(b, n, cases, 3, other);
  builder_enter(b, one);
  builder_anywhere(b, ir_none(), (uint32_t[]){one, other}, 2);
  builder_enter(b, other);
  builder_return(b, n);
  builder_finish(b);
  assert_valid(&module);
  assert_dump(&module, "function subject: i32 (i32, i8 *)\n"
                       "  parameter n: i32\n"
                       "  parameter name: i8 *\n"
                       "b0:\n"
                       "  %0 = load &n : i32\n"
                       "  switch %0 [1: b1, 3..5: b1, -2: b2] else b2\n"
                       "b1:  ; from b0 b1\n"
                       "  anywhere b1, b2\n"
                       "b2:  ; from b0 b1\n"
                       "  ret %0\n");
  uint32_t successors[8] = {0};
  assert_int_equal(ir_successors(fixture_subject(&module), 0, successors, 2), 4);
  assert_int_equal(successors[0], 2); // the default comes first
  assert_int_equal(successors[1], 1);
  assert_int_equal(successors[2], 0); // beyond the limit: untouched
  ir_module_clear(&module);
}

// ---- Which locals have their address taken -----------------------------------------

// Builds a body around [use] and returns whether the record 'x' or the array 'a'
// escapes.
typedef ir_operand (*use)(builder *builder, ir_operand x, ir_operand a);

static void build_use(use use, bool *x_is_taken, bool *a_is_taken)
{
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t x = builder_add_local(b, "x", T_NODE, false, nowhere);
  uint32_t a = builder_add_local(b, "a", T_INT_ARRAY, false, nowhere);
  builder_return(b, use(b, builder_local(b, x), builder_local(b, a)));
  builder_finish(b);
  assert_valid(&module);
  *x_is_taken = fixture_subject(&module)->locals[x].is_address_taken;
  *a_is_taken = fixture_subject(&module)->locals[a].is_address_taken;
  ir_module_clear(&module);
}

static ir_operand use_in_place(builder *b, ir_operand x, ir_operand a)
{
  builder_zero(b, x, T_NODE, IR_FLAG_INIT);
  builder_havoc(b, a, T_INT_ARRAY);
  ir_operand value = builder_field(b, x, 1, T_INT_POINTER);
  ir_operand third = builder_element(b, a, fixture_int(3), T_INT_POINTER);
  builder_store(b, third, builder_load(b, value, T_INT, 0), T_INT, 0);
  return fixture_int(0);
}

static ir_operand pass_a_field(builder *b, ir_operand x, ir_operand a)
{
  (void)a;
  ir_operand value = builder_field(b, x, 1, T_INT_POINTER);
  builder_call(b, fixture_function(F_FREE), &value, 1, T_VOID, 0);
  return fixture_int(0);
}

static ir_operand store_an_element(builder *b, ir_operand x, ir_operand a)
{
  ir_operand next = builder_field(b, x, 0, T_NODE_POINTER_POINTER);
  ir_operand third = builder_element(b, a, fixture_int(3), T_INT_POINTER);
  builder_store(b, next, third, T_INT_POINTER, 0);
  return fixture_int(0);
}

static ir_operand compare_addresses(builder *b, ir_operand x, ir_operand a)
{
  (void)a;
  return builder_binary(b, IR_EQUAL, x, ir_integer(0, T_NODE_POINTER), T_INT);
}

static ir_operand return_the_array(builder *b, ir_operand x, ir_operand a)
{
  (void)b;
  (void)x;
  return a;
}

static void an_address_is_taken_where_it_is_more_than_a_way_in(void **state)
{
  (void)state;
  const struct {
    use use;
    bool x_is_taken, a_is_taken;
  } cases[] = {
      {use_in_place, false, false},    {pass_a_field, true, false},
      {store_an_element, false, true}, {compare_addresses, true, false},
      {return_the_array, false, true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bool x_is_taken;
    bool a_is_taken;
    build_use(cases[i].use, &x_is_taken, &a_is_taken);
    assert_int_equal(x_is_taken, cases[i].x_is_taken);
    assert_int_equal(a_is_taken, cases[i].a_is_taken);
  }
}

static void scope_end_takes_no_address(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  builder_scope_end(b, (uint32_t[]){0, 1}, 2);
  builder_finish(b);
  assert_valid(&module);
  assert_false(fixture_subject(&module)->locals[0].is_address_taken);
  ir_module_clear(&module);
}

// ---- Size --------------------------------------------------------------------------

// if (n) goto fail; over and over, each block using what the one before loaded.
static void a_million_instructions_are_built_and_checked_quickly(void **state)
{
  (void)state;
  enum { STEPS = 250000 };
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t fail_block = builder_new_block(b);
  ir_operand last = builder_load(b, builder_local(b, 0), T_INT, 0);
  for (uint32_t i = 0; i < STEPS; i++) {
    ir_operand n = builder_load(b, builder_local(b, 0), T_INT, 0);
    ir_operand sum = builder_binary(b, IR_ADD, n, last, T_INT);
    uint32_t next = builder_new_block(b);
    builder_store(b, builder_local(b, 0), sum, T_INT, 0);
    builder_branch(b, sum, fail_block, next, IR_FLAG_TEST);
    builder_enter(b, next);
    last = sum;
  }
  builder_return(b, last);
  builder_enter(b, fail_block);
  builder_return(b, fixture_int(-1));
  builder_finish(b);
  assert_valid(&module);
  ir_function *f = fixture_subject(&module);
  assert_int_equal(f->instruction_count, 4 * STEPS + 3);
  cfg_build(&module, f);
  assert_int_equal(f->reachable_count, f->block_count);
  assert_int_equal(f->blocks[f->block_count - 1].predecessor_count, STEPS);
  ir_module_clear(&module);
}

static void a_discarded_builder_leaves_no_body(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  builder_return(b, fixture_int(1));
  builder_discard(b);
  assert_false(fixture_subject(&module)->has_body);
  ir_module_clear(&module);
}

static void places_stay_with_what_was_emitted(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  builder_set_place(b, (ir_place){7, 9});
  builder_load(b, builder_local(b, 0), T_INT, 0);
  builder_set_place(b, (ir_place){11, 12});
  builder_return(b, ir_none());
  builder_finish(b);
  const ir_function *f = fixture_subject(&module);
  assert_int_equal(f->instructions[0].place.begin, 7);
  assert_int_equal(f->instructions[0].place.end, 9);
  assert_int_equal(f->instructions[1].place.begin, 11);
  ir_module_clear(&module);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_empty_body_is_one_block_that_never_returns),
      cmocka_unit_test(straight_code_reads_like_its_source),
      cmocka_unit_test(a_loop_has_a_back_edge),
      cmocka_unit_test(code_after_a_return_is_kept_but_unreached),
      cmocka_unit_test(blocks_are_laid_out_as_entered_and_unused_ones_dropped),
      cmocka_unit_test(a_switch_lists_its_cases),
      cmocka_unit_test(an_address_is_taken_where_it_is_more_than_a_way_in),
      cmocka_unit_test(scope_end_takes_no_address),
      cmocka_unit_test(a_million_instructions_are_built_and_checked_quickly),
      cmocka_unit_test(a_discarded_builder_leaves_no_body),
      cmocka_unit_test(places_stay_with_what_was_emitted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
