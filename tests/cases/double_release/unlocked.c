// Locks that are given back twice.

#include <pthread.h>

struct conn {
  int count;
  pthread_mutex_t lock;
};

void work(struct conn *c);

void unlocked_twice_bad(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0)
    pthread_mutex_unlock(&c->lock);
  pthread_mutex_unlock(&c->lock); // expect: double release
}

void unlocked_once_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    return;
  }
  pthread_mutex_unlock(&c->lock);
}

int error_path_unlocks_again_bad(struct conn *c)
{
  int result = 0;
  pthread_mutex_lock(&c->lock);
  if (c->count == 0) {
    pthread_mutex_unlock(&c->lock);
    result = -1;
    goto out;
  }
  c->count--;
out:
  pthread_mutex_unlock(&c->lock); // expect: double release
  return result;
}

int recursive_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  pthread_mutex_lock(&c->lock);
  pthread_mutex_unlock(&c->lock);
  pthread_mutex_unlock(&c->lock);
  return 0;
}

int locked_again_out_of_sight_ok(struct conn *c)
{
  pthread_mutex_lock(&c->lock);
  pthread_mutex_unlock(&c->lock);
  work(c);
  pthread_mutex_unlock(&c->lock);
  return 0;
}
