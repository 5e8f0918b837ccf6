// A cursor that walks a block is not the block.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int clean_name(const char *name, char **clean)
{
  char *block = malloc(strlen(name) + 1);
  char *at = block;
  if (block == NULL)
    return -1;
  for (; *name != '\0'; name++)
    if (isalnum((unsigned char)*name))
      *at++ = (char)toupper((unsigned char)*name);
  *at = '\0';
  *clean = block;
  return 0;
}

int filled_by_a_cursor_bad(const char *name, const char *known)
{
  char *clean = NULL;
  if (clean_name(name, &clean) < 0)
    return -1;
  if (strcmp(clean, known) == 0)
    return 0; // expect: leak
  free(clean);
  return 1;
}

int filled_by_a_cursor_ok(const char *name, const char *known)
{
  char *clean = NULL;
  int result = -1;
  if (clean_name(name, &clean) < 0)
    goto done;
  result = strcmp(clean, known) != 0;
done:
  free(clean);
  return result;
}

char *only_the_cursor_is_left_ok(const char *name)
{
  char *at = strdup(name);
  if (at == NULL)
    return NULL;
  while (*at == ' ')
    at++;
  return at;
}
