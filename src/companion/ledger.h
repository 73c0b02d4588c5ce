/* What an event does to the derived tables: the only place that knows. A live write appends its event
 * and applies it; a rebuild empties the tables and applies the whole log. Both run the same code on
 * the same rows, so a replayed log equals the live state.
 *
 * An event that makes no sense where it stands (a log merged from two devices may hold a pause of a
 * block that was stopped) changes nothing: refusing is the caller's work, before it appends.
 */
#ifndef CAIRN_COMPANION_LEDGER_H
#define CAIRN_COMPANION_LEDGER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "base/json.h"
#include "companion/past.h"
#include "companion/taken_back.h"
#include "store/store.h"
#include "study/state.h"

/* A row that was written, for the state in memory to follow once the write is on disk. */
typedef enum ChangeKind {
    CHANGE_CARD,
    CHANGE_MEMORY, /* only the memory of `card` */
    CHANGE_ITEM,
    CHANGE_DAY,
    CHANGE_TIMER,
    CHANGE_OPTION,
    CHANGE_QUESTION,
    CHANGE_CLEAR
} ChangeKind;

typedef struct LedgerChange {
    ChangeKind kind;
    const char *id; /* of the card or item, name of the option; in the ledger's arena */
    CardState card;
    ItemState item;
    DayTotal day; /* of an option: the day alone, on which it was set */
    DaySpan clear;
    PracticeTimer timer;
    Question question; /* strings in the ledger's arena */
    const char *value; /* of the option */
} LedgerChange;

/* What each card's memory is by weights that are not in use yet: worked out at leisure, in any thread. */
typedef struct LedgerMemory LedgerMemory;

typedef struct Ledger {
    Store *store;
    Config config; /* as the log has set it so far */
    Scheduler scheduler;
    bool recording;              /* whether `changes` is wanted */
    const LedgerMemory *ahead;   /* worked out for weights that come; NULL */
    const TakenBack *taken_back; /* of all of a log that is applied from its beginning; else NULL */
    DayMark written;             /* the latest event; 0: none yet */
    ARRAY(LedgerChange) changes;
    Arena *arena;
} Ledger;

/* Begins within an open write of `store`, with the options its tables hold. Freed by ledger_done. */
CHECKED Status ledger_init(Ledger *ledger, Store *store, bool recording, Error *error);
void ledger_done(Ledger *ledger);

/* Applies an event that is in the log already, the newest of those applied. */
CHECKED Status ledger_apply(Ledger *ledger, const Event *event, Error *error);

/* Empties the derived tables and applies the log; within an open write. */
CHECKED Status ledger_rebuild(Store *store, Error *error);

/* Brings `state` to what the changes say. Rows of items its catalog does not have are left out. */
void ledger_mirror(const Ledger *ledger, StudyState *state);

/* Takes over what was read of the whole log. The caller frees it (NULL is fine); until then it may be
 * the `ahead` of a ledger, which has less to do when just these weights come. */
LedgerMemory *ledger_memory_new(const FsrsModel *model, Past *past);
void ledger_memory_free(LedgerMemory *memory);

/* --- within the companion: the parts of the ledger --- */

/* A new change to fill; one that nobody reads when the ledger does not record. */
LedgerChange *ledger_change(Ledger *ledger, ChangeKind kind, const char *id, LedgerChange *unread);

/* Adds to (or, with `sign` -1, takes from) the total of a day. */
CHECKED Status ledger_add_day(Ledger *ledger, const DayTotal *part, int sign, Error *error);

/* Events of cards (ledger_card.c) and of the practice timer (ledger_practice.c). */
CHECKED Status ledger_apply_card(Ledger *ledger, const Event *event, Error *error);
CHECKED Status ledger_apply_undo(Ledger *ledger, const Event *event, Error *error);
/* New weights (ledger_memory.c): what is known of each card's memory, worked out anew from its answers
 * up to the event. When it is due stays. */
CHECKED Status ledger_apply_weights(Ledger *ledger, const Event *event, Error *error);
CHECKED Status ledger_apply_practice(Ledger *ledger, const Event *event, Error *error);

/* Sets an option in `config` and, when it is known and good, makes the scheduler follow. */
void ledger_configure(Config *config, Scheduler *scheduler, const char *name, const char *value);

/* Whether that option, which `config` has followed, gave other weights: those that are no weights are
 * not followed. */
bool ledger_sets_weights(const Config *config, const char *name, const char *value);

/* The days that an event notes as clear; none when it is no such event. */
DaySpan ledger_clear_span(const Event *event);

/* Fills in what the state has from the log itself: the rules of the habit, the clear days and the day of the newest event. */
CHECKED Status ledger_load_habit(Store *store, StudyState *state, Error *error);

/* An event's body; an empty object when it is no JSON object. In `arena`. */
const JsonValue *ledger_body(const Event *event, Arena *arena);

#endif
