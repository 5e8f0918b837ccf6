// The engine on functions built by hand: malloc and free by model, nothing else known.

#include "engine/engine.h"
#include "ir/builder.h"
#include "unit_test.h"

static ir_module module;
static arena memory;
static fact malloc_fact, free_fact;
static const fact *facts[8];
static ARRAY(event) events;
static ir_type_id int_type, pointer_type, function_type;
static uint32_t malloc_function, free_function;

static ir_type_id add_type(ir_type type)
{
  array_push(&module.types, type);
  return module.types.count - 1;
}

static uint32_t add_function(const char *name)
{
  ir_function function = {.name = intern(&module.names, name),
                          .type = function_type,
                          .definition_file = IR_NONE,
                          .is_builtin = true};
  array_push(&module.functions, function);
  return module.functions.count - 1;
}

static int set_up(void **state)
{
  (void)state;
  fact_error error;
  malloc_fact = free_fact = (fact){0};
  ir_module_init(&module);
  ir_file file = {.path = "hand.c", .included_by = IR_NONE};
  array_push(&module.files, file);
  int_type = add_type((ir_type){.kind = IR_TYPE_INT, .is_signed = true, .size = 4});
  pointer_type = add_type((ir_type){.kind = IR_TYPE_POINTER, .element = 0, .size = 8});
  function_type = add_type((ir_type){.kind = IR_TYPE_FUNCTION, .is_variadic = true});
  malloc_function = add_function("malloc");
  free_function = add_function("free");
  assert_true(fact_parse(&memory, "(_) -> new heap or NULL", &malloc_fact, &error));
  assert_true(fact_parse(&memory, "(free heap?)", &free_fact, &error));
  facts[malloc_function] = &malloc_fact;
  facts[free_function] = &free_fact;
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  array_clear(&events);
  ir_module_clear(&module);
  arena_clear(&memory);
  return 0;
}

static void observe(void *context, const engine_scene *scene, const event *event)
{
  (void)context;
  (void)scene;
  array_push(&events, *event);
}

static engine_result run(void)
{
  pack_set *packs = pack_set_new();
  engine_input input = {
      .module = &module, .facts = facts, .packs = packs, .observer = observe};
  engine_result result;
  engine_run(&memory, &input, &result);
  pack_set_free(packs);
  return result;
}

// A function with int parameter 0 and pointer local 1.
static builder *begin(const char *name, uint32_t *function)
{
  *function = add_function(name);
  module.functions.items[*function].has_body = true;
  module.functions.items[*function].is_builtin = false;
  module.functions.items[*function].definition_file = 0;
  module.functions.items[*function].parameter_count = 1;
  builder *b = builder_new(&module, *function);
  builder_add_local(b, "n", int_type, true, (ir_place){0, 0});
  builder_add_local(b, "p", pointer_type, false, (ir_place){0, 0});
  return b;
}

static ir_operand call(builder *b, uint32_t function, ir_operand argument)
{
  ir_operand callee = {.kind = IR_FUNCTION, .index = function};
  return builder_call(b, callee, &argument, 1,
                      function == malloc_function ? pointer_type : 0, 0);
}

static void store_malloc(builder *b)
{
  ir_operand block = call(b, malloc_function, ir_integer(8, int_type));
  builder_store(b, builder_local(b, 1), block, pointer_type, 0);
}

static void free_p(builder *b)
{
  call(b, free_function, builder_load(b, builder_local(b, 1), pointer_type, 0));
}

static void a_block_that_a_return_leaves_is_lost(void **state)
{
  (void)state;
  uint32_t function;
  builder *b = begin("f", &function);
  uint32_t early = builder_new_block(b);
  uint32_t late = builder_new_block(b);
  store_malloc(b);
  builder_branch(b, builder_load(b, builder_local(b, 0), int_type, 0), early, late, 0);
  builder_enter(b, early);
  builder_return(b, ir_none());
  builder_enter(b, late);
  free_p(b);
  builder_return(b, ir_none());
  builder_finish(b);
  run();
  assert_int_equal(events.count, 1);
  assert_int_equal(events.items[0].kind, EVENT_LOST);
  assert_int_equal(events.items[0].loss, LOSS_RETURN);
}

static void a_null_test_tells_the_paths_apart(void **state)
{
  (void)state;
  uint32_t function;
  builder *b = begin("f", &function);
  uint32_t got = builder_new_block(b);
  uint32_t out = builder_new_block(b);
  store_malloc(b);
  builder_branch(b, builder_load(b, builder_local(b, 1), pointer_type, 0), got, out, 0);
  builder_enter(b, got);
  free_p(b);
  builder_jump(b, out);
  builder_enter(b, out);
  builder_return(b, ir_none());
  builder_finish(b);
  run();
  assert_int_equal(events.count, 0);
}

static void a_second_free_is_a_fault(void **state)
{
  (void)state;
  uint32_t function;
  builder *b = begin("f", &function);
  store_malloc(b);
  free_p(b);
  free_p(b);
  builder_return(b, ir_none());
  builder_finish(b);
  run();
  assert_int_equal(events.count, 1);
  assert_int_equal(events.items[0].kind, EVENT_RELEASED_AGAIN);
}

static void a_loop_that_allocates_each_round_ends(void **state)
{
  (void)state;
  uint32_t function;
  builder *b = begin("f", &function);
  uint32_t head = builder_new_block(b);
  uint32_t body = builder_new_block(b);
  uint32_t out = builder_new_block(b);
  builder_jump(b, head);
  builder_enter(b, head);
  builder_branch(b, builder_load(b, builder_local(b, 0), int_type, 0), body, out, 0);
  builder_enter(b, body);
  store_malloc(b);
  builder_store(b, builder_local(b, 0), builder_unknown(b, int_type), int_type, 0);
  builder_jump(b, head);
  builder_enter(b, out);
  builder_return(b, ir_none());
  builder_finish(b);
  engine_result result = run();
  assert_true(events.count >= 1);
  assert_int_equal(events.items[0].kind, EVENT_LOST);
  assert_true(result.counts.visits < 40);
  assert_int_equal(result.counts.coarse, 0);
}

static void a_wrapper_is_summarised_as_its_callee(void **state)
{
  (void)state;
  uint32_t wrapper, caller;
  builder *b = begin("allocate", &wrapper);
  builder_return(b, call(b, malloc_function, ir_integer(8, int_type)));
  builder_finish(b);
  b = begin("f", &caller);
  call(b, wrapper, ir_integer(1, int_type));
  builder_return(b, ir_none());
  builder_finish(b);
  engine_result result = run();
  const summary *learned = &result.summaries[wrapper];
  assert_int_equal(learned->exit_count, 2);
  assert_true(learned->exits[0].result == RESULT_OWNED ||
              learned->exits[1].result == RESULT_OWNED);
  assert_int_equal(events.count, 1);
  assert_int_equal(events.items[0].loss, LOSS_DROPPED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_block_that_a_return_leaves_is_lost),
      TEST(a_null_test_tells_the_paths_apart),
      TEST(a_second_free_is_a_fault),
      TEST(a_loop_that_allocates_each_round_ends),
      TEST(a_wrapper_is_summarised_as_its_callee),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
