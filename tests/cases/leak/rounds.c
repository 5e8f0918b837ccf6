// What one round of a loop made, another has.
#include <stdlib.h>
#include <string.h>

static char *parent_of(const char *path)
{
  if (path[0] == '\0')
    return NULL;
  char *parent = malloc(strlen(path) + 1);
  if (parent != NULL)
    strcpy(parent, path + 1);
  return parent;
}

static char *root_of(const char *path, int depth)
{
  char *dir = strdup(path);
  while (dir != NULL) {
    char *parent = parent_of(dir);
    if (parent == NULL)
      return dir;
    if (--depth == 0) {
      free(parent);
      return dir;
    }
    free(dir);
    dir = parent;
  }
  return NULL;
}

int result_of_a_loop_bad(const char *path)
{
  char *root = root_of(path, 3);
  if (root == NULL)
    return -1;
  return root[0]; // expect: leak
}

int result_of_a_loop_ok(const char *path)
{
  char *root = root_of(path, 3);
  int first = root == NULL ? -1 : root[0];
  free(root);
  return first;
}

void null_of_the_last_round_ok(char *path, int rounds)
{
  do {
    char *old = path;
    path = parent_of(path);
    free(old);
  } while (rounds-- > 0);
  free(path);
}
