/* Growable arrays: `ARRAY(Type)` declares { Type *items; size_t count, capacity; }.
 *
 *     ARRAY(int) numbers = {0};
 *     *array_push(&numbers) = 4;      // a zeroed new last item
 *     array_done(&numbers);           // frees the storage, not what items point to
 */
#ifndef CAIRN_BASE_ARRAY_H
#define CAIRN_BASE_ARRAY_H

#include <stddef.h>

#include "base/memory.h"

#define ARRAY(Type)             \
    struct {                    \
        Type *items;            \
        size_t count, capacity; \
    }

/* Makes room for one more item of `size` bytes, clears it and returns the (possibly moved) block. */
void *array_grow(void *items, size_t *count, size_t *capacity, size_t size);

#define array_push(array)                                                                         \
    ((array)->items =                                                                             \
         array_grow((array)->items, &(array)->count, &(array)->capacity, sizeof *(array)->items), \
     &(array)->items[(array)->count - 1])

#define array_done(array) \
    (mem_free((array)->items), (array)->items = NULL, (array)->count = (array)->capacity = 0)

#endif
