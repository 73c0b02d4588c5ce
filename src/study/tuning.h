/* When it is worth while to fit the memory model to the learner, and what came of it. */
#ifndef CAIRN_STUDY_TUNING_H
#define CAIRN_STUDY_TUNING_H

#include <stdbool.h>
#include <stdint.h>

#include "study/optimizer.h"
#include "study/state.h"

/* Reviews from which on a fit is proposed; afterwards each time there are twice as many. Of eight, some
 * five are predicted (not a card's first, nor one on the same day), and one of these is held out. */
#define TUNING_REVIEWS_LEAST 800
#define TUNING_VERDICT_SIZE  160

/* What a run over the learner's log found. */
typedef struct TuningOutcome {
    OptimizerProposal proposal;
    int32_t reviews; /* in the log: those that count, of all cards */
} TuningOutcome;

/* Reviews of all days so far. */
int64_t tuning_reviews(const StudyState *state);

/* Whether there is much more to learn from than when it was last done. */
bool tuning_is_suggested(const StudyState *state);

/* What is decided, as a sentence or two. */
void tuning_verdict(const TuningOutcome *outcome, char out[TUNING_VERDICT_SIZE]);

/* The figures to compare by, in the order in which they are shown. */
typedef struct TuningFigure {
    const char *name, *label; /* in JSON, for people */
    size_t offset;            /* of the double in FsrsMetrics */
} TuningFigure;
#define TUNING_FIGURES 3
const TuningFigure *tuning_figure(size_t index);
double tuning_figure_of(const TuningFigure *figure, const FsrsMetrics *metrics);

#endif
