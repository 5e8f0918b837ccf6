// Functions as generators and adversaries write them: whatever their size and shape,
// the unit is done in little time, the function is named where a limit was hit, and the
// fault of the small function beside it is found.

#include "base/strbuf.h"
#include "cli_fixture.h"

typedef void shape_writer(strbuf *out, int count);

typedef struct shape {
  const char *name;
  shape_writer *write;
  int count;
  bool is_coarse; // surely too much to tell all paths apart
} shape;

#define BEGIN "int f(int n, char **q)\n{\n  char *p = malloc(4);\n  if (!p) return 0;\n"
#define END "  free(p);\n  return n;\n}\n"

// [part] may name the number of the round as %d, twice.
static void add_rounds(strbuf *out, const char *part, int count)
{
  for (int i = 0; i < count; i++) {
    char line[200];
    snprintf(line, sizeof line, part, i, i);
    strbuf_add(out, line);
  }
}

static void add_function(strbuf *out, const char *part, int count)
{
  strbuf_add(out, BEGIN);
  add_rounds(out, part, count);
  strbuf_add(out, END);
}

static void write_branches(strbuf *out, int count)
{
  add_function(out, "  if (cond(%d)) use(%d);\n", count);
}

static void write_conditions(strbuf *out, int count)
{
  add_function(out, "  if ((cond(%d) && q) || n == %d) use(n);\n", count);
}

static void write_else_ifs(strbuf *out, int count)
{
  strbuf_add(out, BEGIN "  if (n < 0) use(n);\n");
  add_rounds(out, "  else if (n == %d) use(%d);\n", count);
  strbuf_add(out, END);
}

static void write_cases(strbuf *out, int count)
{
  strbuf_add(out, BEGIN "  while (cond(n)) switch (n) {\n");
  add_rounds(out, "  case %d: use(%d); break;\n", count);
  strbuf_add(out, "  }\n" END);
}

static void write_flags(strbuf *out, int count)
{
  strbuf_add(out, BEGIN);
  add_rounds(out, "  int a%d = %d;\n", count / 2);
  add_rounds(out, "  if (cond(n)) a%d = %d;\n", count / 2);
  add_rounds(out, "  if (a%d) use(%d);\n", count / 2);
  strbuf_add(out, END);
}

static void write_locals(strbuf *out, int count)
{
  strbuf_add(out, BEGIN);
  add_rounds(out, "  char *a%d = q[%d];\n", count);
  strbuf_add(out, "  while (n--) {\n");
  add_rounds(out, "    if (a%d) use(*a%d);\n", count);
  strbuf_add(out, "  }\n" END);
}

static void write_blocks_held_at_once(strbuf *out, int count)
{
  strbuf_add(out, "int f(int n)\n{\n");
  add_rounds(out, "  char *p%d = malloc(%d + 1);\n", count);
  add_rounds(out, "  free(p%d);\n", count);
  strbuf_add(out, "  return n;\n}\n");
}

static void write_error_ladder(strbuf *out, int count)
{
  strbuf_add(out, "int f(int n)\n{\n");
  add_rounds(out, "  char *p%d;\n", count);
  for (int i = 0; i < count; i++)
    strbuf_addf(out, "  p%d = malloc(4); if (!p%d) goto end%d;\n", i, i, i);
  for (int i = count; i-- > 0;)
    strbuf_addf(out, "  free(p%d);\nend%d:;\n", i, i);
  strbuf_add(out, "  return n;\n}\n");
}

static void write_fields(strbuf *out, int count)
{
  strbuf_add(out, "struct s {\n");
  add_rounds(out, "  char *m%d;\n", count);
  strbuf_add(out, "};\nint f(struct s *q)\n{\n");
  add_rounds(out, "  q->m%d = malloc(4); if (!q->m%d) return 1;\n", count);
  strbuf_add(out, "  return 0;\n}\n");
}

static void write_nested_loops(strbuf *out, int count)
{
  strbuf_add(out, "int f(int n)\n{\n");
  add_rounds(out, "for (int i%d = 0; n; n--) { char *p = malloc(i%d); if (!p) break;\n",
             count);
  for (int i = 0; i < count; i++)
    strbuf_add(out, "free(p); }\n");
  strbuf_add(out, "  return n;\n}\n");
}

static void write_loops(strbuf *out, int count)
{
  add_function(out, "  for (int i = %d; i < n; i++) use(%d);\n", count);
}

// Loops with as many ways in as there are labels.
static void write_irreducible(strbuf *out, int count)
{
  strbuf_add(out, BEGIN);
  strbuf_addf(out, "  if (cond(n)) goto l%d;\n", count / 2);
  for (int i = 0; i < count; i++)
    strbuf_addf(out, "l%d: use(n); if (cond(%d)) goto l%d;\n", i, i,
                (int)((i * 7919L + 13) % count));
  strbuf_add(out, END);
}

static void write_computed_gotos(strbuf *out, int count)
{
  strbuf_add(out, BEGIN "  static void *table[] = {\n");
  add_rounds(out, "  &&l%d,\n", count);
  strbuf_add(out, "  };\n  goto *table[n];\n");
  add_rounds(out, "l%d: n = cond(%d); if (n < 0) goto out; goto *table[n];\n", count);
  strbuf_add(out, "out:\n" END);
}

static void write_one_block(strbuf *out, int count)
{
  add_function(out, "  n += (int)(long)q[%d]; use(%d);\n", count);
}

static void write_one_block_of_releases(strbuf *out, int count)
{
  strbuf_add(out, "int f(int n)\n{\n  char *p;\n");
  add_rounds(out, "  p = malloc(%d + 1); free(p);\n", count);
  strbuf_add(out, "  return n;\n}\n");
}

static void write_copies(strbuf *out, int count)
{
  strbuf_add(out, "struct s { char *a, *b; };\nint f(struct s *q)\n{\n"
                  "  struct s v = *q;\n");
  add_rounds(out, "  struct s w%d = v; v = w%d;\n", count);
  strbuf_add(out, "  return v.a != v.b;\n}\n");
}

static void write_chain(strbuf *out, int count)
{
  strbuf_add(out, "char *f(int n)\n{\n  return malloc(n);\n}\n");
  for (int i = 0; i < count; i++)
    strbuf_addf(out, "char *f%d(int n)\n{\n  return %s%.0d(n + 1);\n}\n", i,
                i == 0   ? "f"
                : i == 1 ? "f0"
                         : "f",
                i < 2 ? 0 : i - 1);
}

static void write_ring(strbuf *out, int count)
{
  add_rounds(out, "char *f%d(int n);\n", count);
  for (int i = 0; i < count; i++)
    strbuf_addf(out,
                "char *f%d(int n)\n{\n  if (n > %d) return malloc(n);\n"
                "  return f%d(n + 1);\n}\n",
                i, i, (i + 1) % count);
}

static void write_calls_of_all(strbuf *out, int count)
{
  add_rounds(out, "void f%d(char *p, int n);\n", count);
  for (int i = 0; i < count; i++) {
    strbuf_addf(out, "void f%d(char *p, int n)\n{\n  if (n) free(p);\n", i);
    for (int k = 0; k < 8; k++)
      strbuf_addf(out, "  else if (n > %d) f%d(p, n);\n", k, (i * k + k * k) % count);
    strbuf_add(out, "}\n");
  }
}

// Each shape is one source of the same run. Counts are past the limits, but small
// enough for a sanitizer's build.
static const shape shapes[] = {
    {"branches.c", write_branches, 10000, true},
    {"conditions.c", write_conditions, 1500, true},
    {"else_ifs.c", write_else_ifs, 1500, false},
    {"cases.c", write_cases, 10000, true},
    {"flags.c", write_flags, 500, false},
    {"locals.c", write_locals, 1000, false},
    {"held.c", write_blocks_held_at_once, 5000, true},
    {"ladder.c", write_error_ladder, 1000, true},
    {"fields.c", write_fields, 1500, true},
    {"nested_loops.c", write_nested_loops, 200, false},
    {"loops.c", write_loops, 2000, true},
    {"irreducible.c", write_irreducible, 2000, false},
    {"computed.c", write_computed_gotos, 1000, false},
    {"block.c", write_one_block, 10000, true},
    {"releases.c", write_one_block_of_releases, 3000, true},
    {"copies.c", write_copies, 1000, false},
    {"chain.c", write_chain, 2000, false},
    {"ring.c", write_ring, 500, false},
    {"calls_of_all.c", write_calls_of_all, 500, false},
};

static void write_shape(const cli *cli, const shape *shape)
{
  strbuf text = {0};
  strbuf_add(&text, "void use(int);\nint cond(int);\n" LEAKY_SOURCE);
  shape->write(&text, shape->count);
  cli_write(cli, shape->name, strbuf_text(&text));
  strbuf_clear(&text);
}

static void huge_functions_stay_within_limits(void **state)
{
  cli *cli = *state;
  const size_t count = sizeof shapes / sizeof *shapes;
  const char *wrong = NULL;
  for (size_t i = 0; i < count; i++)
    write_shape(cli, &shapes[i]);
  RUN(cli, "analyze", "-v", "--stats", "--timeout-per-unit", "100", "--format",
      "concise", ".", "--");
  ASSERT_CODE(cli, 1);
  ASSERT_NOT_OUT(cli, "not analysed");
  ASSERT_ERR(cli, "   0  functions whose IR is invalid");
  for (size_t i = 0; i < count; i++) {
    char line[100];
    snprintf(line, sizeof line, "%s:10:5: error:", shapes[i].name);
    ASSERT_OUT(cli, line);
    snprintf(line, sizeof line, "  %s:", shapes[i].name);
    const char *said = strstr(cli->err, "not analysed in full:");
    const char *end = said == NULL ? NULL : strstr(said, "most block visits:");
    const char *named = said == NULL ? NULL : strstr(said, line);
    if (shapes[i].is_coarse && (named == NULL || named >= end))
      wrong = shapes[i].name, print_error("%s:\n%s", wrong, cli->err);
  }
  assert_null(wrong);
}

// ---- Odd C -------------------------------------------------------------------------

#define LEAKS_ON(condition)                                                            \
  "  char *p = malloc(4);\n  if (!p) return 0;\n  if (" condition                      \
  ") return 1;\n  free(p);\n  return 0;\n"

static void odd_definitions_are_analysed(void **state)
{
  cli *cli = *state;
  cli_write(cli, "old.c",
            "#include <stdlib.h>\nint old(a, b) int a; char *b;\n{\n" LEAKS_ON(
                "a == *b") "}\n");
  cli_write(cli, "vla.c",
            "#include <stdlib.h>\nint vla(int n)\n{\n  char b[n], m[n][n];\n" LEAKS_ON(
                "b[0] == m[0][1]") "}\n");
  cli_write(cli, "self.c",
            "#include <stdlib.h>\nint self(int n)\n{\n  if (n) self(n - 1);\n" LEAKS_ON(
                "n == 7") "}\n");
  cli_write(cli, "pair.c",
            "#include <stdlib.h>\nint odd(int n);\nint even(int n)\n{\n" LEAKS_ON(
                "odd(n - 1)") "}\nint odd(int n)\n{\n  return n && even(n - 1);\n}\n");
  RUN(cli, "analyze", "--format", "concise", ".", "--");
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "old.c:6:");
  ASSERT_OUT(cli, "vla.c:7:");
  ASSERT_OUT(cli, "self.c:7:");
  ASSERT_OUT(cli, "pair.c:7:");
}

static void what_cannot_be_analysed_is_named_and_costs_nothing_else(void **state)
{
  cli *cli = *state;
  cli_write(cli, "jump.c",
            "#include <setjmp.h>\n" LEAKY_SOURCE "jmp_buf place;\nint jumps(int n)\n{\n"
            "  char *p = malloc(4);\n  if (setjmp(place)) return 1;\n"
            "  free(p);\n  return n;\n}\n");
  cli_write(cli, "cut.c",
            LEAKY_SOURCE "int cut(int n)\n{\n  char *p = malloc(n);\n"
                         "  if (n) {\n");
  cli_write(cli, "deep.c",
            LEAKY_SOURCE "int deep(int n)\n{\n  return undeclared_type * n;\n}\n");
  RUN(cli, "analyze", "-v", "--format", "concise", ".", "--");
  ASSERT_CODE(cli, 1);
  ASSERT_OUT(cli, "jump.c:9:5: error:");
  ASSERT_OUT(cli, "cut.c:8:5: error:");
  ASSERT_OUT(cli, "deep.c:8:5: error:");
  ASSERT_ERR(cli, "2 functions with a parse error");
  RUN(cli, "analyze", "-v", "--stats", ".", "--");
  ASSERT_ERR(cli, "jumps(): left out");
  ASSERT_ERR(cli, "cut(): it has a parse error");
  ASSERT_ERR(cli, "deep(): it has a parse error");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      CLI_CASE(huge_functions_stay_within_limits),
      CLI_CASE(odd_definitions_are_analysed),
      CLI_CASE(what_cannot_be_analysed_is_named_and_costs_nothing_else),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
