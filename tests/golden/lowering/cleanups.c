// flags: -std=gnu11
void *get(void);
void put(void *p);
int value(void *p);
static inline void put_it(void *p) { put(*(void **)p); }
#define AUTO __attribute__((cleanup(put_it)))

void at_the_end(void)
{
  AUTO void *a = get();
  AUTO void *b = get();
}

// The result is computed first.
int at_return(void)
{
  AUTO void *a = get();
  return value(a);
}

void in_a_block(int n)
{
  if (n) {
    AUTO void *a = get();
    put(0);
  }
  put(0);
}

void in_a_loop(int n)
{
  AUTO void *outer = get();
  while (n--) {
    AUTO void *inner = get();
    if (n == 1)
      continue;
    if (n == 2)
      break;
    if (n == 3)
      return;
    if (n == 4)
      goto out;
  }
out:;
}

void *handed_on(void)
{
  AUTO void *a = get();
  void *result = a;
  a = 0;
  return result;
}

void in_for(int n)
{
  for (AUTO void *a = get(); n--;)
    put(0);
}

int in_statement_expression(void)
{
  return ({ AUTO void *a = get(); value(a); });
}

void after_declarator(void)
{
  void *a __attribute__((unused, cleanup(put_it))) = get();
}
