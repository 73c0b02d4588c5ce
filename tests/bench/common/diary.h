/* Within the learner of two years: what is written down, and the cards' memory. */
#ifndef CAIRN_BENCH_DIARY_H
#define CAIRN_BENCH_DIARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/common/years.h"
#include "companion/ledger.h"
#include "study/catalog.h"

/* The log, open for writing. */
typedef struct Diary {
    Store *store;
    Ledger ledger; /* of the open write */
    const Catalog *catalog;
    uint64_t seed;
    int64_t at_ms; /* the learner's clock */
    DayNumber day; /* the study day it is */
    size_t events;
} Diary;

/* A day's or a few days' writing is one write. */
void diary_begin(Diary *diary);
void diary_end(Diary *diary);

/* Writes an event at the learner's clock, and what follows from it. `id` gets the event's; may be NULL. */
void diary_write(Diary *diary, EventKind kind, const char *subject, const char *body,
                 char id[EVENT_ID_SIZE]);

/* Which cards come, and what is answered (diary_cards.c). */
typedef struct Deal Deal;
Deal *deal_new(Diary *diary, const YearsPlan *plan);
void deal_free(Deal *deal);
/* A day's reviews, from the learner's clock on. `timed`: within a block of practice. */
void deal_study(Deal *deal, Diary *diary, bool timed);
size_t deal_answers(const Deal *deal);

/* Writes `count` cards as a pack of the learner's own below `directory` (diary_pack.c). */
void diary_write_pack(const char *directory, const Catalog *catalog, size_t count);

#endif
