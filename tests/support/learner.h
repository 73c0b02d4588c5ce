/* A learner whose memory is FSRS-6 with known weights and who forgets by chance: review logs to try
 * the optimiser on. */
#ifndef CAIRN_TESTS_LEARNER_H
#define CAIRN_TESTS_LEARNER_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "study/replay.h"

#define LEARNER_RETENTION 0.85

static inline double learner_share(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(*seed >> 33) / (double)(1U << 31);
}

static inline Rating learner_rating(uint64_t *seed, double recall)
{
    if (learner_share(seed) > recall)
        return RATING_AGAIN;
    double share = learner_share(seed);
    if (share < 0.2)
        return RATING_HARD;
    return share < 0.85 ? RATING_GOOD : RATING_EASY;
}

/* Fills `log` with cards * answers reviews, the cards in turns, each answered early, in time or late;
 * one review in five is of the same day. */
static inline void learner_fill(const FsrsModel *model, ReplayReview *log, uint32_t cards,
                                int answers, uint64_t seed)
{
    MemoryState *states = mem_alloc(cards + 1, sizeof *states);
    for (int i = 0; i < answers; i++) {
        for (uint32_t card = 0; card < cards; card++, log++) {
            *log = (ReplayReview){card, learner_rating(&seed, 0.75), 0};
            if (i > 0 && learner_share(&seed) < 0.8) {
                double due = fsrs_interval(model, states[card].stability, LEARNER_RETENTION);
                double days = due * (0.3 + 1.5 * learner_share(&seed));
                log->delta_t = days < 1 ? 1 : (int32_t)fmin(days, 300);
                double recall = fsrs_retrievability(model, log->delta_t, states[card].stability);
                log->rating = learner_rating(&seed, recall);
            }
            states[card] = fsrs_step(model, states[card], log->rating, log->delta_t);
        }
    }
    mem_free(states);
}

#endif
