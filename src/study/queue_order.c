#include "study/queue_order.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "study/config.h"

QueueOrder queue_order_of_reviews(const char *word)
{
    int index = config_word_index(CONFIG_ORDERS, word);
    return index < 0 ? ORDER_RETRIEVABILITY : (QueueOrder)index;
}

QueueOrder queue_order_of_new(const char *word)
{
    static const QueueOrder ORDERS[] = {ORDER_DECK, ORDER_TOPIC, ORDER_RANDOM};
    int index = config_word_index(CONFIG_NEW_ORDERS, word);
    return index < 0 ? ORDER_DECK : ORDERS[index];
}

double queue_order_key(const StudyState *state, CatalogIndex card, DayNumber today,
                       QueueOrder order)
{
    const CardState *it = &state->cards[card];
    double elapsed = (double)today - it->last_review_day;
    switch (order) {
    case ORDER_DUE:
        return it->due_day;
    case ORDER_RETRIEVABILITY: /* which falls with elapsed / stability, and with nothing else */
        return -elapsed / fmax(it->memory.stability, FSRS_STABILITY_MIN);
    case ORDER_OVERDUENESS:
        return -elapsed / fmax(it->interval_days, 1);
    case ORDER_RANDOM:
        return scheduler_chance(hash_text(state->catalog->cards[card].id) ^
                                (uint64_t)(uint32_t)today * UINT64_C(0x9e3779b97f4a7c15));
    case ORDER_TOPIC:
        return state->catalog->notes[state->catalog->cards[card].note].topic;
    case ORDER_DECK:
        break;
    }
    return card;
}

static bool is_before(const QueueCandidate *left, const QueueCandidate *right)
{
    if (left->key < right->key)
        return true;
    return !(left->key > right->key) && left->card < right->card;
}

static int compare(const void *left, const void *right)
{
    const QueueCandidate *a = left, *b = right;
    return is_before(a, b) ? -1 : is_before(b, a);
}

static void give_keys(const StudyState *state, DayNumber today, QueueOrder order,
                      QueueCandidate *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i].key = queue_order_key(state, items[i].card, today, order);
}

void queue_order_sort(const StudyState *state, DayNumber today, QueueOrder order,
                      QueueCandidate *items, size_t count)
{
    give_keys(state, today, order, items, count);
    qsort(items, count, sizeof *items, compare);
}

static void swap(QueueCandidate *left, QueueCandidate *right)
{
    QueueCandidate kept = *left;
    *left = *right;
    *right = kept;
}

/* Moves what is before the middle one of items[low..high] to the left of it; returns its place. */
static size_t partition(QueueCandidate *items, size_t low, size_t high)
{
    size_t place = low;
    swap(&items[low + (high - low) / 2], &items[high]);
    for (size_t i = low; i < high; i++)
        if (is_before(&items[i], &items[high]))
            swap(&items[i], &items[place++]);
    swap(&items[place], &items[high]);
    return place;
}

/* Hoare's selection: afterwards the smallest `keep` stand in front. */
static void select_first(QueueCandidate *items, size_t count, size_t keep)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        size_t place = partition(items, low, high);
        if (place == keep)
            return;
        if (place < keep)
            low = place + 1;
        else
            high = place - 1;
    }
}

void queue_order_first(const StudyState *state, DayNumber today, QueueOrder order,
                       QueueCandidate *items, size_t count, size_t keep)
{
    give_keys(state, today, order, items, count);
    if (keep > count)
        keep = count;
    if (keep > 0 && keep < count)
        select_first(items, count, keep);
    qsort(items, keep, sizeof *items, compare);
}
