#include "report/source.h"
#include "base/memory.h"
#include "project/files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void clear_file(source_file *file)
{
  free(file->path);
  strbuf_clear(&file->text);
  array_clear(&file->starts);
  *file = (source_file){0};
}

// Lines end as the C front end ends them: in "\n", "\r\n" or "\r".
static void find_lines(source_file *file)
{
  const char *text = strbuf_text(&file->text);
  size_t length = file->text.length;
  array_push(&file->starts, 0);
  for (size_t i = 0; i < length; i++) {
    bool is_pair = text[i] == '\r' && i + 1 < length && text[i + 1] == '\n';
    i += is_pair;
    if (text[i] == '\n' || text[i] == '\r')
      array_push(&file->starts, i + 1);
  }
}

static bool is_regular(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static source_file *find_file(source_cache *cache, const char *path)
{
  for (uint32_t i = 0; i < SOURCE_SLOTS; i++)
    if (cache->files[i].path != NULL && strcmp(cache->files[i].path, path) == 0)
      return &cache->files[i];
  source_file *file = &cache->files[cache->next];
  cache->next = (cache->next + 1) % SOURCE_SLOTS;
  clear_file(file);
  file->path = memory_copy_string(path);
  file->is_readable = is_regular(path) && files_read(path, &file->text);
  find_lines(file);
  return file;
}

bool source_find_line(source_cache *cache, const char *path, uint32_t number,
                      source_line *line)
{
  const source_file *file = find_file(cache, path);
  if (!file->is_readable || number == 0 || number > file->starts.count)
    return false;
  const char *text = strbuf_text(&file->text);
  size_t start = file->starts.items[number - 1];
  size_t end =
      number < file->starts.count ? file->starts.items[number] : file->text.length;
  while (end > start && (text[end - 1] == '\n' || text[end - 1] == '\r'))
    end--;
  line->text = text + start;
  line->length = end - start;
  return true;
}

void source_cache_clear(source_cache *cache)
{
  for (uint32_t i = 0; i < SOURCE_SLOTS; i++)
    clear_file(&cache->files[i]);
  cache->next = 0;
}
