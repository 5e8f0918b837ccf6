int *find(int n);
int count(void);

int *evaluated_once(int n)
{
  return find(n) ?: find(0);
}

long converted(void)
{
  return count() ?: 7L;
}

void as_condition(int n)
{
  if (count() ?: n)
    count();
}
