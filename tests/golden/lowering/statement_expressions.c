int get(void);
void put(int n);
#define MAX(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })

int value(int n)
{
  return MAX(n, get());
}

void for_effect(void)
{
  ({ put(1); put(2); });
}

int leaves(int n)
{
  int r = ({
    if (n)
      return 1;
    int k = 2;
    k;
  });
  return r;
}

int looks_like_condition(void)
{
  if (({ int k = get(); k; }))
    return 1;
  return 0;
}

void loops(int n)
{
  while (({ put(n); n--; }))
    put(0);
}
