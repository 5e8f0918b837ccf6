#include "progress.h"

#include <stdio.h>
#include <time.h>

#define REDRAW_MS 100
#define ESTIMATE_AFTER_MS 1000 // sooner it would only jump about

static int64_t now_ms(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_start(progress *progress, bool is_shown, uint32_t total)
{
  int64_t now = now_ms();
  *progress = (struct progress){
      .is_shown = is_shown, .total = total, .start = now, .drawn_at = now - REDRAW_MS};
}

void progress_update(progress *progress, uint32_t done)
{
  int64_t now = now_ms();
  progress->done = done;
  bool is_last = done == progress->total;
  if (!progress->is_shown || (now - progress->drawn_at < REDRAW_MS && !is_last))
    return;
  progress->drawn_at = now;
  progress->is_drawn = true;
  fprintf(stderr, "\r\033[K%u/%u files", (unsigned)done, (unsigned)progress->total);
  int64_t spent = now - progress->start;
  if (done != 0 && !is_last && spent >= ESTIMATE_AFTER_MS) {
    int64_t left = spent * (progress->total - done) / done;
    fprintf(stderr, ", about %lld s left", (long long)(left / 1000 + 1));
  }
  fflush(stderr);
}

void progress_end(progress *progress)
{
  if (progress->is_drawn)
    fputs("\r\033[K", stderr);
  progress->is_drawn = false;
}

double progress_seconds(const progress *progress)
{
  return (double)(now_ms() - progress->start) / 1000;
}
