// What tests/rules/libgit2.c needs of libgit2.
#ifndef STUB_GIT2_H
#define STUB_GIT2_H
#pragma GCC system_header

typedef struct git_repository git_repository;
typedef struct git_commit git_commit;
typedef struct git_reference git_reference;
typedef struct git_object git_object;
typedef struct git_oid {
  unsigned char id[20];
} git_oid;

int git_repository_open(git_repository **repository, const char *path);
void git_repository_free(git_repository *repository);
int git_repository_head(git_reference **reference, git_repository *repository);
const char *git_reference_name(const git_reference *reference);
void git_reference_free(git_reference *reference);
int git_commit_lookup(git_commit **commit, git_repository *repository,
                      const git_oid *id);
int git_commit_parent(git_commit **parent, const git_commit *commit, unsigned number);
const char *git_commit_message(const git_commit *commit);
void git_commit_free(git_commit *commit);
int git_revparse_single(git_object **object, git_repository *repository,
                        const char *text);
void git_object_free(git_object *object);

#endif
