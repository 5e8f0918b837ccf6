// What tests/rules/fontconfig.c needs of fontconfig.
#ifndef STUB_FONTCONFIG_H
#define STUB_FONTCONFIG_H
#pragma GCC system_header

typedef struct _FcPattern FcPattern;
typedef struct _FcFontSet {
  int nfont;
} FcFontSet;
typedef struct _FcObjectSet FcObjectSet;

FcPattern *FcNameParse(const unsigned char *name);
unsigned char *FcNameUnparse(FcPattern *pattern);
void FcPatternReference(FcPattern *pattern);
void FcPatternDestroy(FcPattern *pattern);
int FcConfigSubstitute(void *configuration, FcPattern *pattern, int kind);
FcPattern *FcFontMatch(void *configuration, FcPattern *pattern, int *result);
FcFontSet *FcFontList(void *configuration, FcPattern *pattern, FcObjectSet *objects);
void FcFontSetDestroy(FcFontSet *set);
void FcStrFree(unsigned char *text);

#endif
