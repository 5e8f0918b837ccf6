// Suppression: what one comment of the source asks to be silent about.
//
//     memcheck: allow(MC1001) -- owned by the registry until exit
//     memcheck: allow-begin(MC1001, MC1003) -- why       ...       memcheck:
//     allow-end(...) memcheck: allow-file(resources) -- why NOLINT(memcheck-MC1001)
//     also NOLINTNEXTLINE, NOLINTBEGIN, NOLINTEND
//
// Rules are named as for --select: ids, prefixes or groups. Whoever silences a finding
// says which and why; a comment that does not is wrong, and does nothing. NOLINT, which
// has no place for a reason, goes without.

#ifndef MEMCHECK_MODEL_SUPPRESSION_H
#define MEMCHECK_MODEL_SUPPRESSION_H

#include "base/arena.h"
#include "model/finding.h"

typedef enum suppression_form {
  SUPPRESSION_HERE, // the statement that the comment is at
  SUPPRESSION_BEGIN,
  SUPPRESSION_END,
  SUPPRESSION_FILE,
} suppression_form;

typedef struct suppression {
  suppression_form form;
  uint32_t word_count; // at least one, but for SUPPRESSION_END
  const char **words;  // rules, as they are named in the comment
  const char *list;    // all words, as "MC1001, MC1003"
  const char *reason;
  const char *problem; // why it does nothing ("the reason is missing"), or NULL
} suppression;

// Where in [text] the next comment to memcheck begins, or NULL. What only speaks of
// such comments, in quotes, is none. [text] ends in a NUL.
const char *suppression_find(const char *text);
// Reads [text], which begins with what suppression_find() found and ends with the
// comment. Strings come from [arena].
void suppression_parse(arena *arena, const char *text, suppression *suppression);

#endif
