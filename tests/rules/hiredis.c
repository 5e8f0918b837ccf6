// rules/hiredis.yaml: a connection in error must be freed too, and so must every reply.
#include <hiredis.h>
#include <stdlib.h>
#include <stddef.h>

int connection_in_error_bad(const char *host)
{
  redisContext *connection = redisConnect(host, 6379);
  if (connection == NULL || connection->err)
    return -1; // expect: leak
  redisFree(connection);
  return 0;
}

int reply_bad(redisContext *connection)
{
  redisReply *reply = redisCommand(connection, "PING");
  if (reply == NULL)
    return -1;
  return reply->type; // expect: leak
}

int stale_reply_bad(redisContext *connection)
{
  void *reply = NULL;
  for (int i = 0; i < 2; i++) {
    int result = redisGetReply(connection, &reply);
    if (result != 0) {
      freeReplyObject(reply); // expect: double release
      return -1;
    }
    freeReplyObject(reply);
  }
  return 0;
}

int stale_reply_ok(redisContext *connection)
{
  for (int i = 0; i < 2; i++) {
    void *reply = NULL;
    if (redisGetReply(connection, &reply) != 0) {
      freeReplyObject(reply);
      return -1;
    }
    freeReplyObject(reply);
  }
  return 0;
}

int command_freed_as_memory_ok(void)
{
  char *command = NULL;
  int length = redisFormatCommand(&command, "PING");
  if (length < 0)
    return -1;
  free(command);
  return length;
}
