// What tests/rules/libarchive.c needs of libarchive.
#ifndef STUB_ARCHIVE_H
#define STUB_ARCHIVE_H
#pragma GCC system_header

#include <stddef.h>

struct archive;
struct archive_entry;
#define ARCHIVE_OK 0

struct archive *archive_read_new(void);
int archive_read_open_filename(struct archive *archive, const char *path, size_t block);
int archive_read_next_header(struct archive *archive, struct archive_entry **entry);
int archive_read_free(struct archive *archive);
struct archive *archive_write_new(void);
int archive_write_free(struct archive *archive);
int archive_write_header(struct archive *archive, struct archive_entry *entry);
struct archive_entry *archive_entry_new(void);
const char *archive_entry_pathname(struct archive_entry *entry);
void archive_entry_free(struct archive_entry *entry);

#endif
