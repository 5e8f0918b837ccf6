// Serve: the side of memcheck-cc that memcheck talks to (project/workers.h).

#include "cc/cc.h"
#include "base/log.h"
#include "project/message.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Takes the pipes away from standard input and output, where a library might print.
static bool move_pipes(int *in, int *out)
{
  *in = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  *out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  return *in >= 0 && *out >= 0 && nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
         dup2(STDERR_FILENO, STDOUT_FILENO) >= 0;
}

// Lets a test see what becomes of a source that hangs or kills its worker.
static void misbehave_for_test(const char *source)
{
#if MC_DEBUG
  const char *hang = getenv("MEMCHECK_TEST_HANG");
  if (hang != NULL && strstr(source, hang) != NULL)
    for (;;)
      pause();
  const char *crash = getenv("MEMCHECK_TEST_CRASH");
  if (crash != NULL && strstr(source, crash) != NULL)
    abort();
#else
  (void)source;
#endif
}

static void answer_job(frontend *frontend, pack_set *packs, const strbuf *message,
                       strbuf *answer)
{
  arena arena = {0};
  unit_job job;
  if (unit_job_decode(&arena, message->text, message->length, &job)) {
    misbehave_for_test(job.source);
    unit_analyze(frontend, packs, &job, answer);
  } else {
    log_error("memcheck-cc: a job came in damaged");
    exit(2);
  }
  arena_clear(&arena);
}

int cc_serve(frontend *frontend, pack_set *packs)
{
  int in, out;
  if (!move_pipes(&in, &out)) {
    log_error("memcheck-cc --worker is started by memcheck, over pipes");
    return 2;
  }
  bool is_good = message_send(out, MEMCHECK_VERSION, strlen(MEMCHECK_VERSION));
  strbuf message = {0}, answer = {0};
  while (is_good && message_receive(in, &message)) {
    strbuf_reset(&answer);
    answer_job(frontend, packs, &message, &answer);
    is_good = message_send(out, answer.text, answer.length);
  }
  strbuf_clear(&message);
  strbuf_clear(&answer);
  return is_good ? 0 : 3;
}
