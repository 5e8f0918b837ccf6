#include "ir/validate.h"
#include "base/memory.h"
#include "ir_fixture.h"

#include <stdlib.h>
#include <string.h>

// A body that has something of everything:
//
//     b0: %0 = load &n        %1 = copy %0 -> size    %2 = call malloc(%1)
//         store &name, %2     %4 = field &x, 1        %5 = element &a, %0
//         %6 = ! %0           %7 = %0 + %0            switch %0 [1: b1, 3..5: b2] else
//         b3
//     b1: scope_end x, a      branch %7, b2, b3
//     b2: ret %7
//     b3: ret
enum {
  AT_LOAD,
  AT_COPY,
  AT_CALL,
  AT_STORE,
  AT_FIELD,
  AT_ELEMENT,
  AT_UNARY,
  AT_BINARY,
  AT_SWITCH,
  AT_SCOPE_END,
  AT_BRANCH,
  AT_RETURN,
  AT_RETURN_NOTHING,
};

static void build_sample(ir_module *module)
{
  const ir_place nowhere = {0, 0};
  fixture_init(module);
  builder *b = fixture_builder(module);
  uint32_t locals[] = {builder_add_local(b, "x", T_NODE, false, nowhere),
                       builder_add_local(b, "a", T_INT_ARRAY, false, nowhere)};
  uint32_t blocks[] = {builder_new_block(b), builder_new_block(b),
                       builder_new_block(b)};
  ir_operand n = builder_load(b, builder_local(b, 0), T_INT, 0);
  ir_operand size = builder_copy(b, n, T_SIZE, IR_FLAG_EXPLICIT);
  ir_operand block =
      builder_call(b, fixture_function(F_MALLOC), &size, 1, T_VOID_POINTER, 0);
  builder_store(b, builder_local(b, 1), block, T_VOID_POINTER, IR_FLAG_INIT);
  ir_operand x = builder_local(b, locals[0]);
  x.type = T_NODE_POINTER;
  builder_field(b, x, 1, T_INT_POINTER);
  builder_element(b, builder_local(b, locals[1]), n, T_INT_POINTER);
  builder_unary(b, IR_LOGICAL_NOT, n, T_INT);
  ir_operand sum = builder_binary(b, IR_ADD, n, n, T_INT);
  ir_case cases[] = {{1, 1, blocks[0]}, {3, 5, blocks[1]}};
  builder_switch(b, n, cases, 2, blocks[2]);
  builder_enter(b, blocks[0]);
  builder_scope_end(b, locals, 2);
  builder_branch(b, sum, blocks[1], blocks[2], IR_FLAG_TEST);
  builder_enter(b, blocks[1]);
  builder_return(b, sum);
  builder_enter(b, blocks[2]);
  builder_return(b, ir_none());
  builder_finish(b);
}

static void assert_problem(ir_module *module, const char *expected)
{
  strbuf problem = {0};
  bool is_valid = ir_function_is_valid(module, fixture_subject(module), &problem);
  assert_string_equal(strbuf_text(&problem), expected);
  assert_int_equal(is_valid, expected[0] == '\0');
  strbuf_clear(&problem);
}

static void a_sound_body_has_no_problem(void **state)
{
  (void)state;
  ir_module module;
  build_sample(&module);
  assert_problem(&module, "");
  ir_module_clear(&module);
}

// ---- One broken promise at a time --------------------------------------------------

static ir_instruction *at(ir_function *f, uint32_t instruction)
{
  return &f->instructions[instruction];
}

#define BREAK(name, ...)                                                               \
  static void name(ir_function *f)                                                     \
  {                                                                                    \
    __VA_ARGS__;                                                                       \
  }

BREAK(lose_name, f->name = NULL)
BREAK(type_of_int, f->type = T_INT)
BREAK(type_beyond, f->type = 999)
BREAK(no_body, f->has_body = false)
BREAK(no_blocks, f->block_count = 0)
BREAK(many_parameters, f->parameter_count = 9)
BREAK(nameless_local, f->locals[1].name = NULL)
BREAK(late_parameter, f->locals[2].is_parameter = true)
BREAK(early_local, f->locals[0].is_parameter = false)
BREAK(named_temporary, f->locals[2].is_temporary = true)
BREAK(void_local, f->locals[3].type = T_VOID)
BREAK(local_type_beyond, f->locals[3].type = 999)
BREAK(empty_block, f->blocks[2].count = 0)
BREAK(gap, f->blocks[1].first++)
BREAK(too_long_block, f->blocks[3].count = 5)
BREAK(lost_instruction, f->instruction_count++)
BREAK(unknown_opcode, at(f, AT_LOAD)->opcode = IR_OPCODE_COUNT)
BREAK(early_terminator, at(f, AT_STORE)->opcode = IR_RET)
BREAK(no_terminator, at(f, AT_RETURN)->opcode = IR_HAVOC)

BREAK(use_beyond, at(f, AT_COPY)->a.index = 99)
BREAK(use_of_store, at(f, AT_UNARY)->a.index = AT_STORE)
BREAK(use_of_other_type, at(f, AT_UNARY)->a.type = T_CHAR)
BREAK(use_before, at(f, AT_COPY)->a.index = AT_BINARY)
BREAK(use_of_itself, at(f, AT_UNARY)->a.index = AT_UNARY)
BREAK(operand_type, at(f, AT_LOAD)->a.type = 999)
BREAK(operand_kind, at(f, AT_LOAD)->a.kind = (ir_operand_kind)99)
BREAK(local_beyond, at(f, AT_LOAD)->a.index = 4)
BREAK(global_beyond, at(f, AT_LOAD)->a = fixture_global(2))
BREAK(function_beyond, at(f, AT_CALL)->a.index = 3)
BREAK(string_beyond, at(f, AT_LOAD)->a = ((ir_operand){.kind = IR_STRING, .index = 1}))
BREAK(missing_a, at(f, AT_LOAD)->a = ir_none())
BREAK(missing_b, at(f, AT_STORE)->b = ir_none())
BREAK(needless_b, at(f, AT_LOAD)->b = fixture_int(1))
BREAK(needless_a, at(f, AT_SCOPE_END)->a = fixture_int(1))
BREAK(flags, at(f, AT_CALL)->flags = IR_FLAG_TEST)
BREAK(missing_type, at(f, AT_LOAD)->type = T_VOID)
BREAK(type_of_result, at(f, AT_BINARY)->type = 999)
BREAK(element_of_int, at(f, AT_ELEMENT)->type = T_INT)
BREAK(not_unary, at(f, AT_UNARY)->operator_ = IR_ADD)
BREAK(no_operator, at(f, AT_BINARY)->operator_ = IR_NO_OPERATOR)
BREAK(not_binary, at(f, AT_BINARY)->operator_ = IR_NEGATE)
BREAK(operator_beyond, at(f, AT_BINARY)->operator_ = IR_OPERATOR_COUNT)
BREAK(field_beyond, at(f, AT_FIELD)->index = 2)
BREAK(field_of_int, at(f, AT_FIELD)->a.type = T_INT_POINTER)
BREAK(field_of_no_pointer, at(f, AT_FIELD)->a.type = T_INT)

BREAK(list_beyond, at(f, AT_CALL)->count = 99)
BREAK(list_starts_beyond, at(f, AT_CALL)->first = 99)
BREAK(end_of_value, f->operands[at(f, AT_SCOPE_END)->first + 1] = fixture_int(1))
BREAK(missing_argument, f->operands[at(f, AT_CALL)->first] = ir_none())
BREAK(bad_argument, f->operands[at(f, AT_CALL)->first].index = AT_BINARY)
BREAK(needless_list, at(f, AT_LOAD)->count = 1)
BREAK(one_way_branch, at(f, AT_BRANCH)->count = 1)
BREAK(return_somewhere, at(f, AT_RETURN)->count = 1)
BREAK(targets_beyond, at(f, AT_BRANCH)->first = 99)
BREAK(target_beyond, f->targets[at(f, AT_BRANCH)->first] = 4)
BREAK(case_backwards, f->cases[1].low = 6)
BREAK(case_beyond, f->cases[1].target = 4)
BREAK(cases_beyond, at(f, AT_SWITCH)->case_count = 3)
BREAK(cases_overlap, f->cases[0].high = 3)
BREAK(cases_equal, f->cases[0].low = f->cases[0].high = 5)
BREAK(branch_with_cases, at(f, AT_BRANCH)->case_count = 1)

static const struct {
  void (*break_it)(ir_function *f);
  const char *problem;
} breaks[] = {
    {lose_name, "the function has no name"},
    {type_of_int, "its type 1 is no function type"},
    {type_beyond, "its type 999 is no function type"},
    {no_body, "it has no body"},
    {no_blocks, "it has no blocks"},
    {many_parameters, "9 parameters, but 4 locals"},
    {nameless_local, "local 1 has no name"},
    {late_parameter, "local 2: parameters come first, and only they"},
    {early_local, "local 0: parameters come first, and only they"},
    {named_temporary, "local 2 is a temporary with a name"},
    {void_local, "local 3 has type 0, void or unknown"},
    {local_type_beyond, "local 3 has type 999, void or unknown"},
    {empty_block, "b2 is empty"},
    {gap, "b1 does not follow the block before it"},
    {too_long_block, "b3 does not follow the block before it"},
    {lost_instruction, "1 instructions are in no block"},
    {unknown_opcode, "b0, %0 (?): unknown opcode 18"},
    {early_terminator, "b0, %3 (ret): a terminator before the end of its block"},
    {no_terminator, "b2, %11 (havoc): the block ends without a terminator"},
    {use_beyond, "b0, %1 (copy): uses %99, which does not exist"},
    {use_of_store, "b0, %6 (unary): uses %3, which has no result"},
    {use_of_other_type, "b0, %6 (unary): uses %0 as type 2, but it has type 1"},
    {use_before, "b0, %1 (copy): uses %7 before it is made"},
    {use_of_itself, "b0, %6 (unary): uses %6 before it is made"},
    {operand_type, "b0, %0 (load): an operand has type 999, which does not exist"},
    {operand_kind, "b0, %0 (load): an operand has unknown kind 99"},
    {local_beyond, "b0, %0 (load): uses local 4, which does not exist"},
    {global_beyond, "b0, %0 (load): uses global 2, which does not exist"},
    {function_beyond, "b0, %2 (call): uses function 3, which does not exist"},
    {string_beyond, "b0, %0 (load): uses string 1, which does not exist"},
    {missing_a, "b0, %0 (load): operand a is missing"},
    {missing_b, "b0, %3 (store): operand b is missing"},
    {needless_b, "b0, %0 (load): operand b has no meaning here"},
    {needless_a, "b1, %9 (scope_end): operand a has no meaning here"},
    {flags, "b0, %2 (call): flags 16 have no meaning here"},
    {missing_type, "b0, %0 (load): its type is missing or void"},
    {type_of_result, "b0, %7 (binary): type 999 does not exist"},
    {element_of_int, "b0, %5 (element): its result is an address, but type 1 is no "
                     "pointer"},
    {not_unary, "b0, %6 (unary): operator 1 is not unary"},
    {no_operator, "b0, %7 (binary): operator 0 is not binary"},
    {not_binary, "b0, %7 (binary): operator 17 is not binary"},
    {operator_beyond, "b0, %7 (binary): operator 20 is not binary"},
    {field_beyond, "b0, %4 (field): field 2 of a record that has 2"},
    {field_of_int, "b0, %4 (field): operand a points to no record"},
    {field_of_no_pointer, "b0, %4 (field): operand a is no pointer"},
    {list_beyond, "b0, %2 (call): its list is outside the function's operands"},
    {list_starts_beyond, "b0, %2 (call): its list is outside the function's operands"},
    {end_of_value, "b1, %9 (scope_end): item 1 is no local"},
    {missing_argument, "b0, %2 (call): argument 0 is missing"},
    {bad_argument, "b0, %2 (call): uses %7 as type 10, but it has type 1"},
    {needless_list, "b0, %0 (load): a list has no meaning here"},
    {one_way_branch, "b1, %10 (branch): has 1 targets"},
    {return_somewhere, "b2, %11 (ret): has 1 targets"},
    {targets_beyond, "b1, %10 (branch): its targets are outside the function's"},
    {target_beyond, "b1, %10 (branch): goes to b4, which does not exist"},
    {case_backwards, "b0, %8 (switch): case 1 ends before it begins"},
    {case_beyond, "b0, %8 (switch): case 1 goes to b4, which does not exist"},
    {cases_beyond, "b0, %8 (switch): its cases are outside the function's"},
    {cases_overlap, "b0, %8 (switch): two cases hold 3"},
    {cases_equal, "b0, %8 (switch): two cases hold 5"},
    {branch_with_cases, "b1, %10 (branch): only a switch has cases"},
};

static void each_broken_promise_is_named(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
    ir_module module;
    build_sample(&module);
    breaks[i].break_it(fixture_subject(&module));
    assert_problem(&module, breaks[i].problem);
    ir_module_clear(&module);
  }
}

// ---- Dominance ---------------------------------------------------------------------

// if (1) v = load n; use v
static void a_value_must_be_made_on_every_way_to_its_use(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t then = builder_new_block(b);
  uint32_t after = builder_new_block(b);
  builder_branch(b, fixture_int(1), then, after, 0);
  builder_enter(b, then);
  ir_operand v = builder_load(b, builder_local(b, 0), T_INT, 0);
  builder_enter(b, after);
  builder_return(b, v);
  builder_finish(b);
  assert_problem(&module,
                 "b2, %3 (ret): uses %1, but can be reached without passing b1");
  ir_module_clear(&module);
}

static void an_argument_must_be_dominated_too(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  uint32_t then = builder_new_block(b);
  uint32_t after = builder_new_block(b);
  builder_branch(b, fixture_int(1), then, after, 0);
  builder_enter(b, then);
  ir_operand v = builder_load(b, builder_local(b, 1), T_CHAR_POINTER, 0);
  builder_enter(b, after);
  builder_call(b, fixture_function(F_FREE), &v, 1, T_VOID, 0);
  builder_finish(b);
  assert_problem(&module,
                 "b2, %3 (call): uses %1, but can be reached without passing b1");
  ir_module_clear(&module);
}

static void code_that_is_never_reached_may_use_any_value(void **state)
{
  (void)state;
  ir_module module;
  fixture_init(&module);
  builder *b = fixture_builder(&module);
  ir_operand v = builder_load(b, builder_local(b, 0), T_INT, 0);
  builder_return(b, v);
  builder_return(b, v); // a block of its own
  builder_finish(b);
  assert_problem(&module, "");
  ir_module_clear(&module);
}

static void validating_changes_nothing_in_the_function(void **state)
{
  (void)state;
  ir_module module;
  build_sample(&module);
  ir_function before = *fixture_subject(&module);
  size_t bytes = before.block_count * sizeof *before.blocks;
  ir_block *blocks = memory_alloc(bytes);
  memcpy(blocks, before.blocks, bytes);
  assert_problem(&module, "");
  assert_memory_equal(&before, fixture_subject(&module), sizeof before);
  assert_memory_equal(blocks, before.blocks, bytes);
  free(blocks);
  ir_module_clear(&module);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sound_body_has_no_problem),
      cmocka_unit_test(each_broken_promise_is_named),
      cmocka_unit_test(a_value_must_be_made_on_every_way_to_its_use),
      cmocka_unit_test(an_argument_must_be_dominated_too),
      cmocka_unit_test(code_that_is_never_reached_may_use_any_value),
      cmocka_unit_test(validating_changes_nothing_in_the_function),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
