struct inner { int x, y; };
struct outer {
  int first;
  struct inner in;
  union {
    int as_int;
    struct {
      short low, high;
    };
  };
  unsigned bits : 3;
  unsigned : 2;
  unsigned more : 4;
  struct outer *next;
  int list[5];
};
struct outer make(void);

int dot_and_arrow(struct outer *p)
{
  struct outer o = *p;
  return o.in.y + p->in.x + p->next->first;
}

// Levels without a name are steps of their own.
int anonymous(struct outer *p)
{
  p->as_int = 1;
  return p->high;
}

unsigned bit_fields(struct outer *p)
{
  p->bits = 5;
  p->more++;
  return p->bits;
}

int of_a_value(void)
{
  return make().in.x;
}

int *address(struct outer *p)
{
  return &p->list[2];
}

int element(struct outer *p, int i)
{
  return p->list[i] + i[p->list];
}

int decayed(struct outer o)
{
  int *p = o.list;
  return *(o.list + 2) + p[-1];
}

void copy(struct outer *to, const struct outer *from)
{
  *to = *from;
}
