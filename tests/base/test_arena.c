#include "base/arena.h"
#include "unit_test.h"

#include <stdalign.h>
#include <string.h>

static void blocks_are_zeroed_and_aligned_for_any_type(void **state)
{
  (void)state;
  arena arena = {0};
  for (size_t size = 0; size < 300; size++) {
    unsigned char *block = arena_alloc(&arena, size);
    assert_int_equal((uintptr_t)block % alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++)
      assert_int_equal(block[i], 0);
    memset(block, 0xff, size);
  }
  arena_clear(&arena);
}

static void a_block_larger_than_a_chunk_gets_its_own(void **state)
{
  (void)state;
  arena arena = {0};
  char *large = arena_alloc(&arena, 1000000);
  large[999999] = 'x';
  char *small = arena_alloc(&arena, 10);
  assert_int_equal(small[0], 0);
  assert_int_equal(large[999999], 'x');
  assert_true(arena.total >= 1000000);
  arena_clear(&arena);
  assert_int_equal(arena.total, 0);
}

static void copies_end_in_a_nul(void **state)
{
  (void)state;
  arena arena = {0};
  assert_string_equal(arena_copy_string(&arena, "abc"), "abc");
  assert_string_equal(arena_copy_bytes(&arena, "abcdef", 3), "abc");
  assert_string_equal(arena_copy_bytes(&arena, NULL, 0), "");
  assert_string_equal(arena_format(&arena, "%s-%d", "x", 42), "x-42");
  arena_clear(&arena);
}

static void a_reset_arena_reuses_its_newest_chunk(void **state)
{
  (void)state;
  arena arena = {0};
  arena_reset(&arena); // an empty one, too
  for (int i = 0; i < 100; i++)
    memset(arena_alloc(&arena, 10000), 0xff, 10000);
  arena_reset(&arena);
  size_t kept = arena.total;
  for (int i = 0; i < 6; i++) {
    char *block = arena_alloc(&arena, 10000);
    assert_int_equal(block[9999], 0);
  }
  assert_int_equal(arena.total, kept);
  arena_clear(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_are_zeroed_and_aligned_for_any_type),
      cmocka_unit_test(a_block_larger_than_a_chunk_gets_its_own),
      cmocka_unit_test(copies_end_in_a_nul),
      cmocka_unit_test(a_reset_arena_reuses_its_newest_chunk),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
