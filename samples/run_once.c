// run_once: says whether another copy of this program runs already.
//
// The lock on a file tells. The kernel gives it back when the process ends, however that
// happens, so nobody has to clean up: the descriptor is kept open on purpose.

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

// Takes the lock at [path] for the rest of the process; false if another one has it.
static bool hold_lock(const char *path)
{
  int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0)
    return false;
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    close(lock);
    return false;
  }
  return true;
}

int main(int argc, char **argv)
{
  if (!hold_lock(argc > 1 ? argv[1] : "/tmp/run_once.lock")) {
    fputs("already running, or no lock to be had\n", stderr);
    return 1;
  }
  puts("press Enter to end");
  getchar();
  return 0;
}
