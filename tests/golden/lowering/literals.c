struct inner { int x, y; };
void take(struct inner *p);
void take_list(int *p);

void compound(int n)
{
  struct inner in = (struct inner){.y = n};
  take(&(struct inner){1, 2});
  take_list((int[]){1, n});
  int *p = &(int){3};
}

const char *texts(void)
{
  const char *name = __func__;
  name = "two" " parts";
  return &name["abc" == name];
}

int numbers(void)
{
  return 'a' + 0x10 + -3 + (1 << 4) + ~0 + !5 + 7 / 2 % 3 + (3 > 2);
}

unsigned unsigned_numbers(void)
{
  return -1 + 0u;
}

enum flags { ONE = 1, TWO = ONE << 1, BIG = 1 << 30 };
int enumerators(enum flags f)
{
  return f | TWO | BIG;
}
