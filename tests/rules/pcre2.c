// rules/pcre2.yaml: patterns and match data, under the names that its macros make.
#include <pcre2.h>

int pattern_bad(const unsigned char *text, const unsigned char *subject)
{
  int error;
  size_t offset;
  pcre2_code *code = pcre2_compile(text, 3, 0, &error, &offset, NULL);
  if (code == NULL)
    return -1;
  pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
  if (data == NULL)
    return -1; // expect: leak
  int count = pcre2_match(code, subject, 3, 0, 0, data, NULL);
  pcre2_match_data_free(data);
  pcre2_code_free(code);
  return count;
}

int pattern_ok(const unsigned char *text, const unsigned char *subject)
{
  int error;
  size_t offset;
  int count = -1;
  pcre2_code *code = pcre2_compile(text, 3, 0, &error, &offset, NULL);
  if (code == NULL)
    return -1;
  pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
  if (data != NULL)
    count = pcre2_match(code, subject, 3, 0, 0, data, NULL);
  pcre2_match_data_free(data);
  pcre2_code_free(code);
  return count;
}

int substring_bad(pcre2_match_data *data)
{
  unsigned char *text;
  size_t length;
  if (pcre2_substring_get_bynumber(data, 1, &text, &length) < 0)
    return -1;
  return text[0]; // expect: leak
}

int substring_ok(pcre2_match_data *data)
{
  unsigned char *text;
  size_t length;
  if (pcre2_substring_get_bynumber(data, 1, &text, &length) < 0)
    return -1;
  int first = text[0];
  pcre2_substring_free(text);
  return first;
}

int freed_twice_bad(const unsigned char *text)
{
  int error;
  size_t offset;
  pcre2_code *code = pcre2_compile(text, 3, 0, &error, &offset, NULL);
  pcre2_code_free(code);
  pcre2_code_free(code); // expect: double release
  return error;
}
