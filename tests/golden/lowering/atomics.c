#include <stdatomic.h>
#include <stdbool.h>

int gnu(int *p, int v)
{
  int seen = __atomic_load_n(p, __ATOMIC_SEQ_CST);
  __atomic_store_n(p, v, __ATOMIC_RELEASE);
  int old = __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST);
  return seen + old + __atomic_fetch_add(p, 1, 5) + __atomic_sub_fetch(p, 2, 5);
}

void gnu_by_address(int *p, int *a, int *b)
{
  __atomic_load(p, a, 5);
  __atomic_store(p, a, 5);
  __atomic_exchange(p, a, b, 5);
}

bool gnu_compare(int *p, int v)
{
  int expected = 0;
  return __atomic_compare_exchange_n(p, &expected, v, 0, 5, 5);
}

int c11(_Atomic int *p, _Atomic int q)
{
  atomic_store(p, 1);
  atomic_fetch_sub(p, 1);
  (*p)++;
  q = *p;
  return atomic_load(p) + atomic_exchange(p, 3) + q;
}

bool c11_compare(_Atomic(void *) *p, void *v)
{
  void *expected = 0;
  return atomic_compare_exchange_strong(p, &expected, v);
}

bool c11_flag(atomic_flag *flag)
{
  bool was = atomic_flag_test_and_set(flag);
  atomic_flag_clear(flag);
  return was;
}

int sync(int *p, int v)
{
  __sync_synchronize();
  int n = __sync_fetch_and_add(p, 1) + __sync_sub_and_fetch(p, v);
  if (__sync_bool_compare_and_swap(p, 0, v))
    n += __sync_val_compare_and_swap(p, 1, 2);
  __sync_lock_release(p);
  return n + __sync_nand_and_fetch(p, 6);
}
