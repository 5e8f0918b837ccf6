// What tests/rules/libudev.c needs of libudev.
#ifndef STUB_LIBUDEV_H
#define STUB_LIBUDEV_H
#pragma GCC system_header

struct udev;
struct udev_device;
struct udev_enumerate;
struct udev_monitor;

struct udev *udev_new(void);
struct udev *udev_ref(struct udev *udev);
struct udev *udev_unref(struct udev *udev);
struct udev_device *udev_device_new_from_syspath(struct udev *udev, const char *path);
struct udev_device *udev_device_get_parent(struct udev_device *device);
const char *udev_device_get_sysname(struct udev_device *device);
struct udev_device *udev_device_unref(struct udev_device *device);
struct udev_enumerate *udev_enumerate_new(struct udev *udev);
int udev_enumerate_scan_devices(struct udev_enumerate *enumerate);
struct udev_enumerate *udev_enumerate_unref(struct udev_enumerate *enumerate);
struct udev_device *udev_monitor_receive_device(struct udev_monitor *monitor);

#endif
