int outputs(int in, int *p)
{
  int out;
  asm volatile("mov %1, %0" : "=r"(out), "+m"(*p) : "r"(in) : "memory");
  return out;
}

void through_pointer(char *buffer, const char *text)
{
  asm("" : : "r"(buffer), "r"(text) : "memory");
}

void nothing(void)
{
  __asm__ __volatile__("nop");
}
