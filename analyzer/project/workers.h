// Workers: a pool of programs that answer jobs over pipes.
//
// libclang may crash or hang on a source. So every source is parsed in another process,
// started by exec and kept for the next job. One loop over poll() feeds them: a worker
// that dies or overruns its time costs its own job only, which is tried once more in a
// fresh worker. No threads, no order: each answer goes to its task.
//
// A worker first says its greeting, then answers each message with one message.

#ifndef MEMCHECK_PROJECT_WORKERS_H
#define MEMCHECK_PROJECT_WORKERS_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum workers_outcome {
  WORKERS_NOT_DONE, // the run ended before
  WORKERS_ANSWERED,
  WORKERS_DIED,      // twice; [status] is the last one's, as from waitpid()
  WORKERS_TIMED_OUT, // twice
} workers_outcome;

typedef struct workers_task {
  const void *job; // borrowed
  size_t job_length;
  workers_outcome outcome;
  int status;
  strbuf answer; // the caller clears it
} workers_task;

typedef struct workers_options {
  const char *const *command; // path of the program, its arguments, NULL
  uint32_t count;             // of workers, at least 1
  uint32_t timeout_ms;        // for one job, on the clock
  const char *greeting;
  void (*on_done)(void *context, const workers_task *task); // may be NULL
  void (*on_tick)(void *context); // may be NULL; about every 100 ms
  void *context;
} workers_options;

typedef enum workers_end {
  WORKERS_FINISHED,
  WORKERS_CANNOT_START, // logged
  WORKERS_INTERRUPTED,  // by SIGINT, SIGTERM or SIGHUP
} workers_end;

// Does all [tasks]. However it ends, no worker is left. [signal] is set if interrupted.
workers_end workers_run(const workers_options *options, workers_task *tasks,
                        uint32_t count, int *signal);

#endif
