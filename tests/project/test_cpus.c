#include "project/cpus.h"
#include "unit_test.h"

static void a_quota_is_rounded_up(void **state)
{
  (void)state;
  assert_int_equal(cpus_of_quota("200000 100000\n"), 2);
  assert_int_equal(cpus_of_quota("150000 100000\n"), 2);
  assert_int_equal(cpus_of_quota("50000 100000\n"), 1);
}

static void no_quota_is_none(void **state)
{
  (void)state;
  assert_int_equal(cpus_of_quota("max 100000\n"), 0);
  assert_int_equal(cpus_of_quota(""), 0);
  assert_int_equal(cpus_of_quota("100000"), 0);
}

static void at_least_one_cpu_is_allowed(void **state)
{
  (void)state;
  assert_true(cpus_allowed() >= 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_quota_is_rounded_up),
      cmocka_unit_test(no_quota_is_none),
      cmocka_unit_test(at_least_one_cpu_is_allowed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
