#include "model/pack_lines.h"
#include "pack_fixture.h"

#define HEAD "version: 1\nlibrary: net\nheaders: [net.h]\n"

static void take(pack_lines *lines, const char *text)
{
  *lines = (pack_lines){0};
  FILE *file = tmpfile();
  assert_non_null(file);
  fputs(text, file);
  rewind(file);
  FILE *rest = pack_lines_take(lines, file);
  assert_non_null(rest);
  fclose(rest);
}

static void assert_rest(const char *text, const char *rest)
{
  pack_lines lines;
  take(&lines, text);
  assert_string_equal(strbuf_text(&lines.rest), rest);
  pack_lines_clear(&lines);
}

static void assert_stays(const char *text)
{
  assert_rest(text, text);
}

static void a_line_is_taken_with_its_places(void **state)
{
  (void)state;
  pack_lines lines;
  take(&lines,
       HEAD "functions:\n  # about a\n  first: (_)\n  a_1:   (_, free x?) -> int  \n"
            "  b: -> never\n");
  assert_int_equal(lines.taken.count, 2);
  const pack_line *first = &lines.taken.items[0];
  assert_int_equal(first->number, 7);
  assert_int_equal(first->name_column, 3);
  assert_int_equal(first->fact_column, 10);
  assert_int_equal(first->name_length, 3);
  assert_memory_equal(first->name, "a_1", 3);
  assert_string_equal(first->fact, "(_, free x?) -> int");
  assert_string_equal(lines.taken.items[1].fact, "-> never");
  assert_string_equal(strbuf_text(&lines.rest),
                      HEAD "functions:\n  # about a\n  first: (_)\n\n\n");
  pack_lines_clear(&lines);
}

static void the_last_line_needs_no_newline(void **state)
{
  (void)state;
  assert_rest("functions:\n  a: (_)\n  b: (_)", "functions:\n  a: (_)\n\n");
}

static void lines_of_other_sections_stay(void **state)
{
  (void)state;
  assert_stays("kinds:\n  a: (_)\n");
  assert_stays("functions: {}\n  a: (_)\n");
  assert_stays("functions: # on the same line\n  a: (_)\n");
  assert_rest("functions:\n  a: (_)\n  b: (_)\nkinds:\n  c: (_)\n  d: (_)\n",
              "functions:\n  a: (_)\n\nkinds:\n  c: (_)\n  d: (_)\n");
  assert_rest("functions:\n  a: (_)\n# between\n  b: (_)\n",
              "functions:\n  a: (_)\n# between\n\n");
}

static void what_yaml_may_read_otherwise_stays(void **state)
{
  (void)state;
  static const char *const lines[] = {
      "  a: (_)   # a comment\n",
      "  a: '(_)'\n",
      "  a: (_)\t\n",
      "  a:(_)\n",
      "  a: (_) -> x: y\n",
      "  a: [x]\n",
      "  a: x\n",
      "  a:\n",
      "  S.f: (_)\n",
      "  ? a\n",
      "  1a: (_)\n",
      "  a: &x (_)\n",
      "  a: (\xc3\xa9)\n",
      "  a: (_)\r\n",
      "\ta: (_)\n",
      "  a: |\n",
      "  \"a\": (_)\n",
      "  a : (_)\n",
      "  - (_)\n",
      "  a: - (_)\n",
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    char text[128];
    snprintf(text, sizeof text, "functions:\n  first: (_)\n%s", lines[i]);
    assert_stays(text);
  }
}

static void a_line_that_the_next_goes_on_with_stays(void **state)
{
  (void)state;
  assert_stays("functions:\n  a: (_)\n  b: (_)\n    -> int\n");
  assert_stays("functions:\n  a: (_)\n  b: (_)\n\n   -> int\n");
  assert_rest("functions:\n  a: (_)\n  b: (_)\n    c: (_)\n  d: (_)\n",
              "functions:\n  a: (_)\n  b: (_)\n    c: (_)\n\n");
}

static void the_first_line_stays_to_tell_the_indentation(void **state)
{
  (void)state;
  assert_stays("functions:\n   a: (_)\n  b: (_)\n");
}

// ---- The same with and without ----------------------------------------------------

static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

static void add_random_lines(strbuf *text, uint32_t *seed)
{
  static const char *const lines[] = {
      "  a: (_)\n",
      "  b: (_, free x?) -> int or -1\n",
      "  c: -> never\n",
      "  d: (fre x)\n",
      "  e: (_) # note\n",
      "  f: '(_)'\n",
      "  a: (_, _)\n",
      "\n",
      "  # comment\n",
      "    # deeper comment\n",
      "   g: (_)\n",
      "    -> int\n",
      " h: (_)\n",
      "  i: (free y)\n",
      "  j:\n",
      "# comment\n",
      "  S.f: (out x)\n",
      "  k: [x]\n",
      "  l: {m: n}\n",
      "  o: (_)   \n",
      "  p: (_) -> x: y\n",
      "globals: []\n",
      "kinds: {}\n",
      "  q: |\n    (_)\n",
  };
  uint32_t count = next_random(seed) % 8;
  for (uint32_t i = 0; i < count; i++)
    strbuf_add(text, lines[next_random(seed) % (sizeof lines / sizeof *lines)]);
}

// Loads [head], then [lines]; appends to [out] what was said and which facts there are.
static void load(const char *head, const char *lines, strbuf *out)
{
  void *state;
  pack_set_up(&state);
  pack_fixture *f = state;
  strbuf text = {0};
  strbuf_addf(&text, "%s%s", head, lines);
  const char *path = pack_text(f, "net.yaml", strbuf_text(&text));
  pack_capture(f);
  bool is_good = pack_set_add(f->set, path) && pack_set_load_all(f->set);
  const char *said = pack_said(f);
  for (const char *at = strstr(said, ".yaml:"); at != NULL; at = strstr(at, ".yaml:")) {
    at += strlen(".yaml");
    strbuf_addf(out, "%.*s\n", (int)strcspn(at, "\n"), at);
  }
  static const char *const headers[] = {"net.h"};
  pack_selection *selection = is_good ? pack_select(f->set, headers, 1) : NULL;
  for (char name[] = "a"; selection != NULL && *name <= 'z'; ++*name) {
    const fact *fact = pack_match(
        selection, &(declaration){.name = name, .stack_count = 1, .stack = headers});
    if (fact != NULL) {
      strbuf_addf(out, "%s on line %u: ", name, fact->line);
      fact_print(fact, out);
      strbuf_add_char(out, '\n');
    }
  }
  pack_selection_free(selection);
  strbuf_clear(&text);
  pack_tear_down(&state);
}

// What stops YAML stops it either way; the lines taken may have faults to show beside.
static bool is_as_good(const char *taken, const char *left)
{
  const char *broken = strstr(left, "not YAML");
  if (broken == NULL)
    return strcmp(taken, left) == 0;
  while (broken > left && broken[-1] != '\n')
    broken--;
  char line[256];
  snprintf(line, sizeof line, "%.*s", (int)strcspn(broken, "\n"), broken);
  return strstr(taken, line) != NULL;
}

static void taking_lines_changes_nothing_that_a_user_sees(void **state)
{
  (void)state;
  static const char head[] = HEAD "kinds:\n  x: {release: r}\n";
  uint32_t seed = 7;
  for (int round = 0; round < 1000; round++) {
    strbuf lines = {0}, taken = {0}, left = {0};
    add_random_lines(&lines, &seed);
    char with[128], without[128];
    snprintf(with, sizeof with, "%sfunctions:\n", head);
    snprintf(without, sizeof without, "%sfunctions: #\n", head);
    load(with, strbuf_text(&lines), &taken);
    load(without, strbuf_text(&lines), &left);
    if (!is_as_good(strbuf_text(&taken), strbuf_text(&left)))
      fail_msg("%s--- taken:\n%s--- left to YAML:\n%s", strbuf_text(&lines),
               strbuf_text(&taken), strbuf_text(&left));
    strbuf_clear(&lines);
    strbuf_clear(&taken);
    strbuf_clear(&left);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_line_is_taken_with_its_places),
      cmocka_unit_test(the_last_line_needs_no_newline),
      cmocka_unit_test(lines_of_other_sections_stay),
      cmocka_unit_test(what_yaml_may_read_otherwise_stays),
      cmocka_unit_test(a_line_that_the_next_goes_on_with_stays),
      cmocka_unit_test(the_first_line_stays_to_tell_the_indentation),
      cmocka_unit_test(taking_lines_changes_nothing_that_a_user_sees),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
