#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void plainly_twice_bad(void)
{
  char *p = malloc(10);
  free(p);
  free(p); // expect: double release
}

void set_to_null_between_ok(void)
{
  char *p = malloc(10);
  free(p);
  p = NULL;
  free(p);
}

void through_an_alias_bad(void)
{
  char *p = malloc(10);
  char *q = p;
  free(p);
  free(q); // expect: double release
}

int label_releases_again_bad(int n)
{
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  if (n < 0) {
    free(p);
    goto fail;
  }
  free(p);
  return 0;
fail:
  free(p); // expect: double release
  return -1;
}

int label_releases_once_ok(int n)
{
  char *p = malloc(10);
  if (p == NULL)
    return -1;
  if (n < 0)
    goto fail;
  free(p);
  return 0;
fail:
  free(p);
  return -1;
}

void parameter_twice_bad(char *p, int n)
{
  if (n)
    free(p);
  free(p); // expect: double release
}

void parameter_once_ok(char *p, int n)
{
  if (n) {
    free(p);
    return;
  }
  free(p);
}

void stream_twice_bad(const char *path)
{
  FILE *f = fopen(path, "r");
  if (f == NULL)
    return;
  fclose(f);
  fclose(f); // expect: double release
}

void descriptor_twice_bad(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  close(fd);
  close(fd); // expect: double release
}

void descriptor_reset_ok(const char *path)
{
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  close(fd);
  fd = -1;
  if (fd >= 0)
    close(fd);
}

static void drop(char *p)
{
  free(p);
}

void callee_released_it_bad(void)
{
  char *p = malloc(3);
  drop(p);
  free(p); // expect: double release
}

struct holder {
  char *text;
};

void member_twice_bad(struct holder *h)
{
  free(h->text);
  free(h->text); // expect: double release
}

void member_replaced_ok(struct holder *h)
{
  free(h->text);
  h->text = NULL;
  free(h->text);
}

void each_element_once_ok(char **items, int n)
{
  for (int i = 0; i < n; i++)
    free(items[i]);
  free(items);
}

void realloc_took_it_bad(char *p)
{
  char *q = realloc(p, 20);
  if (q == NULL)
    return;
  free(p); // expect: double release
  free(q);
}

void realloc_failed_so_it_stays_ok(char *p)
{
  char *q = realloc(p, 20);
  if (q == NULL) {
    free(p);
    return;
  }
  free(q);
}

void flag_remembers_ok(int n)
{
  int released = 0;
  char *p = malloc(10);
  if (n > 3) {
    free(p);
    released = 1;
  }
  puts("between");
  if (!released)
    free(p);
}

struct job {
  char *text;
};

// A callee that releases what a field holds says what the field holds then.
static int job_finish(struct job *job)
{
  if (job->text == NULL)
    return -1;
  free(job->text);
  job->text = NULL;
  return 0;
}

int released_and_cleared_by_callee_ok(struct job *job)
{
  int error = job_finish(job);
  free(job->text);
  return error;
}

static int job_next(struct job **job, struct job *next)
{
  if (next == NULL)
    return -1;
  free(*job);
  *job = next;
  return 0;
}

int released_and_replaced_by_callee_ok(struct job *job, struct job *next)
{
  if (job_next(&job, next) < 0)
    return -1;
  free(job->text);
  free(job);
  return 0;
}

static void job_drop(struct job *job)
{
  free(job->text);
}

void released_and_left_by_callee_bad(struct job *job)
{
  job_drop(job);
  free(job->text); // expect: double release
}

struct slot {
  char *text;
};

// Each round releases another element.
void every_element_ok(struct slot *slots, int count)
{
  while (count > 0)
    free(slots[--count].text);
}

void element_replaced_ok(struct slot *slots, int at, const char *text)
{
  free(slots[at].text);
  slots[at].text = strdup(text);
  free(slots[at].text);
}

static char *make_and_drop(void)
{
  char *p = malloc(4);
  if (p == NULL)
    exit(1);
  free(p);
  return p;
}

void result_was_released_bad(void)
{
  char *p = make_and_drop();
  free(p); // expect: double release
}
