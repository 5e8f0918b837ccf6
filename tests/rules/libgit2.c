// rules/libgit2.yaml: what comes through the first parameter is the caller's.
#include <git2.h>
#include <string.h>

int repository_bad(const char *path)
{
  git_repository *repository;
  git_reference *head;
  if (git_repository_open(&repository, path) != 0)
    return -1;
  if (git_repository_head(&head, repository) != 0)
    return -1; // expect: leak
  git_reference_free(head);
  git_repository_free(repository);
  return 0;
}

int repository_ok(const char *path)
{
  git_repository *repository = NULL;
  git_reference *head = NULL;
  int result = git_repository_open(&repository, path);
  if (result == 0)
    result = git_repository_head(&head, repository);
  git_reference_free(head);
  git_repository_free(repository);
  return result;
}

int failure_is_below_zero_ok(const char *path)
{
  git_repository *repository;
  int result = git_repository_open(&repository, path);
  if (result < 0)
    return result;
  git_repository_free(repository);
  return 0;
}

int commit_bad(git_repository *repository, const git_oid *id)
{
  git_commit *commit;
  if (git_commit_lookup(&commit, repository, id) < 0)
    return -1;
  return (int)strlen(git_commit_message(commit)); // expect: leak
}

int parent_overwrites_its_child_bad(git_repository *repository, const git_oid *id)
{
  git_commit *commit;
  if (git_commit_lookup(&commit, repository, id) != 0)
    return -1;
  if (git_commit_parent(&commit, commit, 0) != 0) // expect: overwritten
    return -1;
  git_commit_free(commit);
  return 0;
}

int freed_twice_bad(git_repository *repository, const char *text)
{
  git_object *object;
  if (git_revparse_single(&object, repository, text) != 0)
    return -1;
  git_object_free(object);
  git_object_free(object); // expect: double release
  return 0;
}

int name_of_a_freed_reference_bad(git_repository *repository)
{
  git_reference *head;
  if (git_repository_head(&head, repository) != 0)
    return -1;
  const char *name = git_reference_name(head);
  git_reference_free(head);
  return name[0]; // expect: use after release
}
