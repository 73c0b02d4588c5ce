/* A queue that follows the answers. An answer takes its card out and may put it into the steps; what
 * has wider consequences (a sibling that now has to wait, a requirement now met, a change taken back)
 * is left to making the queue anew, which gives the same. */
#include "study/queue.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "study/figures.h"
#include "study/habit.h"
#include "study/limits.h"
#include "study/queue_gate.h"
#include "study/queue_impl.h"

#define WORTH_SPREADING 20 /* reviews */

QueueFilter queue_filter_all(void)
{
    return (QueueFilter){.topic = CATALOG_NONE, .subtopic = CATALOG_NONE, .deck = CATALOG_NONE};
}

Queue *queue_new(void)
{
    return mem_alloc(1, sizeof(Queue));
}

void queue_free(Queue *queue)
{
    if (queue == NULL)
        return;
    mem_free(queue->places);
    mem_free(queue->reasons);
    array_done(&queue->steps);
    array_done(&queue->reviews);
    array_done(&queue->fresh);
    mem_free(queue);
}

/* --- steps: a heap, the earliest on top --- */

static bool step_is_before(const QueueStep *left, const QueueStep *right)
{
    if (left->ready_ms != right->ready_ms)
        return left->ready_ms < right->ready_ms;
    return left->card < right->card;
}

static void swap_steps(QueueStep *left, QueueStep *right)
{
    QueueStep kept = *left;
    *left = *right;
    *right = kept;
}

void queue_push_step(Queue *queue, CatalogIndex card)
{
    const CardState *state = &queue->state->cards[card];
    *array_push(&queue->steps) = (QueueStep){queue_ready_ms(state, queue->today), card};
    QueueStep *heap = queue->steps.items;
    for (size_t i = queue->steps.count - 1; i > 0; i = (i - 1) / 2) {
        if (!step_is_before(&heap[i], &heap[(i - 1) / 2]))
            break;
        swap_steps(&heap[i], &heap[(i - 1) / 2]);
    }
    queue->places[card] = (uint8_t)((queue->places[card] & ~PLACE_MASK) | PLACE_STEPS);
    if (state->due_day <= queue->today) {
        queue->places[card] |= PLACE_COUNTED;
        queue->counts.learning++;
    }
}

static void pop_step(Queue *queue)
{
    QueueStep *heap = queue->steps.items;
    size_t count = --queue->steps.count;
    heap[0] = heap[count];
    for (size_t i = 0, child; (child = 2 * i + 1) < count; i = child) {
        if (child + 1 < count && step_is_before(&heap[child + 1], &heap[child]))
            child++;
        if (!step_is_before(&heap[child], &heap[i]))
            break;
        swap_steps(&heap[i], &heap[child]);
    }
}

/* The step to come first; NULL when there is none. Entries of answers ago fall out here. */
static const QueueStep *first_step(Queue *queue)
{
    while (queue->steps.count > 0) {
        const QueueStep *top = &queue->steps.items[0];
        const CardState *card = &queue->state->cards[top->card];
        if (queue_place(queue, top->card) == PLACE_STEPS &&
            top->ready_ms == queue_ready_ms(card, queue->today))
            return top;
        pop_step(queue);
    }
    return NULL;
}

/* --- following --- */

/* Whether a sibling's place depends on this card having been answered. */
static bool sibling_depends(const Queue *queue, CatalogIndex card)
{
    const Note *note = &queue->catalog->notes[queue->catalog->cards[card].note];
    for (CatalogIndex i = note->first_card; i < note->first_card + note->card_count; i++) {
        QueueReason reason = (QueueReason)queue->reasons[i];
        if (i != card && (queue_place(queue, i) != PLACE_NOWHERE || reason == QUEUE_LIMIT ||
                          reason == QUEUE_DECK_LIMIT || reason == QUEUE_BACKLOG))
            return true;
    }
    return false;
}

/* Whether the change is a plain answer of a card that stood in the queue. */
static bool is_plain_answer(const Queue *queue, CatalogIndex index)
{
    const CardState *card = &queue->state->cards[index];
    QueuePlace place = queue_place(queue, index);
    bool again = (queue->places[index] & PLACE_ANSWERED) != 0;
    if (place == PLACE_NOWHERE || queue_is_hidden(card, queue->today) || card->phase == CARD_NEW ||
        card->last_review_day != queue->today)
        return false;
    /* a step's first answer of the day counts against the limit of reviews */
    if (place == PLACE_STEPS && !again)
        return false;
    return !sibling_depends(queue, index) && !(place == PLACE_FRESH && queue->waiting);
}

static void follow_answer(Queue *queue, CatalogIndex index)
{
    const CardState *card = &queue->state->cards[index];
    QueuePlace place = queue_place(queue, index);
    queue->counts.due -= place == PLACE_REVIEWS;
    queue->counts.fresh -= place == PLACE_FRESH;
    queue->counts.learning -= (queue->places[index] & PLACE_COUNTED) != 0;
    if ((queue->places[index] & PLACE_ANSWERED) == 0) {
        queue->fresh_done += card->first_review_day == queue->today;
        queue->reviews_done += card->first_review_day != queue->today;
    }
    queue->places[index] = PLACE_ANSWERED;
    queue->reasons[index] = QUEUE_LATER;
    if (!queue_in_steps(card))
        return;
    queue_push_step(queue, index);
    if (card->due_day <= queue->today)
        queue->reasons[index] = QUEUE_COMES;
}

/* Brings the queue up to the state; false when it has to be made anew. */
static bool follow(Queue *queue)
{
    const StudyState *state = queue->state;
    if (state->changed_count - queue->followed > STATE_CHANGED_MAX)
        return false;
    for (; queue->followed < state->changed_count; queue->followed++) {
        CatalogIndex card = state->changed[queue->followed % STATE_CHANGED_MAX];
        if (queue->filter.mode == QUEUE_CRAM)
            continue;
        if (!is_plain_answer(queue, card))
            return false;
        follow_answer(queue, card);
    }
    return true;
}

static void prepare(Queue *queue, const StudyState *state, const QueueFilter *filter,
                    DayNumber today)
{
    uint64_t epoch = study_state_epoch(state);
    bool same = queue->made && queue->state == state && queue->catalog == state->catalog &&
                queue->epoch == epoch && queue->today == today &&
                memcmp(&queue->filter, filter, sizeof *filter) == 0;
    if (same && follow(queue))
        return;
    if (queue->places == NULL || queue->card_count != state->catalog->card_count) {
        mem_free(queue->places);
        mem_free(queue->reasons);
        queue->places = mem_alloc(state->catalog->card_count + 1, sizeof *queue->places);
        queue->reasons = mem_alloc(state->catalog->card_count + 1, sizeof *queue->reasons);
    }
    queue->state = state;
    queue->catalog = state->catalog;
    queue->card_count = state->catalog->card_count;
    queue->filter = *filter;
    queue->today = today;
    queue->epoch = epoch;
    queue->followed = state->changed_count;
    queue->made = true;
    queue_build(queue);
}

/* --- what comes --- */

static CatalogIndex first_of(const Queue *queue, const QueueCandidates *list, size_t *at,
                             QueuePlace place)
{
    while (*at < list->count && queue_place(queue, list->items[*at].card) != place)
        (*at)++;
    return *at < list->count ? list->items[*at].card : CATALOG_NONE;
}

/* Whether a new card is next, when there are new cards and reviews. Mixed: while the new cards are
 * behind the reviews in the share of the day that is done. */
static bool fresh_is_next(const Queue *queue)
{
    int position = config_word_index(CONFIG_POSITIONS, queue->state->config.new_position);
    int64_t fresh = (int64_t)queue->fresh_done + queue->counts.fresh;
    int64_t reviews = (int64_t)queue->reviews_done + queue->counts.due;
    if (position != 1)
        return position == 2;
    return (2 * (int64_t)queue->fresh_done + 1) * reviews <
           (2 * (int64_t)queue->reviews_done + 1) * fresh;
}

static int32_t at_most(int32_t count, int32_t limit)
{
    return count < limit ? count : limit;
}

/* The filter's limit cuts the counts alone: one more card is always within it. */
static QueueCounts limited_counts(const Queue *queue)
{
    QueueCounts counts = queue->counts;
    int32_t left = queue->filter.limit;
    if (left > 0) {
        counts.learning = at_most(counts.learning, left);
        counts.due = at_most(counts.due, left - counts.learning);
        counts.fresh = at_most(counts.fresh, left - counts.learning - counts.due);
    }
    return counts;
}

CatalogIndex queue_take(Queue *queue, const StudyState *state, const QueueFilter *filter,
                        int64_t now_ms, DayNumber today, QueueCounts *counts)
{
    prepare(queue, state, filter, today);
    if (counts)
        *counts = limited_counts(queue);
    const QueueStep *step = first_step(queue);
    if (step != NULL && step->ready_ms <= now_ms)
        return step->card;
    CatalogIndex review = first_of(queue, &queue->reviews, &queue->review_at, PLACE_REVIEWS);
    CatalogIndex fresh = first_of(queue, &queue->fresh, &queue->fresh_at, PLACE_FRESH);
    if (review != CATALOG_NONE && fresh != CATALOG_NONE)
        return fresh_is_next(queue) ? fresh : review;
    if (review != CATALOG_NONE || fresh != CATALOG_NONE)
        return review != CATALOG_NONE ? review : fresh;
    if (step != NULL && step->ready_ms - now_ms <= LEARN_AHEAD_MS)
        return step->card;
    return CATALOG_NONE;
}

size_t queue_list(const Queue *queue, CatalogIndex *cards, size_t size)
{
    Queue walk = *queue; /* its counts and places to go on from are changed, the lists are not */
    size_t count = 0;
    for (;; count++) {
        CatalogIndex review = first_of(&walk, &walk.reviews, &walk.review_at, PLACE_REVIEWS);
        CatalogIndex fresh = first_of(&walk, &walk.fresh, &walk.fresh_at, PLACE_FRESH);
        bool take_fresh = fresh != CATALOG_NONE && (review == CATALOG_NONE || fresh_is_next(&walk));
        if (review == CATALOG_NONE && fresh == CATALOG_NONE)
            return count;
        if (count < size)
            cards[count] = take_fresh ? fresh : review;
        walk.fresh_at += take_fresh;
        walk.fresh_done += take_fresh;
        walk.counts.fresh -= take_fresh;
        walk.review_at += !take_fresh;
        walk.reviews_done += !take_fresh;
        walk.counts.due -= !take_fresh;
    }
}

void queue_pass(Queue *queue, CatalogIndex card, bool again)
{
    if (!queue->made || queue->filter.mode != QUEUE_CRAM)
        return;
    if (queue->review_at < queue->reviews.count &&
        queue->reviews.items[queue->review_at].card == card) {
        queue->review_at++;
        queue->counts.due--;
    }
    if (again) {
        *array_push(&queue->reviews) = (QueueCandidate){0, card};
        queue->counts.due++;
    }
}

void queue_pass_back(Queue *queue, CatalogIndex card)
{
    QueueCandidates *list = &queue->reviews;
    if (!queue->made || queue->filter.mode != QUEUE_CRAM || queue->review_at == 0 ||
        list->items[queue->review_at - 1].card != card)
        return;
    if (list->count > queue->review_at && list->items[list->count - 1].card == card) {
        list->count--; /* it would have come once more */
        queue->counts.due--;
    }
    queue->review_at--;
    queue->counts.due++;
}

/* --- from scratch --- */

CatalogIndex queue_next(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today, QueueCounts *counts)
{
    Queue *queue = queue_new();
    CatalogIndex card = queue_take(queue, state, filter, now_ms, today, counts);
    queue_free(queue);
    return card;
}

QueueCounts queue_count(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today)
{
    QueueCounts counts;
    (void)queue_next(state, filter, now_ms, today, &counts);
    return counts;
}

/* --- reasons --- */

QueueReason queue_reason_of(const Queue *queue, CatalogIndex card)
{
    QueueReason reason = (QueueReason)queue->reasons[card];
    if (reason != QUEUE_LIMIT || queue->state->cards[card].phase != CARD_NEW)
        return reason;
    /* its gate was not looked at where the limit was reached before */
    bool named = queue->filter.topic != CATALOG_NONE || queue->filter.subtopic != CATALOG_NONE ||
                 queue->filter.deck != CATALOG_NONE || queue->filter.only != NULL;
    QueueGate gate = queue_gate(queue->state, named);
    const Note *note = &queue->catalog->notes[queue->catalog->cards[card].note];
    QueueReason closed = queue_gate_check(&gate, note, NULL);
    return closed == QUEUE_COMES ? reason : closed;
}

QueueReason queue_reason(const StudyState *state, CatalogIndex card, int64_t now_ms,
                         DayNumber today)
{
    Queue *queue = queue_new();
    QueueFilter all = queue_filter_all();
    (void)queue_take(queue, state, &all, now_ms, today, NULL);
    QueueReason reason = queue_reason_of(queue, card);
    queue_free(queue);
    return reason;
}

/* A long title may have been cut within a character. */
static void end_whole(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && !utf8_valid(text, length))
        length--;
    text[length] = '\0';
}

static void say_requirement(const StudyState *state, const Note *note, char *out)
{
    QueueGate gate = queue_gate(state, true);
    ItemRef missing = {ITEM_NONE, CATALOG_NONE};
    (void)queue_gate_check(&gate, note, &missing);
    bool card = missing.kind == ITEM_CARD || missing.kind == ITEM_NOTE;
    (void)snprintf(out, QUEUE_REASON_SIZE, card ? "card %s comes first" : "%s is to be begun first",
                   card ? catalog_id(state->catalog, missing)
                        : catalog_title(state->catalog, missing));
}

void queue_reason_text(const StudyState *state, CatalogIndex card, QueueReason reason,
                       DayNumber today, char out[QUEUE_REASON_SIZE])
{
    static const char *const PHRASES[] = {
        [QUEUE_COMES] = "",
        [QUEUE_SUSPENDED] = "it is suspended",
        [QUEUE_BURIED] = "it is buried until tomorrow",
        [QUEUE_SIBLING] = "another card of its note comes today",
        [QUEUE_TOPIC] = "its topic is not begun",
        [QUEUE_REQUIRES] = "",
        [QUEUE_LIMIT] = "the limit of the day is reached",
        [QUEUE_DECK_LIMIT] = "the limit of its deck is reached today",
        [QUEUE_BACKLOG] = "it is due, and its turn comes on one of the next days",
        [QUEUE_LATER] = "it is not due yet",
        [QUEUE_FILTERED] = "it is not among the cards that were asked for",
    };
    const Catalog *catalog = state->catalog;
    const Note *note = &catalog->notes[catalog->cards[card].note];
    char date[CIVIL_DATE_SIZE];
    civil_format_date(state->cards[card].due_day, date);
    if (reason == QUEUE_REQUIRES)
        say_requirement(state, note, out);
    else if (reason == QUEUE_TOPIC)
        (void)snprintf(out, QUEUE_REASON_SIZE, "%s: %s", PHRASES[reason],
                       catalog->topics[note->topic].title);
    else if (reason == QUEUE_LATER && state->cards[card].due_day > today)
        (void)snprintf(out, QUEUE_REASON_SIZE, "it is due on %s", date);
    else
        (void)snprintf(out, QUEUE_REASON_SIZE, "%s", PHRASES[reason]);
    end_whole(out);
}

/* --- what falls due --- */

int64_t queue_next_due_ms(const StudyState *state, const QueueFilter *filter, DayNumber today)
{
    const Catalog *catalog = state->catalog;
    int64_t first = 0;
    for (size_t i = 0; i < catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        if (!queue_in_steps(card) || queue_is_hidden(card, today) || card->due_day > today ||
            !queue_passes(filter, &catalog->notes[catalog->cards[i].note], (CatalogIndex)i))
            continue;
        if (first == 0 || card->due_ms < first)
            first = card->due_ms;
    }
    return first;
}

bool queue_is_worth_spreading(const StudyState *state, DayNumber today)
{
    int32_t late = 0;
    const Figures *figures = figures_of(state, today);
    if (figures != NULL)
        return figures->worth_spreading;
    if (state->config.backlog_days > 0 ||
        habit_day(state->days, state->day_count, today - 1).reviews > 0)
        return false;
    for (size_t i = 0; i < state->catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        late +=
            card->phase == CARD_REVIEW && card->due_day < today && !queue_is_hidden(card, today);
    }
    return late >= WORTH_SPREADING;
}

/* The overdue reviews, each day its share. */
static void forecast_late(int32_t late, int32_t done, int32_t over, size_t days, int32_t *counts)
{
    for (int32_t day = 0; late > 0 && day < (int32_t)days; day++) {
        int32_t share = queue_late_share(late, day == 0 ? done : 0, over - day);
        counts[day] += share;
        late -= share;
    }
}

void queue_forecast(const StudyState *state, DayNumber today, size_t days, int32_t *counts)
{
    int32_t late = 0, done = 0;
    memset(counts, 0, days * sizeof *counts);
    for (size_t i = 0; i < state->catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        if (card->phase == CARD_NEW || card->suspended)
            continue;
        bool hidden = queue_is_hidden(card, today);
        int64_t day = (int64_t)card->due_day - today;
        done += card->last_review_day == today && card->late_days > 0;
        if (day < 0 && card->phase == CARD_REVIEW && !hidden) {
            late++;
            continue;
        }
        day = day > 0 ? day : hidden ? 1 : 0;
        if (day < (int64_t)days)
            counts[day]++;
    }
    forecast_late(late, done, queue_spread_days(state, today), days, counts);
}
