#include "project/workers.h"
#include "base/array.h"
#include "base/log.h"
#include "base/memory.h"
#include "project/message.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NO_TASK UINT32_MAX
#define ATTEMPTS 2
#define TICK_MS 100
#define GOODBYE_MS 2000 // for a worker to end by itself once its input is closed

extern char **environ;

typedef struct worker {
  pid_t pid;    // 0: not running
  int to, from; // our ends of its pipes, which never block
  bool has_greeted;
  uint32_t task;
  int64_t deadline; // milliseconds of the monotonic clock
  strbuf job;       // as message; [sent] bytes of it are written
  size_t sent;
  strbuf in;
} worker;

typedef struct pool {
  const workers_options *options;
  workers_task *tasks;
  uint32_t count;
  uint32_t next;           // first task not yet given out
  ARRAY(uint32_t) retries; // tasks to give out again
  unsigned char *attempts; // of each task
  uint32_t done;
  worker *workers;
  struct pollfd *polls; // two for each worker: to, from
  sigset_t outer_mask;  // signals blocked before the run
  workers_end end;
} pool;

// ---- Signals -----------------------------------------------------------------------
//
// The three signals are blocked but while the pool waits in ppoll(), so they arrive
// there or nowhere, and the flag needs no pipe.

static const int caught_signals[] = {SIGINT, SIGTERM, SIGHUP};
#define CAUGHT_COUNT (sizeof caught_signals / sizeof caught_signals[0])

static volatile sig_atomic_t signal_seen;

static void note_signal(int number)
{
  signal_seen = number;
}

static void catch_signals(sigset_t *outer_mask, struct sigaction *before)
{
  signal_seen = 0;
  sigset_t blocked;
  sigemptyset(&blocked);
  struct sigaction action = {.sa_handler = note_signal};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < CAUGHT_COUNT; i++) {
    sigaction(caught_signals[i], NULL, &before[i]);
    if (before[i].sa_handler == SIG_IGN)
      continue; // nohup, or a job in the background
    sigaddset(&blocked, caught_signals[i]);
    sigaction(caught_signals[i], &action, NULL);
  }
  sigprocmask(SIG_BLOCK, &blocked, outer_mask);
}

static void release_signals(const sigset_t *outer_mask, const struct sigaction *before)
{
  for (size_t i = 0; i < CAUGHT_COUNT; i++)
    sigaction(caught_signals[i], &before[i], NULL);
  sigprocmask(SIG_SETMASK, outer_mask, NULL);
}

// ---- One worker --------------------------------------------------------------------

static int64_t now_ms(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// Starts the program with [input] and [output] as its standard streams. 0, or an errno.
static int spawn_program(const pool *pool, int input, int output, pid_t *pid)
{
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigmask(&attributes, &pool->outer_mask);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);

  const char *const *command = pool->options->command;
  int error = posix_spawn(pid, command[0], &actions, &attributes,
                          (char *const *)command, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// Starts [worker]; false: logged.
static bool worker_start(const pool *pool, worker *worker)
{
  int job[2] = {-1, -1}, answer[2] = {-1, -1};
  int error = 0;
  if (pipe2(job, O_CLOEXEC) != 0 || pipe2(answer, O_CLOEXEC) != 0)
    error = errno;
  else
    error = spawn_program(pool, job[0], answer[1], &worker->pid);
  if (job[0] >= 0)
    close(job[0]);
  if (answer[1] >= 0)
    close(answer[1]);
  worker->to = job[1];
  worker->from = answer[0];
  worker->has_greeted = false;
  if (error == 0) {
    fcntl(worker->to, F_SETFL, O_NONBLOCK);
    fcntl(worker->from, F_SETFL, O_NONBLOCK);
    return true;
  }
  log_error("cannot start %s: %s", pool->options->command[0], strerror(error));
  worker->pid = 0;
  if (worker->to >= 0)
    close(worker->to);
  if (worker->from >= 0)
    close(worker->from);
  return false;
}

// Tells [worker] that no job will follow.
static void worker_close_input(worker *worker)
{
  if (worker->to >= 0)
    close(worker->to);
  worker->to = -1;
}

// Waits for the end of [worker], which has been killed or has closed its output.
// Returns its status.
static int worker_bury(worker *worker)
{
  int status = 0;
  worker_close_input(worker);
  close(worker->from);
  while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
    continue;
  worker->pid = 0;
  worker->task = NO_TASK;
  strbuf_reset(&worker->in);
  return status;
}

static void worker_write(worker *worker)
{
  while (worker->sent < worker->job.length) {
    ssize_t length = write(worker->to, worker->job.text + worker->sent,
                           worker->job.length - worker->sent);
    if (length < 0)
      return; // full; or the reader is gone, which its other pipe will tell
    worker->sent += (size_t)length;
  }
}

// Reads what is there. False: the worker has closed its output.
static bool worker_read(worker *worker)
{
  char buffer[65536];
  for (;;) {
    ssize_t length = read(worker->from, buffer, sizeof buffer);
    if (length < 0)
      return errno == EAGAIN || errno == EINTR;
    if (length == 0)
      return false;
    strbuf_add_bytes(&worker->in, buffer, (size_t)length);
  }
}

// ---- Tasks -------------------------------------------------------------------------

static uint32_t pool_next_task(pool *pool)
{
  if (pool->retries.count != 0)
    return pool->retries.items[--pool->retries.count];
  return pool->next < pool->count ? pool->next++ : NO_TASK;
}

// Gives [worker] its next task, if one is left.
static void pool_feed(pool *pool, worker *worker)
{
  uint32_t task = pool_next_task(pool);
  if (task == NO_TASK)
    return;
  if (worker->pid == 0 && !worker_start(pool, worker)) {
    pool->end = WORKERS_CANNOT_START;
    return;
  }
  worker->task = task;
  pool->attempts[task]++;
  strbuf_reset(&worker->job);
  message_add(&worker->job, pool->tasks[task].job, pool->tasks[task].job_length);
  worker->sent = 0;
  worker->deadline = now_ms() + pool->options->timeout_ms;
  worker_write(worker);
}

static void pool_finish(pool *pool, uint32_t task, workers_outcome outcome)
{
  pool->tasks[task].outcome = outcome;
  pool->done++;
  if (pool->options->on_done != NULL)
    pool->options->on_done(pool->options->context, &pool->tasks[task]);
}

// [worker] did not answer: its task gets a second try, then is given up.
static void pool_fail(pool *pool, worker *worker, workers_outcome outcome)
{
  uint32_t task = worker->task;
  bool has_greeted = worker->has_greeted;
  int status = worker_bury(worker);
  if (task == NO_TASK)
    return;
  if (!has_greeted && outcome == WORKERS_DIED && WIFEXITED(status)) {
    log_error("%s ended before it was ready (exit code %d): its own message stands "
              "above; try '%s --version'",
              pool->options->command[0], WEXITSTATUS(status),
              pool->options->command[0]);
    pool->end = WORKERS_CANNOT_START;
    return;
  }
  pool->tasks[task].status = status;
  if (pool->attempts[task] < ATTEMPTS)
    array_push(&pool->retries, task);
  else
    pool_finish(pool, task, outcome);
}

static void pool_kill(pool *pool, worker *worker, workers_outcome outcome)
{
  kill(worker->pid, SIGKILL);
  pool_fail(pool, worker, outcome);
}

static void check_greeting(pool *pool, worker *worker, const char *text, size_t length)
{
  const char *expected = pool->options->greeting;
  worker->has_greeted =
      length == strlen(expected) && memcmp(text, expected, length) == 0;
  if (worker->has_greeted)
    return;
  log_error("%s is of another version (it says '%.*s', expected '%s'): install both "
            "programs from one build",
            pool->options->command[0], (int)(length < 60 ? length : 60), text,
            expected);
  pool->end = WORKERS_CANNOT_START;
}

// Takes whole messages out of what [worker] has sent.
static void pool_take_messages(pool *pool, worker *worker)
{
  size_t length = 0;
  while (pool->end == WORKERS_FINISHED && (length = message_length(&worker->in)) != 0 &&
         length <= worker->in.length) {
    const char *text = worker->in.text + MESSAGE_HEADER;
    if (!worker->has_greeted) {
      check_greeting(pool, worker, text, length - MESSAGE_HEADER);
    } else if (worker->task != NO_TASK) {
      uint32_t task = worker->task;
      worker->task = NO_TASK;
      strbuf_add_bytes(&pool->tasks[task].answer, text, length - MESSAGE_HEADER);
      pool_finish(pool, task, WORKERS_ANSWERED);
    }
    size_t rest = worker->in.length - length;
    memmove(worker->in.text, worker->in.text + length, rest);
    worker->in.length = rest;
  }
  if (length > MESSAGE_LIMIT)
    pool_kill(pool, worker, WORKERS_DIED);
}

// ---- The loop ----------------------------------------------------------------------

static int pool_patience(const pool *pool)
{
  int64_t now = now_ms();
  int64_t patience = TICK_MS;
  for (uint32_t i = 0; i < pool->options->count; i++) {
    const worker *worker = &pool->workers[i];
    if (worker->pid != 0 && worker->task != NO_TASK &&
        worker->deadline - now < patience)
      patience = worker->deadline - now;
  }
  return patience < 0 ? 0 : (int)patience;
}

static void pool_wait(pool *pool)
{
  uint32_t workers = pool->options->count;
  for (uint32_t i = 0; i < workers; i++) {
    const worker *worker = &pool->workers[i];
    struct pollfd *to = &pool->polls[2 * i], *from = to + 1;
    bool is_writing = worker->pid != 0 && worker->sent < worker->job.length;
    *to = (struct pollfd){.fd = is_writing ? worker->to : -1, .events = POLLOUT};
    *from =
        (struct pollfd){.fd = worker->pid != 0 ? worker->from : -1, .events = POLLIN};
  }
  int patience = pool_patience(pool);
  struct timespec timeout = {.tv_sec = patience / 1000,
                             .tv_nsec = (long)(patience % 1000) * 1000000};
  if (ppoll(pool->polls, 2 * workers, &timeout, &pool->outer_mask) < 0)
    for (uint32_t i = 0; i < 2 * workers; i++)
      pool->polls[i].revents = 0;
}

static void pool_serve(pool *pool, uint32_t index)
{
  worker *worker = &pool->workers[index];
  if (worker->pid == 0)
    return;
  if (pool->polls[2 * index].revents != 0)
    worker_write(worker);
  bool is_open = true;
  if (pool->polls[2 * index + 1].revents != 0) {
    is_open = worker_read(worker);
    pool_take_messages(pool, worker);
  }
  if (worker->pid == 0 || pool->end != WORKERS_FINISHED)
    return;
  if (!is_open)
    pool_fail(pool, worker, WORKERS_DIED);
  else if (worker->task != NO_TASK && now_ms() >= worker->deadline)
    pool_kill(pool, worker, WORKERS_TIMED_OUT);
}

static void pool_loop(pool *pool)
{
  while (pool->done < pool->count) {
    for (uint32_t i = 0; i < pool->options->count && pool->end == WORKERS_FINISHED; i++)
      if (pool->workers[i].pid == 0 || pool->workers[i].task == NO_TASK)
        pool_feed(pool, &pool->workers[i]);
    if (pool->end != WORKERS_FINISHED)
      return;
    pool_wait(pool);
    if (signal_seen != 0) {
      pool->end = WORKERS_INTERRUPTED;
      return;
    }
    for (uint32_t i = 0; i < pool->options->count; i++)
      pool_serve(pool, i);
    if (pool->options->on_tick != NULL)
      pool->options->on_tick(pool->options->context);
  }
}

// Lets the workers go: all done, their input is closed and they end by themselves; else
// they are killed.
static void pool_dismiss(pool *pool)
{
  bool is_polite = pool->end == WORKERS_FINISHED;
  for (uint32_t i = 0; i < pool->options->count; i++) {
    worker *worker = &pool->workers[i];
    if (worker->pid == 0)
      continue;
    if (is_polite)
      worker_close_input(worker);
    else
      kill(worker->pid, SIGKILL);
  }
  for (uint32_t i = 0; i < pool->options->count; i++) {
    worker *worker = &pool->workers[i];
    if (worker->pid != 0) {
      struct pollfd from = {.fd = worker->from, .events = POLLIN};
      if (is_polite && poll(&from, 1, GOODBYE_MS) <= 0)
        kill(worker->pid, SIGKILL);
      worker_bury(worker);
    }
    strbuf_clear(&worker->job);
    strbuf_clear(&worker->in);
  }
}

workers_end workers_run(const workers_options *options, workers_task *tasks,
                        uint32_t count, int *signal)
{
  assert(options->count >= 1);
  pool pool = {.options = options, .tasks = tasks, .count = count};
  pool.attempts = memory_alloc_zeroed(count + 1, sizeof *pool.attempts);
  pool.workers = memory_alloc_zeroed(options->count, sizeof *pool.workers);
  pool.polls = memory_alloc_zeroed(2 * options->count, sizeof *pool.polls);
  for (uint32_t i = 0; i < options->count; i++)
    pool.workers[i].task = NO_TASK;

  struct sigaction before[CAUGHT_COUNT];
  catch_signals(&pool.outer_mask, before);
  pool_loop(&pool);
  pool_dismiss(&pool);
  release_signals(&pool.outer_mask, before);

  *signal = pool.end == WORKERS_INTERRUPTED ? (int)signal_seen : 0;
  free(pool.attempts);
  free(pool.workers);
  free(pool.polls);
  array_clear(&pool.retries);
  return pool.end;
}
