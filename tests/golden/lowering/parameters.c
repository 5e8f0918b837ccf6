// An array parameter is a pointer, whatever libclang shows.
typedef int row[4];

int array(int a[3], int n)
{
  a++;
  a[n] = 1;
  int *p = a + 1;
  __auto_type q = a;
  return *a + *p + *q;
}

int rows(row r[2])
{
  return r[1][3];
}

int is_set(int a[])
{
  if (a)
    return 1;
  return 0;
}

int call(int f(int), int n)
{
  return f(1) + (*f)(n);
}

int old_style(a, b) int a; char *b;
{
  return b[a];
}
