struct ops { int (*run)(int); };
int callee(int);
static int local(int n) { return n; }

int direct(void)
{
  return callee(1) + (callee)(2) + (*callee)(3) + (&callee)(4) + local(5);
}

int indirect(struct ops *ops, int (*f)(int))
{
  return ops->run(1) + f(2) + (*f)(3) + (**f)(4);
}

int through_cast(void *p)
{
  return ((int (*)(int))p)(1);
}

int (*address_of(void))(int)
{
  int (*f)(int) = callee;
  f = &callee;
  return f;
}

int in_order(void)
{
  return callee(callee(callee(1)));
}

int undeclared(void)
{
  return not_declared(1, "two");
}
