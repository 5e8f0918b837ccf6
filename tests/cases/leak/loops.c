// What each round acquires, and what a round that ends early leaves behind.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int check(const char *text);

// Missed by clang, gcc and cppcheck.
int continue_forgets_bad(char **paths, int n)
{
  int good = 0;
  for (int i = 0; i < n; i++) {
    int fd = open(paths[i], O_RDONLY);
    if (fd < 0)
      continue;
    char first;
    if (read(fd, &first, 1) != 1)
      continue; // expect: leak
    good += first == '#';
    close(fd);
  }
  return good;
}

int continue_forgets_ok(char **paths, int n)
{
  int good = 0;
  for (int i = 0; i < n; i++) {
    int fd = open(paths[i], O_RDONLY);
    if (fd < 0)
      continue;
    char first;
    if (read(fd, &first, 1) == 1)
      good += first == '#';
    close(fd);
  }
  return good;
}

// Missed by cppcheck.
int break_forgets_bad(char **texts, int n)
{
  int found = -1;
  for (int i = 0; i < n; i++) {
    char *copy = strdup(texts[i]);
    if (copy == NULL)
      break;
    if (strlen(copy) == 3) {
      found = i;
      break; // expect: leak
    }
    free(copy);
  }
  return found;
}

int break_forgets_ok(char **texts, int n)
{
  int found = -1;
  for (int i = 0; i < n; i++) {
    char *copy = strdup(texts[i]);
    if (copy == NULL)
      break;
    size_t length = strlen(copy);
    free(copy);
    if (length == 3) {
      found = i;
      break;
    }
  }
  return found;
}

// More rounds than peers unroll.
// Missed by clang and cppcheck.
int after_many_rounds_bad(void)
{
  int sum = 0;
  for (int i = 0; i < 100; i++)
    sum += i;
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  p[0] = (char)sum;
  return p[0]; // expect: leak
}

int after_many_rounds_ok(void)
{
  int sum = 0;
  for (int i = 0; i < 100; i++)
    sum += i;
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  p[0] = (char)sum;
  sum = p[0];
  free(p);
  return sum;
}

// Missed by clang, gcc and cppcheck.
int directory_read_to_a_match_bad(const char *path)
{
  struct dirent *entry;
  DIR *folder = opendir(path);
  if (folder == NULL)
    return -1;
  while ((entry = readdir(folder)) != NULL)
    if (strcmp(entry->d_name, "core") == 0)
      return 1; // expect: leak
  closedir(folder);
  return 0;
}

int directory_read_to_a_match_ok(const char *path)
{
  struct dirent *entry;
  int found = 0;
  DIR *folder = opendir(path);
  if (folder == NULL)
    return -1;
  while ((entry = readdir(folder)) != NULL)
    if (strcmp(entry->d_name, "core") == 0) {
      found = 1;
      break;
    }
  closedir(folder);
  return found;
}

// The buffer grows from round to round; an error in the middle forgets it.
// Missed by clang, gcc and cppcheck.
char *read_all_bad(int fd)
{
  size_t size = 0, room = 64;
  char *data = malloc(room);
  if (data == NULL)
    return NULL;
  for (;;) {
    ssize_t n = read(fd, data + size, room - size);
    if (n < 0)
      return NULL; // expect: leak, leak
    if (n == 0)
      return data;
    size += (size_t)n;
    if (size == room) {
      char *more = realloc(data, room * 2);
      if (more == NULL) {
        free(data);
        return NULL;
      }
      data = more;
      room *= 2;
    }
  }
}

char *read_all_ok(int fd)
{
  size_t size = 0, room = 64;
  char *data = malloc(room);
  if (data == NULL)
    return NULL;
  for (;;) {
    ssize_t n = read(fd, data + size, room - size);
    if (n < 0) {
      free(data);
      return NULL;
    }
    if (n == 0)
      return data;
    size += (size_t)n;
    if (size == room) {
      char *more = realloc(data, room * 2);
      if (more == NULL) {
        free(data);
        return NULL;
      }
      data = more;
      room *= 2;
    }
  }
}

// Made in the first round only.
// Missed by gcc and cppcheck.
int made_when_first_needed_bad(char **texts, int n)
{
  char *scratch = NULL;
  int total = 0;
  for (int i = 0; i < n; i++) {
    if (scratch == NULL)
      scratch = malloc(256);
    if (scratch == NULL)
      return -1;
    strncpy(scratch, texts[i], 255);
    total += check(scratch);
  }
  return total; // expect: leak
}

int made_when_first_needed_ok(char **texts, int n)
{
  char *scratch = NULL;
  int total = 0;
  for (int i = 0; i < n; i++) {
    if (scratch == NULL)
      scratch = malloc(256);
    if (scratch == NULL)
      return -1;
    strncpy(scratch, texts[i], 255);
    total += check(scratch);
  }
  free(scratch);
  return total;
}

// Only the last of those that matched is kept.
// Missed by gcc and cppcheck.
char *last_match_bad(char **texts, int n)
{
  char *last = NULL;
  for (int i = 0; i < n; i++)
    if (texts[i][0] == '>')
      last = strdup(texts[i]); // expect: leak in loop
  return last;
}

char *last_match_ok(char **texts, int n)
{
  char *last = NULL;
  for (int i = 0; i < n; i++)
    if (texts[i][0] == '>') {
      free(last);
      last = strdup(texts[i]);
    }
  return last;
}

// The first match is kept and ends the loop.
// Missed by cppcheck.
char *first_match_bad(char **texts, int n)
{
  char *first = NULL;
  for (int i = 0; first == NULL && i < n; i++) {
    char *copy = strdup(texts[i]);
    if (copy == NULL)
      return NULL;
    if (copy[0] == '>')
      first = copy;
  } // expect: leak
  return first;
}

char *first_match_ok(char **texts, int n)
{
  char *first = NULL;
  for (int i = 0; first == NULL && i < n; i++) {
    char *copy = strdup(texts[i]);
    if (copy == NULL)
      return NULL;
    if (copy[0] == '>')
      first = copy;
    else
      free(copy);
  }
  return first;
}

struct item {
  struct item *next;
  char *name;
};

// The list is freed, its names are not.
// Missed by clang.
void list_without_its_names_bad(const char *name)
{
  struct item *item = malloc(sizeof *item);
  if (item == NULL)
    return;
  item->next = NULL;
  item->name = strdup(name);
  while (item != NULL) {
    struct item *next = item->next;
    free(item); // expect: leak
    item = next;
  }
}

void list_without_its_names_ok(const char *name)
{
  struct item *item = malloc(sizeof *item);
  if (item == NULL)
    return;
  item->next = NULL;
  item->name = strdup(name);
  while (item != NULL) {
    struct item *next = item->next;
    free(item->name);
    free(item);
    item = next;
  }
}

// A list that grows at its tail, through the address of the last 'next'.
// Missed by gcc and cppcheck.
struct item *appended_at_the_tail_bad(char **names, int n)
{
  struct item *head = NULL;
  struct item **tail = &head;
  for (int i = 0; i < n; i++) {
    struct item *item = malloc(sizeof *item);
    if (item == NULL)
      break;
    item->name = strdup(names[i]);
    if (item->name == NULL)
      break; // expect: leak
    item->next = NULL;
    *tail = item;
    tail = &item->next;
  }
  return head;
}

struct item *appended_at_the_tail_ok(char **names, int n)
{
  struct item *head = NULL;
  struct item **tail = &head;
  for (int i = 0; i < n; i++) {
    struct item *item = malloc(sizeof *item);
    if (item == NULL)
      break;
    item->name = strdup(names[i]);
    if (item->name == NULL) {
      free(item);
      break;
    }
    item->next = NULL;
    *tail = item;
    tail = &item->next;
  }
  return head;
}

// getline() reuses its block from round to round; one release is enough.
// Missed by gcc and cppcheck.
int lines_bad(FILE *in)
{
  char *line = NULL;
  size_t room = 0;
  int count = 0;
  while (getline(&line, &room, in) != -1)
    count++;
  return count; // expect: leak
}

int lines_ok(FILE *in)
{
  char *line = NULL;
  size_t room = 0;
  int count = 0;
  while (getline(&line, &room, in) != -1)
    count++;
  free(line);
  return count;
}

// EINTR: the call that failed gave nothing.
// Missed by clang, gcc and cppcheck.
int opened_again_after_a_signal_bad(const char *path)
{
  int fd, tries = 0;
  do
    fd = open(path, O_RDONLY); // expect: leak in loop
  while (++tries < 3);
  if (fd >= 0)
    close(fd);
  return fd >= 0;
}

int opened_again_after_a_signal_ok(const char *path)
{
  int fd, tries = 0;
  do
    fd = open(path, O_RDONLY);
  while (fd < 0 && ++tries < 3);
  if (fd >= 0)
    close(fd);
  return fd >= 0;
}
