#include "ir/ir.h"
#include "unit_test.h"

#include <string.h>

static void opcodes_know_their_name_and_kind(void **state)
{
  (void)state;
  assert_string_equal(ir_opcode_name(IR_SCOPE_END), "scope_end");
  assert_true(ir_opcode_has_result(IR_CALL));
  assert_false(ir_opcode_has_result(IR_STORE));
  assert_true(ir_opcode_is_terminator(IR_ANYWHERE));
  assert_false(ir_opcode_is_terminator(IR_CALL));
  for (int i = 0; i < IR_OPCODE_COUNT; i++) {
    assert_true(strlen(ir_opcode_name((ir_opcode)i)) > 0);
    // A terminator has no result to use after it.
    assert_false(ir_opcode_has_result((ir_opcode)i) &&
                 ir_opcode_is_terminator((ir_opcode)i));
  }
}

static void operators_fall_into_their_groups(void **state)
{
  (void)state;
  for (int i = 0; i < IR_OPERATOR_COUNT; i++) {
    ir_operator op = (ir_operator)i;
    assert_non_null(ir_operator_name(op));
    bool is_compared = op == IR_EQUAL || op == IR_NOT_EQUAL || op == IR_LESS ||
                       op == IR_LESS_EQUAL || op == IR_GREATER ||
                       op == IR_GREATER_EQUAL;
    bool is_unary = op == IR_NEGATE || op == IR_COMPLEMENT || op == IR_LOGICAL_NOT;
    assert_int_equal(ir_operator_is_comparison(op), is_compared);
    assert_int_equal(ir_operator_is_unary(op), is_unary);
  }
  assert_string_equal(ir_operator_name(IR_GREATER_EQUAL), ">=");
  assert_string_equal(ir_operator_name(IR_SHIFT_RIGHT), ">>");
}

static void a_new_module_knows_void_and_nothing_else(void **state)
{
  (void)state;
  ir_module module;
  ir_module_init(&module);
  assert_int_equal(module.types.count, 1);
  assert_int_equal(ir_type_of(&module, 0)->kind, IR_TYPE_VOID);
  assert_int_equal(module.functions.count, 0);
  ir_module_clear(&module);
}

static bool locate_by_number(void *context, ir_place place, ir_range *range)
{
  (void)context;
  *range = (ir_range){.file = 0, .line = place.begin, .end_line = place.end};
  return place.begin != 99;
}

static void places_are_decoded_where_somebody_can(void **state)
{
  (void)state;
  ir_module module;
  ir_module_init(&module);
  ir_range range;
  assert_false(ir_locate(&module, (ir_place){3, 4}, &range)); // nobody to ask
  assert_int_equal(range.file, IR_NONE);
  module.locate = locate_by_number;
  assert_true(ir_locate(&module, (ir_place){3, 4}, &range));
  assert_int_equal(range.line, 3);
  assert_int_equal(range.end_line, 4);
  assert_false(ir_locate(&module, (ir_place){0, 0}, &range)); // nowhere
  assert_int_equal(range.file, IR_NONE);
  assert_false(ir_locate(&module, (ir_place){99, 99}, &range));
  assert_int_equal(range.file, IR_NONE);
  assert_int_equal(range.line, 0);
  ir_module_clear(&module);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(opcodes_know_their_name_and_kind),
      cmocka_unit_test(operators_fall_into_their_groups),
      cmocka_unit_test(a_new_module_knows_void_and_nothing_else),
      cmocka_unit_test(places_are_decoded_where_somebody_can),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
