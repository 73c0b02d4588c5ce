/* May a new card come? Its topic is to be open and what it requires reached. */
#ifndef CAIRN_STUDY_QUEUE_GATE_H
#define CAIRN_STUDY_QUEUE_GATE_H

#include "study/queue.h"

/* Remembers the topic it looked at last: notes of a topic lie side by side. */
typedef struct QueueGate {
    const StudyState *state;
    CatalogIndex next_topic; /* of the next subtopic to study */
    CatalogIndex topic;      /* the one remembered */
    bool open, any_topic;
} QueueGate;

/* `any_topic`: whoever names a topic, a deck or cards means them, begun or not. */
QueueGate queue_gate(const StudyState *state, bool any_topic);

/* QUEUE_COMES, QUEUE_TOPIC or QUEUE_REQUIRES; then `missing` (may be NULL) is what is required. */
QueueReason queue_gate_check(QueueGate *gate, const Note *note, ItemRef *missing);

#endif
