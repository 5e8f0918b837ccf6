// What tests/rules/libusb.c needs of libusb.
#ifndef STUB_LIBUSB_H
#define STUB_LIBUSB_H
#pragma GCC system_header

#include <sys/types.h>

typedef struct libusb_context libusb_context;
typedef struct libusb_device libusb_device;
typedef struct libusb_device_handle libusb_device_handle;
struct libusb_config_descriptor {
  unsigned char bNumInterfaces;
};
struct libusb_transfer {
  void *user_data;
};

int libusb_init(libusb_context **context);
void libusb_exit(libusb_context *context);
ssize_t libusb_get_device_list(libusb_context *context, libusb_device ***list);
void libusb_free_device_list(libusb_device **list, int unref_devices);
libusb_device *libusb_ref_device(libusb_device *device);
void libusb_unref_device(libusb_device *device);
int libusb_open(libusb_device *device, libusb_device_handle **handle);
void libusb_close(libusb_device_handle *handle);
int libusb_set_configuration(libusb_device_handle *handle, int configuration);
int libusb_claim_interface(libusb_device_handle *handle, int number);
int libusb_release_interface(libusb_device_handle *handle, int number);
int libusb_get_active_config_descriptor(libusb_device *device,
                                        struct libusb_config_descriptor **config);
void libusb_free_config_descriptor(struct libusb_config_descriptor *config);
struct libusb_transfer *libusb_alloc_transfer(int packets);
int libusb_submit_transfer(struct libusb_transfer *transfer);
void libusb_free_transfer(struct libusb_transfer *transfer);

#endif
