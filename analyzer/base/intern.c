#include "base/intern.h"

#include <string.h>
#include <uthash.h>

struct intern_entry {
  const char *text;
  UT_hash_handle hh;
};

static intern_entry *find(const intern_table *table, const char *text, size_t length)
{
  intern_entry *entry = NULL;
  HASH_FIND(hh, table->entries, text, (unsigned)length, entry);
  return entry;
}

const char *intern_bytes(intern_table *table, const char *text, size_t length)
{
  intern_entry *entry = find(table, text, length);
  if (entry != NULL)
    return entry->text;
  entry = arena_new(&table->arena, intern_entry);
  entry->text = arena_copy_bytes(&table->arena, text, length);
  HASH_ADD_KEYPTR(hh, table->entries, entry->text, (unsigned)length, entry);
  return entry->text;
}

const char *intern(intern_table *table, const char *text)
{
  return intern_bytes(table, text, strlen(text));
}

const char *intern_find(const intern_table *table, const char *text)
{
  intern_entry *entry = find(table, text, strlen(text));
  return entry == NULL ? NULL : entry->text;
}

void intern_clear(intern_table *table)
{
  HASH_CLEAR(hh, table->entries);
  arena_clear(&table->arena);
}
