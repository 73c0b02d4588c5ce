#include "base/interner.h"

#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"

#define FIRST_SLOTS ((size_t)256)

static InternerSlot *slot_of(const Interner *interner, uint64_t hash, const char *text)
{
    size_t at = (size_t)hash & (interner->slot_count - 1);
    InternerSlot *slot = &interner->slots[at];
    while (slot->number != 0 &&
           (slot->hash != hash || strcmp(interner->texts[slot->number - 1], text) != 0)) {
        at = (at + 1) & (interner->slot_count - 1);
        slot = &interner->slots[at];
    }
    return slot;
}

static void widen(Interner *interner)
{
    InternerSlot *before = interner->slots;
    size_t count = interner->slot_count;
    interner->slot_count = count == 0 ? FIRST_SLOTS : 2 * count;
    interner->slots = mem_alloc(interner->slot_count, sizeof *interner->slots);
    for (size_t i = 0; i < count; i++)
        if (before[i].number != 0)
            *slot_of(interner, before[i].hash, interner->texts[before[i].number - 1]) = before[i];
    mem_free(before);
}

size_t interner_find(const Interner *interner, const char *text)
{
    if (interner->slot_count == 0)
        return INTERNER_NONE;
    size_t number = slot_of(interner, hash_text(text), text)->number;
    return number == 0 ? INTERNER_NONE : number - 1;
}

size_t interner_add(Interner *interner, const char *text, Arena *arena)
{
    if (2 * (interner->count + 1) > interner->slot_count)
        widen(interner);
    uint64_t hash = hash_text(text);
    InternerSlot *slot = slot_of(interner, hash, text);
    if (slot->number == 0) {
        const char *kept = arena == NULL ? text : arena_dup(arena, text);
        interner->texts = array_grow(interner->texts, &interner->count, &interner->capacity,
                                     sizeof *interner->texts);
        interner->texts[interner->count - 1] = kept;
        *slot = (InternerSlot){hash, interner->count};
    }
    return slot->number - 1;
}

const char **interner_take(Interner *interner)
{
    const char **texts = interner->texts;
    interner->texts = NULL;
    interner_done(interner);
    return texts;
}

void interner_done(Interner *interner)
{
    mem_free(interner->texts);
    mem_free(interner->slots);
    *interner = (Interner){0};
}
