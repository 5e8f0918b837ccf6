// rules/linux.yaml: memory, nodes of the device tree, error pointers, packets.
#include <linux/of.h>

int memory_bad(struct device_node *node)
{
  unsigned *value = kmalloc(sizeof *value, GFP_KERNEL);
  if (!value)
    return -ENOMEM;
  if (of_property_read_u32(node, "reg", value))
    return -1; // expect: leak
  kfree(value);
  return 0;
}

int memory_ok(struct device_node *node)
{
  unsigned *value = kzalloc(sizeof *value, GFP_KERNEL);
  if (!value)
    return -ENOMEM;
  int result = of_property_read_u32(node, "reg", value);
  kfree(value);
  return result;
}

int freed_twice_bad(struct device_node *node)
{
  unsigned *value = kmalloc(sizeof *value, GFP_KERNEL);
  if (!value)
    return -ENOMEM;
  if (of_property_read_u32(node, "reg", value))
    kfree(value);
  kfree(value); // expect: double release
  return 0;
}

int node_bad(unsigned *value)
{
  struct device_node *node = of_find_node_by_path("/soc");
  if (!node)
    return -1;
  return of_property_read_u32(node, "reg", value); // expect: leak
}

int node_ok(unsigned *value)
{
  struct device_node *node = of_find_node_by_path("/soc");
  if (!node)
    return -1;
  int result = of_property_read_u32(node, "reg", value);
  of_node_put(node);
  return result;
}

int walk_gives_up_each_node_ok(struct device_node *parent)
{
  struct device_node *child = NULL;
  int count = 0;
  while ((child = of_get_next_child(parent, child)))
    count++;
  return count;
}

int walk_left_early_bad(struct device_node *parent, unsigned *value)
{
  struct device_node *child = NULL;
  while ((child = of_get_next_child(parent, child)))
    if (of_property_read_u32(child, "reg", value))
      return -1; // expect: leak
  return 0;
}

int error_pointer_owns_nothing_ok(const char *path)
{
  struct file *file = filp_open(path, 0, 0);
  if (IS_ERR(file))
    return (int)PTR_ERR(file);
  filp_close(file, NULL);
  return 0;
}

int FN_copied_from_the_user_bad(const void *source, unsigned *value,
                                struct device_node *node)
{
  char *copy = memdup_user(source, 10);
  if (IS_ERR(copy))
    return (int)PTR_ERR(copy);
  if (of_property_read_u32(node, copy, value))
    return -1; // expect: leak
  kfree(copy);
  return 0;
}

int FN_clock_bad(struct device *device)
{
  struct clk *clock = clk_get(device, "bus");
  if (IS_ERR(clock))
    return (int)PTR_ERR(clock);
  int result = clk_prepare_enable(clock);
  if (result)
    return result; // expect: leak
  clk_put(clock);
  return 0;
}

int firmware_bad(struct device *device, unsigned limit)
{
  const struct firmware *firmware;
  int result = request_firmware(&firmware, "a.bin", device);
  if (result)
    return result;
  if (firmware->size > limit)
    return -1; // expect: leak
  release_firmware(firmware);
  return 0;
}

int packet_is_gone_once_sent_ok(void)
{
  struct sk_buff *packet = alloc_skb(100, GFP_KERNEL);
  if (!packet)
    return -ENOMEM;
  return dev_queue_xmit(packet);
}

int packet_bad(void)
{
  struct sk_buff *packet = alloc_skb(100, GFP_KERNEL);
  if (!packet)
    return -ENOMEM;
  if (skb_check(packet))
    return -1; // expect: leak
  return dev_queue_xmit(packet);
}

int FN_packet_freed_after_it_was_sent_bad(void)
{
  struct sk_buff *packet = alloc_skb(100, GFP_KERNEL);
  if (!packet)
    return -ENOMEM;
  if (dev_queue_xmit(packet))
    kfree_skb(packet); // expect: double release
  return 0;
}
