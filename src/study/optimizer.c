#include "study/optimizer.h"

#include <math.h>
#include <string.h>

#include "study/optimizer_search.h"
#include "study/optimizer_start.h"

/* A worse RMSE over bins by less than that is noise, as one bin more or less makes it. */
#define RMSE_NOISE       0.001
#define PULL_PREDICTIONS 6000.0 /* up to so many the pull is that of the official optimiser */
#define OLDER_WORK       0.45 /* share of a proposal's work that the fit to the older reviews takes */

static const OptimizerOptions NO_OPTIONS = {0};

/* Part of a longer piece of work, from `from` on, `width` of the whole. */
typedef struct Part {
    const OptimizerOptions *whole;
    double from, width;
} Part;

static bool report_part(void *context, double share)
{
    const Part *part = context;
    return part->whole->progress(part->whole->context, part->from + share * part->width);
}

static bool report_pass(void *context, int pass)
{
    const OptimizerOptions *options = context;
    return options->progress(options->context, (double)pass / SEARCH_PASSES_MAX);
}

/* Reviews of one card, and of one day, hang together: what a long log tells grows more slowly than its
 * length, so the pull to the defaults grows with it, by the square root. */
static double pull_for(size_t predictions)
{
    return fmax(1, sqrt((double)predictions / PULL_PREDICTIONS));
}

/* The search from the fitted first stabilities; their order and those without cards are seen to once
 * more behind it. */
static Status search(const TrainingSet *set, const OptimizerOptions *options, OptimizerFit *fit,
                     Error *error)
{
    OptimizerOptions own = *options;
    SearchProblem problem = {.set = set,
                             .kernel = kernel_best(),
                             .jobs = options->jobs,
                             .pull = pull_for(set->predictions),
                             .relearning_steps = options->relearning_steps,
                             .progress = options->progress != NULL ? report_pass : NULL,
                             .context = &own};
    size_t cards[4];
    memcpy(problem.centre, fit->weights, sizeof problem.centre);
    fit->passes = search_run(&problem, fit->weights);
    if (fit->passes == 0)
        return error_set(error, STATUS_FAILED, "the optimiser was stopped");
    start_count(set, cards);
    start_fill(fit->weights, cards);
    return STATUS_OK;
}

Status optimizer_fit(const ReplayReview *reviews, size_t count, size_t card_count,
                     const OptimizerOptions *options, OptimizerFit *fit, Error *error)
{
    TrainingSet set;
    Status status = STATUS_OK;
    if (options == NULL)
        options = &NO_OPTIONS;
    training_set_init(&set, reviews, count, card_count);
    *fit = (OptimizerFit){.predictions = set.predictions};
    memcpy(fit->weights, FSRS_DEFAULT_WEIGHTS, sizeof fit->weights);
    if (set.predictions >= OPTIMIZER_LEAST_PREDICTIONS) {
        fit->extent = OPTIMIZER_FIRSTS;
        start_weights(&set, fit->weights);
    }
    if (set.predictions >= OPTIMIZER_FULL_PREDICTIONS) {
        fit->extent = OPTIMIZER_ALL;
        status = search(&set, options, fit, error);
    }
    training_set_done(&set);
    if (status == STATUS_OK && options->progress != NULL && !options->progress(options->context, 1))
        status = error_set(error, STATUS_FAILED, "the optimiser was stopped");
    return status;
}

static Status evaluate_newest(const ReplayReview *reviews, size_t count, size_t card_count,
                              size_t from, const double *weights, size_t weight_count,
                              int relearning_steps, FsrsMetrics *metrics, Error *error)
{
    MemoryModel model;
    Status status = memory_model_init(&model, weights, weight_count, relearning_steps, error);
    if (status == STATUS_OK)
        fsrs_evaluate(&model, reviews, count, card_count, from, metrics);
    return status;
}

/* Fits to the first `count` reviews as a part of the work of optimizer_propose. */
static Status fit_part(const ReplayReview *reviews, size_t count, size_t card_count, Part part,
                       OptimizerFit *fit, Error *error)
{
    OptimizerOptions options = *part.whole;
    options.progress = part.whole->progress != NULL ? report_part : NULL;
    options.context = &part;
    return optimizer_fit(reviews, count, card_count, &options, fit, error);
}

Status optimizer_propose(const ReplayReview *reviews, size_t count, size_t card_count,
                         const double *current, size_t current_count,
                         const OptimizerOptions *options, OptimizerProposal *proposal, Error *error)
{
    OptimizerFit older = {.extent = OPTIMIZER_DEFAULTS};
    FsrsMetrics *before = &proposal->before;
    FsrsMetrics *after = &proposal->after;
    size_t from = fsrs_newest_from(reviews, count, OPTIMIZER_HOLDOUT);
    if (options == NULL)
        options = &NO_OPTIONS;
    *proposal = (OptimizerProposal){0};
    Status status = evaluate_newest(reviews, count, card_count, from, current, current_count,
                                    options->relearning_steps, before, error);
    if (status == STATUS_OK)
        status = fit_part(reviews, from, card_count, (Part){options, 0, OLDER_WORK}, &older, error);
    if (status == STATUS_OK)
        status = evaluate_newest(reviews, count, card_count, from, older.weights, FSRS_WEIGHT_COUNT,
                                 options->relearning_steps, after, error);
    if (status == STATUS_OK)
        status = fit_part(reviews, count, card_count, (Part){options, OLDER_WORK, 1 - OLDER_WORK},
                          &proposal->fit, error);
    proposal->worth = status == STATUS_OK && older.extent != OPTIMIZER_DEFAULTS &&
                      after->predictions >= OPTIMIZER_JUDGED_LEAST &&
                      after->log_loss < before->log_loss &&
                      after->rmse_bins < before->rmse_bins + RMSE_NOISE;
    return status;
}
