// Families: what the names of a library's functions tell of ownership, where no fact
// and no body does. By `{match: "net_*", new: "_new", free: "_free"}` the caller owns
// what net_conn_new() returns, and net_conn_free() releases it.

#ifndef MEMCHECK_MODEL_FAMILY_H
#define MEMCHECK_MODEL_FAMILY_H

#include "model/pack.h"

// The fact that the families of the selected packs give, in memory of [arena]; NULL if
// none does. [packs] gains a kind for each releasing function.
const fact *family_fact(arena *arena, pack_set *packs, const pack_selection *selection,
                        const declaration *declaration, bool returns_pointer);

#endif
