// rules/dbus.yaml: counted connections and messages.
#include <dbus/dbus.h>
#include <stddef.h>

int message_bad(DBusConnection *connection)
{
  DBusMessage *message = dbus_message_new_method_call("a.b", "/a", "a.b", "c");
  if (message == NULL)
    return -1;
  if (!dbus_connection_send(connection, message, NULL))
    return -1; // expect: leak
  dbus_message_unref(message);
  return 0;
}

int message_ok(DBusConnection *connection)
{
  DBusMessage *message = dbus_message_new_method_call("a.b", "/a", "a.b", "c");
  if (message == NULL)
    return -1;
  int was_sent = (int)dbus_connection_send(connection, message, NULL);
  dbus_message_unref(message);
  return was_sent;
}

int reply_bad(DBusConnection *connection, DBusMessage *message)
{
  DBusMessage *reply =
      dbus_connection_send_with_reply_and_block(connection, message, 10, NULL);
  if (reply == NULL)
    return -1;
  return dbus_message_get_type(reply); // expect: leak
}

int reply_ok(DBusConnection *connection, DBusMessage *message)
{
  DBusMessage *reply =
      dbus_connection_send_with_reply_and_block(connection, message, 10, NULL);
  if (reply == NULL)
    return -1;
  int type = dbus_message_get_type(reply);
  dbus_message_unref(reply);
  return type;
}

int reply_overwritten_bad(DBusPendingCall *first, DBusPendingCall *second)
{
  DBusMessage *reply = dbus_pending_call_steal_reply(first);
  if (reply == NULL)
    return -1;
  reply = dbus_pending_call_steal_reply(second); // expect: overwritten
  if (reply != NULL)
    dbus_message_unref(reply);
  return 0;
}

int FN_retained_and_never_released_bad(DBusMessage *message)
{
  DBusMessage *mine = dbus_message_ref(message);
  return dbus_message_get_type(mine); // expect: leak
}

int shared_connection_bad(void)
{
  DBusConnection *connection = dbus_bus_get(0, NULL);
  if (connection == NULL)
    return -1;
  return (int)dbus_connection_send(connection, NULL, NULL); // expect: leak
}

int path_bad(DBusMessage *message)
{
  char **path;
  if (!dbus_message_get_path_decomposed(message, &path))
    return -1;
  return path[0] != NULL; // expect: leak
}

int path_ok(DBusMessage *message)
{
  char **path;
  if (!dbus_message_get_path_decomposed(message, &path))
    return -1;
  int is_there = path[0] != NULL;
  dbus_free_string_array(path);
  return is_there;
}
