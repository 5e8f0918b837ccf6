// libclang leaves out the missing parts of a for: the text tells which are there.
int more(void);
void work(int i);
#define EVER for (;;)
#define EACH(i, n) for (i = 0; i < (n);)
#define NOTHING

void all(int n)
{
  for (int i = 0; i < n; i++)
    work(i);
}

void none(void)
{
  for (;;)
    if (more())
      break;
}

void only_init(int i)
{
  for (i = 1;;)
    work(i);
}

void only_condition(int n)
{
  for (; n;)
    n = more();
}

void only_step(int n)
{
  for (;; n--)
    if (n == 3)
      continue;
    else
      return;
}

void no_init(int n)
{
  for (; more(); n++)
    work(n);
}

void no_condition(int n)
{
  for (n = 0;; n++)
    work(n);
}

void no_step(int n)
{
  EACH(n, 7)
  work(n++);
}

void from_macro(void)
{
  EVER { work(1); }
}

// The text alone says that two parts are filled; the printed function knows better.
void hidden_by_macro(int n)
{
  for (NOTHING; n; n--)
    work(n);
}
