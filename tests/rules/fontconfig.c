// rules/fontconfig.yaml: counted patterns, sets, names.
#include <fontconfig/fontconfig.h>
#include <stddef.h>

FcPattern *matched_bad(const unsigned char *name)
{
  int result;
  FcPattern *pattern = FcNameParse(name);
  if (pattern == NULL)
    return NULL;
  if (!FcConfigSubstitute(NULL, pattern, 0))
    return NULL; // expect: leak
  FcPattern *match = FcFontMatch(NULL, pattern, &result);
  FcPatternDestroy(pattern);
  return match;
}

FcPattern *matched_ok(const unsigned char *name)
{
  int result;
  FcPattern *match = NULL;
  FcPattern *pattern = FcNameParse(name);
  if (pattern != NULL && FcConfigSubstitute(NULL, pattern, 0))
    match = FcFontMatch(NULL, pattern, &result);
  if (pattern != NULL)
    FcPatternDestroy(pattern);
  return match;
}

int listed_bad(FcPattern *pattern)
{
  FcFontSet *set = FcFontList(NULL, pattern, NULL);
  if (set == NULL)
    return -1;
  return set->nfont; // expect: leak
}

int listed_ok(FcPattern *pattern)
{
  FcFontSet *set = FcFontList(NULL, pattern, NULL);
  if (set == NULL)
    return -1;
  int count = set->nfont;
  FcFontSetDestroy(set);
  return count;
}

int name_bad(FcPattern *pattern)
{
  unsigned char *name = FcNameUnparse(pattern);
  if (name == NULL)
    return -1;
  return name[0]; // expect: leak
}

int set_destroyed_twice_bad(FcPattern *pattern)
{
  FcFontSet *set = FcFontList(NULL, pattern, NULL);
  if (set == NULL)
    return -1;
  if (set->nfont == 0)
    FcFontSetDestroy(set);
  FcFontSetDestroy(set); // expect: double release
  return 0;
}
