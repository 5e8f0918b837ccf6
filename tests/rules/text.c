// rules/text.yaml: patterns, path lists, locales, converters, argument vectors.
#define _GNU_SOURCE
#include <argz.h>
#include <glob.h>
#include <iconv.h>
#include <locale.h>
#include <nl_types.h>
#include <regex.h>
#include <stdlib.h>

int pattern_bad(const char *text)
{
  regex_t pattern;
  if (regcomp(&pattern, "a+", REG_EXTENDED) != 0)
    return -1;
  return regexec(&pattern, text, 0, NULL, 0); // expect: leak
}

int pattern_ok(const char *text)
{
  regex_t pattern;
  if (regcomp(&pattern, "a+", REG_EXTENDED) != 0)
    return -1;
  int result = regexec(&pattern, text, 0, NULL, 0);
  regfree(&pattern);
  return result;
}

int FN_pattern_freed_twice_bad(const char *text)
{
  regex_t pattern;
  if (regcomp(&pattern, text, REG_EXTENDED) != 0)
    return -1;
  regfree(&pattern);
  regfree(&pattern); // expect: double release
  return 0;
}

int paths_bad(void)
{
  glob_t paths;
  if (glob("*.c", 0, NULL, &paths) != 0)
    return -1;
  return (int)paths.gl_pathc; // expect: leak
}

int paths_ok(void)
{
  glob_t paths;
  if (glob("*.c", 0, NULL, &paths) != 0)
    return -1;
  int count = (int)paths.gl_pathc;
  globfree(&paths);
  return count;
}

int converter_bad(char **in, size_t *in_left, char **out, size_t *out_left)
{
  iconv_t converter = iconv_open("UTF-8", "LATIN1");
  if (converter == (iconv_t)-1)
    return -1;
  if (iconv(converter, in, in_left, out, out_left) == (size_t)-1)
    return -1; // expect: leak
  iconv_close(converter);
  return 0;
}

int converter_ok(char **in, size_t *in_left, char **out, size_t *out_left)
{
  iconv_t converter = iconv_open("UTF-8", "LATIN1");
  if (converter == (iconv_t)-1)
    return -1;
  int result = iconv(converter, in, in_left, out, out_left) == (size_t)-1 ? -1 : 0;
  iconv_close(converter);
  return result;
}

int locale_bad(int is_wanted)
{
  locale_t locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (locale == (locale_t)0)
    return -1;
  if (!is_wanted)
    return 0; // expect: leak
  freelocale(locale);
  return 1;
}

locale_t base_is_consumed_on_success_ok(void)
{
  locale_t base = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
  if (base == (locale_t)0)
    return (locale_t)0;
  locale_t both = newlocale(LC_TIME_MASK, "C", base);
  if (both == (locale_t)0)
    freelocale(base);
  return both;
}

locale_t base_stays_when_it_fails_bad(void)
{
  locale_t base = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
  if (base == (locale_t)0)
    return (locale_t)0;
  return newlocale(LC_TIME_MASK, "C", base); // expect: leak
}

int catalogue_closed_twice_bad(const char *name)
{
  nl_catd catalogue = catopen(name, 0);
  if (catalogue == (nl_catd)-1)
    return -1;
  catclose(catalogue);
  return catclose(catalogue); // expect: double release
}

int vector_ok(char *const arguments[])
{
  char *vector;
  size_t length;
  if (argz_create(arguments, &vector, &length) != 0)
    return -1;
  int result = argz_add(&vector, &length, "more");
  free(vector);
  return result;
}

int vector_bad(char *const arguments[])
{
  char *vector;
  size_t length;
  if (argz_create(arguments, &vector, &length) != 0)
    return -1;
  if (argz_add(&vector, &length, "more") != 0)
    return -1; // expect: leak
  free(vector);
  return 0;
}
