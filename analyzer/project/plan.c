#include "project/plan.h"
#include "base/log.h"
#include "project/compdb.h"
#include "project/files.h"
#include "project/flags.h"
#include "project/guess.h"
#include "project/path.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A path of the command line.
typedef struct target {
  const char *text; // as typed
  const char *path; // absolute and clean
  const char *real; // with links followed
  bool is_folder;
  bool is_listed; // the database lists it, or something below it
} target;

typedef struct planner {
  arena *arena;
  const plan_request *request;
  plan *plan;
  ARRAY(target) targets;
  compdb database;
  text_list flags; // of compile_flags.txt or the command line
} planner;

// ---- Targets -----------------------------------------------------------------------

// False, logged: a path does not exist.
static bool find_targets(planner *planner)
{
  const plan_request *request = planner->request;
  text_list paths = {0};
  text_list_add_all(&paths, &request->paths);
  if (paths.count == 0)
    array_push(&paths, ".");
  bool is_good = true;
  for (uint32_t i = 0; i < paths.count; i++) {
    target target = {.text = paths.items[i]};
    target.path = path_resolve(planner->arena, request->directory, target.text);
    target.real = path_real(planner->arena, target.path);
    target.is_folder = path_is_folder(target.path);
    struct stat status;
    if (lstat(target.path, &status) != 0) {
      log_error("'%s': %s; paths are seen from %s", target.text, strerror(errno),
                request->directory);
      is_good = false;
    }
    array_push(&planner->targets, target);
  }
  array_clear(&paths);
  return is_good;
}

// Is [file] among the targets? Marks each target that it belongs to.
static bool is_asked_for(planner *planner, const char *file)
{
  const char *real = path_real(planner->arena, file);
  bool is_asked = false;
  for (uint32_t i = 0; i < planner->targets.count; i++) {
    target *target = &planner->targets.items[i];
    bool matches =
        target->is_folder
            ? path_is_under(file, target->path) || path_is_under(real, target->real)
            : strcmp(file, target->path) == 0 || strcmp(real, target->real) == 0;
    target->is_listed = target->is_listed || matches;
    is_asked = is_asked || matches;
  }
  return is_asked;
}

// ---- Finding the database ----------------------------------------------------------

// Reads the database at [path]; false, logged, if it cannot be used.
static bool read_database(planner *planner, const char *path)
{
  strbuf problem = {0};
  compdb_clear(&planner->database);
  bool is_good = compdb_read(planner->arena, path, &planner->database, &problem);
  if (!is_good)
    log_error("%s\n  make it anew (cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or "
              "'bear -- make' after 'make clean'), or give flags after --",
              strbuf_text(&problem));
  strbuf_clear(&problem);
  planner->plan->origin = PLAN_FROM_DATABASE;
  planner->plan->origin_path = path;
  return is_good;
}

static bool database_has_target(planner *planner)
{
  const source_list *sources = &planner->database.sources;
  for (uint32_t i = 0; i < sources->count; i++)
    if (is_asked_for(planner, sources->items[i].file))
      return true;
  return false;
}

// Where the search for build flags begins: here, or at the first path that is
// elsewhere.
static const char *search_start(const planner *planner)
{
  for (uint32_t i = 0; i < planner->targets.count; i++) {
    const target *target = &planner->targets.items[i];
    if (!path_is_under(target->path, planner->request->directory))
      return target->is_folder ? target->path
                               : path_parent(planner->arena, target->path);
  }
  return planner->request->directory;
}

typedef enum search_result { SEARCH_NONE, SEARCH_FOUND, SEARCH_FAILED } search_result;

// Looks for compile_commands.json from [start] up. Further up a database may be that of
// another project: it counts only if it lists something that was asked for.
static search_result search_database(planner *planner, const char *start)
{
  for (const char *folder = start;; folder = path_parent(planner->arena, folder)) {
    const char *path = compdb_find_in(planner->arena, folder);
    if (path != NULL) {
      if (!read_database(planner, path))
        return SEARCH_FAILED;
      if (folder == start || database_has_target(planner))
        return SEARCH_FOUND;
      log_verbose("%s lists nothing that was asked for: passed over", path);
    }
    if (strcmp(folder, "/") == 0)
      return SEARCH_NONE;
  }
}

static search_result search_flags_file(planner *planner, const char *start)
{
  for (const char *folder = start;; folder = path_parent(planner->arena, folder)) {
    const char *path = path_resolve(planner->arena, folder, "compile_flags.txt");
    if (access(path, F_OK) == 0) {
      planner->plan->origin = PLAN_FROM_FLAGS_FILE;
      planner->plan->origin_path = path;
      if (compdb_read_flags(planner->arena, path, &planner->flags,
                            &planner->plan->dropped))
        return SEARCH_FOUND;
      log_error("%s: %s", path, strerror(errno));
      return SEARCH_FAILED;
    }
    if (strcmp(folder, "/") == 0)
      return SEARCH_NONE;
  }
}

// The database that the request names, or NULL.
static const char *named_database(const planner *planner)
{
  const plan_request *request = planner->request;
  const char *directory = request->directory;
  if (request->compile_commands != NULL)
    return path_resolve(planner->arena, directory, request->compile_commands);
  if (request->build_folder == NULL)
    return NULL;
  const char *folder = path_resolve(planner->arena, directory, request->build_folder);
  return path_resolve(planner->arena, folder, "compile_commands.json");
}

// Was a file named where a folder is meant, or the reverse? False: logged.
static bool is_well_named(const planner *planner)
{
  const plan_request *request = planner->request;
  const char *build = request->build_folder;
  const char *file = request->compile_commands;
  const char *named = build != NULL ? build : file;
  if (named == NULL)
    return true;
  const char *path = path_resolve(planner->arena, request->directory, named);
  bool is_file = access(path, F_OK) == 0 && !path_is_folder(path);
  if (build != NULL && file != NULL)
    log_error("--build %s and --compile-commands %s name a database each: give one",
              build, file);
  else if (build != NULL && is_file)
    log_error("--build takes the folder of compile_commands.json, and '%s' is a file: "
              "did you mean --compile-commands %s?",
              build, build);
  else if (build == NULL && path_is_folder(path))
    log_error("--compile-commands takes the database itself, and '%s' is a folder: did "
              "you mean --build %s?",
              file, file);
  else
    return true;
  return false;
}

static void take_given_flags(planner *planner)
{
  const plan_request *request = planner->request;
  flags sorted = {0};
  flags_filter(planner->arena, request->directory, &request->flags, false, &sorted);
  text_list_add_all(&planner->flags, &sorted.kept);
  text_list_add_all(&planner->plan->dropped, &sorted.dropped);
  for (uint32_t i = 0; i < sorted.others.count; i++)
    log_warning(
        "'%s' stands after --, where flags are, and is passed over: paths stand "
        "before it",
        sorted.others.items[i]);
  if (request->build_folder != NULL || request->compile_commands != NULL)
    log_warning("flags stand after --, so %s is not read",
                request->build_folder != NULL ? request->build_folder
                                              : request->compile_commands);
  flags_clear(&sorted);
  planner->plan->origin = PLAN_FROM_ARGUMENTS;
}

// Decides where flags come from; false: logged.
static bool find_flags(planner *planner)
{
  plan *plan = planner->plan;
  if (planner->request->has_flags) {
    take_given_flags(planner);
    return true;
  }
  if (!is_well_named(planner))
    return false;
  const char *named = named_database(planner);
  if (named != NULL)
    return read_database(planner, named);
  const char *start = search_start(planner);
  search_result result = search_database(planner, start);
  if (result == SEARCH_NONE) {
    compdb_clear(&planner->database);
    plan->origin_path = NULL;
    result = search_flags_file(planner, start);
  }
  if (result == SEARCH_NONE)
    plan->origin = PLAN_FROM_GUESS;
  return result != SEARCH_FAILED;
}

// ---- Units -------------------------------------------------------------------------

static bool is_excluded(planner *planner, const char *source)
{
  const plan_request *request = planner->request;
  for (uint32_t i = 0; i < request->excludes.count; i++) {
    const char *pattern = request->excludes.items[i];
    const char *seen =
        pattern[0] == '/' ? source : path_relative(request->directory, source);
    if (path_matches(seen, pattern)) {
      planner->plan->excluded_count++;
      return true;
    }
  }
  return false;
}

static void add_unit(planner *planner, const char *file, const char *directory,
                     const text_list *flags)
{
  if (!is_excluded(planner, file))
    source_list_add(&planner->plan->units, file, directory, flags);
}

// A file named on the command line is taken for C unless its name says otherwise.
static bool is_named_c(const char *path)
{
  static const char *const others[] = {"cc", "cpp", "cxx", "c++", "C",  "CPP",
                                       "hh", "hpp", "hxx", "m",   "mm", "S",
                                       "s",  "asm", "sx",  NULL};
  const char *extension = path_extension(path);
  for (size_t i = 0; others[i] != NULL; i++)
    if (strcmp(extension, others[i]) == 0)
      return false;
  return true;
}

// A file by itself, with [flags] that are meant for every file.
static void add_file(planner *planner, const char *path, const char *directory,
                     const text_list *flags)
{
  if (!is_named_c(path)) {
    planner->plan->not_c_count++;
    return;
  }
  text_list all = {0};
  text_list_add_all(&all, flags);
  if (strcmp(path_extension(path), "c") != 0 && !text_list_has(&all, "-x")) {
    array_push(&all, "-x");
    array_push(&all, "c");
  }
  add_unit(planner, path, directory, &all);
  array_clear(&all);
}

// Without a database: a file is itself, a folder every .c file below it.
static void add_targets_by_name(planner *planner)
{
  const plan *plan = planner->plan;
  const char *directory = planner->request->directory;
  if (plan->origin == PLAN_FROM_FLAGS_FILE)
    directory = path_parent(planner->arena, plan->origin_path);
  for (uint32_t i = 0; i < planner->targets.count; i++) {
    const target *target = &planner->targets.items[i];
    if (!target->is_folder) {
      add_file(planner, target->path, directory, &planner->flags);
      continue;
    }
    text_list paths = {0};
    files_walk(planner->arena, target->path, "c", 0, &paths);
    for (uint32_t p = 0; p < paths.count; p++)
      add_file(planner, paths.items[p], directory, &planner->flags);
    array_clear(&paths);
  }
}

// ---- Units of a database -----------------------------------------------------------

static uint32_t shared_folders(const char *a, const char *b)
{
  uint32_t count = 0;
  for (size_t i = 0; a[i] != '\0' && a[i] == b[i]; i++)
    count += a[i] == '/';
  return count;
}

// The source of the database that shares most folders with [path]; of equal ones the
// first. NULL if the database is empty.
static const source *nearest_source(const source_list *sources, const char *path)
{
  const source *nearest = NULL;
  uint32_t most = 0;
  for (uint32_t i = 0; i < sources->count; i++) {
    uint32_t shared = shared_folders(path, sources->items[i].file);
    if (nearest == NULL || shared > most) {
      nearest = &sources->items[i];
      most = shared;
    }
  }
  return nearest;
}

static void add_unlisted_file(planner *planner, const target *target)
{
  const source *nearest = nearest_source(&planner->database.sources, target->path);
  if (nearest == NULL)
    return;
  if (is_named_c(target->path))
    log_note("'%s' is not in %s: it takes the flags of %s", target->text,
             path_relative(planner->request->directory, planner->database.path),
             path_relative(planner->request->directory, nearest->file));
  add_file(planner, target->path, nearest->directory, &nearest->flags);
}

static void add_targets_of_database(planner *planner)
{
  const compdb *database = &planner->database;
  for (uint32_t i = 0; i < database->sources.count; i++) {
    const source *source = &database->sources.items[i];
    if (is_asked_for(planner, source->file))
      add_unit(planner, source->file, source->directory, &source->flags);
  }
  for (uint32_t i = 0; i < database->not_c.count; i++)
    planner->plan->not_c_count += is_asked_for(planner, database->not_c.items[i]);
  for (uint32_t i = 0; i < planner->targets.count; i++) {
    const target *target = &planner->targets.items[i];
    if (!target->is_listed && !target->is_folder)
      add_unlisted_file(planner, target);
  }
  text_list_add_all(&planner->plan->dropped, &database->dropped);
}

// ---- The plan ----------------------------------------------------------------------

// Git's top level above [folder], or [folder] itself.
static const char *project_root(arena *arena, const char *folder)
{
  for (const char *up = folder;; up = path_parent(arena, up)) {
    if (access(path_resolve(arena, up, ".git"), F_OK) == 0)
      return up;
    if (strcmp(up, "/") == 0)
      return folder;
  }
}

static void guess_flags(planner *planner)
{
  plan *plan = planner->plan;
  if (plan->origin != PLAN_FROM_GUESS || plan->units.count == 0)
    return;
  const char *root = project_root(planner->arena, search_start(planner));
  guesser *guesser = guesser_new(planner->arena, root);
  for (uint32_t i = 0; i < plan->units.count; i++)
    guesser_add_flags(guesser, plan->units.items[i].file, &plan->units.items[i].flags,
                      &plan->guesses);
  guesser_free(guesser);
  text_list_make_set(&plan->guesses);
}

static void explain_emptiness(const planner *planner)
{
  const plan *plan = planner->plan;
  const char *not_c = plan->not_c_count == 0 ? "" : " (what there is, is not C)";
  if (plan->excluded_count != 0)
    log_error(
        "no C source is left: --exclude leaves out all %u; try a narrower pattern",
        (unsigned)plan->excluded_count);
  else if (plan->origin != PLAN_FROM_DATABASE)
    log_error("no C source in %s%s: name a folder with .c files, or a file",
              planner->request->paths.count == 0 ? planner->request->directory
                                                 : "the paths given",
              not_c);
  else if (planner->database.sources.count == 0)
    log_error(
        "%s lists no C source%s: was the build recorded from scratch ('make clean', "
        "then 'bear -- make')? To analyse without it give flags after --",
        plan->origin_path, not_c);
  else
    log_error(
        "%s lists %u C sources, none below the paths given: name a folder that the "
        "build compiles, or give flags after --",
        plan->origin_path, (unsigned)planner->database.sources.count);
}

static plan_result make_plan(planner *planner)
{
  plan *plan = planner->plan;
  if (!find_targets(planner))
    return PLAN_WRONG;
  plan->root = project_root(planner->arena, planner->request->directory);
  if (!find_flags(planner))
    return PLAN_WRONG;
  if (plan->origin == PLAN_FROM_DATABASE)
    add_targets_of_database(planner);
  else
    add_targets_by_name(planner);
  guess_flags(planner);
  source_list_make_set(&plan->units);
  text_list_make_set(&plan->dropped);
  if (plan->units.count != 0)
    return PLAN_READY;
  explain_emptiness(planner);
  return PLAN_EMPTY;
}

plan_result plan_make(arena *arena, const plan_request *request, plan *plan)
{
  planner planner = {.arena = arena, .request = request, .plan = plan};
  plan_result result = make_plan(&planner);
  array_clear(&planner.targets);
  array_clear(&planner.flags);
  compdb_clear(&planner.database);
  return result;
}

void plan_clear(plan *plan)
{
  source_list_clear(&plan->units);
  array_clear(&plan->dropped);
  array_clear(&plan->guesses);
}
