// Lowering, row by row: each tests/golden/lowering/NAME.c against its IR, NAME.ir. A
// first line "// flags: ..." names compiler flags.

#include "golden.h"
#include "lowered.h"
#include "unit_test.h"

#include <glob.h>

// One machine's sizes and va_list, whatever machine the test runs on.
#define TARGET "--target=x86_64-unknown-linux-gnu"
#define FOLDER TEST_SOURCE_DIR "/tests/golden/lowering"

static void read_flags(const char *path, char *flags, size_t size)
{
  char *text = golden_read(path);
  static const char start[] = "// flags: ";
  const char *words =
      strncmp(text, start, strlen(start)) == 0 ? text + strlen(start) : "";
  snprintf(flags, size, TARGET " %.*s", (int)strcspn(words, "\n"), words);
  free(text);
}

static void dump_globals(const ir_module *module, strbuf *out)
{
  for (uint32_t i = 0; i < module->globals.count; i++) {
    const ir_global *global = &module->globals.items[i];
    strbuf_addf(out, "global %s: ", global->name);
    dump_type(module, global->type, out);
    if (global->has_value)
      strbuf_addf(out, " = %lld", (long long)global->value);
    if (global->function != IR_NONE)
      strbuf_addf(out, " [in %s]", module->functions.items[global->function].name);
    const struct {
      bool is_set;
      const char *word;
    } words[] = {{global->is_static, "static"},
                 {global->is_extern, "extern"},
                 {global->is_const, "const"},
                 {global->is_thread_local, "thread_local"},
                 {global->is_written, "written"}};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
      if (words[k].is_set)
        strbuf_addf(out, " [%s]", words[k].word);
    strbuf_add_char(out, '\n');
  }
}

// Functions with a body, then those without that carry facts.
static void dump_module(ir_module *module, strbuf *out)
{
  dump_globals(module, out);
  for (uint32_t i = 0; i < module->functions.count; i++) {
    ir_function *function = &module->functions.items[i];
    if (function->has_body)
      cfg_build(module, function);
    else if (function->attribute_count == 0 && !function->is_noreturn &&
             !function->is_tainted)
      continue;
    dump_function(module, function, out);
  }
}

static void lowers_as_c_says(void **state)
{
  const char *path = *state;
  char name[1024];
  char golden[1100];
  char flags[512];
  snprintf(name, sizeof name, "%s", strrchr(path, '/') + 1);
  read_flags(path, flags, sizeof flags);
  lowered l;
  lowered_open(&l, FOLDER, name, flags);
  assert_true(l.is_done);
  assert_lowered_is_valid(&l, name);
  strbuf out = {0};
  dump_module(&l.module, &out);
  name[strlen(name) - 2] = '\0';
  snprintf(golden, sizeof golden, "lowering/%s.ir", name);
  assert_golden(golden, strbuf_text(&out));
  strbuf_clear(&out);
  lowered_close(&l);
}

// One test a source, named as it.
int main(void)
{
  glob_t found;
  if (glob(FOLDER "/*.c", 0, NULL, &found) != 0)
    return 1;
  struct CMUnitTest *tests = calloc(found.gl_pathc, sizeof *tests);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    tests[i].name = strrchr(found.gl_pathv[i], '/') + 1;
    tests[i].test_func = lowers_as_c_says;
    tests[i].initial_state = found.gl_pathv[i];
  }
  int failures = _cmocka_run_group_tests("lowering", tests, found.gl_pathc, NULL, NULL);
  free(tests);
  globfree(&found);
  return failures;
}
