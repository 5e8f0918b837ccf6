// CPUs: how many of the machine this process may use.

#ifndef MEMCHECK_PROJECT_CPUS_H
#define MEMCHECK_PROJECT_CPUS_H

#include <stdint.h>

// By affinity and by the quota of the control group, whichever is less; at least 1.
uint32_t cpus_allowed(void);

// The number of CPUs a control group's quota comes to, rounded up: of "200000 100000"
// (a cpu.max) it is 2. 0: no quota, or not the text of one.
uint32_t cpus_of_quota(const char *cpu_max);

#endif
