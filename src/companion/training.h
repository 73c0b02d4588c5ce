/* What is learned from the learner's own reviews: weights of the memory model, and what each wanted
 * retention would cost. Both may take a while, so each is three steps: a request, made of the
 * workspace; the work, which needs nothing but the request and may run in a thread of its own, on its
 * own connection to the database; and what comes of it. */
#ifndef CAIRN_COMPANION_TRAINING_H
#define CAIRN_COMPANION_TRAINING_H

#include "companion/workspace.h"
#include "study/forecast.h"
#include "study/tuning.h"
#include "study/weights.h"

/* Told how far the work is (0..1), now and then; false stops it. May be NULL. */
typedef bool TrainingProgress(void *context, double share);

typedef struct TrainingRequest {
    char *directory; /* of the database; NULL: there is none */
    StoreMode mode;
    double weights[FSRS_WEIGHT_COUNT]; /* in use */
    int relearning_steps;
    ForecastPlan plan;
} TrainingRequest;

/* What came of a fit. */
typedef struct Training {
    TuningOutcome outcome;
    struct LedgerMemory
        *memory; /* what new weights make of the cards; NULL when they are not worth it */
} Training;

/* The caller calls training_request_done. */
void training_request(const Workspace *workspace, TrainingRequest *request);
void training_request_done(TrainingRequest *request);

/* Fits weights to the whole log and says whether they are worth it. STATUS_FAILED when `progress`
 * stopped it or the log cannot be read. The caller calls training_done, whichever way it ended. */
CHECKED Status training_run(const TrainingRequest *request, TrainingProgress *progress,
                            void *context, Training *training, Error *error);
void training_done(Training *training);

/* Puts the new weights to use where they are worth it, and notes that it was done. */
CHECKED Status workspace_take_training(Workspace *workspace, const Training *training,
                                       Error *error);

/* The learner's costs, as far as the log knows them. */
CHECKED Status training_costs(const TrainingRequest *request, TrainingProgress *progress,
                              void *context, StudyCosts *costs, Error *error);

/* The forecast by those costs. */
CHECKED Status training_forecast(const TrainingRequest *request, TrainingProgress *progress,
                                 void *context, Forecast *forecast, Error *error);

#endif
