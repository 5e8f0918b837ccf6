#include <stddef.h>
struct inner { int x; };
struct outer { char c; struct inner list[4]; };
int side(void);

long constants(struct outer *o)
{
  return sizeof(*o) + sizeof(int[3]) + _Alignof(long) + sizeof side();
}

long offsets(struct outer *o)
{
  return offsetof(struct outer, list) + offsetof(struct outer, list[2].x) +
         offsetof(typeof(*o), list);
}

// A variable size is not known, and the size is not evaluated twice.
long variable(int n)
{
  int array[n];
  return sizeof array;
}

void sizes_are_evaluated(void)
{
  int array[side()][side()];
  array[0][1] = 2;
}

void typedef_size(int n)
{
  typedef int row[n++];
  row a;
  a[0] = 1;
}

struct outer *container(struct inner *member)
{
  return (struct outer *)((char *)member - offsetof(struct outer, list));
}
