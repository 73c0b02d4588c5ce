/* What an answer costs a learner, and how the learner answers: seconds and chances by the state of the
 * card and the grade, as the simulator needs them. Defaults: means over many learners, from Open
 * Spaced Repetition (fsrs-rs 6). */
#ifndef CAIRN_STUDY_STUDY_COSTS_H
#define CAIRN_STUDY_STUDY_COSTS_H

#include <stddef.h>
#include <stdint.h>

#include "study/replay.h"

/* Which kind of answer: the first ever, one a day or more after the one before, one of the same day
 * while the card is learned for the first time, one of the same day later on. */
typedef enum AnswerKind {
    ANSWER_FIRST,
    ANSWER_REVIEW,
    ANSWER_LEARNING,
    ANSWER_RELEARNING,
    ANSWER_KIND_COUNT
} AnswerKind;

/* Chances of Again, Hard, Good, Easy; they add up to 1. */
typedef struct AnswerShares {
    double by_rating[4];
} AnswerShares;

typedef struct StudyCosts {
    double seconds[ANSWER_KIND_COUNT][4]; /* by rating - 1 */
    AnswerShares first;
    AnswerShares recalled;    /* of a review that was recalled: no Again */
    AnswerShares learning[4]; /* of the next answer of the same day, by the rating - 1 before it */
    AnswerShares relearning[4];
} StudyCosts;

extern const StudyCosts STUDY_COSTS_DEFAULT;

/* Costs from a learner's log (in the order of time, cards numbered below `card_count`), each blended
 * with the default: n answers weigh n/(n + 50). `durations_ms` (0: not known) may be NULL; what is
 * longer than two minutes counts as two. */
void study_costs_fit(StudyCosts *costs, const ReplayReview *reviews, const int32_t *durations_ms,
                     size_t count, size_t card_count);

#endif
