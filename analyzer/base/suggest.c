#include "base/suggest.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define LONGEST 63 // longer words are not compared: nobody misspells them by hand

static uint32_t smaller(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

// Optimal string alignment: edits and swaps of neighbours, each one step. Row i of the
// table holds the distances of the first i letters of [a] to every prefix of [b]; only
// the last three rows are kept.
static uint32_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
  uint32_t rows[3][LONGEST + 1];
  for (uint32_t j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (uint32_t i = 1; i <= a_length; i++) {
    uint32_t *row = rows[i % 3];
    const uint32_t *above = rows[(i + 2) % 3];
    const uint32_t *two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (uint32_t j = 1; j <= b_length; j++) {
      uint32_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = smaller(change, smaller(above[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = smaller(row[j], two_above[j - 2] + 1);
    }
  }
  return rows[a_length % 3][b_length];
}

static size_t common_start(const char *a, const char *b)
{
  size_t length = 0;
  while (a[length] != '\0' && a[length] == b[length])
    length++;
  return length;
}

const char *suggest_word(const char *word, const char *const *choices, uint32_t count)
{
  size_t length = strlen(word);
  if (length > LONGEST)
    return NULL;
  const char *best = NULL;
  uint32_t best_distance = (uint32_t)(length < 3 ? 1 : (length + 2) / 3) + 1;
  for (uint32_t i = 0; i < count; i++) {
    size_t choice_length = strlen(choices[i]);
    if (choice_length > LONGEST)
      continue;
    uint32_t steps = distance(word, length, choices[i], choice_length);
    bool is_closer = steps < best_distance ||
                     (best != NULL && steps == best_distance &&
                      common_start(word, choices[i]) > common_start(word, best));
    if (is_closer) {
      best = choices[i];
      best_distance = steps;
    }
  }
  return best;
}
