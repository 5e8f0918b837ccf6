// What tests/rules/dbus.c needs of libdbus.
#ifndef STUB_DBUS_H
#define STUB_DBUS_H
#pragma GCC system_header

typedef struct DBusConnection DBusConnection;
typedef struct DBusMessage DBusMessage;
typedef struct DBusPendingCall DBusPendingCall;
typedef struct DBusError {
  const char *name;
} DBusError;
typedef unsigned dbus_bool_t;

DBusConnection *dbus_bus_get(int type, DBusError *error);
void dbus_connection_unref(DBusConnection *connection);
DBusMessage *dbus_message_new_method_call(const char *name, const char *path,
                                          const char *interface, const char *method);
DBusMessage *dbus_message_ref(DBusMessage *message);
void dbus_message_unref(DBusMessage *message);
dbus_bool_t dbus_connection_send(DBusConnection *connection, DBusMessage *message,
                                 unsigned *serial);
DBusMessage *dbus_connection_send_with_reply_and_block(DBusConnection *connection,
                                                       DBusMessage *message,
                                                       int timeout, DBusError *error);
DBusMessage *dbus_pending_call_steal_reply(DBusPendingCall *pending);
int dbus_message_get_type(DBusMessage *message);
dbus_bool_t dbus_message_get_path_decomposed(DBusMessage *message, char ***path);
void dbus_free_string_array(char **texts);

#endif
