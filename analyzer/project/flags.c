#include "project/flags.h"
#include "base/strbuf.h"
#include "project/files.h"
#include "project/path.h"
#include "project/shell.h"

#include <string.h>

typedef enum flag_shape {
  FLAG_ALONE,    // -ansi
  FLAG_JOINED,   // -std=c11: the rest of the word belongs to it
  FLAG_EITHER,   // -Iinclude, -I include
  FLAG_SEPARATE, // -o file
} flag_shape;

typedef struct flag_rule {
  const char *text;
  flag_shape shape;
  bool is_kept;
} flag_rule;

// The first rule that fits counts. What fits none is dropped.
static const flag_rule flag_rules[] = {
    {"-include-pch", FLAG_SEPARATE, false},
    {"-include", FLAG_EITHER, true},
    {"-imacros", FLAG_EITHER, true},
    {"-isystem", FLAG_EITHER, true},
    {"-iquote", FLAG_EITHER, true},
    {"-idirafter", FLAG_EITHER, true},
    {"-isysroot", FLAG_EITHER, true},
    {"-I", FLAG_EITHER, true},
    {"-D", FLAG_EITHER, true},
    {"-U", FLAG_EITHER, true},
    {"--sysroot", FLAG_SEPARATE, true},
    {"--sysroot=", FLAG_JOINED, true},
    {"--target=", FLAG_JOINED, true},
    {"-target", FLAG_SEPARATE, true},
    {"-ansi", FLAG_ALONE, true},
    {"-m32", FLAG_ALONE, true},
    {"-m64", FLAG_ALONE, true},
    {"-funsigned-char", FLAG_ALONE, true},
    {"-fsigned-char", FLAG_ALONE, true},
    {"-fshort-enums", FLAG_ALONE, true},
    {"-fshort-wchar", FLAG_ALONE, true},
    {"-fms-extensions", FLAG_ALONE, true},
    {"-fgnu89-inline", FLAG_ALONE, true},
    {"-fopenmp", FLAG_ALONE, true},
    {"-pthread", FLAG_ALONE, true},
    {"-nostdinc", FLAG_ALONE, true},
    {"-undef", FLAG_ALONE, true},
    // Dropped together with the word that follows.
    {"-o", FLAG_EITHER, false},
    {"-MF", FLAG_EITHER, false},
    {"-MT", FLAG_EITHER, false},
    {"-MQ", FLAG_EITHER, false},
    {"-MJ", FLAG_EITHER, false},
    {"-L", FLAG_EITHER, false},
    {"-l", FLAG_EITHER, false},
    {"-T", FLAG_EITHER, false},
    {"-z", FLAG_SEPARATE, false},
    {"-u", FLAG_SEPARATE, false},
    {"-A", FLAG_SEPARATE, false},
    {"-arch", FLAG_SEPARATE, false},
    {"-aux-info", FLAG_SEPARATE, false},
    {"-dumpbase", FLAG_SEPARATE, false},
    {"-dumpdir", FLAG_SEPARATE, false},
    {"--param", FLAG_SEPARATE, false},
    {"-wrapper", FLAG_SEPARATE, false},
    {"-mllvm", FLAG_SEPARATE, false},
    {"-working-directory", FLAG_SEPARATE, false},
    {"-iframework", FLAG_SEPARATE, false},
    {"-iprefix", FLAG_SEPARATE, false},
    {"-iwithprefix", FLAG_SEPARATE, false},
    {"-Xclang", FLAG_SEPARATE, false},
    {"-Xanalyzer", FLAG_SEPARATE, false},
    {"-Xassembler", FLAG_SEPARATE, false},
    {"-Xlinker", FLAG_SEPARATE, false},
};

#define RULE_COUNT (sizeof flag_rules / sizeof flag_rules[0])
#define RESPONSE_DEPTH 8 // files that name files

static const flag_rule *rule_for(const char *word)
{
  for (size_t i = 0; i < RULE_COUNT; i++) {
    const flag_rule *rule = &flag_rules[i];
    bool is_prefix = rule->shape == FLAG_JOINED || rule->shape == FLAG_EITHER;
    if (is_prefix ? strncmp(word, rule->text, strlen(rule->text)) == 0
                  : strcmp(word, rule->text) == 0)
      return rule;
  }
  return NULL;
}

// Language standards that GCC knows but libclang 17 does not would make it refuse the
// whole unit, so only those that both know pass.
static bool is_known_standard(const char *name)
{
  static const char *const known[] = {
      "c89",   "c90",   "c99",   "c9x",   "c11",   "c1x",   "c17",
      "c18",   "c2x",   "c23",   "gnu89", "gnu90", "gnu99", "gnu9x",
      "gnu11", "gnu1x", "gnu17", "gnu18", "gnu2x", "gnu23", NULL};
  for (size_t i = 0; known[i] != NULL; i++)
    if (strcmp(name, known[i]) == 0)
      return true;
  return strncmp(name, "iso9899:", 8) == 0;
}

static void filter_words(arena *arena, const char *directory, const text_list *words,
                         uint32_t first, int depth, flags *flags);

// "-std=c11", and "-std=c++17", which makes the unit C++.
static void filter_standard(const char *word, flags *flags)
{
  const char *name = strchr(word, '=') + 1;
  if (strstr(name, "++") != NULL)
    flags->language = "c++";
  // clang 17 knows C23 by its working title only.
  if (strcmp(name, "c23") == 0)
    array_push(&flags->kept, "-std=c2x");
  else if (strcmp(name, "gnu23") == 0)
    array_push(&flags->kept, "-std=gnu2x");
  else if (is_known_standard(name))
    array_push(&flags->kept, word);
  else
    array_push(&flags->dropped, word);
}

// "-Wp,-DA=1,-MD,x.d": the parts are preprocessor flags, and go through the same sieve.
static void filter_preprocessor_list(arena *arena, const char *directory,
                                     const char *list, flags *flags)
{
  text_list parts = {0};
  for (const char *part = list; part != NULL;) {
    size_t length = strcspn(part, ",");
    array_push(&parts, arena_copy_bytes(arena, part, length));
    part = part[length] == ',' ? part + length + 1 : NULL;
  }
  filter_words(arena, directory, &parts, 0, RESPONSE_DEPTH, flags);
  array_clear(&parts);
}

// "@file": its words stand in its place.
static void filter_response_file(arena *arena, const char *directory, const char *word,
                                 int depth, flags *flags)
{
  strbuf text = {0};
  if (depth < RESPONSE_DEPTH &&
      files_read(path_resolve(arena, directory, word + 1), &text)) {
    text_list words = {0};
    shell_split(arena, strbuf_text(&text), &words);
    filter_words(arena, directory, &words, 0, depth + 1, flags);
    array_clear(&words);
  } else {
    array_push(&flags->dropped, word);
  }
  strbuf_clear(&text);
}

// "-x c", "-xc". Returns the number of words it took.
static uint32_t filter_language(const char *word, const char *next, flags *flags)
{
  bool is_joined = word[2] != '\0';
  const char *language = is_joined ? word + 2 : next;
  if (language == NULL)
    return 1;
  if (strcmp(language, "none") == 0) {
    flags->language = NULL;
  } else {
    flags->language = language;
    array_push(&flags->kept, "-x");
    array_push(&flags->kept, language);
  }
  return is_joined ? 1 : 2;
}

static bool is_language_flag(const char *word)
{
  return strcmp(word, "-x") == 0 || strncmp(word, "-xc", 3) == 0 ||
         strncmp(word, "-xassembler", 11) == 0;
}

// A flag that [rule] speaks of. Returns the number of words it took.
static uint32_t filter_by_rule(const flag_rule *rule, const char *word,
                               const char *next, flags *flags)
{
  bool takes_next = rule->shape == FLAG_SEPARATE ||
                    (rule->shape == FLAG_EITHER && strlen(word) == strlen(rule->text));
  if (takes_next && next == NULL)
    return 1; // cut short: clang would refuse the unit for it
  text_list *list = rule->is_kept ? &flags->kept : &flags->dropped;
  array_push(list, word);
  if (takes_next && rule->is_kept)
    array_push(list, next);
  return takes_next ? 2 : 1;
}

// Returns the number of words the flag [word] took: itself, and maybe [next].
static uint32_t filter_flag(arena *arena, const char *directory, const char *word,
                            const char *next, flags *flags)
{
  if (strncmp(word, "-std=", 5) == 0 || strncmp(word, "--std=", 6) == 0) {
    filter_standard(word, flags);
    return 1;
  }
  if (is_language_flag(word))
    return filter_language(word, next, flags);
  if (strncmp(word, "-Wp,", 4) == 0) {
    filter_preprocessor_list(arena, directory, word + 4, flags);
    return 1;
  }
  if (strcmp(word, "-Xpreprocessor") == 0)
    return 1; // what follows is a flag like any other
  const flag_rule *rule = rule_for(word);
  if (rule != NULL)
    return filter_by_rule(rule, word, next, flags);
  array_push(&flags->dropped, word);
  return 1;
}

static void filter_words(arena *arena, const char *directory, const text_list *words,
                         uint32_t first, int depth, flags *flags)
{
  for (uint32_t i = first; i < words->count;) {
    const char *word = words->items[i];
    const char *next = i + 1 < words->count ? words->items[i + 1] : NULL;
    if (word[0] == '@' && word[1] != '\0') {
      filter_response_file(arena, directory, word, depth, flags);
      i++;
    } else if (word[0] == '-' && word[1] != '\0') {
      i += filter_flag(arena, directory, word, next, flags);
    } else {
      array_push(&flags->others, word);
      i++;
    }
  }
}

void flags_filter(arena *arena, const char *directory, const text_list *words,
                  bool has_program, flags *flags)
{
  // A wrapper may stand before the compiler: "ccache g++ -c x.c".
  if (has_program)
    for (uint32_t i = 0; i < words->count && strchr("-@", words->items[i][0]) == NULL;
         i++)
      flags->is_cxx_compiler |= strstr(path_name(words->items[i]), "++") != NULL;
  filter_words(arena, directory, words, has_program ? 1 : 0, 0, flags);
  array_push(&flags->kept, "-U_FORTIFY_SOURCE");
}

void flags_clear(flags *flags)
{
  array_clear(&flags->kept);
  array_clear(&flags->dropped);
  array_clear(&flags->others);
  *flags = (struct flags){0};
}

bool flags_say_c(const flags *flags, const char *file)
{
  if (flags->language != NULL)
    return strcmp(flags->language, "c") == 0;
  return strcmp(path_extension(file), "c") == 0 && !flags->is_cxx_compiler;
}
