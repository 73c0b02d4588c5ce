#include "study/tuning.h"

#include <stddef.h>

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

const char *tuning_verdict(const TuningOutcome *outcome)
{
    const OptimizerProposal *proposal = &outcome->proposal;
    if (proposal->worth)
        return "The new weights predict your later reviews better: they are used from now on. Due "
               "days stay as they are.";
    if (proposal->fit.extent == OPTIMIZER_DEFAULTS || proposal->after.predictions == 0)
        return "There is too little to learn from yet: the weights stay as they are.";
    return "The new weights would not predict your later reviews better: the old ones stay.";
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
