// rules/netdb.yaml: address lists, interface lists, static entries.
#define _GNU_SOURCE
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

int addresses_bad(const char *host)
{
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  int fd = socket(list->ai_family, list->ai_socktype, 0);
  if (fd < 0)
    return -1; // expect: leak
  freeaddrinfo(list);
  return fd;
}

int addresses_ok(const char *host)
{
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  int fd = socket(list->ai_family, list->ai_socktype, 0);
  freeaddrinfo(list);
  return fd;
}

int descriptor_of_each_address_bad(const char *host)
{
  struct addrinfo *list;
  int fd = -1;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  for (struct addrinfo *at = list; at != NULL; at = at->ai_next) {
    fd = socket(at->ai_family, at->ai_socktype, 0); // expect: leak in loop
    if (fd < 0)
      continue;
    if (connect(fd, at->ai_addr, at->ai_addrlen) == 0)
      break;
  }
  freeaddrinfo(list);
  return fd;
}

int descriptor_of_each_address_ok(const char *host)
{
  struct addrinfo *list;
  int fd = -1;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  for (struct addrinfo *at = list; at != NULL; at = at->ai_next) {
    fd = socket(at->ai_family, at->ai_socktype, 0);
    if (fd < 0)
      continue;
    if (connect(fd, at->ai_addr, at->ai_addrlen) == 0)
      break;
    close(fd);
    fd = -1;
  }
  freeaddrinfo(list);
  return fd;
}

int interfaces_bad(void)
{
  struct ifaddrs *list;
  if (getifaddrs(&list) == -1)
    return -1;
  return list->ifa_name[0]; // expect: leak
}

int interfaces_ok(void)
{
  struct ifaddrs *list;
  if (getifaddrs(&list) < 0)
    return -1;
  int count = 0;
  for (struct ifaddrs *at = list; at != NULL; at = at->ifa_next)
    count++;
  freeifaddrs(list);
  return count;
}

int names_bad(void)
{
  struct if_nameindex *names = if_nameindex();
  if (names == NULL)
    return -1;
  return (int)names[0].if_index; // expect: leak
}

int names_freed_twice_bad(void)
{
  struct if_nameindex *names = if_nameindex();
  if (names == NULL)
    return -1;
  if_freenameindex(names);
  if_freenameindex(names); // expect: double release
  return 0;
}

int static_entries_ok(const char *name)
{
  struct passwd *entry = getpwnam(name);
  struct hostent *host = gethostbyname(name);
  return entry != NULL && host != NULL;
}
