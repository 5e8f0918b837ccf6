// Typed growing arrays, as macros over one growth function.
//
//   ARRAY(int) numbers = {0};
//   array_push(&numbers, 7);
//   for (uint32_t i = 0; i < numbers.count; i++) use(numbers.items[i]);
//   array_clear(&numbers);
//
// Items may move when the array grows: keep indices, not pointers.

#ifndef MEMCHECK_BASE_ARRAY_H
#define MEMCHECK_BASE_ARRAY_H

#include <stddef.h>
#include <stdint.h>

// All zero is an empty array.
#define ARRAY(type)                                                                    \
  struct {                                                                             \
    type *items;                                                                       \
    uint32_t count;                                                                    \
    uint32_t capacity;                                                                 \
  }

// Returns [items] moved to room for at least [needed] of [size] bytes each; updates
// [capacity]. Takes ownership of [items].
void *array_grow(void *items, uint32_t *capacity, uint32_t needed, size_t size);

#define array_reserve(array, needed)                                                   \
  ((needed) <= (array)->capacity                                                       \
       ? (void)0                                                                       \
       : (void)((array)->items = array_grow((array)->items, &(array)->capacity,        \
                                            (needed), sizeof *(array)->items)))
// The value may be a compound literal, commas and all.
#define array_push(array, ...)                                                         \
  (array_reserve((array), (array)->count + 1),                                         \
   (void)((array)->items[(array)->count++] = (__VA_ARGS__)))
// A pointer to a new last item, zeroed; valid until the array grows again.
#define array_add(array)                                                               \
  (array_reserve((array), (array)->count + 1),                                         \
   array_zero_item(&(array)->items[(array)->count], sizeof *(array)->items),           \
   &(array)->items[(array)->count++])
#define array_last(array) (&(array)->items[(array)->count - 1])
// Frees the items; the array is empty and may be used again.
#define array_clear(array)                                                             \
  (array_free_items((array)->items), (array)->items = NULL, (array)->count = 0,        \
   (void)((array)->capacity = 0))

void array_zero_item(void *item, size_t size);
void array_free_items(void *items);

#endif
