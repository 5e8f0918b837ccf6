// What tests/rules/pcap.c needs of libpcap.
#ifndef STUB_PCAP_H
#define STUB_PCAP_H
#pragma GCC system_header

#include <stdio.h>

typedef struct pcap pcap_t;
typedef struct pcap_dumper pcap_dumper_t;
typedef struct pcap_if {
  struct pcap_if *next;
  char *name;
} pcap_if_t;
struct bpf_program {
  unsigned bf_len;
  void *bf_insns;
};

pcap_t *pcap_open_offline(const char *path, char *error);
pcap_t *pcap_fopen_offline(FILE *file, char *error);
pcap_t *pcap_open_live(const char *device, int length, int promiscuous, int timeout,
                       char *error);
void pcap_close(pcap_t *capture);
int pcap_findalldevs(pcap_if_t **list, char *error);
void pcap_freealldevs(pcap_if_t *list);
int pcap_compile(pcap_t *capture, struct bpf_program *program, const char *text,
                 int optimize, unsigned mask);
int pcap_setfilter(pcap_t *capture, struct bpf_program *program);
void pcap_freecode(struct bpf_program *program);
pcap_dumper_t *pcap_dump_open(pcap_t *capture, const char *path);
void pcap_dump_close(pcap_dumper_t *dump);

#endif
