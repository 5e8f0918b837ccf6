struct node { struct node *next; };
void *get(void);
typedef int (*callback)(void *);

struct node *implicit_pointer(void)
{
  struct node *n = get();
  return n;
}

struct node *explicit_pointer(void)
{
  return (struct node *)get();
}

// Only the operand of a cast counts: types have children too.
callback to_function(void *p)
{
  return (int (*)(void *q))p;
}

void *with_typeof(struct node *n)
{
  return (typeof(n->next))get();
}

long widen(int i)
{
  return i;
}

char narrow(long l)
{
  return (char)l;
}

unsigned char wrapped(void)
{
  return 300;
}

void *null(void)
{
  return (void *)0;
}

long to_integer(void *p)
{
  return (long)p;
}

void thrown_away(struct node *n)
{
  (void)n;
  (void)n->next;
  (void)get();
}

_Bool truth(int *p)
{
  return p;
}

double floating(int i)
{
  return i + 0.5;
}
