#include "study/card_query.h"

#include "study/card_query_impl.h"

int32_t card_query_days(const CardQuery *query)
{
    return query->days;
}

bool card_query_asks_added(const CardQuery *query)
{
    return query->asks_added;
}

/* --- what a card has --- */

/* The value of a property; false where a card has none yet. */
static bool property_of(const CardQueryView *view, const CardState *card, QueryProperty property,
                        double *value)
{
    bool known = card->phase != CARD_NEW;
    switch (property) {
    case PROPERTY_STABILITY:
        *value = card->memory.stability;
        return known;
    case PROPERTY_DIFFICULTY:
        *value = card->memory.difficulty;
        return known;
    case PROPERTY_RETRIEVABILITY:
        *value = scheduler_retrievability(&view->state->scheduler, card, view->today);
        return known;
    case PROPERTY_INTERVAL:
        *value = card->interval_days;
        return known;
    case PROPERTY_DUE:
        *value = (double)card->due_day - view->today;
        return known;
    case PROPERTY_REPS:
        *value = card->reps;
        return true;
    case PROPERTY_LAPSES:
        *value = card->lapses;
        return true;
    }
    return false;
}

static bool property_fits(const QueryNode *node, const CardQueryView *view, const CardState *card)
{
    double value;
    if (!property_of(view, card, node->property, &value))
        return false;
    if (value < node->number)
        return (node->bits & QUERY_LESS) != 0;
    return (node->bits & (value > node->number ? QUERY_MORE : QUERY_EQUAL)) != 0;
}

/* The first answer of a card among all, which are sorted by card. */
static size_t first_answer(const CardQueryView *view, CatalogIndex card)
{
    size_t low = 0, high = view->answer_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (view->answers[middle].card < card)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool was_rated(const QueryNode *node, const CardQueryView *view, CatalogIndex card)
{
    for (size_t i = first_answer(view, card); i < view->answer_count; i++) {
        const CardRated *answer = &view->answers[i];
        if (answer->card != card)
            break;
        if (answer->day > view->today - node->days && (answer->ratings & node->bits) != 0)
            return true;
    }
    return false;
}

/* A card that became a leech has that for a tag, whatever its author gave it. */
static bool has_tag(const QueryNode *node, const Note *note, bool leech)
{
    if (leech && text_pattern_is(&node->pattern, "leech"))
        return true;
    for (size_t i = 0; i < note->tags.count; i++)
        if (text_pattern_is(&node->pattern, note->tags.items[i]))
            return true;
    return false;
}

/* --- the tree --- */

static bool holds(const QueryNode *node, const CardQueryView *view, CatalogIndex index);

/* Whether all parts hold (`wanted` true), or none does (false). */
static bool parts_are(const QueryNode *node, bool wanted, const CardQueryView *view,
                      CatalogIndex index)
{
    for (const QueryNode *part = node->part; part != NULL; part = part->next)
        if (holds(part, view, index) != wanted)
            return false;
    return true;
}

/* Whether a text stands in what the card shows, its choices and answers among that. */
static bool has_text(const TextPattern *pattern, const Catalog *catalog, const Card *card,
                     const Note *note)
{
    const Quiz *quiz = catalog_quiz(catalog, note);
    for (size_t i = 0; quiz != NULL && i < quiz->options.count; i++)
        if (text_pattern_within(pattern, quiz->options.items[i]))
            return true;
    return text_pattern_within(pattern, note->front) || text_pattern_within(pattern, note->back) ||
           text_pattern_within(pattern, card->id);
}

static bool note_fits(const QueryNode *node, const Catalog *catalog, const Card *card,
                      const Note *note)
{
    switch (node->kind) {
    case QUERY_TEXT:
        return has_text(&node->pattern, catalog, card, note);
    case QUERY_PLACE:
        return (note->topic != CATALOG_NONE && node->topics[note->topic]) ||
               (note->subtopic != CATALOG_NONE && node->subtopics[note->subtopic]);
    case QUERY_DECK:
        return note->deck != CATALOG_NONE && node->topics[note->deck];
    case QUERY_ID:
        return text_pattern_is(&node->pattern, card->id);
    default:
        return note->kind == node->note_kind;
    }
}

static bool holds(const QueryNode *node, const CardQueryView *view, CatalogIndex index)
{
    const StudyState *state = view->state;
    const CardState *card = &state->cards[index];
    switch (node->kind) {
    case QUERY_ALL:
        return parts_are(node, true, view, index);
    case QUERY_ANY:
        return !parts_are(node, false, view, index);
    case QUERY_NOT:
        return !holds(node->part, view, index);
    case QUERY_DUE:
        return scheduler_is_due(card, view->now_ms, view->today);
    case QUERY_PHASES:
        return (node->bits & 1U << card->phase) != 0;
    case QUERY_SUSPENDED:
        return card->suspended;
    case QUERY_BURIED:
        return card->buried_day != 0 && card->buried_day == view->today;
    case QUERY_LEECH:
        return scheduler_is_leech(&state->scheduler, card);
    case QUERY_PROPERTY:
        return property_fits(node, view, card);
    case QUERY_RATED:
        return was_rated(node, view, index);
    case QUERY_INTRODUCED:
        return card->phase != CARD_NEW && card->first_review_day <= view->today &&
               card->first_review_day > view->today - node->days;
    case QUERY_ADDED:
        return view->added != NULL && view->added[index] > view->today - node->days;
    case QUERY_TAG:
        return has_tag(node, &state->catalog->notes[state->catalog->cards[index].note],
                       scheduler_is_leech(&state->scheduler, card));
    case QUERY_TEXT:
    case QUERY_PLACE:
    case QUERY_DECK:
    case QUERY_ID:
    case QUERY_NOTE_KIND:
        break;
    }
    const Card *it = &state->catalog->cards[index];
    return note_fits(node, state->catalog, it, &state->catalog->notes[it->note]);
}

bool card_query_matches(const CardQuery *query, const CardQueryView *view, CatalogIndex card)
{
    return holds(query->root, view, card);
}

size_t card_query_select(const CardQuery *query, const CardQueryView *view, bool *chosen)
{
    size_t count = view->state->catalog->card_count, found = 0;
    for (size_t i = 0; i < count; i++) {
        chosen[i] = card_query_matches(query, view, (CatalogIndex)i);
        found += chosen[i];
    }
    return found;
}
