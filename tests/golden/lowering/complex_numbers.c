double parts(double _Complex z)
{
  __real__ z = 1;
  return __imag__ z + __real__(z * z);
}

typedef int vector __attribute__((vector_size(16)));
int lanes(vector v)
{
  v[1] = 2;
  vector sum = v + v;
  return sum[0];
}
