// The cases of tests/cases and tests/rules, run through the whole program.
//
// A case is a C function. In one that ends in _bad, each line marked "// expect: leak"
// (or another word of the table below; several with commas) must be reported, and
// nothing else; one that ends in _ok must be silent. A known miss is a _bad function
// that starts with FN_, a known false alarm an _ok function that starts with FP_ and
// carries the marks of what is wrongly said: when either becomes right, its test fails
// and it is renamed.

#include "base/array.h"
#include "unit_test.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static const struct {
  const char *word;
  const char *rule;
} words[] = {
    {"leak in loop", "MC1006"}, // before its prefix
    {"leak", "MC1001"},
    {"double release", "MC1002"},
    {"use after release", "MC1003"},
    {"mismatched release", "MC1004"},
    {"overwritten", "MC1005"},
    {"lost by realloc", "MC1007"},
    {"unchecked", "MC1008"},
    {"lock held", "MC1009"},
};

typedef struct mark {
  int line;
  char rule[8];
  char function[128];
  bool is_found;
} mark;

typedef struct case_file {
  ARRAY(mark) expected;
  ARRAY(mark) reported;
  uint32_t functions;
} case_file;

// ---- What the source expects
// -----------------------------------------------------------

// A function starts where a line begins with a letter, has "name(", and ends no
// statement.
static void note_function(const char *line, char function[128])
{
  const char *open = strchr(line, '(');
  bool is_letter =
      (line[0] >= 'a' && line[0] <= 'z') || (line[0] >= 'A' && line[0] <= 'Z');
  if (open == NULL || !is_letter || strchr(line, ';') != NULL)
    return;
  const char *begin = open;
  while (begin > line && (begin[-1] == '_' || (begin[-1] >= '0' && begin[-1] <= '9') ||
                          (begin[-1] >= 'a' && begin[-1] <= 'z') ||
                          (begin[-1] >= 'A' && begin[-1] <= 'Z')))
    begin--;
  snprintf(function, 128, "%.*s", (int)(open - begin), begin);
}

static void note_marks(case_file *file, const char *line, int number,
                       const char *function)
{
  const char *text = strstr(line, "// expect:");
  if (text == NULL)
    return;
  text += strlen("// expect:");
  while (*text != '\0' && *text != '\n') {
    size_t i = 0;
    text += strspn(text, " ,");
    while (i < sizeof words / sizeof *words &&
           strncmp(text, words[i].word, strlen(words[i].word)) != 0)
      i++;
    if (i == sizeof words / sizeof *words)
      fail_msg("line %d expects what nobody reports: %s", number, text);
    mark mark = {.line = number};
    snprintf(mark.rule, sizeof mark.rule, "%s", words[i].rule);
    snprintf(mark.function, sizeof mark.function, "%s", function);
    array_push(&file->expected, mark);
    text += strlen(words[i].word);
  }
}

typedef struct function_line {
  int line;
  char name[128];
} function_line;

static ARRAY(function_line) function_lines;

static void read_source(case_file *file, const char *path)
{
  FILE *in = fopen(path, "r");
  assert_non_null(in);
  char line[1024];
  char function[128] = "";
  function_lines.count = 0;
  for (int number = 1; fgets(line, sizeof line, in) != NULL; number++) {
    char before[128];
    memcpy(before, function, sizeof before);
    note_function(line, function);
    if (strcmp(before, function) != 0) {
      function_line added = {.line = number};
      memcpy(added.name, function, sizeof added.name);
      array_push(&function_lines, added);
    }
    note_marks(file, line, number, function);
  }
  fclose(in);
  file->functions = function_lines.count;
}

static const char *function_at(int line)
{
  const char *name = "";
  for (uint32_t i = 0; i < function_lines.count; i++)
    if (function_lines.items[i].line <= line)
      name = function_lines.items[i].name;
  return name;
}

// ---- What the program reports
// ----------------------------------------------------------

static void read_reports(case_file *file, const char *path)
{
  char command[2048];
  snprintf(command, sizeof command,
           "%s analyze --format concise --fail-on never --min-confidence low "
           "--progress never %s %s -- -std=gnu11 -I%s/tests/rules/stubs",
           TEST_MEMCHECK, strstr(path, "/unchecked_acquire/") ? "--select MC1008" : "",
           path, TEST_SOURCE_DIR);
  FILE *in = popen(command, "r");
  assert_non_null(in);
  char line[4096];
  const char *name = strrchr(path, '/') + 1;
  while (fgets(line, sizeof line, in) != NULL) {
    const char *place = strstr(line, name);
    const char *rule = strrchr(line, '[');
    if (place == NULL || rule == NULL)
      continue;
    mark mark = {.line = atoi(place + strlen(name) + 1)};
    snprintf(mark.rule, sizeof mark.rule, "%.6s", rule + 1);
    snprintf(mark.function, sizeof mark.function, "%s", function_at(mark.line));
    array_push(&file->reported, mark);
  }
  int status = pclose(in);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    fail_msg("%s: analyze ended with status %d", path, status);
}

// ---- Comparison
// ------------------------------------------------------------------------

static bool has_prefix(const char *text, const char *prefix)
{
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

static int compare(case_file *file, const char *path)
{
  int wrong = 0;
  for (uint32_t i = 0; i < file->expected.count; i++) {
    mark *e = &file->expected.items[i];
    for (uint32_t k = 0; k < file->reported.count && !e->is_found; k++) {
      mark *r = &file->reported.items[k];
      if (!r->is_found && r->line == e->line && strcmp(r->rule, e->rule) == 0)
        r->is_found = e->is_found = true;
    }
    bool is_known_miss = has_prefix(e->function, "FN_");
    if (e->is_found == is_known_miss) {
      print_error("%s:%d: %s in %s() was %s\n", path, e->line, e->rule, e->function,
                  is_known_miss ? "found: rename it" : "missed");
      wrong++;
    }
  }
  for (uint32_t k = 0; k < file->reported.count; k++) {
    const mark *r = &file->reported.items[k];
    if (r->is_found)
      continue;
    print_error("%s:%d: %s in %s() is reported and not expected\n", path, r->line,
                r->rule, r->function);
    wrong++;
  }
  return wrong;
}

static int run_file(const char *path)
{
  case_file file = {0};
  read_source(&file, path);
  assert_true(file.functions > 0);
  read_reports(&file, path);
  int wrong = compare(&file, path);
  array_clear(&file.expected);
  array_clear(&file.reported);
  return wrong;
}

static int run_folder(const char *folder)
{
  struct dirent **entries;
  int wrong = 0;
  int count = scandir(folder, &entries, NULL, alphasort);
  assert_true(count > 2);
  for (int i = 0; i < count; i++) {
    const char *name = entries[i]->d_name;
    size_t length = strlen(name);
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (length > 2 && strcmp(name + length - 2, ".c") == 0)
      wrong += run_file(path);
    free(entries[i]);
  }
  free(entries);
  return wrong;
}

#define CASES(name)                                                                    \
  static void name##_is_reported_where_it_is_and_nowhere_else(void **state)            \
  {                                                                                    \
    (void)state;                                                                       \
    assert_int_equal(run_folder(TEST_SOURCE_DIR "/tests/cases/" #name), 0);            \
  }

CASES(leak)
CASES(leak_in_loop)
CASES(double_release)
CASES(use_after_release)
CASES(mismatched_release)
CASES(overwritten)
CASES(lost_by_realloc)
CASES(unchecked_acquire)
CASES(lock_held)

static void each_library_means_what_its_rule_file_says(void **state)
{
  (void)state;
  assert_int_equal(run_folder(TEST_SOURCE_DIR "/tests/rules"), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test(name##_is_reported_where_it_is_and_nowhere_else)
  const struct CMUnitTest tests[] = {
      TEST(leak),
      TEST(leak_in_loop),
      TEST(double_release),
      TEST(use_after_release),
      TEST(mismatched_release),
      TEST(overwritten),
      TEST(lost_by_realloc),
      TEST(unchecked_acquire),
      TEST(lock_held),
      cmocka_unit_test(each_library_means_what_its_rule_file_says),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  array_clear(&function_lines);
  return failed;
}
