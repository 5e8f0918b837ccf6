// What the language does behind the reader's back: macros, cleanup, jumps, threads.
// (Peers: clang-19 --analyze, gcc-12 -fanalyzer, cppcheck 2.10.)
#include <assert.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int check(const char *text);
extern void log_error(const char *format, ...);

#define RETURN_IF(condition, value)                                                    \
  do {                                                                                 \
    if (condition)                                                                     \
      return value;                                                                    \
  } while (0)

// Missed by cppcheck.
int macro_that_returns_bad(const char *text)
{
  char *copy = strdup(text);
  RETURN_IF(copy == NULL, -1);
  RETURN_IF(strlen(copy) > 8, -2); // expect: leak
  free(copy);
  return 0;
}

int macro_that_returns_ok(const char *text)
{
  RETURN_IF(strlen(text) > 8, -2);
  char *copy = strdup(text);
  RETURN_IF(copy == NULL, -1);
  free(copy);
  return 0;
}

#define TRY(call)                                                                      \
  if ((call) != 0)                                                                     \
  goto fail

// Missed by cppcheck.
int macro_that_jumps_bad(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  TRY(copy[0] == '#');
  free(copy);
  return 0;
fail:
  return -1; // expect: leak
}

int macro_that_jumps_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  TRY(copy[0] == '#');
  free(copy);
  return 0;
fail:
  free(copy);
  return -1;
}

static void free_text(char **text)
{
  free(*text);
}

static void close_stream(FILE **stream)
{
  if (*stream != NULL)
    fclose(*stream);
}

#define AUTO_FREE __attribute__((cleanup(free_text)))
#define AUTO_CLOSE __attribute__((cleanup(close_stream)))

// Missed by gcc; reported where it is fine by clang.
int cleanup_attribute_bad(const char *path)
{
  AUTO_CLOSE FILE *in = fopen(path, "r");
  char *line = malloc(80);
  if (in == NULL || line == NULL)
    return -1; // expect: leak
  free(line);
  return 0;
}

int cleanup_attribute_ok(const char *path)
{
  AUTO_CLOSE FILE *in = fopen(path, "r");
  AUTO_FREE char *line = malloc(80);
  if (in == NULL || line == NULL)
    return -1;
  return fgets(line, 80, in) == NULL;
}

// What the attribute would release is taken out in time.
// Reported where it is fine by clang.
char *cleanup_is_called_off_ok(const char *text)
{
  AUTO_FREE char *copy = strdup(text);
  if (copy == NULL || copy[0] == '#')
    return NULL;
  char *result = copy;
  copy = NULL;
  return result;
}

#define STEAL(p)                                                                       \
  __extension__({                                                                      \
    __typeof__(p) stolen_ = (p);                                                       \
    (p) = NULL;                                                                        \
    stolen_;                                                                           \
  })

char *statement_expression_ok(const char *text)
{
  AUTO_FREE char *copy = strdup(text);
  if (copy == NULL || copy[0] == '#')
    return NULL;
  return STEAL(copy);
}

// Missed by cppcheck.
int statement_expression_bad(const char *text)
{
  int length = __extension__({
    char *copy = strdup(text);
    copy == NULL ? 0 : (int)strlen(copy);
  }); // expect: leak
  return length;
}

void asserted_ok(const char *text)
{
  char *copy = strdup(text);
  assert(copy != NULL);
  assert(copy[0] != '\0');
  free(copy);
}

void asserted_bad(const char *text)
{
  char *copy = strdup(text);
  assert(copy != NULL);
  if (copy[0] == '\0')
    return; // expect: leak
  free(copy);
}

__attribute__((noreturn)) extern void die(const char *why);

int dies_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    die("no memory");
  if (copy[0] == '\0')
    die("empty");
  free(copy);
  return 0;
}

static void fail_with(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  exit(1);
}

int dies_in_a_callee_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL || copy[0] == '\0')
    fail_with("bad text %s\n", text);
  free(copy);
  return 0;
}

// A text among the arguments of a log call is only read.
// Missed by clang, gcc and cppcheck.
int logged_bad(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  log_error("text is %s", copy);
  return -1; // expect: leak
}

int logged_ok(const char *text)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  log_error("text is %s", copy);
  free(copy);
  return -1;
}

static char *format_text(const char *format, ...)
{
  va_list arguments;
  char *text = malloc(100);
  if (text == NULL)
    return NULL;
  va_start(arguments, format);
  vsnprintf(text, 100, format, arguments);
  va_end(arguments);
  return text;
}

// Missed by clang, gcc and cppcheck.
int made_with_variable_arguments_bad(int n)
{
  char *text = format_text("%d", n);
  if (text == NULL)
    return -1;
  return check(text); // expect: leak
}

int made_with_variable_arguments_ok(int n)
{
  char *text = format_text("%d", n);
  if (text == NULL)
    return -1;
  int result = check(text);
  free(text);
  return result;
}

struct job {
  int id;
  char *name;
};

static void *run_job(void *argument)
{
  struct job *job = argument;
  puts(job->name);
  free(job->name);
  free(job);
  return NULL;
}

// The thread takes its argument, if it starts.
int thread_does_not_start_bad(const char *name)
{
  pthread_t thread;
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->name = strdup(name);
  if (job->name == NULL)
    return -1; // expect: leak
  if (pthread_create(&thread, NULL, run_job, job) != 0) {
    free(job->name);
    free(job);
    return -1;
  }
  pthread_detach(thread);
  return 0;
}

int thread_does_not_start_ok(const char *name)
{
  pthread_t thread;
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->name = strdup(name);
  if (job->name == NULL || pthread_create(&thread, NULL, run_job, job) != 0) {
    free(job->name);
    free(job);
    return -1;
  }
  pthread_detach(thread);
  return 0;
}

static jmp_buf trap;

// What setjmp() guards is not followed, and not reported.
int guarded_by_setjmp_ok(const char *text)
{
  char *volatile copy = NULL;
  if (setjmp(trap) != 0) {
    free(copy);
    return -1;
  }
  copy = strdup(text);
  int result = check(copy);
  free(copy);
  return result;
}

static volatile sig_atomic_t stopped;
static char *volatile shared;

static void on_signal(int number)
{
  (void)number;
  stopped = 1;
}

// The flag may change at any time.
// Missed by clang, gcc and cppcheck.
int until_a_signal_bad(void)
{
  signal(SIGINT, on_signal);
  char *buffer = malloc(100);
  if (buffer == NULL)
    return -1;
  while (!stopped)
    if (read(0, buffer, 100) <= 0)
      return -1; // expect: leak
  free(buffer);
  return 0;
}

int until_a_signal_ok(void)
{
  signal(SIGINT, on_signal);
  char *buffer = malloc(100);
  if (buffer == NULL)
    return -1;
  while (!stopped)
    if (read(0, buffer, 100) <= 0)
      break;
  free(buffer);
  return 0;
}

void volatile_global_keeps_it_ok(void)
{
  shared = malloc(10);
}

static int compare(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// Callbacks that are done when the call returns.
// Missed by clang and gcc.
int sorted_bad(const char *a, const char *b)
{
  char **texts = calloc(2, sizeof *texts);
  if (texts == NULL)
    return -1;
  texts[0] = (char *)a;
  texts[1] = (char *)b;
  qsort(texts, 2, sizeof *texts, compare);
  return texts[0] == a; // expect: leak
}

int sorted_ok(const char *a, const char *b)
{
  char **texts = calloc(2, sizeof *texts);
  if (texts == NULL)
    return -1;
  texts[0] = (char *)a;
  texts[1] = (char *)b;
  qsort(texts, 2, sizeof *texts, compare);
  int result = texts[0] == a;
  free(texts);
  return result;
}

// A nested block, a comma, an assignment inside a condition.
// Missed by cppcheck.
int inside_a_condition_bad(const char *text)
{
  char *copy;
  if (text != NULL && (copy = strdup(text)) != NULL && copy[0] != '#')
    free(copy);
  return 0; // expect: leak
}

int inside_a_condition_ok(const char *text)
{
  char *copy;
  if (text != NULL && (copy = strdup(text)) != NULL)
    free(copy);
  return 0;
}

// Missed by cppcheck.
int comma_bad(const char *text)
{
  char *copy = (puts("copy"), strdup(text));
  if (copy == NULL)
    return -1;
  return copy[0] ? 1 : 0; // expect: leak
}

int comma_ok(const char *text)
{
  char *copy = (puts("copy"), strdup(text));
  if (copy == NULL)
    return -1;
  int first = copy[0];
  return free(copy), first;
}

static __thread char *of_this_thread;

void kept_for_this_thread_ok(void)
{
  if (of_this_thread == NULL)
    of_this_thread = malloc(10);
}

// A static local keeps it for the next call.
// Missed by clang.
char *kept_by_a_static_local_ok(const char *text)
{
  static char *last;
  free(last);
  last = strdup(text);
  return last;
}

char *kept_by_a_static_local_bad(const char *text)
{
  static char *last;
  char *next = strdup(text);
  if (last != NULL && strcmp(last, text) == 0)
    return last; // expect: leak
  free(last);
  last = next;
  return last;
}
