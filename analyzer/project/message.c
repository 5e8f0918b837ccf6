#include "project/message.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

void message_add(strbuf *out, const void *bytes, size_t length)
{
  for (int shift = 0; shift < 32; shift += 8)
    strbuf_add_char(out, (char)(length >> shift & 0xff));
  strbuf_add_bytes(out, bytes, length);
}

static size_t decode_header(const char *text)
{
  size_t length = 0;
  for (int i = 0; i < MESSAGE_HEADER; i++)
    length |= (size_t)(unsigned char)text[i] << (8 * i);
  return length;
}

size_t message_length(const strbuf *in)
{
  if (in->length < MESSAGE_HEADER)
    return 0;
  return MESSAGE_HEADER + decode_header(in->text);
}

bool message_send(int file, const void *bytes, size_t length)
{
  strbuf message = {0};
  message_add(&message, bytes, length);
  size_t sent = 0;
  while (sent < message.length) {
    ssize_t step = write(file, message.text + sent, message.length - sent);
    if (step < 0 && errno != EINTR)
      break;
    sent += step > 0 ? (size_t)step : 0;
  }
  bool is_whole = sent == message.length;
  strbuf_clear(&message);
  return is_whole;
}

static bool receive_bytes(int file, strbuf *out, size_t length)
{
  char buffer[16384];
  while (length != 0) {
    ssize_t step = read(file, buffer, length < sizeof buffer ? length : sizeof buffer);
    if (step < 0 && errno == EINTR)
      continue;
    if (step <= 0)
      return false;
    strbuf_add_bytes(out, buffer, (size_t)step);
    length -= (size_t)step;
  }
  return true;
}

bool message_receive(int file, strbuf *out)
{
  strbuf_reset(out);
  if (!receive_bytes(file, out, MESSAGE_HEADER))
    return false;
  size_t length = decode_header(out->text);
  strbuf_reset(out);
  return length <= MESSAGE_LIMIT && receive_bytes(file, out, length);
}
