int as_int(int);
int as_text(char *);
void side(void);

int by_type(char *p)
{
  return _Generic(p, int: as_int, char *: as_text)(p);
}

// The controlling expression is not evaluated.
int not_evaluated(int n)
{
  return _Generic((side(), n), int: n, default: as_int(n));
}

// Two branches of one type: nobody tells which, so the value is not known.
int ambiguous(char *p)
{
  return _Generic(p, int: as_int(1), char *: as_int(2));
}

void assigned(int n, long l)
{
  _Generic(n, int: n, long: l) = 3;
}

int chosen(int n)
{
  return __builtin_choose_expr(sizeof(int) == 4, as_int(n), side());
}

int compatible(void)
{
  return __builtin_types_compatible_p(int, long) + __builtin_types_compatible_p(int, int);
}
