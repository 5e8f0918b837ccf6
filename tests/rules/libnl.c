// rules/libnl.yaml: sockets, counted messages and callbacks.
#include <netlink/netlink.h>
#include <stddef.h>

int socket_bad(void)
{
  struct nl_sock *socket = nl_socket_alloc();
  if (socket == NULL)
    return -1;
  if (nl_connect(socket, 0) < 0)
    return -1; // expect: leak
  nl_socket_free(socket);
  return 0;
}

int socket_ok(void)
{
  struct nl_sock *socket = nl_socket_alloc();
  if (socket == NULL)
    return -1;
  int result = nl_connect(socket, 0);
  nl_socket_free(socket);
  return result;
}

int message_bad(struct nl_sock *socket)
{
  struct nl_msg *message = nlmsg_alloc();
  if (message == NULL)
    return -1;
  return nl_send_auto(socket, message); // expect: leak
}

int message_ok(struct nl_sock *socket)
{
  struct nl_msg *message = nlmsg_alloc();
  if (message == NULL)
    return -1;
  int result = nl_send_auto(socket, message);
  nlmsg_free(message);
  return result;
}

int freed_twice_bad(void)
{
  struct nl_sock *socket = nl_socket_alloc();
  nl_socket_free(socket);
  nl_socket_free(socket); // expect: double release
  return 0;
}

int callbacks_bad(void)
{
  return nl_cb_alloc(0) == NULL; // expect: leak
}
