#include "model/source_fact.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANNOTATION "mc:"

// What a word means for each argument that follows it.
static const struct {
  const char *word;
  fact_effect effect;
} words[] = {
    {ANNOTATION "takes ", EFFECT_STEAL},
    {ANNOTATION "borrows ", EFFECT_BORROW},
    {"ownership_takes(", EFFECT_FREE},
    {"ownership_holds(", EFFECT_STEAL},
};

static const char *const returns_words[] = {ANNOTATION "returns_owned",
                                            "ownership_returns("};

static bool begins(const char *text, const char *word)
{
  return strncmp(text, word, strlen(word)) == 0;
}

static void complain(fact_error *error, const char *attribute, const char *what)
{
  error->column = 1;
  snprintf(error->message, sizeof error->message, "%.80s: %s", attribute, what);
}

// Ownership attributes name a class of memory first; "malloc" is what rule files call
// heap.
static const char *kind_of(const char *attribute)
{
  return strstr(attribute, "(malloc") != NULL ? "heap" : NULL;
}

// The fact that attributes change: a copy of [base], with a parameter for each
// argument.
static fact *start(arena *arena, const source_declaration *declaration,
                   const fact *base)
{
  fact *made = arena_alloc(arena, sizeof *made);
  if (base != NULL)
    *made = *base;
  uint32_t count = declaration->param_count;
  if (made->param_count > count)
    count = made->param_count;
  fact_param *params = arena_new_array(arena, fact_param, count + 1);
  if (made->param_count != 0)
    memcpy(params, made->params, made->param_count * sizeof *params);
  made->params = params;
  made->param_count = count;
  made->name = declaration->name;
  return made;
}

// Gives [effect] to the arguments whose numbers stand in [numbers] ("malloc, 1, 2)").
static void mark_arguments(fact *fact, fact_effect effect, const char *attribute,
                           const char *numbers, fact_error *error)
{
  for (const char *at = numbers; *at != '\0';) {
    if (!isdigit((unsigned char)*at)) {
      at++;
      continue;
    }
    char *end;
    unsigned long argument = strtoul(at, &end, 10);
    at = end;
    if (argument == 0 || argument > fact->param_count) {
      complain(error, attribute, "the function has no such argument");
      continue;
    }
    fact_param *param = &fact->params[argument - 1];
    *param = (fact_param){
        .effect = effect, .nullness = NULLNESS_FINE, .kind = kind_of(attribute)};
  }
}

static void mark_result(fact *fact, const char *attribute)
{
  fact->result = (fact_result){.result = RESULT_NEW,
                               .kind = kind_of(attribute),
                               .has_failure = true,
                               .failure = {COMPARE_EQUAL, 0}};
}

// False if [attribute] is no word of ours.
static bool apply_word(fact *fact, const char *attribute, fact_error *error)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (begins(attribute, words[i].word)) {
      mark_arguments(fact, words[i].effect, attribute,
                     attribute + strlen(words[i].word), error);
      return true;
    }
  for (size_t i = 0; i < sizeof returns_words / sizeof *returns_words; i++)
    if (begins(attribute, returns_words[i])) {
      mark_result(fact, attribute);
      return true;
    }
  return false;
}

// "mc:(free heap) -> int": the whole fact. False if it cannot be read.
static bool apply_fact(arena *arena, const source_declaration *declaration,
                       const char *attribute, fact *made, fact_error *error)
{
  fact whole = {0};
  fact_error why = {0};
  if (!fact_parse(arena, attribute + strlen(ANNOTATION), &whole, &why)) {
    complain(error, attribute, why.message);
    return false;
  }
  if (whole.param_count > declaration->param_count) {
    complain(error, attribute, "more parameters than the function has");
    return false;
  }
  *made = *start(arena, declaration, &whole);
  return true;
}

static bool is_ownership(const char *attribute)
{
  return begins(attribute, ANNOTATION) || begins(attribute, "ownership_");
}

const fact *source_fact(arena *arena, const source_declaration *declaration,
                        const fact *base, fact_error *error)
{
  fact *made = NULL;
  bool says_something = false;
  error->message[0] = '\0';
  for (uint32_t i = 0; i < declaration->attribute_count; i++) {
    const char *attribute = declaration->attributes[i];
    if (!is_ownership(attribute))
      continue;
    if (made == NULL)
      made = start(arena, declaration, base);
    bool is_word = apply_word(made, attribute, error);
    says_something |= is_word || apply_fact(arena, declaration, attribute, made, error);
  }
  return says_something ? made : base;
}

// ---- malloc(deallocator) ----

// Reads "malloc(name)" or "malloc(name, 2)"; plain "malloc" names nobody.
static bool read_deallocator(arena *arena, const char *attribute,
                             source_deallocator *found)
{
  static const char word[] = "malloc(";
  if (!begins(attribute, word))
    return false;
  const char *name = attribute + strlen(word);
  while (isspace((unsigned char)*name))
    name++;
  size_t length = strcspn(name, " ,)");
  const char *comma = strchr(name, ',');
  if (length == 0 || !(isalpha((unsigned char)*name) || *name == '_'))
    return false;
  found->name = arena_format(arena, "%.*s", (int)length, name);
  found->argument = comma == NULL ? 1 : (uint32_t)strtoul(comma + 1, NULL, 10);
  return found->argument != 0;
}

bool source_find_deallocator(arena *arena, const source_declaration *declaration,
                             source_deallocator *found)
{
  for (uint32_t i = 0; i < declaration->attribute_count; i++)
    if (read_deallocator(arena, declaration->attributes[i], found))
      return true;
  return false;
}

const fact *source_allocator_fact(arena *arena, const source_declaration *declaration,
                                  const char *kind)
{
  fact *made = start(arena, declaration, NULL);
  made->result = (fact_result){.result = RESULT_NEW,
                               .kind = kind,
                               .has_failure = true,
                               .failure = {COMPARE_EQUAL, 0}};
  for (uint32_t i = 0; i < declaration->attribute_count; i++)
    if (begins(declaration->attributes[i], "returns_nonnull"))
      made->result.has_failure = false;
  return made;
}

const fact *source_deallocator_fact(arena *arena, const source_declaration *declaration,
                                    uint32_t argument, const char *kind)
{
  fact *made = start(arena, declaration, NULL);
  if (argument <= made->param_count)
    made->params[argument - 1] =
        (fact_param){.effect = EFFECT_FREE, .nullness = NULLNESS_FINE, .kind = kind};
  return made;
}
