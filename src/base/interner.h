/* Numbers for texts, 0, 1, 2... in the order they first come: a hash table. Zero-initialise. */
#ifndef CAIRN_BASE_INTERNER_H
#define CAIRN_BASE_INTERNER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define INTERNER_NONE SIZE_MAX

typedef struct InternerSlot {
    uint64_t hash;
    size_t number; /* plus one; 0 is free */
} InternerSlot;

typedef struct Interner {
    const char **texts; /* by number; owned, what they point to is not */
    size_t count, capacity;
    InternerSlot *slots;
    size_t slot_count; /* a power of two */
} Interner;

/* The number of `text`, or INTERNER_NONE. */
size_t interner_find(const Interner *interner, const char *text);
/* The same for a text that may be new: then it is copied into `arena`, or, where that is NULL, kept as
 * it is and has to live as long as the interner. */
size_t interner_add(Interner *interner, const char *text, Arena *arena);
/* Ends it, but for the texts by number, which are the caller's to free. */
const char **interner_take(Interner *interner);
void interner_done(Interner *interner);

#endif
