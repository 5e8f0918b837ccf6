// As a condition, &&, || and ! leave no value behind.
#include <stdbool.h>
void yes(void);
void no(void);
int more(void);

void not_swaps(int *p)
{
  if (!p)
    no();
  else
    yes();
}

void twice_not(int *p)
{
  if (!!p)
    yes();
}

void and_or(int a, int b, int c)
{
  if (a && (b || !c))
    yes();
  else
    no();
}

void comparison_stays(int a)
{
  if (a == 3)
    yes();
}

void expect(int *p)
{
  if (__builtin_expect(!!(p), 0))
    yes();
}

void constant(int a)
{
  if (sizeof(int) == 4 && a)
    yes();
  if (0)
    no();
}

int logical_value(int a, int b)
{
  return a && b;
}

void and_as_statement(int a)
{
  a && more();
}

void conditional_inside(int a, int *b, int *c)
{
  if (a ? b : c)
    yes();
}

void comma(int a)
{
  if (more(), a)
    yes();
}

void widened(bool b, char c, long l)
{
  if ((long)b)
    yes();
  if ((char)l)
    no();
  if ((bool)c)
    yes();
}

void assigned(int *p, int *q)
{
  if ((p = q))
    yes();
}

int chain(int n)
{
  if (n == 1)
    return 10;
  else if (n == 2)
    return 20;
  else if (n == 3)
    n++;
  return n;
}
