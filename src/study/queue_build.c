/* A day's queue from scratch, in one pass over the cards: those of a note lie side by side, so that
 * siblings are judged together. What may come is gathered as candidates; limits then cut them. Only
 * as much is sorted as comes. */
#include "study/queue_impl.h"

#include <string.h>

#include "base/memory.h"
#include "study/habit.h"
#include "study/limits.h"
#include "study/queue_gate.h"

typedef struct Build {
    Queue *queue;
    const StudyState *state;
    DayNumber today;
    bool narrow; /* the filter looks at notes or cards */
    bool bury_new, bury_review, bury_interday;
    int32_t *deck_reviews, *deck_fresh; /* done today by deck */
    int32_t late_done;                  /* overdue reviews done today, within the filter */
} Build;

bool queue_passes(const QueueFilter *filter, const Note *note, CatalogIndex card)
{
    return (filter->topic == CATALOG_NONE || note->topic == filter->topic) &&
           (filter->subtopic == CATALOG_NONE || note->subtopic == filter->subtopic) &&
           (filter->deck == CATALOG_NONE || note->deck == filter->deck) &&
           (filter->only == NULL || filter->only[card]);
}

static bool is_wanted(const Build *build, CatalogIndex card)
{
    const Catalog *catalog = build->state->catalog;
    return !build->narrow ||
           queue_passes(&build->queue->filter, &catalog->notes[catalog->cards[card].note], card);
}

static CatalogIndex deck_of(const StudyState *state, CatalogIndex card)
{
    return state->catalog->notes[state->catalog->cards[card].note].deck;
}

static void add_candidate(QueueCandidates *candidates, CatalogIndex card)
{
    *array_push(candidates) = (QueueCandidate){0, card};
}

/* --- one note's cards --- */

/* Counts a card that was answered today. */
static void count_done(Build *build, CatalogIndex index)
{
    const CardState *card = &build->state->cards[index];
    CatalogIndex deck = deck_of(build->state, index);
    bool fresh = card->first_review_day == build->today;
    Queue *queue = build->queue;
    queue->places[index] |= PLACE_ANSWERED;
    if (fresh)
        queue->fresh_done++;
    else
        queue->reviews_done++;
    if (deck != CATALOG_NONE)
        (fresh ? build->deck_fresh : build->deck_reviews)[deck]++;
    if (!fresh && card->late_days > 0 && is_wanted(build, index))
        build->late_done++;
}

/* Why a card has no part in the day whatever its memory says. */
static QueueReason judge(const Build *build, CatalogIndex index)
{
    const CardState *card = &build->state->cards[index];
    if (card->suspended)
        return QUEUE_SUSPENDED;
    if (queue_is_hidden(card, build->today))
        return QUEUE_BURIED;
    return is_wanted(build, index) ? QUEUE_COMES : QUEUE_FILTERED;
}

static QueueReason take_step(Build *build, CatalogIndex index, bool answered)
{
    const CardState *card = &build->state->cards[index];
    if (answered && build->bury_interday && scheduler_is_interday(card) &&
        card->due_day <= build->today)
        return QUEUE_SIBLING;
    queue_push_step(build->queue, index);
    return card->due_day <= build->today ? QUEUE_COMES : QUEUE_LATER;
}

/* A review that is due becomes a candidate; of siblings that bury each other only the most overdue
 * one, in `best`. */
static QueueReason take_review(Build *build, CatalogIndex index, bool answered, CatalogIndex *best)
{
    const StudyState *state = build->state;
    const CardState *card = &state->cards[index];
    if (card->last_review_day == build->today ||
        card->due_day > build->today + build->queue->filter.ahead_days)
        return QUEUE_LATER;
    if (!build->bury_review) {
        add_candidate(&build->queue->reviews, index);
        return QUEUE_COMES;
    }
    if (answered)
        return QUEUE_SIBLING;
    if (*best == CATALOG_NONE ||
        queue_order_key(state, index, build->today, ORDER_RETRIEVABILITY) <
            queue_order_key(state, *best, build->today, ORDER_RETRIEVABILITY))
        *best = index;
    return QUEUE_SIBLING; /* unless it stays the best */
}

static void take_fresh(Build *build, CatalogIndex first, CatalogIndex end, bool blocked)
{
    Queue *queue = build->queue;
    for (CatalogIndex i = first; i < end; i++) {
        if (build->state->cards[i].phase != CARD_NEW || queue->reasons[i] != QUEUE_COMES)
            continue;
        if (blocked) {
            queue->reasons[i] = QUEUE_SIBLING;
            continue;
        }
        add_candidate(&queue->fresh, i);
        blocked = build->bury_new;
    }
}

static void take_note(Build *build, CatalogIndex first, CatalogIndex end)
{
    Queue *queue = build->queue;
    const CardState *cards = build->state->cards;
    CatalogIndex best = CATALOG_NONE;
    bool answered = false, fresh = false;
    size_t before = queue->reviews.count;
    for (CatalogIndex i = first; i < end; i++) {
        if (cards[i].phase == CARD_NEW || cards[i].last_review_day != build->today)
            continue;
        answered = true;
        count_done(build, i);
    }
    for (CatalogIndex i = first; i < end; i++) {
        QueueReason reason = judge(build, i);
        if (reason == QUEUE_COMES && queue_in_steps(&cards[i]))
            reason = take_step(build, i, answered);
        else if (reason == QUEUE_COMES && cards[i].phase == CARD_REVIEW)
            reason = take_review(build, i, answered, &best);
        fresh = fresh || cards[i].phase == CARD_NEW;
        queue->reasons[i] = (uint8_t)reason;
    }
    if (best != CATALOG_NONE) {
        add_candidate(&queue->reviews, best);
        queue->reasons[best] = QUEUE_COMES;
    }
    if (fresh)
        take_fresh(build, first, end,
                   build->bury_new && (answered || queue->reviews.count > before));
}

/* --- limits --- */

typedef struct Allowance {
    int32_t all; /* for all cards, from now on */
    const int32_t *deck_done;
    int32_t (*deck_limit)(const StudyState *state, CatalogIndex deck, DayNumber today);
    bool by_deck; /* some deck has a limit of its own */
} Allowance;

static Allowance allow(const Build *build, int32_t limit, int32_t done, const int32_t *deck_done,
                       int32_t (*deck_limit)(const StudyState *, CatalogIndex, DayNumber))
{
    Allowance allowance = {
        .all = limit > done ? limit - done : 0, .deck_done = deck_done, .deck_limit = deck_limit};
    for (size_t i = 0; i < build->state->catalog->deck_count && !allowance.by_deck; i++)
        allowance.by_deck = deck_limit(build->state, (CatalogIndex)i, build->today) != LIMITS_NONE;
    return allowance;
}

/* Keeps of the candidates, which are in the order they are gathered in, those within the limits. */
static void cut(Build *build, QueueCandidates *candidates, const Allowance *allowance)
{
    const StudyState *state = build->state;
    size_t kept = 0;
    int32_t *by_deck = mem_alloc(state->catalog->deck_count + 1, sizeof *by_deck);
    memcpy(by_deck, allowance->deck_done, state->catalog->deck_count * sizeof *by_deck);
    for (size_t i = 0; i < candidates->count; i++) {
        CatalogIndex card = candidates->items[i].card;
        CatalogIndex deck = allowance->by_deck ? deck_of(state, card) : CATALOG_NONE;
        if (kept >= (size_t)allowance->all) {
            build->queue->reasons[card] = QUEUE_LIMIT;
        } else if (deck != CATALOG_NONE &&
                   by_deck[deck] >= allowance->deck_limit(state, deck, build->today)) {
            build->queue->reasons[card] = QUEUE_DECK_LIMIT;
        } else {
            candidates->items[kept++] = candidates->items[i];
            if (deck != CATALOG_NONE)
                by_deck[deck]++;
        }
    }
    candidates->count = kept;
    mem_free(by_deck);
}

/* Gathers what the limits allow, then puts it in order. */
static void gather(Build *build, QueueCandidates *candidates, const Allowance *allowance,
                   QueueOrder gathered, QueueOrder ordered)
{
    size_t allowed = (size_t)allowance->all;
    bool all_come = !allowance->by_deck && candidates->count <= allowed;
    if (candidates->count == 0)
        return;
    if (!all_come) {
        size_t keep = allowance->by_deck ? candidates->count : allowed;
        queue_order_first(build->state, build->today, gathered, candidates->items,
                          candidates->count, keep);
        cut(build, candidates, allowance);
    }
    if (all_come || ordered != gathered)
        queue_order_sort(build->state, build->today, ordered, candidates->items, candidates->count);
}

/* --- reviews --- */

int32_t queue_spread_days(const StudyState *state, DayNumber today)
{
    int32_t left = state->config.backlog_days;
    for (DayNumber day = today - 1; left > 1; day--, left--)
        if (habit_day(state->days, state->day_count, day).reviews == 0)
            break;
    return left;
}

int32_t queue_late_share(int32_t late, int32_t done, int32_t days)
{
    if (days <= 1)
        return late;
    int64_t share = ((int64_t)late + done + days - 1) / days - done;
    return share > 0 ? (int32_t)share : 0;
}

/* Of the overdue reviews leaves today's share, the least likely remembered first. Overdue ones that
 * were done today belong to the share. */
static void spread_backlog(Build *build)
{
    Queue *queue = build->queue;
    QueueCandidates *all = &queue->reviews;
    int32_t days = queue_spread_days(build->state, build->today);
    if (days <= 1 || queue->filter.ahead_days > 0)
        return;
    QueueCandidates late = {0};
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        CatalogIndex card = all->items[i].card;
        if (build->state->cards[card].due_day < build->today)
            add_candidate(&late, card);
        else
            all->items[kept++] = all->items[i];
    }
    all->count = kept;
    size_t today = (size_t)queue_late_share((int32_t)late.count, build->late_done, days);
    if (late.count > 0)
        queue_order_first(build->state, build->today, ORDER_RETRIEVABILITY, late.items, late.count,
                          today);
    for (size_t i = 0; i < late.count; i++) {
        if (i < today)
            *array_push(all) = late.items[i];
        else
            queue->reasons[late.items[i].card] = QUEUE_BACKLOG;
    }
    array_done(&late);
}

static void finish_reviews(Build *build)
{
    const StudyState *state = build->state;
    Queue *queue = build->queue;
    size_t due = queue->reviews.count;
    int32_t limit = queue->filter.ahead_days > 0
                        ? LIMITS_NONE
                        : limits_reviews(state, CATALOG_NONE, build->today);
    Allowance allowance =
        allow(build, limit, queue->reviews_done, build->deck_reviews, limits_reviews);
    if (queue->filter.ahead_days > 0)
        allowance.by_deck = false;
    spread_backlog(build);
    gather(build, &queue->reviews, &allowance, queue_order_of_reviews(state->config.review_gather),
           queue_order_of_reviews(state->config.review_order));
    queue->counts.due = (int32_t)queue->reviews.count;
    queue->counts.backlog = (int32_t)(due - queue->reviews.count);
}

/* --- new cards --- */

/* Leaves those whose gates are open. In the order of the packs it ends with the limit: what comes
 * behind would not come anyway. */
static void open_gates(Build *build, const Allowance *allowance, bool in_order)
{
    Queue *queue = build->queue;
    const Catalog *catalog = build->state->catalog;
    QueueGate gate = queue_gate(build->state, build->narrow);
    size_t kept = 0, i = 0;
    bool stops = in_order && !allowance->by_deck;
    for (; i < queue->fresh.count && !(stops && kept >= (size_t)allowance->all); i++) {
        CatalogIndex card = queue->fresh.items[i].card;
        QueueReason reason =
            queue_gate_check(&gate, &catalog->notes[catalog->cards[card].note], NULL);
        queue->waiting = queue->waiting || reason == QUEUE_REQUIRES;
        if (reason == QUEUE_COMES)
            queue->fresh.items[kept++] = queue->fresh.items[i];
        else
            queue->reasons[card] = (uint8_t)reason;
    }
    for (; i < queue->fresh.count; i++)
        queue->reasons[queue->fresh.items[i].card] = QUEUE_LIMIT;
    queue->fresh.count = kept;
}

static void finish_fresh(Build *build)
{
    const StudyState *state = build->state;
    Queue *queue = build->queue;
    QueueOrder gathered = queue_order_of_new(state->config.new_gather);
    Allowance allowance = allow(build, limits_new(state, CATALOG_NONE, build->today),
                                queue->fresh_done, build->deck_fresh, limits_new);
    open_gates(build, &allowance, gathered == ORDER_DECK);
    gather(build, &queue->fresh, &allowance, gathered, queue_order_of_new(state->config.new_order));
    queue->counts.fresh = (int32_t)queue->fresh.count;
}

/* --- the whole --- */

static void build_day(Build *build)
{
    Queue *queue = build->queue;
    const Catalog *catalog = build->state->catalog;
    const Config *config = &build->state->config;
    build->bury_new = config_has_word(config->bury_siblings, "new");
    build->bury_review = config_has_word(config->bury_siblings, "review");
    build->bury_interday = config_has_word(config->bury_siblings, "interday");
    build->deck_reviews = mem_alloc(catalog->deck_count + 1, sizeof *build->deck_reviews);
    build->deck_fresh = mem_alloc(catalog->deck_count + 1, sizeof *build->deck_fresh);
    for (CatalogIndex i = 0, end; (size_t)i < catalog->card_count; i = end) {
        for (end = i + 1; (size_t)end < catalog->card_count; end++)
            if (catalog->cards[end].note != catalog->cards[i].note)
                break;
        take_note(build, i, end);
    }
    finish_reviews(build);
    finish_fresh(build);
    for (size_t i = 0; i < queue->reviews.count; i++)
        queue->places[queue->reviews.items[i].card] |= PLACE_REVIEWS;
    for (size_t i = 0; i < queue->fresh.count; i++)
        queue->places[queue->fresh.items[i].card] |= PLACE_FRESH;
    mem_free(build->deck_reviews);
    mem_free(build->deck_fresh);
}

/* Buried cards come too: who crams means it. */
static void build_cram(Build *build)
{
    Queue *queue = build->queue;
    for (CatalogIndex i = 0; (size_t)i < build->state->catalog->card_count; i++) {
        const CardState *card = &build->state->cards[i];
        queue->reasons[i] = card->suspended ? QUEUE_SUSPENDED : QUEUE_FILTERED;
        if (card->suspended || card->phase == CARD_NEW || !is_wanted(build, i))
            continue;
        add_candidate(&queue->reviews, i);
        queue->reasons[i] = QUEUE_COMES;
        queue->places[i] = PLACE_REVIEWS;
    }
    if (queue->reviews.count > 0)
        queue_order_sort(build->state, build->today,
                         queue_order_of_reviews(build->state->config.review_order),
                         queue->reviews.items, queue->reviews.count);
    queue->counts.due = (int32_t)queue->reviews.count;
}

void queue_build(Queue *queue)
{
    const QueueFilter *filter = &queue->filter;
    Build build = {
        .queue = queue,
        .state = queue->state,
        .today = queue->today,
        .narrow = filter->topic != CATALOG_NONE || filter->subtopic != CATALOG_NONE ||
                  filter->deck != CATALOG_NONE || filter->only != NULL,
    };
    memset(queue->places, 0, queue->catalog->card_count);
    queue->steps.count = queue->reviews.count = queue->fresh.count = 0;
    queue->review_at = queue->fresh_at = 0;
    queue->counts = (QueueCounts){0};
    queue->reviews_done = queue->fresh_done = 0;
    queue->waiting = false;
    if (filter->mode == QUEUE_CRAM)
        build_cram(&build);
    else
        build_day(&build);
}
