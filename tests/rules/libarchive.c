// rules/libarchive.yaml: archives and their entries.
#include <archive.h>

int archive_bad(const char *path)
{
  struct archive *archive = archive_read_new();
  if (archive == NULL)
    return -1;
  if (archive_read_open_filename(archive, path, 4096) != ARCHIVE_OK)
    return -1; // expect: leak
  return archive_read_free(archive);
}

int archive_ok(const char *path)
{
  struct archive *archive = archive_read_new();
  if (archive == NULL)
    return -1;
  int result = archive_read_open_filename(archive, path, 4096);
  archive_read_free(archive);
  return result;
}

int entries_are_the_archives_ok(struct archive *archive)
{
  struct archive_entry *entry;
  int count = 0;
  while (archive_read_next_header(archive, &entry) == ARCHIVE_OK)
    count += archive_entry_pathname(entry) != NULL;
  return count;
}

int own_entry_bad(struct archive *archive)
{
  struct archive_entry *entry = archive_entry_new();
  if (entry == NULL)
    return -1;
  return archive_write_header(archive, entry); // expect: leak
}

int own_entry_ok(struct archive *archive)
{
  struct archive_entry *entry = archive_entry_new();
  if (entry == NULL)
    return -1;
  int result = archive_write_header(archive, entry);
  archive_entry_free(entry);
  return result;
}

int freed_twice_bad(void)
{
  struct archive *archive = archive_write_new();
  if (archive == NULL)
    return -1;
  archive_write_free(archive);
  return archive_write_free(archive); // expect: double release
}
