// What tests/rules/libnl.c needs of libnl.
#ifndef STUB_NETLINK_H
#define STUB_NETLINK_H
#pragma GCC system_header

struct nl_sock;
struct nl_msg;
struct nl_cb;

struct nl_sock *nl_socket_alloc(void);
void nl_socket_free(struct nl_sock *socket);
int nl_connect(struct nl_sock *socket, int protocol);
int nl_send_auto(struct nl_sock *socket, struct nl_msg *message);
struct nl_msg *nlmsg_alloc(void);
void nlmsg_free(struct nl_msg *message);
struct nl_cb *nl_cb_alloc(int kind);
void nl_cb_put(struct nl_cb *callbacks);

#endif
