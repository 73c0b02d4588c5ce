/* The future of a deck for each wanted retention: how much work it is and how much is remembered. A
 * learner whose memory is the model, whose answers take what they cost and fall as they fell so far,
 * goes through the days; chance comes from a seed, the same for every retention, so that what differs
 * between two of them is the retention. */
#ifndef CAIRN_STUDY_SIMULATOR_H
#define CAIRN_STUDY_SIMULATOR_H

#include <stddef.h>
#include <stdint.h>

#include "base/jobs.h"
#include "study/memory_model.h"
#include "study/study_costs.h"

#define SIMULATOR_RETENTION_MIN 70 /* percent: the values worth comparing */
#define SIMULATOR_RETENTION_MAX 97
#define SIMULATOR_RETENTIONS    (SIMULATOR_RETENTION_MAX - SIMULATOR_RETENTION_MIN + 1)
#define SIMULATOR_DAYS_MAX      3650

/* A card that was answered already. */
typedef struct SimulatorCard {
    MemoryState memory;
    int32_t days_ago; /* since its last answer, >= 0 */
    int32_t due_in;   /* days; 0 or less: due today */
} SimulatorCard;

typedef struct SimulatorConfig {
    const MemoryModel *model;
    const StudyCosts *costs;
    const SimulatorCard *cards; /* borrowed; in the order in which those due the same day come */
    size_t card_count;
    size_t new_cards; /* not answered yet */
    int days;         /* 1 to SIMULATOR_DAYS_MAX */
    int new_per_day, reviews_per_day;
    int learning_steps, relearning_steps; /* answers of the same day until a card may rest */
    int maximum_interval;
    uint64_t seed;
} SimulatorConfig;

/* One day. */
typedef struct SimulatorDay {
    int32_t reviews; /* of cards that were due */
    int32_t new_cards;
    double minutes;    /* with the answers of the same day */
    double remembered; /* cards, by their retrievability at the end of the day */
} SimulatorDay;

typedef struct SimulatorOutcome {
    double retention;
    double reviews_per_day; /* due and new cards, mean */
    double minutes_per_day;
    double remembered; /* cards at the end */
} SimulatorOutcome;

/* Fills outcomes[i] for retentions[i]. `days`, when not NULL, has room for count * config->days and
 * takes the days of each retention in turn. `jobs` NULL: in this thread. */
void simulator_run(const SimulatorConfig *config, const double *retentions, size_t count,
                   const Jobs *jobs, SimulatorOutcome *outcomes, SimulatorDay *days);

/* Index of the retention that takes the fewest minutes for what is remembered in the end. */
size_t simulator_best(const SimulatorOutcome *outcomes, size_t count);

#endif
