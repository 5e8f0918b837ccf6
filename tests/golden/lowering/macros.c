// What macros of well-known projects expand to.
#define offset_of(type, member) __builtin_offsetof(type, member)
#define container_of(p, type, member)                                                  \
  ({                                                                                   \
    const __typeof__(((type *)0)->member) *_p = (p);                                   \
    (type *)((char *)_p - offset_of(type, member));                                    \
  })
struct list { struct list *next; };
struct item { int value; struct list link; };
void put(struct item *item);
void drop(void *p);

struct item *of_list(struct list *l)
{
  return container_of(l, struct item, link);
}

#define for_each(i, head) for (i = (head)->next; i != (head); i = i->next)
#define for_each_from(i, head) for (; i != (head); i = i->next)
void each(struct list *head)
{
  struct list *i;
  for_each(i, head)
    put(of_list(i));
  for_each_from(i, head)
    put(0);
}

#define CLEAR(slot)                                                                    \
  do {                                                                                 \
    void *_old = (slot);                                                               \
    if (_old) {                                                                        \
      (slot) = 0;                                                                      \
      drop(_old);                                                                      \
    }                                                                                  \
  } while (0)
void clears(struct list **slot)
{
  CLEAR(*slot);
  CLEAR(slot[1]);
}

#define OFFSET(type, member) ((unsigned long)&((type *)0)->member)
unsigned long classic_offset(void)
{
  return OFFSET(struct item, link);
}

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define RETURN_IF_FAIL(e, value) do { if (LIKELY(e)) { } else { return (value); } } while (0)
int checked(struct item *item)
{
  RETURN_IF_FAIL(item != (void *)0, -1);
  return item->value;
}
