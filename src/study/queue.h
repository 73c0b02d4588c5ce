/* Which cards to review, in which order.
 *
 * A study day's queue is made once and then follows the answers. It holds
 *   - cards in their steps, due by instant (or by day, once a step crossed the end of a day);
 *   - the day's reviews: those that are due, gathered up to the daily limits and put in order;
 *   - the day's new cards: of topics that are open, whose requirements are met, up to the limits.
 * The same state, filter and day always give the same queue; chance is seeded by the day. */
#ifndef CAIRN_STUDY_QUEUE_H
#define CAIRN_STUDY_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

#include "study/state.h"

typedef enum QueueMode {
    QUEUE_DAY, /* what is due, and new cards */
    QUEUE_CRAM /* every card that was ever answered, due or not; once, and again after Again */
} QueueMode;

/* No padding: two filters can be compared as bytes. */
typedef struct QueueFilter {
    const bool *only;      /* only the cards with true here, parallel to the catalog's; NULL all */
    CatalogIndex topic;    /* only this topic; CATALOG_NONE all */
    CatalogIndex subtopic; /* only this subtopic; CATALOG_NONE all */
    CatalogIndex deck;     /* only this deck; CATALOG_NONE all */
    int32_t limit;         /* at most so many more cards from now on; 0 no limit */
    int32_t
        ahead_days; /* also what falls due within so many days; then no limit of reviews holds */
    QueueMode mode;
} QueueFilter;

/* A filter that lets everything through. */
QueueFilter queue_filter_all(void);

typedef struct QueueCounts {
    int32_t learning; /* in steps, due now or later today */
    int32_t due;      /* reviews due today, within the daily limits */
    int32_t fresh;    /* new cards still allowed today */
    int32_t backlog;  /* reviews that are due and do not come today */
} QueueCounts;

/* Why a card does not come today. */
typedef enum QueueReason {
    QUEUE_COMES, /* it does */
    QUEUE_SUSPENDED,
    QUEUE_BURIED,
    QUEUE_SIBLING,    /* another card of its note comes, or came, today */
    QUEUE_TOPIC,      /* its topic is not begun, or skipped */
    QUEUE_REQUIRES,   /* something it requires was not reached yet */
    QUEUE_LIMIT,      /* the day's limit for all cards */
    QUEUE_DECK_LIMIT, /* the day's limit of its deck */
    QUEUE_BACKLOG,    /* its turn comes on another day of those the backlog is spread over */
    QUEUE_LATER,      /* not due yet */
    QUEUE_FILTERED    /* outside the filter */
} QueueReason;

/* Where limits are reached, what the filter leaves out counts too: a review done is a card answered
 * today that was first answered on an earlier day, a new card done one first answered today.
 *
 * The card to show now: steps that are due first (the longest waiting first), then reviews and new
 * cards as `new-position` says, in the orders of the options; a step not yet due comes only when
 * nothing else is left and it is due within LEARN_AHEAD_MS. New cards come only from topics that are
 * begun or the next to begin (any, when the filter names a topic, subtopic, deck or cards), and whose
 * `requires` are met. Siblings wait as `bury-siblings` says. */
#define LEARN_AHEAD_MS (INT64_C(20) * 60 * 1000)

typedef struct Queue Queue;

/* An empty queue; the caller frees it (NULL is fine). */
Queue *queue_new(void);
void queue_free(Queue *queue);

/* The card to show now, CATALOG_NONE when done for now; `counts` may be NULL. Made anew when the day,
 * the filter or more than single cards of the state changed since the last call, else brought up to
 * the answers in between, each in O(log n). `filter->only` stays as it is as long as it is passed; the
 * state may get another catalog if its revision grows as well. */
CatalogIndex queue_take(Queue *queue, const StudyState *state, const QueueFilter *filter,
                        int64_t now_ms, DayNumber today, QueueCounts *counts);

/* Of a queue that queue_take made ready: the day's cards that are still to come, without steps, in
 * order, at most `size` of them in `cards`; returns how many there are. */
size_t queue_list(const Queue *queue, CatalogIndex *cards, size_t size);

/* Of a queue that queue_take made ready: why a card does not come. */
QueueReason queue_reason_of(const Queue *queue, CatalogIndex card);

/* Tells a cram queue that a card was answered: it is done, or (`again`) comes once more at the end. */
void queue_pass(Queue *queue, CatalogIndex card, bool again);

/* Tells a cram queue that the last answer, of this card, was taken back: it is next again, once. */
void queue_pass_back(Queue *queue, CatalogIndex card);

/* The same from scratch, for one question. */
CatalogIndex queue_next(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today, QueueCounts *counts);
QueueCounts queue_count(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today);
QueueReason queue_reason(const StudyState *state, CatalogIndex card, int64_t now_ms,
                         DayNumber today);

/* The reason as a phrase, "its topic is not begun: Calculus"; "" for QUEUE_COMES. */
#define QUEUE_REASON_SIZE 160
void queue_reason_text(const StudyState *state, CatalogIndex card, QueueReason reason,
                       DayNumber today, char out[QUEUE_REASON_SIZE]);

/* When the next learning card falls due (UTC ms) while queue_next gives none; 0 when there is none. */
int64_t queue_next_due_ms(const StudyState *state, const QueueFilter *filter, DayNumber today);

/* Whether so many reviews waited while the learner was away that it is worth to spread them: the day
 * before was without reviews, and backlog-days does not spread them already. */
bool queue_is_worth_spreading(const StudyState *state, DayNumber today);

/* Cards falling due on each of `days` days from today (index 0: today with what is overdue, but where
 * that is spread over days each has its share; what is buried today counts tomorrow). Neither new nor
 * suspended cards. */
void queue_forecast(const StudyState *state, DayNumber today, size_t days, int32_t *counts);

#endif
