void work(int *p);

void blocks(int n)
{
  int outer = n;
  {
    int a = 1, b = 2;
    work(&a);
    {
      int c;
      work(&c);
    }
    work(&b);
  }
  work(&outer);
}

void loop(int n)
{
  for (int i = 0; i < n; i++) {
    int each = i;
    if (each == 1)
      continue;
    if (each == 2)
      break;
    work(&each);
  }
}

int from_inside(int n)
{
  while (n) {
    int x = n;
    if (x)
      return x;
  }
  return 0;
}

int shadowed(int n)
{
  int x = 1;
  {
    int x = 2;
    n += x;
  }
  return n + x;
}
