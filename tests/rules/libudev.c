// rules/libudev.yaml: counted devices, whose unref gives NULL.
#include <libudev.h>
#include <stddef.h>

int device_bad(const char *path)
{
  struct udev *udev = udev_new();
  if (udev == NULL)
    return -1;
  struct udev_device *device = udev_device_new_from_syspath(udev, path);
  if (device == NULL)
    return -1; // expect: leak
  udev_device_unref(device);
  udev_unref(udev);
  return 0;
}

int device_ok(const char *path)
{
  struct udev *udev = udev_new();
  if (udev == NULL)
    return -1;
  struct udev_device *device = udev_device_new_from_syspath(udev, path);
  int is_there = device != NULL;
  udev_device_unref(device);
  udev_unref(udev);
  return is_there;
}

int parent_is_the_childs_ok(struct udev_device *device)
{
  struct udev_device *parent = udev_device_get_parent(device);
  return parent != NULL && udev_device_get_sysname(parent) != NULL;
}

int scanned_bad(struct udev *udev)
{
  struct udev_enumerate *enumerate = udev_enumerate_new(udev);
  if (enumerate == NULL)
    return -1;
  return udev_enumerate_scan_devices(enumerate); // expect: leak
}

int forgotten_by_its_unref_ok(struct udev *udev)
{
  struct udev_enumerate *enumerate = udev_enumerate_new(udev);
  enumerate = udev_enumerate_unref(enumerate);
  return enumerate == NULL;
}

int received_overwritten_bad(struct udev_monitor *monitor)
{
  struct udev_device *device = udev_monitor_receive_device(monitor);
  if (device == NULL)
    return -1;
  device = udev_monitor_receive_device(monitor); // expect: overwritten
  udev_device_unref(device);
  return 0;
}

int FN_retained_bad(struct udev *udev)
{
  return udev_ref(udev) != NULL; // expect: leak
}
