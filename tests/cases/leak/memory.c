// What memory holds: zeroes, halves of a word.
#include <stdlib.h>
#include <string.h>

struct pair {
  char *left;
  char *right;
};

void zeroed_members_are_null_ok(void)
{
  struct pair *pair = calloc(1, sizeof *pair);
  if (pair == NULL)
    return;
  if (pair->left != NULL)
    pair->right = malloc(3);
  free(pair);
}

void zeroed_members_are_null_bad(void)
{
  struct pair *pair = calloc(1, sizeof *pair);
  if (pair == NULL)
    return;
  if (pair->left == NULL)
    pair->right = malloc(3);
  free(pair); // expect: leak
}

void cleared_struct_ok(void)
{
  struct pair pair;
  memset(&pair, 0, sizeof pair);
  char *p = malloc(3);
  if (pair.left == NULL)
    free(p);
}

void cleared_block_ok(void)
{
  struct pair *pair = malloc(sizeof *pair);
  if (pair == NULL)
    return;
  memset(pair, 0, sizeof *pair);
  if (pair->left != NULL)
    pair->right = malloc(3);
  free(pair);
}

void cleared_while_it_holds_bad(void)
{
  struct pair pair = {0};
  pair.left = malloc(3);
  memset(&pair, 0, sizeof pair); // expect: overwritten
}

void cleared_in_part_ok(struct pair *pair)
{
  pair->right = malloc(3);
  memset(pair, 0, sizeof pair->left);
  free(pair->right);
}

void filled_with_ones_ok(void)
{
  struct pair pair;
  memset(&pair, 0xff, sizeof pair);
  char *p = malloc(3);
  if (pair.left != NULL)
    free(p);
  else
    free(p);
}

void loop_ends_where_it_says_ok(void)
{
  char *p = malloc(3);
  int i;
  for (i = 0; i < 100; i++) {
  }
  if (i == 100)
    free(p);
}

void loop_ends_where_it_says_bad(void)
{
  char *p = malloc(3);
  int i;
  for (i = 0; i < 100; i++) {
  }
  if (i != 100)
    free(p);
} // expect: leak

void loop_counts_down_ok(void)
{
  char *p = malloc(3);
  int i;
  for (i = 100; i > 0; i--) {
  }
  if (i == 0)
    free(p);
}
