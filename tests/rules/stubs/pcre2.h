// What tests/rules/pcre2.c needs of PCRE2.
#ifndef STUB_PCRE2_H
#define STUB_PCRE2_H
#pragma GCC system_header

#include <stddef.h>

typedef struct pcre2_real_code_8 pcre2_code_8;
typedef struct pcre2_real_match_data_8 pcre2_match_data_8;
#define PCRE2_SUFFIX_8(name) name##_8
#define pcre2_code PCRE2_SUFFIX_8(pcre2_code)
#define pcre2_match_data PCRE2_SUFFIX_8(pcre2_match_data)
#define pcre2_compile PCRE2_SUFFIX_8(pcre2_compile)
#define pcre2_code_free PCRE2_SUFFIX_8(pcre2_code_free)
#define pcre2_match PCRE2_SUFFIX_8(pcre2_match)
#define pcre2_match_data_create_from_pattern                                           \
  PCRE2_SUFFIX_8(pcre2_match_data_create_from_pattern)
#define pcre2_match_data_free PCRE2_SUFFIX_8(pcre2_match_data_free)
#define pcre2_substring_get_bynumber PCRE2_SUFFIX_8(pcre2_substring_get_bynumber)
#define pcre2_substring_free PCRE2_SUFFIX_8(pcre2_substring_free)

pcre2_code *pcre2_compile(const unsigned char *pattern, size_t length, unsigned options,
                          int *error, size_t *offset, void *context);
void pcre2_code_free(pcre2_code *code);
int pcre2_match(const pcre2_code *code, const unsigned char *subject, size_t length,
                size_t start, unsigned options, pcre2_match_data *data, void *context);
pcre2_match_data *pcre2_match_data_create_from_pattern(const pcre2_code *code,
                                                       void *context);
void pcre2_match_data_free(pcre2_match_data *data);
int pcre2_substring_get_bynumber(pcre2_match_data *data, unsigned number,
                                 unsigned char **text, size_t *length);
void pcre2_substring_free(unsigned char *text);

#endif
