// Comments that carry a suppression marker.

#ifndef MEMCHECK_FRONTEND_COMMENTS_H
#define MEMCHECK_FRONTEND_COMMENTS_H

#include "base/array.h"
#include "model/unit_file.h"

typedef ARRAY(unit_comment) comment_list;

// Adds each comment of [text], which ends in a NUL, that holds "memcheck: allow" or
// "NOLINT(memcheck-". Line comments one below the other that stand alone on their lines
// are one comment. [line] is the last line of the comment: it speaks of that line or of
// the next. Texts are without delimiters and live in [arena].
void comments_find(const char *text, uint32_t file, arena *arena,
                   comment_list *comments);

#endif
