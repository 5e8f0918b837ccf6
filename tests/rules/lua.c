// rules/lua.yaml: states, references, and functions that leave by longjmp().
#include <lua.h>
#include <stdlib.h>

int state_bad(const char *text)
{
  lua_State *state = luaL_newstate();
  if (state == NULL)
    return -1;
  if (luaL_loadstring(state, text) != 0)
    return -1; // expect: leak
  lua_close(state);
  return 0;
}

int state_ok(const char *text)
{
  lua_State *state = luaL_newstate();
  if (state == NULL)
    return -1;
  int result = luaL_loadstring(state, text);
  lua_close(state);
  return result;
}

int closed_twice_bad(const char *text)
{
  lua_State *state = luaL_newstate();
  if (state == NULL)
    return -1;
  if (luaL_loadstring(state, text) != 0)
    lua_close(state);
  lua_close(state); // expect: double release
  return 0;
}

int reference_bad(lua_State *state)
{
  int reference = luaL_ref(state, LUA_REGISTRYINDEX);
  if (reference < 0)
    return -1;
  return lua_gettop(state); // expect: leak
}

int reference_ok(lua_State *state)
{
  int reference = luaL_ref(state, LUA_REGISTRYINDEX);
  int top = lua_gettop(state);
  luaL_unref(state, LUA_REGISTRYINDEX, reference);
  return top;
}

int memory_of_the_collector_ok(lua_State *state)
{
  char *block = lua_newuserdatauv(state, 10, 0);
  block[0] = 0;
  return 1;
}

int pushed_pointer_is_kept_ok(lua_State *state)
{
  char *block = malloc(10);
  if (block == NULL)
    return luaL_error(state, "no memory");
  block[0] = 0;
  lua_pushlightuserdata(state, block);
  return 1;
}

int error_does_not_return_ok(lua_State *state, int is_bad)
{
  if (is_bad)
    return luaL_error(state, "bad");
  char *block = malloc(10);
  free(block);
  return 0;
}
