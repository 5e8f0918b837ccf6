void *probe(int n);

void *assumed(int n)
{
  return __builtin_assume_aligned(probe(n), 16);
}

int constant(int n)
{
  return __builtin_constant_p(n) + __builtin_constant_p(3);
}

unsigned long size(char *p)
{
  return __builtin_object_size(p, 0);
}

void named_as_written(void *p, const void *q)
{
  __builtin_free(p);
  __builtin___memcpy_chk(p, q, 3, 4);
  memcpy(p, q, 5); // implicit, but known to the compiler
}

int overflow(int a, int b)
{
  int sum;
  if (__builtin_add_overflow(a, b, &sum))
    return 0;
  return sum;
}

void *on_stack(int n)
{
  return __builtin_alloca(n);
}

void assumption(int n)
{
  __builtin_assume(n > 0);
}
