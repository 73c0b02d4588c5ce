#include "companion/taken_back.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "companion/ledger.h"

void taken_back_add(TakenBack *taken_back, const Event *event)
{
    if (event->kind != EVENT_UNDO)
        return;
    if (taken_back->arena == NULL)
        taken_back->arena = arena_new();
    Arena *arena = arena_new();
    const char *undone = json_get_text(ledger_body(event, arena), "undoes", "");
    if (strlen(undone) == EVENT_ID_SIZE - 1) {
        Undo *undo = array_push(&taken_back->undos);
        memcpy(undo->undone, undone, EVENT_ID_SIZE);
        memcpy(undo->id, event->id, EVENT_ID_SIZE);
        undo->subject = arena_dup(taken_back->arena, event->subject);
    }
    arena_free(arena);
}

static int by_undone(const void *left, const void *right)
{
    const Undo *one = left;
    const Undo *other = right;
    int order = strcmp(one->undone, other->undone);
    return order != 0 ? order : strcmp(one->id, other->id);
}

void taken_back_sort(TakenBack *taken_back)
{
    if (taken_back->undos.count > 1)
        qsort(taken_back->undos.items, taken_back->undos.count, sizeof *taken_back->undos.items,
              by_undone);
}

/* The first that undoes `id` or what comes after it. */
static size_t first_of(const TakenBack *taken_back, const char *id)
{
    size_t low = 0;
    size_t high = taken_back->undos.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(taken_back->undos.items[middle].undone, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool taken_back_has(const TakenBack *taken_back, const Event *event)
{
    for (size_t i = first_of(taken_back, event->id); i < taken_back->undos.count; i++) {
        const Undo *undo = &taken_back->undos.items[i];
        if (strcmp(undo->undone, event->id) != 0)
            return false;
        if (strcmp(undo->id, event->id) > 0 && strcmp(undo->subject, event->subject) == 0)
            return true;
    }
    return false;
}

void taken_back_done(TakenBack *taken_back)
{
    array_done(&taken_back->undos);
    arena_free(taken_back->arena);
    taken_back->arena = NULL;
}
