/* Orders of cards: a key for each, and the smallest of them. */
#ifndef CAIRN_STUDY_QUEUE_ORDER_H
#define CAIRN_STUDY_QUEUE_ORDER_H

#include "study/state.h"

/* As CONFIG_ORDERS names them; orders of new cards (CONFIG_NEW_ORDERS) are ORDER_DECK and the last. */
typedef enum QueueOrder {
    ORDER_DUE,            /* the longest due first */
    ORDER_RETRIEVABILITY, /* the least likely remembered first */
    ORDER_OVERDUENESS,    /* the longest waiting for its interval first */
    ORDER_RANDOM,         /* another each day */
    ORDER_TOPIC,          /* as on the roadmap */
    ORDER_DECK            /* as in the packs */
} QueueOrder;

QueueOrder queue_order_of_reviews(const char *word);
QueueOrder queue_order_of_new(const char *word);

/* A card to be placed: smaller keys first; equal ones by index, which is the order of the packs. */
typedef struct QueueCandidate {
    double key;
    CatalogIndex card;
} QueueCandidate;

/* The key of a card on a day. */
double queue_order_key(const StudyState *state, CatalogIndex card, DayNumber today,
                       QueueOrder order);

/* Gives every candidate its key, and sorts them. */
void queue_order_sort(const StudyState *state, DayNumber today, QueueOrder order,
                      QueueCandidate *items, size_t count);

/* The same where only the first `keep` are of interest: these come first, sorted; the others behind
 * them in no order. */
void queue_order_first(const StudyState *state, DayNumber today, QueueOrder order,
                       QueueCandidate *items, size_t count, size_t keep);

#endif
