#include "study/progress.h"

#include "base/memory.h"
#include "study/figures.h"

/* How many of an item's parts are in which state. */
typedef struct Parts {
    int32_t all, done, skipped, begun; /* begun: doing or done */
} Parts;

static void count_part(Parts *parts, Mark mark)
{
    parts->all++;
    parts->done += mark == MARK_DONE;
    parts->skipped += mark == MARK_SKIPPED;
    parts->begun += mark == MARK_DOING || mark == MARK_DONE;
}

static Mark own_mark(const ItemState *item)
{
    return item->marked ? item->mark : MARK_TODO;
}

static Parts ticks_of(const StudyState *state, ItemRef item)
{
    int32_t ticked = study_state_ticks(state, item);
    return (Parts){
        .all = (int32_t)catalog_parts(state->catalog, item).count, .done = ticked, .begun = ticked};
}

static Mark mark_from_parts(Parts parts)
{
    if (parts.all == 0 || (parts.begun == 0 && parts.skipped < parts.all))
        return MARK_TODO;
    if (parts.skipped == parts.all)
        return MARK_SKIPPED;
    return parts.done + parts.skipped == parts.all ? MARK_DONE : MARK_DOING;
}

static Mark subtopic_mark(const StudyState *state, CatalogIndex subtopic)
{
    const ItemState *own = &state->subtopics[subtopic];
    ItemRef item = {ITEM_SUBTOPIC, subtopic};
    if (own->marked || own->ticks == 0)
        return own_mark(own);
    return mark_from_parts(ticks_of(state, item));
}

static Parts subtopics_of(const StudyState *state, CatalogIndex topic)
{
    const Topic *it = &state->catalog->topics[topic];
    Parts parts = {0};
    for (int32_t i = 0; i < it->subtopic_count; i++)
        count_part(&parts, subtopic_mark(state, it->first_subtopic + i));
    return parts;
}

static Parts milestones_of(const StudyState *state, CatalogIndex project)
{
    const Project *it = &state->catalog->projects[project];
    Parts parts = {0};
    for (int32_t i = 0; i < it->milestone_count; i++)
        count_part(&parts, own_mark(&state->milestones[it->first_milestone + i]));
    return parts;
}

Mark progress_mark(const StudyState *state, ItemRef item)
{
    const ItemState *own = study_state_item_const(state, item);
    if (!own)
        return MARK_TODO;
    if (own->marked)
        return own->mark;
    if (item.kind == ITEM_TOPIC)
        return mark_from_parts(subtopics_of(state, item.index));
    if (item.kind == ITEM_PROJECT)
        return mark_from_parts(milestones_of(state, item.index));
    return own->ticks == 0 ? MARK_TODO : mark_from_parts(ticks_of(state, item));
}

static Mark topic_mark(const StudyState *state, CatalogIndex topic)
{
    return progress_mark(state, (ItemRef){ITEM_TOPIC, topic});
}

/* --- shares --- */

/* A project as a part of its topic, 0..1. */
static double project_share(const StudyState *state, CatalogIndex project, Mark mark)
{
    if (mark == MARK_DONE)
        return 1;
    Parts parts = milestones_of(state, project);
    int32_t counted = parts.all - parts.skipped;
    return counted > 0 ? (double)parts.done / counted : 0;
}

double progress_topic(const StudyState *state, CatalogIndex topic)
{
    const ItemState *own = &state->topics[topic];
    if (own->marked && own->mark == MARK_DONE)
        return 1;
    Parts parts = subtopics_of(state, topic);
    double counted = parts.all - parts.skipped, done = parts.done;
    const IndexList *projects = &state->catalog->topics[topic].projects;
    for (size_t i = 0; i < projects->count; i++) {
        Mark mark = progress_mark(state, (ItemRef){ITEM_PROJECT, projects->items[i]});
        if (mark == MARK_SKIPPED)
            continue;
        counted += 1;
        done += project_share(state, projects->items[i], mark);
    }
    return counted > 0 ? done / counted : 0;
}

/* A topic's weight in a mean: its hours, 1 without an estimate, 0 when the learner skips it. */
static double topic_weight(const StudyState *state, CatalogIndex topic)
{
    const Topic *it = &state->catalog->topics[topic];
    if (topic_mark(state, topic) == MARK_SKIPPED)
        return 0;
    double hours = ((double)it->hours_min + it->hours_max) / 2;
    return hours > 0 ? hours : 1;
}

static double mean_of_topics(const StudyState *state, CatalogIndex first, CatalogIndex count)
{
    double weights = 0, sum = 0;
    for (CatalogIndex i = first; i < first + count; i++) {
        double weight = topic_weight(state, i);
        weights += weight;
        sum += weight * progress_topic(state, i);
    }
    return weights > 0 ? sum / weights : 0;
}

double progress_phase(const StudyState *state, CatalogIndex phase)
{
    const Phase *it = &state->catalog->phases[phase];
    return mean_of_topics(state, it->first_topic, it->topic_count);
}

double progress_all(const StudyState *state)
{
    return mean_of_topics(state, 0, (CatalogIndex)state->catalog->topic_count);
}

/* --- cards --- */

static bool note_belongs(const Note *note, ItemRef item)
{
    if (item.kind == ITEM_TOPIC)
        return note->topic == item.index;
    return item.kind == ITEM_SUBTOPIC && note->subtopic == item.index;
}

/* A card that was learned and comes again: what is set aside is not to be remembered. */
static bool is_learned(const CardState *card)
{
    return card->phase != CARD_NEW && !card->suspended;
}

/* Mean retrievability of the item's learned cards; false when there are none. */
static bool mean_memory(const StudyState *state, ItemRef item, DayNumber today, double *mean)
{
    const Catalog *catalog = state->catalog;
    double sum = 0, count = 0;
    for (size_t i = 0; i < catalog->card_count; i++) {
        const CardState *card = &state->cards[i];
        if (!is_learned(card) || !note_belongs(&catalog->notes[catalog->cards[i].note], item))
            continue;
        sum += scheduler_retrievability(&state->scheduler, card, today);
        count += 1;
    }
    if (count > 0)
        *mean = sum / count;
    return count > 0;
}

double progress_memory(const StudyState *state, ItemRef item, DayNumber today)
{
    double mean = 1;
    return mean_memory(state, item, today, &mean) ? mean : 1;
}

bool progress_is_rusty(const StudyState *state, ItemRef item, DayNumber today)
{
    double mean = 1;
    return progress_mark(state, item) == MARK_DONE && mean_memory(state, item, today, &mean) &&
           mean < state->config.rusty_below;
}

static void count_card(CardCounts *counts, const CardState *card, int64_t now_ms, DayNumber today)
{
    counts->all++;
    counts->due += scheduler_is_due(card, now_ms, today);
    counts->suspended += card->suspended;
    if (card->suspended)
        return;
    counts->fresh += card->phase == CARD_NEW;
    counts->learning += card->phase == CARD_LEARNING || card->phase == CARD_RELEARNING;
}

CardCounts progress_cards(const StudyState *state, ItemRef item, int64_t now_ms, DayNumber today)
{
    const Catalog *catalog = state->catalog;
    CardCounts counts = {0};
    for (size_t i = 0; i < catalog->card_count; i++)
        if (note_belongs(&catalog->notes[catalog->cards[i].note], item))
            count_card(&counts, &state->cards[i], now_ms, today);
    return counts;
}

/* --- all of them at once --- */

static void begin_tallies(const StudyState *state, ItemKind kind, CardTally *tallies)
{
    for (size_t i = 0; i < catalog_item_count(state->catalog, kind); i++)
        tallies[i] = (CardTally){.done = progress_mark(state, (ItemRef){kind, (CatalogIndex)i}) ==
                                         MARK_DONE};
}

static void end_tallies(const StudyState *state, CardTally *tallies, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CardTally *tally = &tallies[i];
        tally->recall = tally->learned > 0 ? tally->recall / tally->learned : 1;
        tally->rusty = tally->done && tally->recall < state->config.rusty_below;
    }
}

static void tally_card(CardTally *tally, const CardState *card, double recall, int64_t now_ms,
                       DayNumber today)
{
    count_card(&tally->cards, card, now_ms, today);
    if (!is_learned(card))
        return;
    tally->recall += recall;
    tally->learned++;
}

void progress_tally(const StudyState *state, int64_t now_ms, DayNumber today, CardTally *topics,
                    CardTally *subtopics)
{
    const Catalog *catalog = state->catalog;
    const Figures *figures = figures_of(state, today);
    if (figures != NULL) {
        figures_tally(figures, catalog, now_ms, topics, subtopics);
        return;
    }
    begin_tallies(state, ITEM_TOPIC, topics);
    begin_tallies(state, ITEM_SUBTOPIC, subtopics);
    for (size_t i = 0; i < catalog->card_count; i++) {
        const Note *note = &catalog->notes[catalog->cards[i].note];
        const CardState *card = &state->cards[i];
        double recall =
            is_learned(card) ? scheduler_retrievability(&state->scheduler, card, today) : 0;
        if (note->topic != CATALOG_NONE)
            tally_card(&topics[note->topic], card, recall, now_ms, today);
        if (note->subtopic != CATALOG_NONE)
            tally_card(&subtopics[note->subtopic], card, recall, now_ms, today);
    }
    end_tallies(state, topics, catalog->topic_count);
    end_tallies(state, subtopics, catalog->subtopic_count);
}

/* --- what something builds on --- */

static const IndexList *requires_of(const Catalog *catalog, ItemRef item)
{
    return item.kind == ITEM_TOPIC ? &catalog->topics[item.index].requires
                                   : &catalog->subtopics[item.index].requires;
}

/* Breadth first over an array of the items found so far: circles end by themselves. */
CatalogIndex *progress_bases(const Catalog *catalog, ItemRef item, size_t *count)
{
    size_t all = catalog_item_count(catalog, item.kind);
    bool *seen = mem_alloc(all, sizeof *seen);
    CatalogIndex *found = mem_alloc(all, sizeof *found);
    size_t length = 0;
    seen[item.index] = true;
    for (size_t next = 0; next <= length; next++) {
        CatalogIndex of = next == 0 ? item.index : found[next - 1];
        const IndexList *needed = requires_of(catalog, (ItemRef){item.kind, of});
        for (size_t n = 0; n < needed->count; n++) {
            if (seen[needed->items[n]])
                continue;
            seen[needed->items[n]] = true;
            found[length++] = needed->items[n];
        }
    }
    mem_free(seen);
    *count = length;
    return found;
}

static CatalogIndex find_weakest(const Catalog *catalog, const CardTally *tallies, ItemRef item)
{
    size_t count;
    CatalogIndex *bases = progress_bases(catalog, item, &count);
    CatalogIndex weakest = CATALOG_NONE;
    for (size_t i = 0; i < count; i++)
        if (tallies[bases[i]].learned > 0 &&
            (weakest == CATALOG_NONE || tallies[bases[i]].recall < tallies[weakest].recall))
            weakest = bases[i];
    mem_free(bases);
    return weakest;
}

ItemRef progress_weakest(const Catalog *catalog, const CardTally *topics,
                         const CardTally *subtopics, ItemRef item)
{
    ItemRef weakest = {ITEM_SUBTOPIC, CATALOG_NONE};
    if (item.kind == ITEM_SUBTOPIC)
        weakest.index = find_weakest(catalog, subtopics, item);
    ItemRef topic = {ITEM_TOPIC, catalog_topic_of(catalog, item)};
    if (weakest.index == CATALOG_NONE && topic.index != CATALOG_NONE)
        weakest = (ItemRef){ITEM_TOPIC, find_weakest(catalog, topics, topic)};
    return weakest.index != CATALOG_NONE ? weakest : (ItemRef){ITEM_NONE, CATALOG_NONE};
}

/* --- what next --- */

bool progress_requirements_begun(const StudyState *state, CatalogIndex topic)
{
    const IndexList *requires = &state->catalog->topics[topic].requires;
    for (size_t i = 0; i < requires->count; i++)
        if (topic_mark(state, requires->items[i]) == MARK_TODO)
            return false;
    return true;
}

/* First subtopic of the topic with this mark, CATALOG_NONE without one. */
static CatalogIndex find_marked(const StudyState *state, CatalogIndex topic, Mark mark)
{
    const Topic *it = &state->catalog->topics[topic];
    for (int32_t i = 0; i < it->subtopic_count; i++)
        if (subtopic_mark(state, it->first_subtopic + i) == mark)
            return it->first_subtopic + i;
    return CATALOG_NONE;
}

CatalogIndex progress_next_subtopic(const StudyState *state)
{
    CatalogIndex open = CATALOG_NONE, blocked = CATALOG_NONE;
    for (CatalogIndex t = 0; (size_t)t < state->catalog->topic_count; t++) {
        Mark mark = topic_mark(state, t);
        if (mark == MARK_DONE || mark == MARK_SKIPPED)
            continue;
        CatalogIndex doing = find_marked(state, t, MARK_DOING);
        if (doing != CATALOG_NONE)
            return doing;
        CatalogIndex todo = find_marked(state, t, MARK_TODO);
        CatalogIndex *place = progress_requirements_begun(state, t) ? &open : &blocked;
        if (*place == CATALOG_NONE)
            *place = todo;
    }
    /* Requirements that can never be met (a circle) must not end the way. */
    return open != CATALOG_NONE ? open : blocked;
}
