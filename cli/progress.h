// Progress: one line on standard error that says how far the run is.

#ifndef MEMCHECK_CLI_PROGRESS_H
#define MEMCHECK_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
  bool is_shown;
  bool is_drawn; // the line is on the screen
  uint32_t done, total;
  int64_t start, drawn_at; // milliseconds
} progress;

void progress_start(progress *progress, bool is_shown, uint32_t total);
// Draws the line again, if it is time to.
void progress_update(progress *progress, uint32_t done);
// Wipes the line.
void progress_end(progress *progress);
double progress_seconds(const progress *progress);

#endif
