// Storage that a call makes live and another ends.

#include <glob.h>
#include <pthread.h>
#include <regex.h>
#include <string.h>
#include <zlib.h>

struct matcher {
  int n;
  regex_t pattern;
};

void hand_to(regex_t *pattern);
void finish(regex_t *pattern);

int never_ended_bad(const char *text)
{
  regex_t pattern;
  if (regcomp(&pattern, "a", 0) != 0)
    return -1;
  return regexec(&pattern, text, 0, NULL, 0); // expect: leak
}

int ended_ok(const char *text)
{
  regex_t pattern;
  if (regcomp(&pattern, "a", 0) != 0)
    return -1;
  int result = regexec(&pattern, text, 0, NULL, 0);
  regfree(&pattern);
  return result;
}

int one_return_forgets_bad(const char *text)
{
  regex_t pattern;
  if (regcomp(&pattern, "a", 0) != 0)
    return -1;
  if (regexec(&pattern, text, 0, NULL, 0) != 0)
    return 1; // expect: leak
  regfree(&pattern);
  return 0;
}

int one_return_forgets_ok(const char *text)
{
  regex_t pattern;
  int result = 0;
  if (regcomp(&pattern, "a", 0) != 0)
    return -1;
  if (regexec(&pattern, text, 0, NULL, 0) != 0)
    result = 1;
  regfree(&pattern);
  return result;
}

void in_a_block_bad(int n)
{
  for (int i = 0; i < n; i++) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit(&stream) != Z_OK)
      continue;
    stream.avail_in = i;
  } // expect: leak
}

void in_a_block_ok(int n)
{
  for (int i = 0; i < n; i++) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit(&stream) != Z_OK)
      continue;
    stream.avail_in = i;
    inflateEnd(&stream);
  }
}

int through_a_pointer_bad(const char *text)
{
  regex_t pattern, *p = &pattern;
  if (regcomp(p, "a", 0) != 0)
    return -1;
  return regexec(p, text, 0, NULL, 0); // expect: leak
}

int through_a_pointer_ok(const char *text)
{
  regex_t pattern, *p = &pattern;
  if (regcomp(p, "a", 0) != 0)
    return -1;
  int result = regexec(p, text, 0, NULL, 0);
  regfree(&pattern);
  return result;
}

static int matcher_init(struct matcher *matcher)
{
  return regcomp(&matcher->pattern, "a", 0) == 0 ? 0 : -1;
}

static void matcher_clear(struct matcher *matcher)
{
  regfree(&matcher->pattern);
}

int wrapped_bad(const char *text)
{
  struct matcher matcher;
  if (matcher_init(&matcher) != 0)
    return -1;
  return regexec(&matcher.pattern, text, 0, NULL, 0); // expect: leak
}

int wrapped_ok(const char *text)
{
  struct matcher matcher;
  if (matcher_init(&matcher) != 0)
    return -1;
  int result = regexec(&matcher.pattern, text, 0, NULL, 0);
  matcher_clear(&matcher);
  return result;
}

int of_the_caller_ok(regex_t *pattern)
{
  return regcomp(pattern, "a", 0);
}

struct matcher returned_ok(void)
{
  struct matcher matcher = {0};
  regcomp(&matcher.pattern, "a", 0);
  return matcher;
}

void copied_out_ok(struct matcher *to)
{
  struct matcher matcher = {0};
  regcomp(&matcher.pattern, "a", 0);
  *to = matcher;
}

void stored_elsewhere_ok(regex_t **to)
{
  regex_t pattern;
  regcomp(&pattern, "a", 0);
  *to = &pattern;
}

void given_to_who_may_end_it_ok(void)
{
  regex_t pattern;
  if (regcomp(&pattern, "a", 0) == 0)
    finish(&pattern);
}

int given_to_who_does_not_end_it_bad(int n)
{
  regex_t pattern;
  if (regcomp(&pattern, "a", 0) != 0)
    return -1;
  hand_to(&pattern);
  if (n == 0)
    return 1; // expect: leak
  regfree(&pattern);
  return 0;
}

int added_to_ok(void)
{
  glob_t paths;
  if (glob("*.c", 0, NULL, &paths) != 0)
    return -1;
  glob("*.h", GLOB_APPEND, NULL, &paths);
  int count = (int)paths.gl_pathc;
  globfree(&paths);
  return count;
}

int holds_no_memory_ok(void)
{
  pthread_mutex_t lock;
  pthread_mutex_init(&lock, NULL);
  return pthread_mutex_trylock(&lock);
}

int static_ok(const char *text)
{
  static regex_t pattern;
  if (regcomp(&pattern, "a", 0) != 0)
    return -1;
  return regexec(&pattern, text, 0, NULL, 0);
}

static int say(int code)
{
  if (code == Z_OK || code == Z_STREAM_END)
    return 0;
  return -1;
}

static int stream_init(z_stream *stream)
{
  int code = inflateInit(stream);
  return say(code);
}

int failed_for_some_codes_ok(void)
{
  z_stream stream = {0};
  if (stream_init(&stream) < 0)
    return -1;
  inflateEnd(&stream);
  return 0;
}
