// Guess: include folders for sources that come without a compile command.
//
// Each #include of a source, and of the headers it leads to, is looked up among the
// headers of the project: "net/buf.h" asks for a folder that holds net/buf.h. Of
// several the one nearest to the includer is taken. Headers of Python and GLib ask
// pkg-config.

#ifndef MEMCHECK_PROJECT_GUESS_H
#define MEMCHECK_PROJECT_GUESS_H

#include "base/arena.h"
#include "project/text_list.h"

typedef struct guesser guesser;

// [root] is the folder whose headers may be used. Owned by the caller; strings it gives
// out come from [arena].
guesser *guesser_new(arena *arena, const char *root);
void guesser_free(guesser *guesser);

// Adds flags for [source] (absolute) to [flags], and to [guesses] what a person would
// want to know of them: "src/include", "python3 (pkg-config)".
void guesser_add_flags(guesser *guesser, const char *source, text_list *flags,
                       text_list *guesses);

#endif
