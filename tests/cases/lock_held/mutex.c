// Locks: taken and given back on one path, forgotten on another.

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct pool;
struct conn {
  int count;
  bool shared;
  pthread_mutex_t lock, other;
  pthread_rwlock_t table;
  struct conn *next;
  struct pool *pool;
};

struct pool {
  pthread_mutex_t lock;
  int free;
};

static pthread_mutex_t registry = PTHREAD_MUTEX_INITIALIZER;
extern pthread_mutex_t everyones;

void work(struct conn *c);
void give_up(struct conn *c);
int check(const struct conn *c);
void note(const char *text);

int early_return_bad(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0)
    return -1; // expect: lock held
  c->count--;
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int early_return_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    return -1;
  }
  c->count--;
  pthread_mutex_unlock(&c->lock);
  return 0;
}

void of_a_void_function_bad(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count > 0) {
    c->count--;
    pthread_mutex_unlock(&c->lock);
  }
} // expect: lock held

void of_a_void_function_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count > 0)
    c->count--;
  pthread_mutex_unlock(&c->lock);
}

int behind_a_pointer_parameter_bad(pthread_mutex_t *lock, int n)
{
  pthread_mutex_lock(lock);
  if (n < 0)
    return -1; // expect: lock held
  pthread_mutex_unlock(lock);
  return n;
}

int behind_a_pointer_parameter_ok(pthread_mutex_t *lock, int n)
{
  pthread_mutex_lock(lock);
  int result = n < 0 ? -1 : n;
  pthread_mutex_unlock(lock);
  return result;
}

int of_a_global_bad(int n)
{
  pthread_mutex_lock(&registry);
  if (n < 0) {
    note("negative");
    return -1; // expect: lock held
  }
  pthread_mutex_unlock(&registry);
  return 0;
}

int of_a_global_ok(int n)
{
  pthread_mutex_lock(&registry);
  if (n < 0) {
    pthread_mutex_unlock(&registry);
    note("negative");
    return -1;
  }
  pthread_mutex_unlock(&registry);
  return 0;
}

struct conn *null_while_held_bad(struct conn *c)
{
  pthread_mutex_lock(&registry);
  struct conn *copy = malloc(sizeof *copy);
  if (copy == NULL)
    return NULL; // expect: lock held
  *copy = *c;
  pthread_mutex_unlock(&registry);
  return copy;
}

struct conn *null_while_held_ok(struct conn *c)
{
  pthread_mutex_lock(&registry);
  struct conn *copy = malloc(sizeof *copy);
  if (copy != NULL)
    *copy = *c;
  pthread_mutex_unlock(&registry);
  return copy;
}

int goto_past_the_unlock_bad(struct conn *c)
{
  int result = -1;
  pthread_mutex_lock(&c->lock);
  if (c->count == 0)
    goto out;
  result = 0;
  pthread_mutex_unlock(&c->lock);
out:
  return result; // expect: lock held
}

int goto_to_the_unlock_ok(struct conn *c)
{
  int result = -1;
  pthread_mutex_lock(&c->lock);
  if (c->count == 0)
    goto out;
  result = 0;
out:
  pthread_mutex_unlock(&c->lock);
  return result;
}

int reader_forgets_bad(struct conn *c, int wanted)
{
  pthread_rwlock_rdlock(&c->table);
  for (struct conn *n = c->next; n != NULL; n = n->next)
    if (n->count == wanted)
      return wanted; // expect: lock held
  pthread_rwlock_unlock(&c->table);
  return wanted;
}

int reader_forgets_ok(struct conn *c, int wanted)
{
  int found = -1;
  pthread_rwlock_rdlock(&c->table);
  for (struct conn *n = c->next; n != NULL; n = n->next)
    if (n->count == wanted) {
      found = n->count;
      break;
    }
  pthread_rwlock_unlock(&c->table);
  return found;
}

int continue_in_a_loop_bad(struct conn *head)
{
  for (struct conn *c = head; c != NULL; c = c->next) {
    pthread_mutex_lock(&c->lock);
    if (c->count == 0)
      break;
    c->count--;
    pthread_mutex_unlock(&c->lock);
  }
  return 0; // expect: lock held
}

int continue_in_a_loop_ok(struct conn *head)
{
  for (struct conn *c = head; c != NULL; c = c->next) {
    pthread_mutex_lock(&c->lock);
    if (c->count == 0) {
      pthread_mutex_unlock(&c->lock);
      continue;
    }
    c->count--;
    pthread_mutex_unlock(&c->lock);
  }
  return 0;
}

int drain_ok(struct conn *c)
{
  for (;;) {
    pthread_mutex_lock(&c->lock);
    if (c->count == 0) {
      pthread_mutex_unlock(&c->lock);
      break;
    }
    c->count--;
    pthread_mutex_unlock(&c->lock);
    work(c);
  }
  return 0;
}

int trylock_bad(struct conn *c)
{
  if (pthread_mutex_trylock(&c->lock) != 0)
    return 1;
  if (c->count == 0)
    return -1; // expect: lock held
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int trylock_ok(struct conn *c)
{
  if (pthread_mutex_trylock(&c->lock) != 0)
    return -1;
  c->count--;
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int a_lock_that_fails_ok(struct conn *c)
{
  int error = pthread_mutex_lock(&c->lock);
  if (error != 0)
    return error;
  c->count--;
  pthread_mutex_unlock(&c->lock);
  return 0;
}

// ---- Contracts ----

void wrapper_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
}

void unwrapper_ok(struct conn *c)
{
  pthread_mutex_unlock(&c->lock);
}

static void registry_enter(void)
{
  pthread_mutex_lock(&registry);
}

static void registry_leave(void)
{
  pthread_mutex_unlock(&registry);
}

int wrapped_bad(struct conn *c)
{
  wrapper_ok(c);
  if (c->count == 0)
    return -1; // expect: lock held
  unwrapper_ok(c);
  return 0;
}

int wrapped_ok(struct conn *c)
{
  wrapper_ok(c);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    return -1;
  }
  unwrapper_ok(c);
  return 0;
}

int wrapped_global_bad(int n)
{
  registry_enter();
  if (n == 0)
    return -1; // expect: lock held
  registry_leave();
  return 0;
}

int wrapped_global_ok(int n)
{
  registry_enter();
  int result = n == 0 ? -1 : 0;
  registry_leave();
  return result;
}

struct conn *held_where_it_succeeds_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    return NULL;
  }
  return c;
}

int held_where_it_is_zero_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    return -1;
  }
  return 0;
}

int caller_of_a_conditional_lock_bad(struct conn *c, int n)
{
  if (held_where_it_is_zero_ok(c) != 0)
    return -1;
  if (n == 0)
    return -2; // expect: lock held
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int caller_of_a_conditional_lock_ok(struct conn *c)
{
  if (held_where_it_is_zero_ok(c) != 0)
    return -1;
  c->count--;
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int try_wrapper(struct conn *c)
{
  return pthread_mutex_trylock(&c->lock);
}

int try_wrapped_ok(struct conn *c)
{
  if (try_wrapper(c))
    return -1;
  c->count--;
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int given_back_for_a_while_ok(struct conn *c)
{
  pthread_mutex_unlock(&c->lock);
  work(c);
  pthread_mutex_lock(&c->lock);
  return c->count == 0 ? -1 : 0;
}

int given_back_while_waiting_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  while (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    work(c);
    pthread_mutex_lock(&c->lock);
  }
  pthread_mutex_unlock(&c->lock);
  return 0;
}

// The result does not tell, but *held does.
int held_as_an_out_parameter_says_ok(struct conn *c, bool *held)
{
  *held = true;
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    *held = false;
    return 0;
  }
  return 0;
}

// ---- Conditions ----

void under_one_condition_ok(struct conn *c)
{
  if (c->shared)
    pthread_mutex_lock(&c->lock);
  work(c);
  if (c->shared)
    pthread_mutex_unlock(&c->lock);
}

void under_a_parameter_ok(struct conn *c, bool threads)
{
  if (threads)
    pthread_mutex_lock(&c->lock);
  work(c);
  if (threads)
    pthread_mutex_unlock(&c->lock);
}

void under_one_question_ok(struct conn *c)
{
  if (check(c))
    pthread_mutex_lock(&c->lock);
  work(c);
  if (check(c))
    pthread_mutex_unlock(&c->lock);
}

void under_a_flag_ok(struct conn *c, int n)
{
  bool locked = false;
  if (n > 3) {
    pthread_mutex_lock(&c->lock);
    locked = true;
  }
  work(c);
  if (locked)
    pthread_mutex_unlock(&c->lock);
}

void under_a_flag_bad(struct conn *c, int n)
{
  bool locked = false;
  if (n > 3) {
    pthread_mutex_lock(&c->lock);
    locked = true;
  }
  if (c->count == 0)
    return; // expect: lock held
  if (locked)
    pthread_mutex_unlock(&c->lock);
}

// ---- What others may do ----

int handed_to_who_may_unlock_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    give_up(c);
    return -1;
  }
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int handed_to_who_does_not_unlock_bad(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  work(c);
  if (c->count == 0)
    return -1; // expect: lock held
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int everyones_lock_ok(int n)
{
  pthread_mutex_lock(&everyones);
  if (n == 0) {
    give_up(NULL);
    return -1;
  }
  pthread_mutex_unlock(&everyones);
  return 0;
}

int through_a_reloaded_path_ok(struct conn *c)
{
  pthread_mutex_lock(&c->pool->lock);
  work(c);
  pthread_mutex_unlock(&c->pool->lock);
  return 0;
}

int through_a_reloaded_path_bad(struct conn *c)
{
  pthread_mutex_lock(&c->pool->lock);
  work(c);
  if (c->pool->free == 0)
    return -1; // expect: lock held
  pthread_mutex_unlock(&c->pool->lock);
  return 0;
}

static pthread_mutex_t *lock_of(struct conn *c);

int through_a_function_ok(struct conn *c)
{
  pthread_mutex_lock(lock_of(c));
  int n = c->count;
  if (n == 0) {
    pthread_mutex_unlock(lock_of(c));
    return -1;
  }
  pthread_mutex_unlock(lock_of(c));
  return n;
}

static pthread_mutex_t *lock_of(struct conn *c)
{
  return check(c) ? &c->lock : &registry;
}

void all_of_an_array_ok(pthread_mutex_t *locks, int n)
{
  for (int i = 0; i < n; i++)
    pthread_mutex_lock(&locks[i]);
  for (int i = 0; i < n; i++)
    pthread_mutex_unlock(&locks[i]);
}

void hand_over_hand_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  while (c->next != NULL) {
    struct conn *next = c->next;
    pthread_mutex_lock(&next->lock);
    pthread_mutex_unlock(&c->lock);
    c = next;
  }
  pthread_mutex_unlock(&c->lock);
}

int two_locks_bad(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  pthread_mutex_lock(&c->other);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->other);
    return -1; // expect: lock held
  }
  pthread_mutex_unlock(&c->other);
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int two_locks_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  pthread_mutex_lock(&c->other);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->other);
    pthread_mutex_unlock(&c->lock);
    return -1;
  }
  pthread_mutex_unlock(&c->other);
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int waiting_on_a_condition_ok(struct conn *c, pthread_cond_t *changed)
{
  pthread_mutex_lock(&c->lock);
  while (c->count == 0)
    pthread_cond_wait(changed, &c->lock);
  c->count--;
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int on_the_way_out_of_the_program_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0)
    exit(1);
  pthread_mutex_unlock(&c->lock);
  return 0;
}

static void unlock_at_end(pthread_mutex_t **lock)
{
  pthread_mutex_unlock(*lock);
}

int given_back_by_cleanup_ok(struct conn *c)
{
  __attribute__((cleanup(unlock_at_end))) pthread_mutex_t *held = &c->lock;
  pthread_mutex_lock(held);
  if (c->count == 0)
    return -1;
  return 0;
}

int a_stream_bad(FILE *out, int n)
{
  flockfile(out);
  if (n < 0)
    return -1; // expect: lock held
  putc_unlocked(n, out);
  funlockfile(out);
  return 0;
}

int a_stream_ok(FILE *out, int n)
{
  flockfile(out);
  putc_unlocked(n, out);
  funlockfile(out);
  return 0;
}

// ---- Known misses ----

// Nobody unlocks after give_up(), so it may be what unlocks.
int FN_handed_to_who_may_unlock_bad(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    give_up(c);
    return -1; // expect: lock held
  }
  pthread_mutex_unlock(&c->lock);
  return 0;
}

// "0 and locked, or an error and not" is a contract too.
int FN_held_where_it_is_zero_bad(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0)
    return 0; // expect: lock held
  int n = check(c);
  pthread_mutex_unlock(&c->lock);
  return n;
}

// Elements under an unknown index are not told apart.
int FN_of_an_element_bad(struct conn *all, int i)
{
  pthread_mutex_lock(&all[i].lock);
  if (all[i].count == 0)
    return -1; // expect: lock held
  pthread_mutex_unlock(&all[i].lock);
  return 0;
}
