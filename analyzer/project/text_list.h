// Text lists: growing arrays of borrowed strings.

#ifndef MEMCHECK_PROJECT_TEXT_LIST_H
#define MEMCHECK_PROJECT_TEXT_LIST_H

#include "base/array.h"

#include <stdbool.h>

// All zero is an empty list. The strings belong to an arena or to the caller; only the
// array itself is freed, with array_clear().
typedef ARRAY(const char *) text_list;

bool text_list_has(const text_list *list, const char *text);
void text_list_add_all(text_list *list, const text_list *more);
// Sorts by bytes and keeps one of equal texts.
void text_list_make_set(text_list *list);
bool text_list_equal(const text_list *a, const text_list *b);

#endif
