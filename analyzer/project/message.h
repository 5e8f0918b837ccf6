// Message: counted bytes over a pipe, between memcheck and its workers.
//
//   | length: 4 bytes, least first | bytes ... |

#ifndef MEMCHECK_PROJECT_MESSAGE_H
#define MEMCHECK_PROJECT_MESSAGE_H

#include "base/strbuf.h"

#include <stdbool.h>

#define MESSAGE_HEADER 4
#define MESSAGE_LIMIT 0x7fffffff // bytes; a longer one is taken for noise

// Appends [bytes] as a message to [out].
void message_add(strbuf *out, const void *bytes, size_t length);
// The whole length, header included, of the message that the bytes of [in] begin with;
// 0 while not even the header is there. Above MESSAGE_LIMIT: not a message.
size_t message_length(const strbuf *in);

// For the side that waits. False: the pipe is broken or at its end.
bool message_send(int file, const void *bytes, size_t length);
// Puts the next message's bytes, without header, into [out].
bool message_receive(int file, strbuf *out);

#endif
