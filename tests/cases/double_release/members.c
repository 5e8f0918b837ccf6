// Members and elements lie side by side: what is done to one is not done to the next.
#include <stdlib.h>

struct columns {
  char *text[4];
};

struct row {
  struct columns columns;
  struct row *next;
};

static void columns_clear(struct columns *columns)
{
  for (int i = 0; i < 4; i++)
    free(columns->text[i]);
}

void rows_release_ok(struct row *row)
{
  while (row != NULL) {
    columns_clear(&row->columns);
    struct row *old = row;
    row = row->next;
    free(old);
  }
}

struct pair {
  char *words[2];
  char *rest;
};

void elements_and_member_ok(struct pair *pair)
{
  free(pair->words[0]);
  free(pair->words[1]);
  free(pair->rest);
}

void element_twice_bad(struct pair *pair)
{
  free(pair->words[1]);
  free(pair->words[0]);
  free(pair->words[1]); // expect: double release
}

struct grid {
  char *cells[2][2];
  char *title;
};

void cells_ok(struct grid *grid)
{
  free(grid->cells[0][0]);
  free(grid->cells[0][1]);
  free(grid->cells[1][0]);
  free(grid->cells[1][1]);
  free(grid->title);
}

void cell_twice_bad(struct grid *grid)
{
  free(grid->cells[1][0]);
  free(grid->title);
  free(grid->cells[1][0]); // expect: double release
}
