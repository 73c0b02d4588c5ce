/* A learner made up: two years of daily use, written as the program writes them (event by event, each with
 * what follows from it), so that `cairn doctor` finds nothing to say. The same in every run but for the
 * ids of events. */
#ifndef CAIRN_BENCH_LEARNER_H
#define CAIRN_BENCH_LEARNER_H

#include <stddef.h>

#define LEARNER_NOW   "2026-11-24T18:00:00Z" /* CAIRN_NOW for those who look at it; TZ is to be UTC */
#define LEARNER_TODAY 20781
#define LEARNER_DAYS  730

typedef struct LearnerPlan {
    size_t
        cards; /* of their own besides those of the content, in a pack among the learner's; 0: none */
    size_t answers; /* in all, taken back ones too; 0: as many as fall due by the daily limits */
} LearnerPlan;

/* What is in the home. */
typedef struct LearnerSummary {
    size_t cards, answers, events;
} LearnerSummary;

/* Makes the data directory `directory`, which must be empty or absent, with the packs in `content`. Sets
 * CAIRN_NOW to LEARNER_NOW. Ends the benchmark when something fails. */
LearnerSummary learner_make(const char *directory, const char *content, const LearnerPlan *plan);

#endif
