// word_count: how many words each file holds.
//
// The first tool everyone writes: open, read, count, close. Words longer than a line
// buffer are refused, because they mean that somebody passed a binary.

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 4096 };

static long count_words_of_line(const char *line)
{
  long words = 0;
  bool in_word = false;
  for (const char *c = line; *c != '\0'; c++) {
    bool is_space = isspace((unsigned char)*c);
    if (in_word && is_space)
      words++;
    in_word = !is_space;
  }
  return words + in_word;
}

// The number of words in the file at [path], or -1 if it cannot be read as text.
static long count_words(const char *path)
{
  FILE *in = fopen(path, "r");
  if (in == NULL)
    return -1;

  char line[LINE_SIZE];
  long words = 0;
  while (fgets(line, sizeof line, in) != NULL) {
    if (strlen(line) == sizeof line - 1) {
      fprintf(stderr, "%s: line too long, is this text?\n", path);
      fclose(in);
      return -1;
    }
    words += count_words_of_line(line);
  }
  fclose(in);
  return words;
}

int main(int argc, char **argv)
{
  int failed = 0;
  for (int i = 1; i < argc; i++) {
    long words = count_words(argv[i]);
    if (words < 0)
      failed = 1;
    else
      printf("%8ld %s\n", words, argv[i]);
  }
  return failed;
}
