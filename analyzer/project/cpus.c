#include "project/cpus.h"
#include "project/files.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

uint32_t cpus_of_quota(const char *cpu_max)
{
  char *end;
  unsigned long long quota = strtoull(cpu_max, &end, 10);
  if (end == cpu_max || quota == 0)
    return 0;
  unsigned long long period = strtoull(end, NULL, 10);
  if (period == 0)
    return 0;
  return (uint32_t)((quota + period - 1) / period);
}

static uint32_t quota_of_file(const char *path)
{
  strbuf text = {0};
  uint32_t cpus = 0;
  if (files_read(path, &text))
    cpus = cpus_of_quota(strbuf_text(&text));
  strbuf_clear(&text);
  return cpus;
}

// The least quota on the way from the process's group up to the root of version 2's
// tree.
// "/proc/self/cgroup" has a line "0::/user.slice/build".
static uint32_t quota_of_group(void)
{
  strbuf text = {0};
  uint32_t least = 0;
  const char *line = NULL;
  if (files_read("/proc/self/cgroup", &text))
    line = strstr(strbuf_text(&text), "0::/");
  strbuf path = {0};
  strbuf_add(&path, "/sys/fs/cgroup");
  size_t root = path.length;
  if (line != NULL)
    strbuf_add_bytes(&path, line + 3, strcspn(line + 3, "\n"));
  for (;;) {
    size_t folder = path.length;
    strbuf_add(&path, "/cpu.max");
    uint32_t quota = quota_of_file(strbuf_text(&path));
    if (quota != 0 && (least == 0 || quota < least))
      least = quota;
    while (folder > root && path.text[folder - 1] != '/')
      folder--;
    if (folder <= root)
      break;
    path.length = folder - 1;
    path.text[path.length] = '\0';
  }
  strbuf_clear(&path);
  strbuf_clear(&text);
  return least;
}

static uint32_t cpus_of_affinity(void)
{
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return (uint32_t)CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (uint32_t)online : 1;
}

uint32_t cpus_allowed(void)
{
  uint32_t cpus = cpus_of_affinity();
  uint32_t quota = quota_of_group();
  return quota != 0 && quota < cpus ? quota : cpus;
}
