// flags: -w
struct known { int n; };
int fine(struct known *k) { return k->n; }

// The statement with the error is gone, so nothing is said about this function.
int broken(struct known *k)
{
  Unknown *u = k;
  return k->missing + 1;
}

#define TWICE(x) ((x) + (nope))
int by_macro(int n) { return TWICE(n); }

int nested_function(int n)
{
  int inner(int m) { return m; }
  return inner(n);
}

int fine_again(void) { return implicit(1); }
