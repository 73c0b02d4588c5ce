/* One pass over the cards, without memory of its own: the cards of a note lie side by side, so a
 * note's siblings are judged together (a Group), and what a group offers is weighed against the best
 * so far (a Scan). Whether new cards of a topic may come is remembered from note to note. */
#include "study/queue.h"

#include <string.h>

#include "study/progress.h"

/* What one note's cards offer today. */
typedef struct Group {
    bool answered_today;
    CatalogIndex review, fresh; /* best review, first new card */
} Group;

typedef struct Scan {
    const StudyState *state;
    const QueueFilter *filter;
    int64_t now_ms;
    DayNumber today;
    bool filtered;           /* the filter looks at notes */
    CatalogIndex next_topic; /* of the next subtopic to study */
    CatalogIndex gate_topic; /* topic whose gate is remembered */
    bool gate_open;
    CatalogIndex step, step_ahead, review, fresh; /* best of each sort */
    QueueCounts counts;                           /* before the daily limits */
    int32_t reviews_done, fresh_done;
} Scan;

QueueFilter queue_filter_all(void)
{
    return (QueueFilter){.topic = CATALOG_NONE, .subtopic = CATALOG_NONE, .deck = CATALOG_NONE};
}

static bool passes(const QueueFilter *filter, const Note *note)
{
    return (filter->topic == CATALOG_NONE || note->topic == filter->topic) &&
           (filter->subtopic == CATALOG_NONE || note->subtopic == filter->subtopic) &&
           (filter->deck == CATALOG_NONE || note->deck == filter->deck);
}

static bool is_filtered(const QueueFilter *filter)
{
    return filter->topic != CATALOG_NONE || filter->subtopic != CATALOG_NONE ||
           filter->deck != CATALOG_NONE;
}

static bool is_in_steps(const CardState *card)
{
    return card->phase == CARD_LEARNING || card->phase == CARD_RELEARNING;
}

static bool is_hidden(const CardState *card, DayNumber today)
{
    return card->suspended || (card->buried_day != 0 && card->buried_day == today);
}

/* --- may a new card come? --- */

static bool topic_is_open(Scan *scan, CatalogIndex topic)
{
    if (topic == CATALOG_NONE || scan->filtered)
        return true; /* whoever names a topic or a deck means it, begun or not */
    if (topic != scan->gate_topic) {
        Mark mark = progress_mark(scan->state, (ItemRef){ITEM_TOPIC, topic});
        scan->gate_topic = topic;
        scan->gate_open = mark == MARK_DOING || mark == MARK_DONE ||
                          (mark == MARK_TODO && topic == scan->next_topic);
    }
    return scan->gate_open;
}

static bool note_was_reviewed(const StudyState *state, CatalogIndex note)
{
    const Note *it = &state->catalog->notes[note];
    for (int32_t i = 0; i < it->card_count; i++)
        if (state->cards[it->first_card + i].reps > 0)
            return true;
    return false;
}

/* A name that nothing has (a broken reference, reported by lint) blocks nothing. */
static bool requirement_met(const StudyState *state, const char *id)
{
    ItemRef item = catalog_find(state->catalog, id);
    switch (item.kind) {
    case ITEM_CARD:
        return note_was_reviewed(state, state->catalog->cards[item.index].note);
    case ITEM_NOTE:
        return note_was_reviewed(state, item.index);
    case ITEM_TOPIC:
    case ITEM_SUBTOPIC:
        return progress_mark(state, item) != MARK_TODO;
    case ITEM_NONE:
    case ITEM_PHASE:
    case ITEM_RESOURCE:
    case ITEM_PROJECT:
    case ITEM_MILESTONE:
    case ITEM_DECK:
        break;
    }
    return true;
}

static bool may_begin(Scan *scan, const Note *note)
{
    if (!topic_is_open(scan, note->topic))
        return false;
    if (note->subtopic != CATALOG_NONE &&
        progress_mark(scan->state, (ItemRef){ITEM_SUBTOPIC, note->subtopic}) == MARK_SKIPPED)
        return false;
    for (size_t i = 0; i < note->requires.count; i++)
        if (!requirement_met(scan->state, note->requires.items[i]))
            return false;
    return true;
}

/* --- weighing --- */

/* Whether review `left` is more overdue than `right`: more days since the last review for the
 * stability it has, which is to say less likely remembered. */
static bool is_more_overdue(const Scan *scan, CatalogIndex left, CatalogIndex right)
{
    if (right == CATALOG_NONE)
        return true;
    const CardState *a = &scan->state->cards[left], *b = &scan->state->cards[right];
    double a_days = (double)scan->today - a->last_review_day;
    double b_days = (double)scan->today - b->last_review_day;
    return a_days * b->memory.stability > b_days * a->memory.stability;
}

static bool is_earlier(const Scan *scan, CatalogIndex left, CatalogIndex right)
{
    return right == CATALOG_NONE ||
           scan->state->cards[left].due_ms < scan->state->cards[right].due_ms;
}

static void weigh_step(Scan *scan, CatalogIndex index)
{
    const CardState *card = &scan->state->cards[index];
    CatalogIndex *best = card->due_ms <= scan->now_ms ? &scan->step : &scan->step_ahead;
    if (card->due_day <= scan->today || card->due_ms <= scan->now_ms)
        scan->counts.learning++;
    if (is_earlier(scan, index, *best))
        *best = index;
}

static void look_at(Scan *scan, Group *group, CatalogIndex index, bool wanted)
{
    const CardState *card = &scan->state->cards[index];
    if (card->phase != CARD_NEW && card->last_review_day == scan->today) {
        group->answered_today = true;
        scan->fresh_done += card->first_review_day == scan->today;
        scan->reviews_done += card->first_review_day != scan->today;
    }
    if (!wanted || is_hidden(card, scan->today))
        return;
    if (is_in_steps(card))
        weigh_step(scan, index);
    else if (card->phase == CARD_NEW && group->fresh == CATALOG_NONE)
        group->fresh = index;
    else if (card->phase == CARD_REVIEW &&
             card->due_day <= scan->today + scan->filter->ahead_days &&
             is_more_overdue(scan, index, group->review))
        group->review = index;
}

static void finish_group(Scan *scan, const Group *group)
{
    if (group->answered_today)
        return;
    if (group->review != CATALOG_NONE) {
        scan->counts.due++;
        if (is_more_overdue(scan, group->review, scan->review))
            scan->review = group->review;
        return;
    }
    if (group->fresh == CATALOG_NONE || scan->counts.fresh >= scan->state->config.new_per_day)
        return;
    const Catalog *catalog = scan->state->catalog;
    if (!may_begin(scan, &catalog->notes[catalog->cards[group->fresh].note]))
        return;
    scan->counts.fresh++;
    if (scan->fresh == CATALOG_NONE)
        scan->fresh = group->fresh;
}

static int32_t at_most(int32_t count, int32_t limit)
{
    if (limit < 0)
        limit = 0;
    return count < limit ? count : limit;
}

/* Cuts the counts to the daily limits; a sort that has nothing left to give loses its candidate. The
 * filter's limit cuts the counts alone: one more card is always within it. */
static void apply_limits(Scan *scan)
{
    const Config *config = &scan->state->config;
    QueueCounts *counts = &scan->counts;
    counts->due = at_most(counts->due, config->reviews_per_day - scan->reviews_done);
    counts->fresh = at_most(counts->fresh, config->new_per_day - scan->fresh_done);
    if (counts->due == 0)
        scan->review = CATALOG_NONE;
    if (counts->fresh == 0)
        scan->fresh = CATALOG_NONE;
    if (scan->filter->limit > 0) {
        int32_t left = scan->filter->limit;
        counts->learning = at_most(counts->learning, left);
        counts->due = at_most(counts->due, left - counts->learning);
        counts->fresh = at_most(counts->fresh, left - counts->learning - counts->due);
    }
}

static Scan scan_cards(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                       DayNumber today)
{
    const Catalog *catalog = state->catalog;
    CatalogIndex next = progress_next_subtopic(state);
    Scan scan = {
        .state = state,
        .filter = filter,
        .now_ms = now_ms,
        .today = today,
        .filtered = is_filtered(filter),
        .next_topic = next == CATALOG_NONE ? CATALOG_NONE : catalog->subtopics[next].topic,
        .gate_topic = CATALOG_NONE,
        .step = CATALOG_NONE,
        .step_ahead = CATALOG_NONE,
        .review = CATALOG_NONE,
        .fresh = CATALOG_NONE,
    };
    for (size_t i = 0; i < catalog->card_count;) {
        CatalogIndex note = catalog->cards[i].note;
        bool wanted = !scan.filtered || passes(filter, &catalog->notes[note]);
        Group group = {.review = CATALOG_NONE, .fresh = CATALOG_NONE};
        for (; i < catalog->card_count && catalog->cards[i].note == note; i++)
            look_at(&scan, &group, (CatalogIndex)i, wanted);
        finish_group(&scan, &group);
    }
    apply_limits(&scan);
    return scan;
}

/* --- what others ask --- */

CatalogIndex queue_next(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today, QueueCounts *counts)
{
    Scan scan = scan_cards(state, filter, now_ms, today);
    if (counts)
        *counts = scan.counts;
    if (scan.step != CATALOG_NONE)
        return scan.step;
    if (scan.review != CATALOG_NONE)
        return scan.review;
    if (scan.fresh != CATALOG_NONE)
        return scan.fresh;
    if (scan.step_ahead != CATALOG_NONE &&
        state->cards[scan.step_ahead].due_ms - now_ms <= LEARN_AHEAD_MS)
        return scan.step_ahead;
    return CATALOG_NONE;
}

QueueCounts queue_count(const StudyState *state, const QueueFilter *filter, int64_t now_ms,
                        DayNumber today)
{
    return scan_cards(state, filter, now_ms, today).counts;
}

int64_t queue_next_due_ms(const StudyState *state, const QueueFilter *filter, DayNumber today)
{
    const Catalog *catalog = state->catalog;
    int64_t first = 0;
    for (size_t i = 0; i < catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        if (!is_in_steps(card) || is_hidden(card, today) || card->due_day > today ||
            !passes(filter, &catalog->notes[catalog->cards[i].note]))
            continue;
        if (first == 0 || card->due_ms < first)
            first = card->due_ms;
    }
    return first;
}

void queue_forecast(const StudyState *state, DayNumber today, size_t days, int32_t *counts)
{
    memset(counts, 0, days * sizeof *counts);
    for (size_t i = 0; i < state->catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        if (card->phase == CARD_NEW || card->suspended)
            continue;
        int64_t day = (int64_t)card->due_day - today;
        if (day <= 0)
            day = is_hidden(card, today) ? 1 : 0;
        if (day < (int64_t)days)
            counts[day]++;
    }
}
