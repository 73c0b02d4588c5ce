#include "study/study_costs.h"

#include <stdbool.h>

#include "base/memory.h"

#define BLEND        50.0 /* answers at which the learner's own figures weigh half */
#define LONGEST_SECS 120.0
#define MS_A_SECOND  1000.0

const StudyCosts STUDY_COSTS_DEFAULT = {
    .seconds = {[ANSWER_FIRST] = {19.58, 18.79, 13.78, 10.71},
                [ANSWER_REVIEW] = {19.38, 17.59, 12.38, 8.94},
                [ANSWER_LEARNING] = {19.58, 18.79, 13.78, 10.71},
                [ANSWER_RELEARNING] = {16.44, 15.25, 12.32, 8.03}},
    .first = {{0.24, 0.094, 0.495, 0.171}},
    .recalled = {{0, 0.224, 0.631, 0.145}},
    .learning = {{{0.3686, 0.0628, 0.5108, 0.0578}},
                 {{0.0442, 0.4553, 0.4457, 0.0548}},
                 {{0.0519, 0.047, 0.8462, 0.0549}},
                 {{0.0519, 0.047, 0.8462, 0.0549}}},
    .relearning = {{{0.2157, 0.0643, 0.6595, 0.0605}},
                   {{0.05, 0.4638, 0.4475, 0.0387}},
                   {{0.1057, 0.1434, 0.7266, 0.0243}},
                   {{0.1057, 0.1434, 0.7266, 0.0243}}},
};

/* Sums over the log. */
typedef struct Tally {
    double seconds[ANSWER_KIND_COUNT][4];
    double timed[ANSWER_KIND_COUNT][4]; /* answers with a known duration */
    double first[4], recalled[4];
    double learning[4][4], relearning[4][4];
} Tally;

typedef struct Seen {
    uint8_t rating; /* of the answer before; 0: none */
    bool reviewed;  /* a day or more after an answer */
} Seen;

static void tally_answer(Tally *tally, Seen *card, const ReplayReview *review, double seconds)
{
    int rating = (int)review->rating - 1;
    AnswerKind kind;
    if (card->rating == 0) {
        kind = ANSWER_FIRST;
        tally->first[rating]++;
    } else if (review->delta_t > 0) {
        kind = ANSWER_REVIEW;
        tally->recalled[rating] += review->rating != RATING_AGAIN;
    } else {
        kind = card->reviewed ? ANSWER_RELEARNING : ANSWER_LEARNING;
        (card->reviewed ? tally->relearning : tally->learning)[card->rating - 1][rating]++;
    }
    if (seconds > 0) {
        tally->seconds[kind][rating] += seconds < LONGEST_SECS ? seconds : LONGEST_SECS;
        tally->timed[kind][rating]++;
    }
    card->reviewed = card->reviewed || kind == ANSWER_REVIEW;
    card->rating = (uint8_t)review->rating;
}

static void blend_shares(AnswerShares *shares, const double counts[4])
{
    double total = counts[0] + counts[1] + counts[2] + counts[3];
    for (int i = 0; i < 4; i++)
        shares->by_rating[i] = (shares->by_rating[i] * BLEND + counts[i]) / (total + BLEND);
}

void study_costs_fit(StudyCosts *costs, const ReplayReview *reviews, const int32_t *durations_ms,
                     size_t count, size_t card_count)
{
    Tally tally = {0};
    Seen *cards = mem_alloc(card_count + 1, sizeof *cards);
    for (size_t i = 0; i < count; i++)
        tally_answer(&tally, &cards[reviews[i].card], &reviews[i],
                     durations_ms != NULL ? durations_ms[i] / MS_A_SECOND : 0);
    mem_free(cards);
    *costs = STUDY_COSTS_DEFAULT;
    blend_shares(&costs->first, tally.first);
    blend_shares(&costs->recalled, tally.recalled);
    for (int i = 0; i < 4; i++) {
        blend_shares(&costs->learning[i], tally.learning[i]);
        blend_shares(&costs->relearning[i], tally.relearning[i]);
        for (int kind = 0; kind < ANSWER_KIND_COUNT; kind++)
            costs->seconds[kind][i] = (costs->seconds[kind][i] * BLEND + tally.seconds[kind][i]) /
                                      (tally.timed[kind][i] + BLEND);
    }
}
