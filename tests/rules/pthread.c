// rules/pthread.yaml: what a thread is given, semaphores, locks, lists of file actions.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <spawn.h>
#include <stdlib.h>
#include <time.h>

struct job {
  int number;
};

static void *work(void *argument)
{
  free(argument);
  return NULL;
}

int argument_is_the_threads_ok(int number)
{
  pthread_t thread;
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->number = number;
  if (pthread_create(&thread, NULL, work, job) != 0) {
    free(job);
    return -1;
  }
  return pthread_detach(thread);
}

int argument_stays_without_a_thread_bad(int number)
{
  pthread_t thread;
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->number = number;
  if (pthread_create(&thread, NULL, work, job) != 0)
    return -1; // expect: leak
  return pthread_detach(thread);
}

int started_without_a_look_at_the_result_ok(int number)
{
  pthread_t thread;
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->number = number;
  pthread_create(&thread, NULL, work, job);
  return 0;
}

int value_is_kept_by_its_key_ok(pthread_key_t key, int number)
{
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->number = number;
  if (pthread_setspecific(key, job) != 0) {
    free(job);
    return -1;
  }
  return 0;
}

int value_that_was_not_kept_bad(pthread_key_t key, int number)
{
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->number = number;
  if (pthread_setspecific(key, job) != 0)
    return -1; // expect: leak
  return 0;
}

int named_semaphore_bad(const char *name)
{
  sem_t *semaphore = sem_open(name, O_CREAT, 0600, 1);
  if (semaphore == SEM_FAILED)
    return -1;
  if (sem_wait(semaphore) != 0)
    return -1; // expect: leak
  return sem_close(semaphore);
}

int named_semaphore_ok(const char *name)
{
  sem_t *semaphore = sem_open(name, O_CREAT, 0600, 1);
  if (semaphore == SEM_FAILED)
    return -1;
  int result = sem_wait(semaphore);
  sem_close(semaphore);
  return result;
}

int timer_bad(void)
{
  timer_t timer;
  struct itimerspec when = {.it_value.tv_sec = 1};
  if (timer_create(CLOCK_MONOTONIC, NULL, &timer) != 0)
    return -1;
  return timer_settime(timer, 0, &when, NULL); // expect: leak
}

int timer_ok(void)
{
  timer_t timer;
  struct itimerspec when = {.it_value.tv_sec = 1};
  if (timer_create(CLOCK_MONOTONIC, NULL, &timer) != 0)
    return -1;
  int result = timer_settime(timer, 0, &when, NULL);
  timer_delete(timer);
  return result;
}

int attributes_ok(pthread_t *thread)
{
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0)
    return -1;
  int result = pthread_create(thread, &attributes, work, NULL);
  pthread_attr_destroy(&attributes);
  return result;
}

int file_actions_bad(const char *path)
{
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0)
    return -1;
  return posix_spawn_file_actions_addopen(&actions, 0, path, 0, 0); // expect: leak
}

int file_actions_ok(const char *path)
{
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0)
    return -1;
  int result = posix_spawn_file_actions_addopen(&actions, 0, path, 0, 0);
  posix_spawn_file_actions_destroy(&actions);
  return result;
}

void last_words_ok(int number)
{
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    pthread_exit(NULL);
  job->number = number;
  pthread_exit(job);
}
