#include "model/unit_job.h"
#include "base/bytes.h"

static void put_strings(strbuf *out, const char *const *texts, uint32_t count)
{
  bytes_put_number(out, count);
  for (uint32_t i = 0; i < count; i++)
    bytes_put_string(out, texts[i]);
}

static const char **get_strings(bytes_reader *reader, arena *arena, uint32_t *count)
{
  *count = bytes_get_count(reader);
  const char **texts = arena_new_array(arena, const char *, *count);
  for (uint32_t i = 0; i < *count; i++)
    texts[i] = bytes_get_string(reader, arena);
  return texts;
}

void unit_job_encode(const unit_job *job, strbuf *out)
{
  bytes_put_string(out, job->source);
  bytes_put_string(out, job->directory);
  put_strings(out, job->flags, job->flag_count);
  put_strings(out, job->select, job->select_count);
}

bool unit_job_decode(arena *arena, const void *bytes, size_t length, unit_job *job)
{
  bytes_reader reader = {.next = bytes, .end = (const unsigned char *)bytes + length};
  job->source = bytes_get_string(&reader, arena);
  job->directory = bytes_get_string(&reader, arena);
  job->flags = get_strings(&reader, arena, &job->flag_count);
  job->select = get_strings(&reader, arena, &job->select_count);
  return !reader.failed && reader.next == reader.end;
}
