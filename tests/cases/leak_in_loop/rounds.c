#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void only_the_last_is_released_bad(const char **texts, int n)
{
  char *copy = NULL;
  for (int i = 0; i < n; i++)
    copy = strdup(texts[i]); // expect: leak in loop
  free(copy);
}

void each_is_released_ok(const char **texts, int n)
{
  char *copy = NULL;
  for (int i = 0; i < n; i++) {
    free(copy);
    copy = strdup(texts[i]);
  }
  free(copy);
}

int first_that_opens_bad(const char **paths, int n)
{
  FILE *in = NULL;
  for (int i = 0; i < n; i++) {
    in = fopen(paths[i], "r"); // expect: leak in loop
    if (in != NULL && fgetc(in) == '#')
      break;
  }
  if (in == NULL)
    return -1;
  fclose(in);
  return 0;
}

int first_that_opens_ok(const char **paths, int n)
{
  FILE *in = NULL;
  for (int i = 0; i < n && in == NULL; i++)
    in = fopen(paths[i], "r");
  if (in == NULL)
    return -1;
  fclose(in);
  return 0;
}

int tried_again_bad(const char *path)
{
  int fd;
again:
  fd = open(path, O_RDONLY); // expect: leak in loop
  if (fd < 0)
    return -1;
  char c;
  if (read(fd, &c, 1) != 1)
    goto again;
  close(fd);
  return c;
}

int tried_again_ok(const char *path)
{
  int fd;
again:
  fd = open(path, O_RDONLY);
  if (fd < 0)
    goto again;
  close(fd);
  return 0;
}

// In each round it goes out of scope: that is a leak like any other.
void declared_inside_bad(const char **texts, int n)
{
  for (int i = 0; i < n; i++) {
    char *copy = strdup(texts[i]);
    if (copy != NULL)
      puts(copy);
  } // expect: leak
}

struct node {
  struct node *next;
};

void list_that_is_not_linked_bad(int n)
{
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *made = malloc(sizeof *made);
    if (made == NULL)
      break;
    made->next = NULL;
    head = made; // expect: leak in loop
  }
  free(head);
}

static void list_free(struct node *head)
{
  while (head != NULL) {
    struct node *next = head->next;
    free(head);
    head = next;
  }
}

void list_that_is_linked_ok(int n)
{
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *made = malloc(sizeof *made);
    if (made == NULL)
      break;
    made->next = head;
    head = made;
  }
  list_free(head);
}

static char *copy_of(const char *text)
{
  return strdup(text);
}

void made_by_a_callee_bad(const char **texts, int n)
{
  char *copy = NULL;
  for (int i = 0; i < n; i++)
    copy = copy_of(texts[i]); // expect: leak in loop
  free(copy);
}

void filled_by_a_callee_bad(int n, FILE *in)
{
  char *line;
  for (int i = 0; i < n; i++) {
    if (asprintf(&line, "%d", i) < 0) // expect: leak in loop
      return;
    fputs(line, in);
  }
  free(line);
}

void kept_in_an_array_ok(const char **texts, char **copies, int n)
{
  for (int i = 0; i < n; i++)
    copies[i] = strdup(texts[i]);
}

// Another call takes its place: no matter of rounds.
void other_call_bad(const char **texts, int n)
{
  char *copy = strdup("none");
  for (int i = 0; i < n; i++) {
    free(copy);
    copy = strdup(texts[i]);
    if (copy == NULL)
      break;
    copy = strdup("other"); // expect: overwritten
  }
  free(copy);
}
