#include <stddef.h>
void release(void *p);
__attribute__((malloc, alloc_size(1), warn_unused_result)) void *get(size_t n);
void take(void *p) __attribute__((ownership_takes(malloc, 1)));
__attribute__((ownership_returns(malloc, 1))) void *give(size_t n);
void hold(void *p) __attribute__((ownership_holds(malloc, 1), nonnull(1)));
__attribute__((annotate("mc:(_) -> new heap or NULL"), annotate("other"))) void *annotated(int n);
#define FACT(text) __attribute__((annotate("mc:" text)))
FACT("(free heap)") void by_macro(void *p);
__attribute__((returns_nonnull, const)) int *pure_one(void);
void *with_release(int n) __attribute__((malloc(release, 1)));
__attribute__((malloc(release))) void *with_release_before(int n);
void on_parameter(void *p __attribute__((nonnull)), int n) __attribute__((nothrow));

void uses(void)
{
  take(get(1));
  hold(give(2));
  by_macro(annotated(3));
  release(with_release(*pure_one()));
  release(with_release_before(1));
  on_parameter(0, 1);
}

void annotated_here(void *p) FACT("(steal)");
void annotated_here(void *p)
{
  release(p);
}
