#include <stdarg.h>
struct pair { int a, b; };
void take(void *p);
void pass(const char *format, va_list arguments);

int sum(int n, ...)
{
  va_list ap;
  va_start(ap, n);
  int total = va_arg(ap, int);
  take(va_arg(ap, struct pair *));
  struct pair pair = va_arg(ap, struct pair);
  va_end(ap);
  return total + pair.b;
}

void forward(const char *format, va_list ap)
{
  pass(format, ap);
  int first = va_arg(ap, int);
  va_list copy;
  va_copy(copy, ap);
}
