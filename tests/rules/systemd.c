// rules/systemd.yaml: counted objects that come through out parameters.
#include <stdlib.h>
#include <systemd/sd-bus.h>

int bus_bad(const char *name)
{
  sd_bus *bus = NULL;
  sd_bus_error error = {NULL};
  int result = sd_bus_open_system(&bus);
  if (result < 0)
    return result;
  result = sd_bus_call_method(bus, name, "/", "a.b", "c", &error, NULL, "");
  if (result < 0)
    return result; // expect: leak
  sd_bus_unref(bus);
  return 0;
}

int bus_ok(const char *name)
{
  sd_bus *bus = NULL;
  sd_bus_error error = {NULL};
  int result = sd_bus_open_system(&bus);
  if (result < 0)
    return result;
  result = sd_bus_call_method(bus, name, "/", "a.b", "c", &error, NULL, "");
  sd_bus_unref(bus);
  return result;
}

int bus_forgotten_by_its_unref_ok(void)
{
  sd_bus *bus = NULL;
  if (sd_bus_open_system(&bus) < 0)
    return -1;
  bus = sd_bus_unref(bus);
  return bus == NULL;
}

int reply_bad(sd_bus *bus)
{
  sd_bus_message *reply;
  int result = sd_bus_call_method(bus, "a", "/", "a.b", "c", NULL, &reply, "");
  if (result < 0)
    return result;
  return 0; // expect: leak
}

int reply_ok(sd_bus *bus)
{
  sd_bus_message *reply = NULL;
  int result = sd_bus_call_method(bus, "a", "/", "a.b", "c", NULL, &reply, "");
  sd_bus_message_unref(reply);
  return result;
}

int FN_retained_bad(sd_bus *bus)
{
  sd_bus *mine = sd_bus_ref(bus);
  return mine == NULL; // expect: leak
}

int journal_bad(void)
{
  sd_journal *journal;
  if (sd_journal_open(&journal, 0) < 0)
    return -1;
  return sd_journal_next(journal); // expect: leak
}

int journal_closed_twice_bad(void)
{
  sd_journal *journal;
  if (sd_journal_open(&journal, 0) < 0)
    return -1;
  sd_journal_close(journal);
  sd_journal_close(journal); // expect: double release
  return 0;
}

int parent_is_borrowed_ok(const char *path)
{
  sd_device *device;
  sd_device *parent;
  if (sd_device_new_from_syspath(&device, path) < 0)
    return -1;
  int result = sd_device_get_parent(device, &parent);
  sd_device_unref(device);
  return result;
}

int unit_bad(pid_t pid)
{
  char *unit;
  if (sd_pid_get_unit(pid, &unit) < 0)
    return -1;
  return unit[0]; // expect: leak
}

int unit_ok(pid_t pid)
{
  char *unit;
  if (sd_pid_get_unit(pid, &unit) < 0)
    return -1;
  int first = unit[0];
  free(unit);
  return first;
}
