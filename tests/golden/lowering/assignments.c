struct pair { int a, b; };
struct pair make(void);

int compound(int *p, char c, unsigned u, long l, double d, int *q)
{
  *p += 2;
  c += 300;
  u <<= 3;
  l -= c;
  c *= d;
  q += l;
  q -= 2;
  return *p |= 1;
}

int steps(int *p, char c)
{
  int a = (*p)++;
  int b = --*p;
  p++;
  c--;
  return a + b + *p++;
}

void aggregates(struct pair *to)
{
  struct pair p = make();
  *to = p;
  to[1] = make();
}

int chained(int *p, int *q)
{
  *p = *q = 3;
  return *p;
}

void registers(volatile int *port)
{
  *port = 1;
  while (*port & 2)
    ;
}

long distance(int *p, int *q)
{
  return p - q;
}

int long_sum(int a)
{
  return a + 1 + a + 2 + a - a * 3;
}

int compared(int a, int b)
{
  return (a < b) + (a >= b) + (a == b) + (a != b) + !a + ~a;
}

int by_comma(int a, int b)
{
  return (a = 1, b);
}
