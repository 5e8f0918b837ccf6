static int counter;
int started = 3 * 4;
const char *const name = "x";
static int *pointer = (void *)0;
int target;
int *aims_at = &target;
static const int table[] = {1, 2, 3};
extern int elsewhere;
extern int defined_later;
int defined_later = 9;
_Thread_local int own;
struct state { int n; int list[2]; } state;
static int read_only = 5;
double ratio = 0.5;
void fill(int *p);

int counts(void)
{
  static int calls = 1;
  extern int started;
  calls++;
  counter += elsewhere;
  state.list[1] = started;
  return calls + read_only + table[2] + own;
}

int passes(void)
{
  static int buffer[4];
  fill(buffer);
  return *pointer + defined_later;
}
