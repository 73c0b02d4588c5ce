#include "companion/training.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/workers.h"
#include "companion/ledger.h"
#include "companion/past.h"
#include "companion/workspace_impl.h"

void training_request(const Workspace *workspace, TrainingRequest *request)
{
    const Scheduler *scheduler = &workspace->state.scheduler;
    *request = (TrainingRequest){
        .directory = workspace->store == NULL ? NULL : mem_dup(workspace->paths.data),
        .mode = workspace->read_only ? STORE_READ_ONLY : STORE_READ_WRITE,
        .relearning_steps = scheduler->relearning_count,
    };
    memcpy(request->weights, scheduler->model.w, sizeof request->weights);
    forecast_plan(&workspace->state, workspace_today(workspace), &request->plan);
}

void training_request_done(TrainingRequest *request)
{
    mem_free(request->directory);
    forecast_plan_done(&request->plan);
}

/* --- the log --- */

typedef struct Watch {
    TrainingProgress *progress;
    void *context;
} Watch;

/* How long the log is, nobody knows before it is read. */
static bool reading(void *context)
{
    const Watch *watch = context;
    return watch->progress == NULL || watch->progress(watch->context, 0);
}

/* The caller calls past_done, whichever way it ended. */
static Status read_past(const TrainingRequest *request, Watch watch, Past *past, Error *error)
{
    Store *store = NULL;
    *past = (Past){0};
    if (request->directory == NULL)
        return STATUS_OK;
    Status status = store_open(request->directory, request->mode, &store, error);
    if (status == STATUS_OK)
        status = past_read(store, NULL, NULL, NULL, reading, &watch, past, error);
    store_close(store);
    return status;
}

/* --- weights --- */

/* By the weights as they will be kept. */
static LedgerMemory *look_ahead(const TuningOutcome *outcome, int relearning_steps, Past *past)
{
    char text[WEIGHTS_TEXT_SIZE];
    double kept[WEIGHTS_MAX];
    size_t count = 0;
    FsrsModel model;
    weights_format(outcome->proposal.fit.weights, FSRS_WEIGHT_COUNT, text);
    if (!weights_parse(text, kept, &count) ||
        fsrs_model_init(&model, kept, count, relearning_steps, NULL) != STATUS_OK)
        return NULL;
    return ledger_memory_new(&model, past);
}

Status training_run(const TrainingRequest *request, TrainingProgress *progress, void *context,
                    Training *training, Error *error)
{
    Past past;
    TuningOutcome *outcome = &training->outcome;
    *training = (Training){0};
    Status status = read_past(request, (Watch){progress, context}, &past, error);
    if (status == STATUS_OK) {
        Workers *workers = workers_new(0);
        const OptimizerOptions options = {.relearning_steps = request->relearning_steps,
                                          .jobs = workers_jobs(workers),
                                          .progress = progress,
                                          .context = context};
        status = optimizer_propose(past.reviews, past.count, past.card_count, request->weights,
                                   FSRS_WEIGHT_COUNT, &options, &outcome->proposal, error);
        workers_free(workers);
    }
    outcome->reviews = (int32_t)past.count;
    if (status == STATUS_OK && outcome->proposal.worth)
        training->memory = look_ahead(outcome, request->relearning_steps, &past);
    past_done(&past);
    return status;
}

void training_done(Training *training)
{
    ledger_memory_free(training->memory);
    training->memory = NULL;
}

static Status write_option(Workspace *workspace, const char *name, const char *value, Error *error)
{
    char *body = body_text("value", value);
    Status status =
        write_event(workspace, EVENT_CONFIG, name, body, workspace_now(workspace), NULL, error);
    mem_free(body);
    return status;
}

Status workspace_take_training(Workspace *workspace, const Training *training, Error *error)
{
    const OptimizerProposal *proposal = &training->outcome.proposal;
    char weights[WEIGHTS_TEXT_SIZE];
    char reviews[24];
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    workspace->ledger.ahead = training->memory;
    weights_format(proposal->fit.weights, FSRS_WEIGHT_COUNT, weights);
    (void)snprintf(reviews, sizeof reviews, "%lld", (long long)tuning_reviews(&workspace->state));
    if (proposal->worth)
        status = write_option(workspace, "weights", weights, error);
    if (status == STATUS_OK)
        status = write_option(workspace, "optimized-reviews", reviews, error);
    return write_end(workspace, status, error);
}

/* --- costs --- */

Status training_costs(const TrainingRequest *request, TrainingProgress *progress, void *context,
                      StudyCosts *costs, Error *error)
{
    Past past;
    *costs = STUDY_COSTS_DEFAULT;
    Status status = read_past(request, (Watch){progress, context}, &past, error);
    if (status == STATUS_OK && past.count > 0)
        study_costs_fit(costs, past.reviews, past.durations_ms, past.count, past.card_count);
    past_done(&past);
    return status;
}

Status training_forecast(const TrainingRequest *request, TrainingProgress *progress, void *context,
                         Forecast *forecast, Error *error)
{
    StudyCosts costs;
    Status status = training_costs(request, progress, context, &costs, error);
    if (status != STATUS_OK)
        return status;
    Workers *workers = workers_new(0);
    forecast_run(&request->plan, &costs, workers_jobs(workers), forecast);
    workers_free(workers);
    return STATUS_OK;
}
