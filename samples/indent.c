// indent: shows each line of a text without its indentation, and how deep that was.
//
// A line is copied before it is changed, and the copy is released when it has been
// shown.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int show(const char *line, size_t length)
{
  char *text = strndup(line, length);
  if (text == NULL)
    return 1;

  int depth = 0;
  while (*text == ' ') {
    text++;
    depth++;
  }
  printf("%2d %s\n", depth, text);

  free(text);
  return 0;
}

int main(int argc, char **argv)
{
  const char *text = argc > 1 ? argv[1] : "one\n  two\n    three";
  while (*text != '\0') {
    size_t length = strcspn(text, "\n");
    if (show(text, length) != 0)
      return 1;
    text += length + (text[length] == '\n');
  }
  return 0;
}
