// journal: appends one entry to a journal file, with a line number in front.
//
// Everything a journal owns is set up step by step and taken down by one ladder of
// labels, so that each step needs to know only the label to jump to.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct journal {
  const char *path;
  FILE *stream;
  long lines;
};

static int count_lines(struct journal *journal)
{
  int c;
  while ((c = fgetc(journal->stream)) != EOF)
    journal->lines += c == '\n';
  return ferror(journal->stream) ? -1 : 0;
}

static struct journal *journal_open(const char *path)
{
  struct journal *journal = calloc(1, sizeof *journal);
  if (journal == NULL)
    return NULL;
  journal->path = path;
  journal->stream = fopen(path, "a+");
  return journal;
}

static void journal_free(struct journal *journal)
{
  free(journal);
}

static int append_entry(const char *path, const char *entry)
{
  int result = -1;
  struct journal *journal = journal_open(path);
  if (journal == NULL)
    return -1;
  if (journal->stream == NULL)
    goto out_free;
  if (count_lines(journal) != 0)
    goto out_close;
  if (fprintf(journal->stream, "%ld %s\n", journal->lines + 1, entry) > 0)
    result = 0;

out_close:
  if (fclose(journal->stream) != 0)
    result = -1;
out_free:
  journal_free(journal);
  if (result != 0)
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
  return result;
}

int main(int argc, char **argv)
{
  if (argc != 3) {
    fprintf(stderr, "usage: %s FILE ENTRY\n", argv[0]);
    return 2;
  }
  return append_entry(argv[1], argv[2]) == 0 ? 0 : 1;
}
