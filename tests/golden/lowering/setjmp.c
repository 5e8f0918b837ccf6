typedef int jmp_buf[8];
int _setjmp(jmp_buf place);
void longjmp(jmp_buf place, int value) __attribute__((noreturn));
#define setjmp(place) _setjmp(place)
static jmp_buf place;

int saves(void)
{
  if (setjmp(place))
    return 1;
  return 0;
}

void jumps(void)
{
  longjmp(place, 1);
}
