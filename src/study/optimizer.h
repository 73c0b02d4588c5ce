/* Fits the weights of FSRS-6 to a review log, and says whether they are worth keeping. Pure: threads
 * come as Jobs, and whoever calls may look on and stop it.
 *
 * The loss is that of the official optimiser (fsrs-rs 6): log loss of the predictions, the newer the
 * heavier, and a pull towards the default weights (here somewhat stronger for long logs). So are the
 * rules of what counts. How the least loss is found is not: see optimizer_search.h. */
#ifndef CAIRN_STUDY_OPTIMIZER_H
#define CAIRN_STUDY_OPTIMIZER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/jobs.h"
#include "study/fsrs_metrics.h"
#include "study/replay.h"

#define OPTIMIZER_LEAST_PREDICTIONS 8  /* below: the default weights */
#define OPTIMIZER_FULL_PREDICTIONS  64 /* below: only the first stabilities are fitted */
#define OPTIMIZER_HOLDOUT           0.2
#define OPTIMIZER_JUDGED_LEAST      100 /* predictions held out; below: nobody can say what is better */

typedef struct OptimizerOptions {
    int relearning_steps; /* bounds w17 and w18, see fsrs_model_init */
    const Jobs *jobs;     /* NULL: in this thread */
    /* Called now and then with how far it is (0..1); false stops it. May be NULL. */
    bool (*progress)(void *context, double share);
    void *context;
} OptimizerOptions;

typedef enum OptimizerExtent {
    OPTIMIZER_DEFAULTS, /* too few predictions: nothing is fitted */
    OPTIMIZER_FIRSTS,   /* few: the four first stabilities */
    OPTIMIZER_ALL,
} OptimizerExtent;

typedef struct OptimizerFit {
    double weights[FSRS_WEIGHT_COUNT];
    size_t predictions; /* that were learned from */
    OptimizerExtent extent;
    int passes; /* over the log */
} OptimizerFit;

/* Fits weights to the first `count` reviews of a log (in the order of time, cards numbered below
 * `card_count`). STATUS_FAILED when `progress` stopped it. `options` may be NULL. */
CHECKED Status optimizer_fit(const ReplayReview *reviews, size_t count, size_t card_count,
                             const OptimizerOptions *options, OptimizerFit *fit, Error *error);

/* New weights against those in use, on reviews that neither the fit nor the comparison's reader has
 * seen: both predict the newest share of the log, the fit having learned from the rest only. */
typedef struct OptimizerProposal {
    OptimizerFit fit; /* to the whole log: what to use if it is worth it */
    FsrsMetrics before,
        after;  /* on the newest predictions: weights in use, weights fitted before */
    bool worth; /* enough are predicted, the new ones better by log loss, and not worse by bins */
} OptimizerProposal;

/* Fits twice: to the oldest reviews for the comparison, to all for use. `current` are the weights in
 * use (NULL: the defaults). Errors as optimizer_fit, and STATUS_USAGE for a bad count of weights. */
CHECKED Status optimizer_propose(const ReplayReview *reviews, size_t count, size_t card_count,
                                 const double *current, size_t current_count,
                                 const OptimizerOptions *options, OptimizerProposal *proposal,
                                 Error *error);

#endif
