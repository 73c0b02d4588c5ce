/* Within the queue only: what it holds. */
#ifndef CAIRN_STUDY_QUEUE_IMPL_H
#define CAIRN_STUDY_QUEUE_IMPL_H

#include "base/array.h"
#include "study/queue.h"
#include "study/queue_order.h"

/* A place in the queue, in the low bits of Queue.places; and what else is known of the card. */
typedef enum QueuePlace { PLACE_NOWHERE, PLACE_STEPS, PLACE_REVIEWS, PLACE_FRESH } QueuePlace;
#define PLACE_MASK     3U
#define PLACE_ANSWERED 4U /* today */
#define PLACE_COUNTED  8U /* a step that counts for today */

typedef struct QueueStep {
    int64_t ready_ms;
    CatalogIndex card;
} QueueStep;

typedef ARRAY(QueueCandidate) QueueCandidates;

struct Queue {
    /* what it was made for, and how far it followed */
    const StudyState *state;
    const Catalog *catalog;
    QueueFilter filter;
    DayNumber today;
    uint64_t epoch, followed;
    bool made;

    uint8_t *places, *reasons;  /* by card */
    size_t card_count;          /* that these have room for */
    ARRAY(QueueStep) steps;     /* a heap; entries that no longer hold are passed over */
    QueueCandidates reviews;    /* the day's, in order; gone cards are passed over */
    QueueCandidates fresh;      /* likewise */
    size_t review_at, fresh_at; /* where to go on */
    QueueCounts counts;         /* what is left */
    int32_t reviews_done, fresh_done;
    bool waiting; /* some new card waits for another card */
};

/* Fills the queue for its state, filter and day (queue_build.c). */
void queue_build(Queue *queue);

/* How many days, today included, the overdue reviews are still spread over: the first day back after a
 * day without reviews has all of backlog-days, each day in a row one less. */
int32_t queue_spread_days(const StudyState *state, DayNumber today);

/* How many of the overdue reviews that are left come on the first of so many days, when some of them
 * were done on it already. */
int32_t queue_late_share(int32_t late, int32_t done, int32_t days);

static inline QueuePlace queue_place(const Queue *queue, CatalogIndex card)
{
    return (QueuePlace)(queue->places[card] & PLACE_MASK);
}

static inline bool queue_in_steps(const CardState *card)
{
    return card->phase == CARD_LEARNING || card->phase == CARD_RELEARNING;
}

static inline bool queue_is_hidden(const CardState *card, DayNumber today)
{
    return card->suspended || (card->buried_day != 0 && card->buried_day == today);
}

/* When a step may be shown. One that crossed the end of a day may all day: it stands before the
 * day's other steps, the longest waiting first. */
static inline int64_t queue_ready_ms(const CardState *card, DayNumber today)
{
    bool by_day = scheduler_is_interday(card) && card->due_day <= today;
    return by_day ? card->due_ms - 2 * MS_PER_DAY : card->due_ms;
}

/* Whether the filter has room for a card of a note. */
bool queue_passes(const QueueFilter *filter, const Note *note, CatalogIndex card);

/* Puts a card into the steps. */
void queue_push_step(Queue *queue, CatalogIndex card);

#endif
