// Declarations that make no code, between those that do.
int outside;

int many(int n)
{
  int a = n, *b = &a, c[2] = {n, n};
  extern int outside;
  extern int elsewhere(int);
  int declared_here(int);
  struct local { int x; } l = {n};
  enum { ONE = 1 } e = ONE;
  typedef struct local alias;
  alias copy = l;
  _Static_assert(sizeof(int) == 4, "");
  static const int kept = 5;
  register int fast = kept;
  ;
  return *b + c[1] + outside + elsewhere(copy.x) + declared_here(e) + fast;
}

void pointer_to_variable_array(int n, int (*rows)[n])
{
  int(*p)[n++] = rows;
  p[1][2] = 3;
}

// The variable that is initialised with itself is there already.
void *self(void)
{
  void *p = &p;
  return p;
}
