/* Which cards to review, in which order. */
#ifndef CAIRN_STUDY_QUEUE_H
#define CAIRN_STUDY_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

#include "study/state.h"

typedef struct QueueFilter {
    CatalogIndex topic;    /* only this topic; CATALOG_NONE all */
    CatalogIndex subtopic; /* only this subtopic; CATALOG_NONE all */
    CatalogIndex deck;     /* only this deck; CATALOG_NONE all */
    int32_t limit;         /* at most so many more cards from now on; 0 no limit */
    int32_t ahead_days;    /* also what falls due within so many days */
} QueueFilter;

/* A filter that lets everything through. */
QueueFilter queue_filter_all(void);

typedef struct QueueCounts {
    int32_t learning; /* in steps, due now or later today */
    int32_t due;      /* reviews due today, within the daily limit */
    int32_t fresh;    /* new cards still allowed today */
} QueueCounts;

/* Daily limits count for all cards, whatever the filter: a review done is a card answered today that
 * was first answered on an earlier day, a new card done one first answered today.
 *
 * The card to show now: learning steps that are due first, then reviews (most overdue relative to
 * stability first), then new cards in deck order within the day's limit; a learning card not yet due
 * comes only when nothing else is left and it is due within LEARN_AHEAD_MS. CATALOG_NONE: done for
 * now. New cards come only from topics that are begun or the next to begin (any, when the filter names a
 * topic, subtopic or deck), and whose `requires` are met; siblings of a card answered today wait for tomorrow. `counts` may be NULL. */
#define LEARN_AHEAD_MS (INT64_C(20) * 60 * 1000)
CatalogIndex queue_next(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today, QueueCounts *counts);

/* When the next learning card falls due (UTC ms) while queue_next gives none; 0 when there is none. */
int64_t queue_next_due_ms(const StudyState *state, const QueueFilter *filter, DayNumber today);

/* Counts alone. */
QueueCounts queue_count(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today);

/* Cards falling due on each of `days` days from today (index 0: today with the backlog; what is
 * buried today counts tomorrow). Neither new nor suspended cards. */
void queue_forecast(const StudyState *state, DayNumber today, size_t days, int32_t *counts);

#endif
