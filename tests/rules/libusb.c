// rules/libusb.yaml: contexts, lists, handles, transfers.
#include <libusb-1.0/libusb.h>
#include <stddef.h>

int context_bad(libusb_device *device)
{
  libusb_context *context;
  libusb_device_handle *handle;
  if (libusb_init(&context) != 0)
    return -1;
  if (libusb_open(device, &handle) != 0)
    return -1; // expect: leak
  libusb_close(handle);
  libusb_exit(context);
  return 0;
}

int context_ok(libusb_device *device)
{
  libusb_context *context;
  libusb_device_handle *handle;
  if (libusb_init(&context) < 0)
    return -1;
  if (libusb_open(device, &handle) < 0) {
    libusb_exit(context);
    return -1;
  }
  libusb_close(handle);
  libusb_exit(context);
  return 0;
}

int default_context_ok(void)
{
  return libusb_init(NULL);
}

ssize_t list_bad(libusb_context *context)
{
  libusb_device **list;
  ssize_t count = libusb_get_device_list(context, &list);
  if (count < 0)
    return count;
  return count; // expect: leak
}

ssize_t list_ok(libusb_context *context)
{
  libusb_device **list;
  ssize_t count = libusb_get_device_list(context, &list);
  if (count < 0)
    return count;
  libusb_free_device_list(list, 1);
  return count;
}

int handle_bad(libusb_device *device)
{
  libusb_device_handle *handle;
  if (libusb_open(device, &handle) != 0)
    return -1;
  return libusb_set_configuration(handle, 1); // expect: leak
}

int configuration_bad(libusb_device *device)
{
  struct libusb_config_descriptor *config;
  if (libusb_get_active_config_descriptor(device, &config) != 0)
    return -1;
  return config->bNumInterfaces; // expect: leak
}

int configuration_ok(libusb_device *device)
{
  struct libusb_config_descriptor *config;
  if (libusb_get_active_config_descriptor(device, &config) != 0)
    return -1;
  int count = config->bNumInterfaces;
  libusb_free_config_descriptor(config);
  return count;
}

int submitted_transfer_is_the_librarys_ok(void)
{
  struct libusb_transfer *transfer = libusb_alloc_transfer(0);
  if (transfer == NULL)
    return -1;
  if (libusb_submit_transfer(transfer) != 0) {
    libusb_free_transfer(transfer);
    return -1;
  }
  return 0;
}

int transfer_that_was_not_submitted_bad(void)
{
  struct libusb_transfer *transfer = libusb_alloc_transfer(0);
  if (transfer == NULL)
    return -1;
  if (libusb_submit_transfer(transfer) != 0)
    return -1; // expect: leak
  return 0;
}

int FN_claimed_at_return_bad(libusb_device_handle *handle)
{
  if (libusb_claim_interface(handle, 0) < 0)
    return -1;
  return libusb_set_configuration(handle, 1); // expect: leak
}
