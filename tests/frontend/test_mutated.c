// Broken C: the sources of the lowering tests with tokens dropped, doubled, swapped or
// replaced. Whatever comes of it, nothing crashes and every body is valid IR.
//
// MUTATED_SEED repeats a run, MUTATED_ROUNDS makes a longer one.

#include "frontend/text.h"
#include "golden.h"
#include "lowered.h"
#include "scratch.h"
#include "unit_test.h"

#include <glob.h>

#define FOLDER TEST_SOURCE_DIR "/tests/golden/lowering"
#define DEFAULT_ROUNDS 8 // for each source
#define MOST_CHANGES 4   // in one round

// xorshift64*: the same numbers everywhere.
static uint64_t next_random(uint64_t *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * UINT64_C(2685821657736338717);
}

typedef ARRAY(text_token) token_list;

static void split(const char *text, token_list *tokens)
{
  for (text_token token = text_next(text); token.kind != TEXT_END;
       token = text_next(token.end))
    array_push(tokens, token);
}

static uint32_t pick(const token_list *tokens, uint64_t *random)
{
  return (uint32_t)(next_random(random) % tokens->count);
}

static void change(token_list *tokens, uint64_t *random)
{
  uint32_t at = pick(tokens, random);
  text_token token = tokens->items[at];
  switch (next_random(random) % 4) {
  case 0:
    tokens->items[at].end = token.begin; // gone
    break;
  case 1:
    tokens->items[pick(tokens, random)] = token;
    break;
  case 2: {
    uint32_t other = pick(tokens, random);
    tokens->items[at] = tokens->items[other];
    tokens->items[other] = token;
    break;
  }
  default: // a run of tokens is gone
    for (uint32_t i = at; i < tokens->count && i < at + 5; i++)
      tokens->items[i].end = tokens->items[i].begin;
  }
}

static char *mutate(const char *text, uint64_t *random)
{
  token_list tokens = {0};
  split(text, &tokens);
  uint64_t changes = 1 + next_random(random) % MOST_CHANGES;
  for (uint64_t i = 0; i < changes; i++)
    change(&tokens, random);
  strbuf out = {0};
  for (uint32_t i = 0; i < tokens.count; i++)
    strbuf_add_bytes(&out, tokens.items[i].begin,
                     (size_t)(tokens.items[i].end - tokens.items[i].begin));
  array_clear(&tokens);
  return strbuf_take(&out);
}

static bool has_body(const ir_module *module)
{
  for (uint32_t i = 0; i < module->functions.count; i++)
    if (module->functions.items[i].has_body)
      return true;
  return false;
}

// Does [text] still give some body?
static bool lower(frontend *f, const scratch *scratch, const char *text,
                  const char *what)
{
  static const char *flags[] = {"-std=gnu2x"};
  scratch_write(scratch, "a.c", text);
  unit_job job = {
      .source = "a.c", .directory = scratch->folder, .flag_count = 1, .flags = flags};
  lowered l = {.frontend = f};
  ir_module_init(&l.module);
  l.is_done = frontend_run(f, &job, &l.module, &l.result);
  if (l.is_done)
    assert_lowered_is_valid(&l, what);
  bool is_code = has_body(&l.module);
  frontend_end_unit(f);
  ir_module_clear(&l.module);
  return is_code;
}

static uint64_t number_from(const char *variable, uint64_t otherwise)
{
  const char *value = getenv(variable);
  return value == NULL ? otherwise : strtoull(value, NULL, 10);
}

static void broken_sources_give_valid_ir_or_none(void **state)
{
  (void)state;
  uint64_t seed = number_from("MUTATED_SEED", 1);
  uint64_t rounds = number_from("MUTATED_ROUNDS", DEFAULT_ROUNDS);
  uint64_t random = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
  glob_t found;
  uint64_t lowered_count = 0;
  scratch scratch;
  scratch_open(&scratch);
  assert_int_equal(glob(FOLDER "/*.c", 0, NULL, &found), 0);
  frontend *f = frontend_new();
  for (size_t i = 0; i < found.gl_pathc; i++) {
    char *text = golden_read(found.gl_pathv[i]);
    for (uint64_t round = 0; round < rounds; round++) {
      char what[256];
      snprintf(what, sizeof what, "seed %llu, %s, round %llu", (unsigned long long)seed,
               strrchr(found.gl_pathv[i], '/') + 1, (unsigned long long)round);
      char *mutated = mutate(text, &random);
      lowered_count += lower(f, &scratch, mutated, what);
      free(mutated);
    }
    free(text);
  }
  // Breaking little leaves most of the code: this tests lowering, not only parsing.
  assert_true(lowered_count > found.gl_pathc * rounds / 2);
  frontend_free(f);
  globfree(&found);
  scratch_close(&scratch);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(broken_sources_give_valid_ir_or_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
