// Models: which rule files the workers load: all shipped ones, each used where its
// headers are included, and those that the user adds.

#ifndef MEMCHECK_CLI_MODELS_H
#define MEMCHECK_CLI_MODELS_H

#include "base/arena.h"
#include "project/text_list.h"

// Adds to [command] the words that make memcheck-cc load the rules in [data] and the
// files and folders that [models] names, by commas. All are looked at first, those of
// the user wholly, so that a fault is told once and not by every worker. False: logged.
bool models_add(arena *arena, const char *data, const text_list *models,
                text_list *command);

#endif
