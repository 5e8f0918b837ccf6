// Call: what moves from one piece of memory to another, byte by byte.

#include "engine/call.h"

void call_copy_memory(run *run, state *state, const call *call, uint32_t argument)
{
  region to, from;
  int64_t size;
  if (argument + 2 >= call->count ||
      !region_pointee(&run->values, call->arguments[argument], &to) ||
      !region_pointee(&run->values, call->arguments[argument + 1], &from))
    return;
  region source = region_root(&run->values, from);
  value content = value_content(&run->values, source);
  bool is_known =
      value_is_integer(&run->values, call->arguments[argument + 2], &size) &&
      size > 0 && region_root(&run->values, to) != source &&
      !region_is_under_any(&run->values, to) &&
      !region_is_under_any(&run->values, from);
  if (!is_known)
    transfer_give_away(run, state, content, OBJECT_ESCAPED, call->instruction);
  else if (state_is_outside(&run->context, state, to))
    transfer_give_away(run, state, content, OBJECT_HELD, call->instruction);
  if (is_known)
    state_copy_contents(&run->context, state, to, from, (uint64_t)size,
                        call->instruction);
}
