#include "base/utf8.h"

#include <assert.h>
#include <stdbool.h>

// Bytes after the first that [lead] asks for, or -1.
static int continuation_count(unsigned char lead)
{
  if (lead < 0x80)
    return 0;
  if (lead >= 0xc2 && lead <= 0xdf)
    return 1;
  if (lead >= 0xe0 && lead <= 0xef)
    return 2;
  if (lead >= 0xf0 && lead <= 0xf4)
    return 3;
  return -1;
}

static bool is_character(uint32_t character, int continuations)
{
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  bool is_surrogate = character >= 0xd800 && character <= 0xdfff;
  return character >= least[continuations] && character <= 0x10ffff && !is_surrogate;
}

uint32_t utf8_decode(const char *text, size_t length, size_t *size)
{
  assert(length > 0);
  const unsigned char *bytes = (const unsigned char *)text;
  int more = continuation_count(bytes[0]);
  *size = 1;
  if (more == 0)
    return bytes[0];
  if (more < 0 || (size_t)more >= length)
    return UTF8_INVALID;
  uint32_t character = bytes[0] & (0x3fu >> more);
  for (int i = 1; i <= more; i++) {
    if ((bytes[i] & 0xc0) != 0x80)
      return UTF8_INVALID;
    character = character << 6 | (bytes[i] & 0x3fu);
  }
  if (!is_character(character, more))
    return UTF8_INVALID;
  *size = (size_t)more + 1;
  return character;
}

typedef struct character_range {
  uint32_t first, last;
} character_range;

static bool is_in(const character_range *ranges, size_t count, uint32_t character)
{
  for (size_t i = 0; i < count; i++)
    if (character >= ranges[i].first && character <= ranges[i].last)
      return true;
  return false;
}

#define IS_IN(ranges, character)                                                       \
  is_in((ranges), sizeof(ranges) / sizeof *(ranges), (character))

int utf8_width(uint32_t character)
{
  static const character_range combining[] = {
      {0x300, 0x36f},     {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},
      {0x64b, 0x65f},     {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f},
      {0x20d0, 0x20ff},   {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
      {0xe0100, 0xe01ef},
  };
  static const character_range wide[] = {
      {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xac00, 0xd7a3},
      {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
      {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
  };
  if (character < 0x300)
    return 1;
  if (IS_IN(combining, character))
    return 0;
  return IS_IN(wide, character) ? 2 : 1;
}
