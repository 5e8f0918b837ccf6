// What the code itself says of functions that nobody sees.
#include <stdlib.h>
#include <string.h>

struct sink;
void show_help(char *topic, const char *why);
int sink_take(struct sink *sink, char *text);

int borrowed_on_another_path_bad(const char *topic, int is_help, int is_known)
{
  char *copy = strdup(topic);
  if (copy == NULL)
    return -1;
  if (is_help) {
    show_help(copy, NULL);
    return 0; // expect: leak
  }
  if (!is_known) {
    show_help(copy, "unknown");
    free(copy);
    return 1;
  }
  free(copy);
  return 0;
}

int borrowed_on_another_path_ok(const char *topic, int is_help)
{
  char *copy = strdup(topic);
  if (copy == NULL)
    return -1;
  if (is_help) {
    show_help(copy, NULL);
    free(copy);
    return 0;
  }
  show_help(copy, "unknown");
  free(copy);
  return 1;
}

int taken_on_success_elsewhere_ok(struct sink *sink, const char *text, int is_late)
{
  char *copy = strdup(text);
  if (copy == NULL)
    return -1;
  if (is_late)
    return sink_take(sink, copy);
  if (sink_take(sink, copy) < 0) {
    free(copy);
    return -1;
  }
  return 0;
}

struct request {
  const char *name;
  char *text;
};
int fill_request(struct request *request);
int use_text(const char *text);

// Nobody says that fill_request() makes the text, but that it is released below.
int FN_released_on_the_other_path_bad(const char *name)
{
  struct request request = {.name = name, .text = NULL};
  if (!fill_request(&request) || request.text == NULL)
    return 0;
  if (use_text(request.text) != 1)
    return 0; // expect: leak
  free(request.text);
  return 1;
}

int is_wanted(const char *text);

// Callbacks that own their argument: one way out forgets it. A function that only
// releases what is wanted looks the same, so it takes the callers to tell.
int FN_one_exit_keeps_the_argument_bad(char *text, void *context)
{
  (void)context;
  if (!is_wanted(text))
    return 0; // expect: leak
  int result = use_text(text);
  free(text);
  return result;
}
