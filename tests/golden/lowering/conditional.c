struct pair { int a, b; };
int *get(void);
void put(int *p);
struct pair make(int n);

int *choose(int c, int *p)
{
  return c ? p : get();
}

int *or_null(int c, int *p)
{
  return c ? p : 0;
}

void for_effect(int c, int *p)
{
  c ? put(p) : (void)0;
}

struct pair aggregate(int c)
{
  return c ? make(1) : make(2);
}

int nested(int a, int b)
{
  return a ? 1 : b ? 2 : 3;
}
