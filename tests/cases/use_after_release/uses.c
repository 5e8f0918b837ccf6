#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct node {
  struct node *next;
  int value;
};

int read_bad(void)
{
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return -1;
  *p = 1;
  free(p);
  return *p; // expect: use after release
}

int read_before_ok(void)
{
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return -1;
  *p = 1;
  int value = *p;
  free(p);
  return value;
}

void written_bad(char *p)
{
  free(p);
  p[0] = 0; // expect: use after release
}

void list_step_bad(struct node *list)
{
  while (list != NULL) {
    free(list);
    list = list->next; // expect: use after release
  }
}

void list_step_ok(struct node *list)
{
  while (list != NULL) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
}

void passed_to_the_library_bad(char *p)
{
  free(p);
  puts(p); // expect: use after release
}

static int first_letter(const char *p)
{
  return p[0];
}

int passed_to_a_callee_that_looks_bad(char *p)
{
  free(p);
  return first_letter(p); // expect: use after release
}

static void ignore(const char *p)
{
  (void)p;
}

void passed_to_a_callee_that_does_not_look_ok(char *p)
{
  free(p);
  ignore(p);
}

extern void stranger(char *p);

void passed_to_a_stranger_bad(char *p)
{
  free(p);
  stranger(p); // expect: use after release
}

char *returned_bad(void)
{
  char *p = strdup("a");
  free(p);
  return p; // expect: use after release
}

void stream_bad(FILE *f)
{
  fclose(f);
  fputs("late", f); // expect: use after release
}

ssize_t descriptor_bad(int fd, char *buffer)
{
  close(fd);
  return read(fd, buffer, 1); // expect: use after release
}

int compared_only_ok(char *p, char *q)
{
  free(p);
  return p == q;
}

void assigned_again_ok(char *p)
{
  free(p);
  p = malloc(3);
  if (p != NULL)
    p[0] = 0;
  free(p);
}

void member_of_released_bad(struct node *n)
{
  free(n);
  n->value = 3; // expect: use after release
}

static void node_free(struct node *n)
{
  free(n);
}

int callee_released_it_bad(struct node *n)
{
  node_free(n);
  return n->value; // expect: use after release
}

struct journal {
  char *path;
};

static struct journal *journal_new(const char *path)
{
  struct journal *journal = malloc(sizeof *journal);
  if (journal == NULL)
    return NULL;
  journal->path = strdup(path);
  return journal;
}

static void journal_free(struct journal *journal)
{
  free(journal->path);
  free(journal);
}

// One fault, said once: not of the path, too, which was released with its journal.
void contents_are_reported_with_their_owner_bad(const char *path)
{
  struct journal *journal = journal_new(path);
  if (journal == NULL)
    return;
  journal_free(journal);
  puts(journal->path); // expect: use after release
}

struct link {
  struct link *next;
  char *text;
  struct link *other;
};

// Far down a list, what lies behind one pointer is not what lies behind the next.
void list_release_ok(struct link *list)
{
  while (list != NULL) {
    struct link *next = list->next;
    free(list->text);
    free(list->other);
    free(list);
    list = next;
  }
}

void list_release_bad(struct link *list)
{
  while (list != NULL) {
    free(list->text);
    free(list);
    list = list->next; // expect: use after release
  }
}

// Who returns what is gone may have a caller that does not look at it.
static char *parse(const char *text)
{
  char *copy = strdup(text);
  if (copy != NULL)
    free(copy);
  return copy;
}

int only_whether_it_worked_ok(const char *text)
{
  return parse(text) != NULL;
}

char result_that_is_gone_bad(const char *text)
{
  char *p = parse(text);
  if (p == NULL)
    return 0;
  return p[0]; // expect: use after release
}

static char *drop_and_return(char *p)
{
  free(p);
  return p;
}

void argument_comes_back_released_bad(char *p)
{
  char *q = drop_and_return(p);
  puts(q); // expect: use after release
}

void argument_comes_back_unused_ok(char *p)
{
  char *q = drop_and_return(p);
  (void)q;
}

static char *nobody_calls_it_bad(char *p)
{
  free(p);
  return p; // expect: use after release
}

int made_on_either_path_bad(const char *name, int is_long)
{
  char *text;
  if (is_long)
    text = strdup(name);
  else
    text = malloc(8);
  if (text == NULL)
    return -1;
  free(text);
  if (is_long > 3)
    return text[0]; // expect: use after release
  return 0;
}

int made_on_either_path_ok(const char *name, int is_long)
{
  char *text;
  if (is_long)
    text = strdup(name);
  else
    text = malloc(8);
  if (text == NULL)
    return -1;
  free(text);
  text = NULL;
  if (is_long > 3)
    return text != NULL;
  return 0;
}

// The caller's slot still points at what is gone; whether that is a fault depends on
// callers that nobody sees.
int FN_slot_left_dangling_bad(char **slot, int n)
{
  *slot = NULL;
  *slot = malloc(8);
  if (*slot == NULL)
    return -1;
  if (n < 0) {
    free(*slot);
    return -1; // expect: use after release
  }
  return 0;
}

struct queue {
  struct link *first;
};

// The head of the list steps on before the link is released.
void queue_release_ok(struct queue *queue)
{
  struct link *link;
  while ((link = queue->first) != NULL) {
    queue->first = link->next;
    free(link->text);
    free(link);
  }
  free(queue);
}

void queue_release_bad(struct queue *queue)
{
  struct link *link;
  while ((link = queue->first) != NULL) {
    free(link->text);
    free(link);
    queue->first = link->next; // expect: use after release
  }
}

struct member {
  char *text;
  struct member *next;
  struct member **previous; // what points here
};

struct club {
  struct member *first;
  struct member **last;
};

// A member that is taken off by its own links is no longer what the head holds.
void club_release_ok(struct club *club)
{
  struct member *member;
  while ((member = club->first) != NULL) {
    if (member->next != NULL)
      member->next->previous = member->previous;
    else
      club->last = member->previous;
    *member->previous = member->next;
    free(member->text);
    free(member);
  }
}

void club_release_bad(struct club *club)
{
  struct member *member = club->first;
  if (member == NULL)
    return;
  *member->previous = member->next;
  free(member);
  free(member->text); // expect: use after release
}
