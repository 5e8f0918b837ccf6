// What tests/rules/hiredis.c needs of hiredis.
#ifndef STUB_HIREDIS_H
#define STUB_HIREDIS_H
#pragma GCC system_header

typedef struct redisContext {
  int err;
} redisContext;
typedef struct redisReply {
  int type;
} redisReply;

redisContext *redisConnect(const char *host, int port);
void redisFree(redisContext *connection);
void *redisCommand(redisContext *connection, const char *format, ...);
int redisGetReply(redisContext *connection, void **reply);
void freeReplyObject(void *reply);

int redisFormatCommand(char **target, const char *format, ...);

#endif
