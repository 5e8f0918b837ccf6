// find_config: where the configuration is: in the user's home, else the system's.
//
// Both places are tried with a path built on the heap; the one that exists is printed.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// "[folder]/[name]", owned by the caller, or NULL if memory ran out.
static char *join_path(const char *folder, const char *name)
{
  size_t size = strlen(folder) + strlen(name) + 2;
  char *path = malloc(size);
  if (path != NULL)
    snprintf(path, size, "%s/%s", folder, name);
  return path;
}

// The path of the configuration, owned by the caller, or NULL if there is none.
static char *find_config(const char *home, const char *name)
{
  char *path = join_path(home, name);
  if (path == NULL || access(path, R_OK) != 0) {
    free(path);
    path = join_path("/etc", name);
  }
  if (path != NULL && access(path, R_OK) != 0) {
    free(path);
    return NULL;
  }
  return path;
}

int main(int argc, char **argv)
{
  const char *home = getenv("HOME");
  char *path = find_config(home != NULL ? home : "/", argc > 1 ? argv[1] : "profile");
  if (path == NULL) {
    fputs("no configuration found\n", stderr);
    return 1;
  }
  puts(path);
  free(path);
  return 0;
}
