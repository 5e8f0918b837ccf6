#include "model/finding.h"
#include "base/suggest.h"

#include <assert.h>
#include <string.h>

static const char *const severity_names[] = {
    [SEVERITY_NOTE] = "note",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

static const char *const confidence_names[] = {
    [CONFIDENCE_LOW] = "low",
    [CONFIDENCE_MEDIUM] = "medium",
    [CONFIDENCE_HIGH] = "high",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool find_name(const char *const *names, size_t count, const char *text,
                      size_t *index)
{
  for (*index = 0; *index < count; (*index)++)
    if (strcmp(names[*index], text) == 0)
      return true;
  return false;
}

const char *severity_name(severity severity)
{
  assert(severity <= SEVERITY_ERROR);
  return severity_names[severity];
}

const char *confidence_name(confidence confidence)
{
  assert(confidence <= CONFIDENCE_HIGH);
  return confidence_names[confidence];
}

bool severity_from_name(const char *text, severity *severity)
{
  size_t index;
  bool is_known = find_name(severity_names, COUNT(severity_names), text, &index);
  if (is_known)
    *severity = index;
  return is_known;
}

bool confidence_from_name(const char *text, confidence *confidence)
{
  size_t index;
  bool is_known = find_name(confidence_names, COUNT(confidence_names), text, &index);
  if (is_known)
    *confidence = index;
  return is_known;
}

static const rule rules[] = {
#define RULE(id, group, severity, is_default, title)                                   \
  {id, group, SEVERITY_##severity, is_default, title},
#include "model/rules.def"
#undef RULE
};

uint32_t rule_count(void)
{
  return COUNT(rules);
}

const rule *rule_at(uint32_t index)
{
  assert(index < COUNT(rules));
  return &rules[index];
}

const rule *rule_find(const char *id)
{
  for (uint32_t i = 0; i < COUNT(rules); i++)
    if (strcmp(rules[i].id, id) == 0)
      return &rules[i];
  return NULL;
}

bool rule_is_named(const rule *rule, const char *word)
{
  return word[0] != '\0' &&
         (strcmp(rule->group, word) == 0 || strncmp(rule->id, word, strlen(word)) == 0);
}

const char *rule_suggest(const char *word)
{
  const char *names[2 * COUNT(rules)];
  uint32_t count = 0;
  for (uint32_t i = 0; i < COUNT(rules); i++) {
    if (strcmp(rules[i].title, word) == 0)
      return rules[i].id;
    names[count++] = rules[i].id;
    if (i == 0 || strcmp(rules[i - 1].group, rules[i].group) != 0)
      names[count++] = rules[i].group;
  }
  return suggest_word(word, names, count);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

int finding_compare(const finding *a, const finding *b)
{
  int order = strcmp(a->place.file, b->place.file);
  if (order == 0)
    order = compare_numbers(a->place.line, b->place.line);
  if (order == 0)
    order = compare_numbers(a->place.column, b->place.column);
  if (order == 0)
    order = strcmp(a->rule, b->rule);
  if (order == 0)
    order = strcmp(a->message, b->message);
  return order;
}
