// What tests/rules/linux.c needs of the kernel.
#ifndef STUB_LINUX_OF_H
#define STUB_LINUX_OF_H
#pragma GCC system_header

#include <stddef.h>

struct device_node {
  const char *name;
};
struct device;
struct file;
struct clk;
struct sk_buff;
struct firmware {
  size_t size;
};
struct mutex {
  int state;
};
typedef unsigned gfp_t;
#define GFP_KERNEL 0u
#define ENOMEM 12
#define MAX_ERRNO 4095
#define IS_ERR(pointer) ((unsigned long)(pointer) >= (unsigned long)-MAX_ERRNO)
#define PTR_ERR(pointer) ((long)(pointer))

void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *krealloc(const void *block, size_t size, gfp_t flags);
void kfree(const void *block);
void *memdup_user(const void *source, size_t size);
struct device_node *of_find_node_by_path(const char *path);
struct device_node *of_get_next_child(const struct device_node *node,
                                      struct device_node *previous);
struct device_node *of_node_get(struct device_node *node);
void of_node_put(struct device_node *node);
int of_property_read_u32(const struct device_node *node, const char *name,
                         unsigned *value);
struct file *filp_open(const char *path, int flags, unsigned short mode);
int filp_close(struct file *file, void *owner);
struct clk *clk_get(struct device *device, const char *name);
void clk_put(struct clk *clock);
int clk_prepare_enable(struct clk *clock);
int request_firmware(const struct firmware **firmware, const char *name,
                     struct device *device);
void release_firmware(const struct firmware *firmware);
struct sk_buff *alloc_skb(unsigned size, gfp_t flags);
void kfree_skb(struct sk_buff *packet);
int dev_queue_xmit(struct sk_buff *packet);
int skb_check(struct sk_buff *packet);
void mutex_lock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

#endif
