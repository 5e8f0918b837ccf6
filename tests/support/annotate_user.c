// A user of annotate.h: every macro where a user would write it.

#include <memcheck/annotate.h>

#include <stdlib.h>

struct box {
  int *content;
};

struct box *box_new(void) MC_RETURNS_OWNED;
void box_put(struct box *box, int *content) MC_TAKES(2);
int box_sum(const struct box *box, const int *other) MC_BORROWS(1) MC_BORROWS(2);
void box_free(struct box *box) MC_FACT("(free heap)");
static inline int *box_take(struct box *box) MC_FACT("(_) -> new heap or NULL");

struct box *box_new(void)
{
  return calloc(1, sizeof(struct box));
}

void box_put(struct box *box, int *content)
{
  free(box->content);
  box->content = content;
}

int box_sum(const struct box *box, const int *other)
{
  return *box->content + *other;
}

static inline int *box_take(struct box *box)
{
  int *content = box->content;
  box->content = NULL;
  return content;
}

void box_free(struct box *box)
{
  free(box_take(box));
  free(box);
}
