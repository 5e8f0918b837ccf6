void work(int i);
enum colour { RED, GREEN = 5, BLUE };

void fallthrough(int n)
{
  switch (n) {
  case 1:
    work(1);
    [[fallthrough]];
  case 2:
  case 3:
    work(3);
    break;
  default:
    work(0);
  case -4:
    work(4);
  }
  work(9);
}

void ranges(unsigned char c)
{
  switch (c) {
  case '0' ... '9':
    work(1);
    break;
  case 'a':
    work(2);
  }
}

int enumerators(enum colour c)
{
  switch (c) {
  case RED:
    return 1;
  case GREEN:
    return 2;
  case BLUE:
    return 3;
  }
  return 0;
}

// The body is one case; without it there is nothing.
void bare(int n)
{
  switch (n)
  case 1:
    work(1);
}

void dead_start(int n)
{
  switch (n) {
    int k;
    work(99); // never
  case 1:
    k = 2;
    work(k);
  }
}

// Duff's device: cases inside a loop.
void duff(int n)
{
  int count = 3;
  switch (n % 2) {
  case 0:
    do {
      work(0);
    case 1:
      work(1);
    } while (--count > 0);
  }
}

void nested(int a, int b)
{
  switch (a) {
  case 1:
    switch (b) {
    case 1:
      work(11);
      break;
    default:
      work(12);
    }
    break;
  case 2:
    work(2);
  }
}

void over_the_middle(unsigned long n)
{
  switch (n) {
  case 0x7ffffffffffffffe ... 0x8000000000000001:
    work(1);
  }
}
