// flags: -std=gnu11
void *get(void);
void put(void *p);

int ladder(void)
{
  void *a = get();
  if (!a)
    goto out;
  void *b = get();
  if (!b)
    goto free_a;
  put(b);
free_a:
  put(a);
out:
  return 0;
}

void backwards(int n)
{
again:
  if (n--)
    goto again;
}

// A jump out of a scope ends the lives of its variables, one back past a declaration too.
void out_of_scopes(int n)
{
  for (int i = 0; i < n; i++) {
    int inner = i;
    if (inner) {
      int innermost = 1;
      if (n == innermost)
        goto done;
    }
  }
done:;
  int late = 1;
  if (late)
    goto done;
}

void computed(int n)
{
  static void *const table[] = {&&one, &&two};
  goto *table[n];
one:
  put(0);
two:
  return;
unused:
  put(&n);
}

void assembly(int n)
{
  asm goto("" : : "r"(n) : : failed);
  put(0);
  return;
failed:
  put(&n);
other:
  return;
}

#define JUMP(label) asm volatile goto("jmp %l0" : : : : label)
void assembly_in_macro(void)
{
  JUMP(failed);
  put(0);
failed:
  return;
}
