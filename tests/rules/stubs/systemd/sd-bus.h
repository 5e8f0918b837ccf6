// What tests/rules/systemd.c needs of libsystemd.
#ifndef STUB_SYSTEMD_SD_BUS_H
#define STUB_SYSTEMD_SD_BUS_H
#pragma GCC system_header

#include <sys/types.h>

typedef struct sd_bus sd_bus;
typedef struct sd_bus_message sd_bus_message;
typedef struct sd_bus_error {
  const char *name;
} sd_bus_error;
typedef struct sd_journal sd_journal;
typedef struct sd_device sd_device;

int sd_bus_open_system(sd_bus **bus);
sd_bus *sd_bus_ref(sd_bus *bus);
sd_bus *sd_bus_unref(sd_bus *bus);
int sd_bus_call_method(sd_bus *bus, const char *name, const char *path,
                       const char *interface, const char *member, sd_bus_error *error,
                       sd_bus_message **reply, const char *types, ...);
sd_bus_message *sd_bus_message_unref(sd_bus_message *message);
int sd_bus_process(sd_bus *bus, sd_bus_message **message);
int sd_journal_open(sd_journal **journal, int flags);
int sd_journal_next(sd_journal *journal);
void sd_journal_close(sd_journal *journal);
int sd_device_new_from_syspath(sd_device **device, const char *path);
int sd_device_get_parent(sd_device *child, sd_device **parent);
sd_device *sd_device_unref(sd_device *device);
int sd_pid_get_unit(pid_t pid, char **unit);

#endif
