// The pool, with this very program as its worker: "--worker" makes it answer jobs, each
// a word that says what to do.

#include "project/workers.h"
#include "project/message.h"
#include "scratch.h"
#include "unit_test.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#define GREETING "hello"

// ---- The worker's side -------------------------------------------------------------

// True the first time it is called with a folder, in whatever process.
static bool is_first_time(const char *folder)
{
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/was-here", folder);
  return mkdir(path, 0777) == 0;
}

static void do_job(const strbuf *job, strbuf *answer)
{
  const char *text = strbuf_text(job);
  if (strcmp(text, "crash") == 0)
    kill(getpid(), SIGKILL);
  if (strcmp(text, "hang") == 0)
    for (;;)
      pause();
  if (strcmp(text, "exit") == 0)
    _exit(7);
  if (strncmp(text, "crash once ", 11) == 0 && is_first_time(text + 11))
    kill(getpid(), SIGKILL);
  if (strcmp(text, "big") == 0)
    strbuf_add_repeated(answer, 'x', 3000000);
  else
    strbuf_addf(answer, "did %s", text);
}

static int be_worker(const char *greeting)
{
  bool is_good = message_send(STDOUT_FILENO, greeting, strlen(greeting));
  strbuf job = {0}, answer = {0};
  while (is_good && message_receive(STDIN_FILENO, &job)) {
    strbuf_reset(&answer);
    do_job(&job, &answer);
    is_good = message_send(STDOUT_FILENO, answer.text, answer.length);
  }
  strbuf_clear(&job);
  strbuf_clear(&answer);
  return 0;
}

// ---- The pool's side ---------------------------------------------------------------

#define MANY 100

static workers_task tasks[MANY];
static const char *self; // this program; /proc/self/exe is Valgrind's under Valgrind

static workers_end run(const char *const *jobs, uint32_t count, uint32_t workers,
                       int *signal)
{
  const char *command[] = {self, "--worker", GREETING, NULL};
  workers_options options = {
      .command = command, .count = workers, .timeout_ms = 300, .greeting = GREETING};
  memset(tasks, 0, sizeof tasks);
  for (uint32_t i = 0; i < count; i++)
    tasks[i] = (workers_task){.job = jobs[i], .job_length = strlen(jobs[i])};
  return workers_run(&options, tasks, count, signal);
}

static void clear_answers(void)
{
  for (uint32_t i = 0; i < MANY; i++)
    strbuf_clear(&tasks[i].answer);
}

static void assert_no_child_is_left(void)
{
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
  assert_int_equal(errno, ECHILD);
}

static void each_answer_goes_to_its_task(void **state)
{
  (void)state;
  const char *jobs[MANY];
  char texts[MANY][16];
  for (int i = 0; i < MANY; i++) {
    snprintf(texts[i], sizeof texts[i], "%d", i);
    jobs[i] = texts[i];
  }
  int signal;
  assert_int_equal(run(jobs, MANY, 3, &signal), WORKERS_FINISHED);
  for (int i = 0; i < MANY; i++) {
    char expected[32];
    snprintf(expected, sizeof expected, "did %d", i);
    assert_int_equal(tasks[i].outcome, WORKERS_ANSWERED);
    assert_string_equal(strbuf_text(&tasks[i].answer), expected);
  }
  clear_answers();
  assert_no_child_is_left();
}

static void jobs_and_answers_may_be_larger_than_a_pipe(void **state)
{
  (void)state;
  strbuf large = {0};
  strbuf_add_repeated(&large, 'y', 1000000);
  const char *jobs[] = {"big", large.text};
  int signal;
  assert_int_equal(run(jobs, 2, 1, &signal), WORKERS_FINISHED);
  assert_int_equal(tasks[0].answer.length, 3000000);
  assert_int_equal(tasks[1].answer.length, 1000004); // "did "
  clear_answers();
  strbuf_clear(&large);
}

static void a_crash_costs_its_own_task_only(void **state)
{
  (void)state;
  const char *jobs[] = {"a", "crash", "b", "exit", "c"};
  int signal;
  assert_int_equal(run(jobs, 5, 2, &signal), WORKERS_FINISHED);
  assert_int_equal(tasks[1].outcome, WORKERS_DIED);
  assert_true(WIFSIGNALED(tasks[1].status));
  assert_int_equal(WTERMSIG(tasks[1].status), SIGKILL);
  assert_int_equal(tasks[3].outcome, WORKERS_DIED);
  assert_int_equal(WEXITSTATUS(tasks[3].status), 7);
  assert_string_equal(strbuf_text(&tasks[0].answer), "did a");
  assert_string_equal(strbuf_text(&tasks[2].answer), "did b");
  assert_string_equal(strbuf_text(&tasks[4].answer), "did c");
  clear_answers();
  assert_no_child_is_left();
}

static void a_task_is_tried_twice(void **state)
{
  (void)state;
  scratch scratch;
  scratch_open(&scratch);
  char job[PATH_MAX + 16];
  snprintf(job, sizeof job, "crash once %s", scratch.folder);
  const char *jobs[] = {job};
  int signal;
  assert_int_equal(run(jobs, 1, 1, &signal), WORKERS_FINISHED);
  assert_int_equal(tasks[0].outcome, WORKERS_ANSWERED);
  clear_answers();
  scratch_close(&scratch);
}

static void a_worker_that_hangs_is_killed(void **state)
{
  (void)state;
  const char *jobs[] = {"hang", "a"};
  int signal;
  assert_int_equal(run(jobs, 2, 1, &signal), WORKERS_FINISHED);
  assert_int_equal(tasks[0].outcome, WORKERS_TIMED_OUT);
  assert_int_equal(tasks[1].outcome, WORKERS_ANSWERED);
  clear_answers();
  assert_no_child_is_left();
}

static void a_program_that_cannot_start_ends_the_run(void **state)
{
  (void)state;
  const char *none[] = {"/nowhere/none", NULL};
  const char *useless[] = {"/bin/false", NULL};
  const char *other[] = {self, "--worker", "another version", NULL};
  const char *const *commands[] = {none, useless, other};
  for (int i = 0; i < 3; i++) {
    workers_options options = {
        .command = commands[i], .count = 2, .timeout_ms = 5000, .greeting = GREETING};
    workers_task task = {.job = "a", .job_length = 1};
    int signal;
    assert_int_equal(workers_run(&options, &task, 1, &signal), WORKERS_CANNOT_START);
    assert_int_equal(task.outcome, WORKERS_NOT_DONE);
    strbuf_clear(&task.answer);
    assert_no_child_is_left();
  }
}

static void interrupt_when_done(void *context, const workers_task *task)
{
  (void)context, (void)task;
  kill(getpid(), SIGTERM);
}

static void a_signal_ends_the_run_and_leaves_no_child(void **state)
{
  (void)state;
  const char *command[] = {self, "--worker", GREETING, NULL};
  workers_options options = {.command = command,
                             .count = 2,
                             .timeout_ms = 60000,
                             .greeting = GREETING,
                             .on_done = interrupt_when_done};
  workers_task two[] = {{.job = "a", .job_length = 1},
                        {.job = "hang", .job_length = 4}};
  int signal = 0;
  assert_int_equal(workers_run(&options, two, 2, &signal), WORKERS_INTERRUPTED);
  assert_int_equal(signal, SIGTERM);
  assert_int_equal(two[1].outcome, WORKERS_NOT_DONE);
  strbuf_clear(&two[0].answer);
  assert_no_child_is_left();
}

int main(int argc, char **argv)
{
  if (argc == 3 && strcmp(argv[1], "--worker") == 0)
    return be_worker(argv[2]);
  self = argv[0];
  signal(SIGPIPE, SIG_IGN);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_answer_goes_to_its_task),
      cmocka_unit_test(jobs_and_answers_may_be_larger_than_a_pipe),
      cmocka_unit_test(a_crash_costs_its_own_task_only),
      cmocka_unit_test(a_task_is_tried_twice),
      cmocka_unit_test(a_worker_that_hangs_is_killed),
      cmocka_unit_test(a_program_that_cannot_start_ends_the_run),
      cmocka_unit_test(a_signal_ends_the_run_and_leaves_no_child),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
