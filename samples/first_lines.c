// first_lines: the first line of every regular file in a folder.
//
// Meant to run over a spool with tens of thousands of messages, so each file is opened,
// read once and left; whatever is no regular file (a pipe, a folder) is passed over.

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void print_first_line(const char *name, int fd)
{
  char text[256];
  ssize_t length = read(fd, text, sizeof text - 1);
  if (length < 0) {
    perror(name);
    return;
  }
  text[length] = '\0';
  text[strcspn(text, "\n")] = '\0';
  printf("%s: %s\n", name, text);
}

static int list_folder(const char *path)
{
  DIR *folder = opendir(path);
  if (folder == NULL) {
    perror(path);
    return 1;
  }

  struct dirent *entry;
  while ((entry = readdir(folder)) != NULL) {
    int fd = openat(dirfd(folder), entry->d_name, O_RDONLY | O_NONBLOCK);
    if (fd < 0)
      continue;
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
      continue;
    print_first_line(entry->d_name, fd);
    close(fd);
  }
  closedir(folder);
  return 0;
}

int main(int argc, char **argv)
{
  return list_folder(argc > 1 ? argv[1] : ".");
}
