#include "rule_choice.h"
#include "base/log.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void rule_unknown(const char *word)
{
  const char *meant = rule_suggest(word);
  if (meant != NULL)
    log_error("unknown rule '%s': did you mean '%s'? 'memcheck rules' lists them", word,
              meant);
  else
    log_error("unknown rule '%s': 'memcheck rules' lists them", word);
}

// Marks in [chosen] the rules that [word] names; false, logged, if it names none.
static bool mark_word(const char *word, bool *chosen)
{
  bool is_known = false;
  for (uint32_t i = 0; i < rule_count(); i++) {
    if (!rule_is_named(rule_at(i), word))
      continue;
    chosen[i] = true;
    is_known = true;
  }
  if (!is_known)
    rule_unknown(word);
  return is_known;
}

// [word] without blanks around it: people write "MC1001, MC1002".
static char *trim(char *word)
{
  word += strspn(word, " \t");
  size_t length = strlen(word);
  while (length > 0 && strchr(" \t", word[length - 1]) != NULL)
    length--;
  word[length] = '\0';
  return word;
}

static bool mark_list(const text_list *list, bool *chosen)
{
  bool is_good = true;
  for (uint32_t i = 0; i < list->count && is_good; i++) {
    char *words = memory_copy_string(list->items[i]);
    char *rest = words;
    bool is_empty = true;
    for (char *word; is_good && (word = strsep(&rest, ",")) != NULL;) {
      word = trim(word);
      is_empty = is_empty && word[0] == '\0';
      is_good = word[0] == '\0' || mark_word(word, chosen);
    }
    if (is_empty)
      log_error("'%s' names no rule: 'memcheck rules' lists them", list->items[i]);
    is_good = is_good && !is_empty;
    free(words);
  }
  return is_good;
}

bool rule_choice_make(const text_list *select, const text_list *ignore, text_list *ids)
{
  bool *selected = memory_alloc_zeroed(rule_count(), sizeof *selected);
  bool *ignored = memory_alloc_zeroed(rule_count(), sizeof *ignored);
  bool is_good = mark_list(select, selected) && mark_list(ignore, ignored);
  for (uint32_t i = 0; is_good && i < rule_count(); i++) {
    bool is_in = select->count != 0 ? selected[i] : rule_at(i)->is_default;
    if (is_in && !ignored[i])
      array_push(ids, rule_at(i)->id);
  }
  if (is_good && ids->count == 0) {
    log_error("no rule is left: --ignore takes back all that --select names");
    is_good = false;
  }
  free(selected);
  free(ignored);
  return is_good;
}
