// What tests/rules/lua.c needs of Lua.
#ifndef STUB_LUA_H
#define STUB_LUA_H
#pragma GCC system_header

#include <stddef.h>

typedef struct lua_State lua_State;
#define LUA_REGISTRYINDEX (-1001000)
#define LUA_NOREF (-2)
#define LUA_REFNIL (-1)

lua_State *luaL_newstate(void);
void lua_close(lua_State *state);
int luaL_loadstring(lua_State *state, const char *text);
int luaL_ref(lua_State *state, int table);
void luaL_unref(lua_State *state, int table, int reference);
int luaL_error(lua_State *state, const char *format, ...);
int lua_error(lua_State *state);
void *lua_newuserdatauv(lua_State *state, size_t size, int values);
const char *luaL_checklstring(lua_State *state, int argument, size_t *length);
void lua_pushlightuserdata(lua_State *state, void *pointer);
int lua_gettop(lua_State *state);

#endif
