#include "models.h"
#include "base/log.h"
#include "model/pack.h"
#include "project/path.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool add_pack(pack_set *packs, const char *path, text_list *command)
{
  array_push(command, "--rules");
  array_push(command, path);
  return path_is_folder(path) ? pack_set_add_folder(packs, path)
                              : pack_set_add(packs, path);
}

static bool add_users_pack(pack_set *packs, const char *path, text_list *command)
{
  if (access(path, R_OK) == 0)
    return add_pack(packs, path, command);
  const char *hint = "";
  if (strchr(path, '/') == NULL && path_extension(path)[0] == '\0')
    hint = "; it takes rule files, the libraries of 'memcheck rules --packs' apply by "
           "themselves";
  log_error("--models '%s': %s%s", path, strerror(errno), hint);
  return false;
}

static bool add_users_packs(arena *arena, pack_set *packs, const text_list *models,
                            text_list *command)
{
  bool is_good = true;
  for (uint32_t i = 0; i < models->count; i++) {
    char *rest = arena_copy_string(arena, models->items[i]);
    for (char *path; is_good && (path = strsep(&rest, ",")) != NULL;)
      is_good = add_users_pack(packs, path, command);
  }
  return is_good && (models->count == 0 || pack_set_load_all(packs));
}

bool models_add(arena *arena, const char *data, const text_list *models,
                text_list *command)
{
  pack_set *packs = pack_set_new();
  bool is_good = add_pack(packs, path_resolve(arena, data, "rules"), command) &&
                 add_users_packs(arena, packs, models, command);
  pack_set_free(packs);
  return is_good;
}
