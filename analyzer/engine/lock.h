// Lock: what is held between a call that takes it and one that gives it back; and, by
// the same means, storage that is live between init and done. Inside the engine only.

#ifndef MEMCHECK_ENGINE_LOCK_H
#define MEMCHECK_ENGINE_LOCK_H

#include "engine/place.h"
#include "engine/run.h"

// [pointer] is the address of the lock; a call of [taker] took it, where [guard] holds.
void lock_take(run *run, state *state, place_use use, value pointer, const char *kind,
               object_guard guard, const char *taker, uint32_t instruction);
void lock_give_back(run *run, state *state, place_use use, value pointer,
                    const char *kind, const char *giver, uint32_t instruction);
// From here on it may be held or not.
void lock_lose_track(run *run, state *state, place_use use, value pointer);
// Somebody unseen is called with [arguments].
void lock_pass(run *run, state *state, const value *arguments, uint32_t count,
               uint32_t instruction);
// The function returns [result] in [state].
void lock_note_exit(run *run, const state *state, value result, uint32_t instruction);
// Once all exits are known: turns those that forget a lock into events.
void lock_judge(run *run);

// ---- storage.c ----

// [call] makes the storage at [argument] live.
void storage_begin(run *run, state *state, value pointer, const char *kind,
                   object_guard guard, const char *maker, uint32_t instruction);
// What lies in the variable that [v] is the address or the content of is somebody
// else's too: never reported.
void storage_let_go(run *run, state *state, value v);
// [local], or with IR_NONE each, goes out of scope: live storage in it leaks.
void storage_find_lost(run *run, state *state, uint32_t local, uint32_t instruction,
                       loss loss);

#endif
