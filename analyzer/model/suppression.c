#include "model/suppression.h"
#include "base/array.h"
#include "base/strbuf.h"
#include "base/suggest.h"

#include <string.h>
#include <strings.h>

#define NAME "memcheck"
#define NOLINT_PREFIX "memcheck-"
#define BLANKS " \t\r\n"
#define LETTERS "abcdefghijklmnopqrstuvwxyz-"

static const struct {
  const char *word;
  suppression_form form;
} verbs[] = {
    {"allow", SUPPRESSION_HERE},
    {"allow-begin", SUPPRESSION_BEGIN},
    {"allow-end", SUPPRESSION_END},
    {"allow-file", SUPPRESSION_FILE},
};

static const struct {
  const char *word;
  suppression_form form;
} nolints[] = {
    {"NOLINT(", SUPPRESSION_HERE},
    {"NOLINTNEXTLINE(", SUPPRESSION_HERE},
    {"NOLINTBEGIN(", SUPPRESSION_BEGIN},
    {"NOLINTEND(", SUPPRESSION_END},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *skip_blanks(const char *text)
{
  return text + strspn(text, BLANKS);
}

// ---- Finding -----------------------------------------------------------------------

// The verb whose name is the [length] bytes at [text], or -1.
static int find_verb(const char *text, size_t length)
{
  for (size_t i = 0; i < COUNT(verbs); i++)
    if (strlen(verbs[i].word) == length && strncmp(verbs[i].word, text, length) == 0)
      return (int)i;
  return -1;
}

// The verb that a misspelt one is close to, or NULL.
static const char *suggest_verb(const char *text, size_t length)
{
  const char *words[COUNT(verbs)];
  char word[32];
  for (size_t i = 0; i < COUNT(verbs); i++)
    words[i] = verbs[i].word;
  if (length >= sizeof word)
    return NULL;
  memcpy(word, text, length);
  word[length] = '\0';
  return suggest_word(word, words, COUNT(verbs));
}

static bool is_rule_id(const char *text)
{
  return text[0] == 'M' && text[1] == 'C' && text[2] >= '0' && text[2] <= '9';
}

// Is what stands after "memcheck" meant for us? Prose that begins like this goes on in
// another way.
static bool is_request(const char *text)
{
  bool has_colon = text[0] == ':';
  const char *verb = skip_blanks(text + has_colon);
  size_t length = strspn(verb, LETTERS);
  const char *after = skip_blanks(verb + length);
  if (length == 0 || (!has_colon && verb == text))
    return false;
  if (find_verb(verb, length) >= 0 && has_colon)
    return *after == '(' || *after == '\0' || strncmp(after, "--", 2) == 0 ||
           is_rule_id(after);
  if (*after != '(')
    return false;
  return find_verb(verb, length) >= 0 || is_rule_id(skip_blanks(after + 1)) ||
         (has_colon && verb[length] == '(' && suggest_verb(verb, length) != NULL);
}

// Does the "NOLINT..." at [text] name one of our rules?
static bool is_nolint(const char *text)
{
  for (size_t i = 0; i < COUNT(nolints); i++) {
    size_t length = strlen(nolints[i].word);
    if (strncmp(text, nolints[i].word, length) != 0)
      continue;
    size_t list = strcspn(text + length, ")");
    return memmem(text + length, list, NOLINT_PREFIX, strlen(NOLINT_PREFIX)) != NULL;
  }
  return false;
}

static bool is_at_word_start(const char *begin, const char *text)
{
  if (text == begin)
    return true;
  char before = text[-1];
  return strchr(BLANKS "*/", before) != NULL;
}

const char *suppression_find(const char *text)
{
  for (const char *c = text; *c != '\0'; c++) {
    bool is_ours = (*c == 'm' || *c == 'M') &&
                   strncasecmp(c, NAME, strlen(NAME)) == 0 &&
                   is_request(c + strlen(NAME));
    if ((is_ours || (*c == 'N' && is_nolint(c))) && is_at_word_start(text, c))
      return c;
  }
  return NULL;
}

// ---- Reading -----------------------------------------------------------------------

static const char *copy_trimmed(arena *arena, const char *begin, const char *end)
{
  while (begin < end && strchr(BLANKS, *begin) != NULL)
    begin++;
  while (end > begin && strchr(BLANKS, end[-1]) != NULL)
    end--;
  return arena_copy_bytes(arena, begin, (size_t)(end - begin));
}

static const char *find_word_problem(arena *arena, const char *word)
{
  bool is_meta = true;
  bool is_known = false;
  for (uint32_t i = 0; i < rule_count(); i++)
    if (rule_is_named(rule_at(i), word)) {
      is_known = true;
      is_meta = is_meta && strcmp(rule_at(i)->group, "meta") == 0;
    }
  if (is_known)
    return is_meta ? arena_format(arena,
                                  "%s is no fault of the code that follows; "
                                  "--ignore leaves it out",
                                  word)
                   : NULL;
  const char *meant = rule_suggest(word);
  if (meant != NULL)
    return arena_format(arena, "unknown rule '%s', did you mean '%s'?", word, meant);
  return arena_format(arena, "unknown rule '%s'; 'memcheck rules' lists them", word);
}

// Reads "a, b" up to [end]. Words that lack [prefix] are meant for others.
static void read_words(arena *arena, const char *begin, const char *end,
                       const char *prefix, suppression *s)
{
  ARRAY(const char *) words = {0};
  strbuf list = {0};
  for (const char *next; begin < end; begin = next + 1) {
    next = memchr(begin, ',', (size_t)(end - begin));
    next = next == NULL ? end : next;
    const char *word = copy_trimmed(arena, begin, next);
    if (strncmp(word, prefix, strlen(prefix)) != 0)
      continue;
    word += strlen(prefix);
    if (word[0] == '\0')
      continue;
    if (s->problem == NULL)
      s->problem = find_word_problem(arena, word);
    strbuf_addf(&list, "%s%s", words.count == 0 ? "" : ", ", word);
    array_push(&words, word);
  }
  s->word_count = words.count;
  s->words = arena_new_array(arena, const char *, words.count + 1);
  for (uint32_t i = 0; i < words.count; i++)
    s->words[i] = words.items[i];
  s->list = arena_copy_string(arena, strbuf_text(&list));
  strbuf_clear(&list);
  array_clear(&words);
}

static void parse_nolint(arena *arena, const char *text, suppression *s)
{
  const char *begin = strchr(text, '(') + 1;
  const char *end = begin + strcspn(begin, ")");
  for (size_t i = 0; i < COUNT(nolints); i++)
    if (strncmp(text, nolints[i].word, strlen(nolints[i].word)) == 0)
      s->form = nolints[i].form;
  read_words(arena, begin, end, NOLINT_PREFIX, s);
  if (*end == ')')
    end++;
  end += strspn(end, BLANKS ":-");
  s->reason = copy_trimmed(arena, end, end + strlen(end));
  if (s->reason[0] == '\0')
    s->reason = "NOLINT";
}

// Reads the verb at [text]; returns what stands after it.
static const char *parse_verb(arena *arena, const char *text, suppression *s)
{
  size_t length = strspn(text, LETTERS);
  int verb = find_verb(text, length);
  if (verb >= 0) {
    s->form = verbs[verb].form;
  } else {
    const char *meant = suggest_verb(text, length);
    s->problem = arena_format(arena, "unknown word '%.*s', did you mean '%s'?",
                              (int)length, text, meant == NULL ? "allow" : meant);
  }
  return skip_blanks(text + length);
}

static void parse_reason(arena *arena, const char *text, suppression *s)
{
  text = skip_blanks(text);
  bool has_dashes = strncmp(text, "--", 2) == 0;
  if (has_dashes)
    s->reason = copy_trimmed(arena, text + 2, text + strlen(text));
  if (s->reason[0] != '\0' || s->form == SUPPRESSION_END || s->problem != NULL)
    return;
  s->problem = has_dashes || *text == '\0'
                   ? "the reason is missing"
                   : "the reason is missing: it stands after '--'";
}

void suppression_parse(arena *arena, const char *text, suppression *s)
{
  *s = (suppression){.list = "", .reason = ""};
  if (*text == 'N') {
    parse_nolint(arena, text, s);
    return;
  }
  text += strlen(NAME);
  if (*text == ':')
    text++;
  else
    s->problem = "a colon is missing after 'memcheck'";
  text = parse_verb(arena, skip_blanks(text), s);
  if (*text == '(') {
    const char *end = text + strcspn(text, ")");
    read_words(arena, text + 1, end, "", s);
    if (*end != ')' && s->problem == NULL)
      s->problem = "its ')' is missing";
    text = end + (*end == ')');
  }
  if (s->word_count == 0 && s->form != SUPPRESSION_END && s->problem == NULL)
    s->problem = "it names no rule";
  parse_reason(arena, text, s);
}
