// rules/pcap.yaml: captures, filters, lists of devices.
#include <pcap.h>
#include <stddef.h>

int capture_bad(const char *path)
{
  char error[256];
  struct bpf_program program;
  pcap_t *capture = pcap_open_offline(path, error);
  if (capture == NULL)
    return -1;
  if (pcap_compile(capture, &program, "tcp", 1, 0) != 0)
    return -1; // expect: leak
  pcap_freecode(&program);
  pcap_close(capture);
  return 0;
}

int capture_ok(const char *path)
{
  char error[256];
  struct bpf_program program;
  pcap_t *capture = pcap_open_offline(path, error);
  if (capture == NULL)
    return -1;
  int result = pcap_compile(capture, &program, "tcp", 1, 0);
  if (result == 0)
    pcap_freecode(&program);
  pcap_close(capture);
  return result;
}

int filter_bad(pcap_t *capture)
{
  struct bpf_program program;
  if (pcap_compile(capture, &program, "tcp", 1, 0) != 0)
    return -1;
  return pcap_setfilter(capture, &program); // expect: leak
}

pcap_t *stream_is_taken_on_success_ok(const char *path)
{
  char error[256];
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return NULL;
  pcap_t *capture = pcap_fopen_offline(file, error);
  if (capture == NULL)
    fclose(file);
  return capture;
}

pcap_t *stream_stays_if_it_fails_bad(const char *path)
{
  char error[256];
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return NULL;
  return pcap_fopen_offline(file, error); // expect: leak
}

int devices_bad(void)
{
  char error[256];
  pcap_if_t *list;
  if (pcap_findalldevs(&list, error) != 0)
    return -1;
  return list != NULL; // expect: leak
}

int devices_ok(void)
{
  char error[256];
  pcap_if_t *list;
  int count = 0;
  if (pcap_findalldevs(&list, error) != 0)
    return -1;
  for (pcap_if_t *at = list; at != NULL; at = at->next)
    count++;
  pcap_freealldevs(list);
  return count;
}

int closed_twice_bad(const char *path)
{
  char error[256];
  pcap_t *capture = pcap_open_live(path, 100, 0, 10, error);
  if (capture == NULL)
    return -1;
  pcap_close(capture);
  pcap_close(capture); // expect: double release
  return 0;
}

int dump_bad(pcap_t *capture, const char *path)
{
  pcap_dumper_t *dump = pcap_dump_open(capture, path);
  return dump == NULL ? -1 : 0; // expect: leak
}
