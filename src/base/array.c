#include "base/array.h"

#include <string.h>

void *array_grow(void *items, size_t *count, size_t *capacity, size_t size)
{
    if (*count == *capacity) {
        *capacity = *capacity < 8 ? 8 : *capacity + *capacity / 2;
        items = mem_resize(items, *capacity, size);
    }
    memset((char *)items + *count * size, 0, size);
    *count += 1;
    return items;
}
