/* Within the companion only: which events of cards were taken back. An undo takes back the event that it
 * names when that came before it and is about the same card. */
#ifndef CAIRN_COMPANION_TAKEN_BACK_H
#define CAIRN_COMPANION_TAKEN_BACK_H

#include "base/arena.h"
#include "base/array.h"
#include "store/store.h"

typedef struct Undo {
    char undone[EVENT_ID_SIZE], id[EVENT_ID_SIZE];
    const char *subject; /* in the arena */
} Undo;

/* Zero-initialise; freed by taken_back_done. */
typedef struct TakenBack {
    ARRAY(Undo) undos; /* in the order of what they undo, once sorted */
    Arena *arena;
} TakenBack;

/* Adds an event; one that is no undo, or names nothing, adds nothing. */
void taken_back_add(TakenBack *taken_back, const Event *event);
/* After the last, before the first question. */
void taken_back_sort(TakenBack *taken_back);
bool taken_back_has(const TakenBack *taken_back, const Event *event);
void taken_back_done(TakenBack *taken_back);

#endif
