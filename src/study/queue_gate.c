#include "study/queue_gate.h"

#include "study/progress.h"

QueueGate queue_gate(const StudyState *state, bool any_topic)
{
    CatalogIndex next = any_topic ? CATALOG_NONE : progress_next_subtopic(state);
    return (QueueGate){
        .state = state,
        .next_topic = next == CATALOG_NONE ? CATALOG_NONE : state->catalog->subtopics[next].topic,
        .topic = CATALOG_NONE,
        .any_topic = any_topic,
    };
}

static bool topic_is_open(QueueGate *gate, CatalogIndex topic)
{
    if (topic == CATALOG_NONE || gate->any_topic)
        return true;
    if (topic != gate->topic) {
        Mark mark = progress_mark(gate->state, (ItemRef){ITEM_TOPIC, topic});
        gate->topic = topic;
        gate->open = mark == MARK_DOING || mark == MARK_DONE ||
                     (mark == MARK_TODO && topic == gate->next_topic);
    }
    return gate->open;
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
static bool requirement_met(const StudyState *state, ItemRef item)
{
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

QueueReason queue_gate_check(QueueGate *gate, const Note *note, ItemRef *missing)
{
    const StudyState *state = gate->state;
    if (!topic_is_open(gate, note->topic))
        return QUEUE_TOPIC;
    if (note->subtopic != CATALOG_NONE &&
        progress_mark(state, (ItemRef){ITEM_SUBTOPIC, note->subtopic}) == MARK_SKIPPED)
        return QUEUE_TOPIC;
    for (size_t i = 0; i < note->requires.count; i++) {
        ItemRef item = catalog_find(state->catalog, note->requires.items[i]);
        if (requirement_met(state, item))
            continue;
        if (missing != NULL)
            *missing = item;
        return QUEUE_REQUIRES;
    }
    return QUEUE_COMES;
}
