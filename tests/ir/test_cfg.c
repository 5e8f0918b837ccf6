#include "ir/cfg.h"
#include "ir_fixture.h"

static void one_edge_counts_once_however_many_cases_take_it(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t same = builder_new_block(b);
  ir_case cases[] = {{1, 1, same}, {2, 2, same}, {3, 3, same}};
  builder_switch(b, fixture_int(2), cases, 3, same);
  builder_enter(b, same);
  builder_return(b, ir_none());
  builder_finish(b);
  ir_function *f = fixture_subject(&module);
  cfg_build(&module, f);
  assert_int_equal(f->predecessor_count, 1);
  assert_int_equal(f->blocks[1].predecessor_count, 1);
  assert_int_equal(ir_successor_count(f, 0), 4);
  ir_module_clear(&module);
}

// 0: while (..) { 2: if (..) 3: continue; 4: } 5: return, entered in another order.
static void loop_bodies_come_before_what_follows_the_loop(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t head = builder_new_block(b);
  uint32_t after = builder_new_block(b);
  uint32_t body = builder_new_block(b);
  uint32_t then = builder_new_block(b);
  uint32_t rest = builder_new_block(b);
  builder_enter(b, head);
  builder_branch(b, fixture_int(1), body, after, IR_FLAG_TEST);
  builder_enter(b, after);
  builder_return(b, ir_none());
  builder_enter(b, body);
  builder_branch(b, fixture_int(1), then, rest, IR_FLAG_TEST);
  builder_enter(b, then);
  builder_jump(b, head);
  builder_enter(b, rest);
  builder_jump(b, head);
  builder_finish(b);

  ir_function *f = fixture_subject(&module);
  cfg_build(&module, f);
  // By entering: 0 entry, 1 head, 2 after, 3 body, 4 then, 5 rest.
  const uint32_t order[] = {0, 1, 3, 4, 5, 2};
  assert_int_equal(f->reachable_count, 6);
  for (uint32_t i = 0; i < 6; i++) {
    assert_int_equal(f->reverse_postorder[i], order[i]);
    assert_int_equal(f->position[order[i]], i);
  }
  assert_true(cfg_is_back_edge(f, 4, 1));
  assert_true(cfg_is_back_edge(f, 5, 1));
  assert_false(cfg_is_back_edge(f, 1, 2));
  const ir_block *loop_head = &f->blocks[1];
  assert_int_equal(loop_head->predecessor_count, 3);
  assert_int_equal(f->predecessors[loop_head->first_predecessor], 0);
  assert_int_equal(f->predecessors[loop_head->first_predecessor + 1], 4);
  assert_int_equal(f->predecessors[loop_head->first_predecessor + 2], 5);
  ir_module_clear(&module);
}

static void a_block_that_jumps_to_itself_is_a_back_edge(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t forever = builder_new_block(b);
  builder_enter(b, forever);
  builder_jump(b, forever);
  builder_return(b, ir_none()); // never reached
  builder_finish(b);
  ir_function *f = fixture_subject(&module);
  cfg_build(&module, f);
  assert_true(cfg_is_back_edge(f, 1, 1));
  assert_int_equal(f->position[2], IR_NONE);
  assert_false(cfg_is_back_edge(f, 2, 1)); // no way leads there
  ir_module_clear(&module);
}

static void building_again_gives_the_same(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t next = builder_new_block(b);
  builder_enter(b, next);
  builder_finish(b);
  ir_function *f = fixture_subject(&module);
  cfg_build(&module, f);
  cfg_build(&module, f);
  assert_int_equal(f->predecessor_count, 1);
  assert_int_equal(f->blocks[1].predecessor_count, 1);
  assert_int_equal(f->reachable_count, 2);
  ir_module_clear(&module);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_edge_counts_once_however_many_cases_take_it),
      cmocka_unit_test(loop_bodies_come_before_what_follows_the_loop),
      cmocka_unit_test(a_block_that_jumps_to_itself_is_a_back_edge),
      cmocka_unit_test(building_again_gives_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
