// Tie: what is somebody else's. A borrowed result is gone once its owner is released;
// what a callee took is not this function's to release. Inside the engine only.

#ifndef MEMCHECK_ENGINE_TIE_H
#define MEMCHECK_ENGINE_TIE_H

#include "engine/call.h"

// The result of [call] is borrowed from argument [from], counted from 1.
void tie_borrowed(run *run, state *state, const call *call, uint32_t from);
// [owner] was just released: what is borrowed from it is gone.
void tie_end(run *run, state *state, const object *owner);
// [call] took [argument]: it is stolen, as its fact says.
void tie_stolen(run *run, state *state, const call *call, uint32_t argument);
// A call gets [v] and may change what is known of it: an owner may give back what it
// took, and a borrowed object may be made one of its own.
void tie_pass(run *run, state *state, value v, bool may_write);

#endif
