#include "study/tuning.h"

#include <stddef.h>
#include <stdio.h>

int64_t tuning_reviews(const StudyState *state)
{
    int64_t reviews = 0;
    for (size_t i = 0; i < state->day_count; i++)
        reviews += state->days[i].reviews;
    return reviews;
}

bool tuning_is_suggested(const StudyState *state)
{
    int64_t reviews = tuning_reviews(state);
    return reviews >= TUNING_REVIEWS_LEAST &&
           reviews >= 2 * (int64_t)state->config.optimized_reviews;
}

static const char *plain_verdict(const OptimizerProposal *proposal)
{
    if (proposal->worth)
        return "The new weights predict your later reviews better: they are used from now on. Due "
               "days stay as they are.";
    if (proposal->fit.extent == OPTIMIZER_DEFAULTS || proposal->after.predictions == 0)
        return "There is too little to learn from yet: the weights stay as they are.";
    return "The new weights would not predict your later reviews better: the old ones stay.";
}

void tuning_verdict(const TuningOutcome *outcome, char out[TUNING_VERDICT_SIZE])
{
    const OptimizerProposal *proposal = &outcome->proposal;
    size_t later = proposal->after.predictions;
    bool learned = proposal->fit.extent != OPTIMIZER_DEFAULTS && later > 0;
    if (!proposal->worth && learned && later < OPTIMIZER_JUDGED_LEAST)
        (void)snprintf(out, TUNING_VERDICT_SIZE,
                       "There are too few later reviews to judge the new weights by (%zu, at least "
                       "%d): the old ones stay.",
                       later, OPTIMIZER_JUDGED_LEAST);
    else
        (void)snprintf(out, TUNING_VERDICT_SIZE, "%s", plain_verdict(proposal));
}

static const TuningFigure FIGURES[TUNING_FIGURES] = {
    {"log_loss", "log loss", offsetof(FsrsMetrics, log_loss)},
    {"rmse_bins", "RMSE (bins)", offsetof(FsrsMetrics, rmse_bins)},
    {"auc", "AUC", offsetof(FsrsMetrics, auc)},
};

const TuningFigure *tuning_figure(size_t index)
{
    return index < TUNING_FIGURES ? &FIGURES[index] : NULL;
}

double tuning_figure_of(const TuningFigure *figure, const FsrsMetrics *metrics)
{
    return *(const double *)(const void *)((const char *)metrics + figure->offset);
}
