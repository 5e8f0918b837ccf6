// Comments that speak to memcheck, and the statements they speak of.

#ifndef MEMCHECK_FRONTEND_COMMENTS_H
#define MEMCHECK_FRONTEND_COMMENTS_H

#include "base/array.h"
#include "model/unit_file.h"

typedef ARRAY(unit_comment) comment_list;

// Adds what suppression_find() finds in the comments of [text], which ends in a NUL.
//
// A comment speaks of the statement that it stands in or behind; alone on its lines, of
// the statement that begins on the next line, with nothing but comments between. A
// statement ends with a brace, or with a semicolon outside of brackets: so a comment at
// an `if` speaks of its head. Line comments one below the other are one comment.
// Texts live in [arena].
void comments_find(const char *text, uint32_t file, arena *arena,
                   comment_list *comments);

#endif
