int more(void);
void work(int i);

void plain_while(int n)
{
  while (n > 0) {
    n--;
    if (n == 5)
      continue;
    if (n == 3)
      break;
    work(n);
  }
}

void plain_do(int n)
{
  do {
    if (n == 2)
      continue;
    work(n);
  } while (more());
}

// No loop: nothing leads back.
void do_once(int n)
{
  do {
    if (n)
      break;
    work(1);
  } while (0);
  work(2);
}

void continue_in_do_once(int n)
{
  do {
    if (n)
      continue;
    work(1);
  } while (0);
}

// No test, and no way out but break.
void forever(void)
{
  while (1)
    if (more())
      break;
  work(0);
}

void never(void)
{
  while (0)
    work(1);
}
