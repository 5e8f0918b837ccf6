// flags: -fopenmp
// OpenMP code is lowered as the code for one thread that it also is.
void work(int i);

void likely(int n)
{
  if (n) [[clang::likely]]
    work(1);
  __attribute__((nomerge)) work(2);
}

void parallel(int n)
{
#ifdef _OPENMP
  work(0);
#endif
#pragma omp parallel for
  for (int i = 0; i < n; i++)
    work(i);
}
