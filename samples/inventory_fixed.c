// inventory: reads "count name" lines and prints the stock, one line an item.
//
// Memory comes from two small wrappers that never return NULL, as in many command line
// tools: when memory runs out there is nothing better to do than to say so and stop.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
  int count;
  char *name;
};

static void *allocate(size_t size)
{
  void *block = calloc(1, size);
  if (block == NULL) {
    fputs("out of memory\n", stderr);
    exit(2);
  }
  return block;
}

static char *copy_text(const char *text)
{
  size_t size = strlen(text) + 1;
  return memcpy(allocate(size), text, size);
}

static void item_free(struct item *item)
{
  if (item != NULL) {
    free(item->name);
    free(item);
  }
}

// The item that [line] describes, owned by the caller, or NULL if it makes no sense.
static struct item *item_parse(const char *line)
{
  struct item *item = allocate(sizeof *item);
  char name[64];
  if (sscanf(line, "%d %63s", &item->count, name) != 2) {
    item_free(item);
    return NULL;
  }
  item->name = copy_text(name);
  return item;
}

int main(void)
{
  char line[128];
  while (fgets(line, sizeof line, stdin) != NULL) {
    struct item *item = item_parse(line);
    if (item != NULL)
      printf("%5d  %s\n", item->count, item->name);
    item_free(item);
  }
  return 0;
}
