/* fsrs simulate: how much work each wanted retention makes, and what is remembered. */
#include <string.h>

#include "base/workers.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/fsrs_settings.h"
#include "companion/training.h"
#include "study/simulator.h"

#define DAYS_DEFAULT    365
#define CARDS_DEFAULT   1000
#define CARDS_MAX       100000
#define NEW_DEFAULT     10
#define REVIEWS_DEFAULT 200
#define LIMIT_MAX       9999
#define STEPS_LEARNING  2 /* as the scheduler's own defaults have them: 1m 10m, then 10m */
#define STEPS_LAPSED    1
#define SEED            1
#define COLUMN_CELLS    12

typedef struct Future {
    SimulatorConfig config;
    MemoryModel model;
    StudyCosts costs;
    SimulatorOutcome outcomes[SIMULATOR_RETENTIONS];
    SimulatorDay *days;
} Future;

static Status read_limits(const Arguments *arguments, SimulatorConfig *config, Error *error)
{
    int32_t days = 0;
    int32_t cards = 0;
    int32_t fresh = 0;
    int32_t reviews = 0;
    Status status =
        args_flag_integer(arguments, "days", 1, SIMULATOR_DAYS_MAX, DAYS_DEFAULT, &days, error);
    if (status == STATUS_OK)
        status = args_flag_integer(arguments, "cards", 0, CARDS_MAX, CARDS_DEFAULT, &cards, error);
    if (status == STATUS_OK)
        status = args_flag_integer(arguments, "new", 0, LIMIT_MAX, NEW_DEFAULT, &fresh, error);
    if (status == STATUS_OK)
        status =
            args_flag_integer(arguments, "reviews", 0, LIMIT_MAX, REVIEWS_DEFAULT, &reviews, error);
    config->days = days;
    config->new_cards = (size_t)cards;
    config->new_per_day = fresh;
    config->reviews_per_day = reviews;
    return status;
}

/* The learner's own costs, and weights where none are given. */
static Status read_own(Cli *cli, FsrsSettings *settings, StudyCosts *costs, Error *error)
{
    TrainingRequest request;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    training_request(cli->workspace, &request);
    status = training_costs(&request, NULL, NULL, costs, error);
    if (settings->weights == NULL) {
        memcpy(settings->given, request.weights, sizeof request.weights);
        settings->weights = settings->given;
        settings->weight_count = FSRS_WEIGHT_COUNT;
    }
    training_request_done(&request);
    return status;
}

/* Costs of the log, or of the learner's own. */
static Status read_costs(Cli *cli, const Arguments *arguments, FsrsSettings *settings,
                         StudyCosts *costs, Error *error)
{
    ReviewLog log = {0};
    if (arguments->positional.count == 0)
        return read_own(cli, settings, costs, error);
    *costs = STUDY_COSTS_DEFAULT;
    Status status = fsrs_log_read(cli, arguments->positional.items[0], settings, &log, error);
    if (status == STATUS_OK)
        study_costs_fit(costs, log.reviews, log.durations_ms, log.count, log.card_count);
    review_log_done(&log);
    return status;
}

static void run(Future *future, bool by_day)
{
    double retentions[SIMULATOR_RETENTIONS];
    SimulatorConfig *config = &future->config;
    Workers *workers = workers_new(0);
    for (int i = 0; i < SIMULATOR_RETENTIONS; i++)
        retentions[i] = (SIMULATOR_RETENTION_MIN + i) / 100.0;
    if (by_day)
        future->days = mem_alloc((size_t)config->days * SIMULATOR_RETENTIONS, sizeof *future->days);
    config->model = &future->model;
    config->costs = &future->costs;
    config->learning_steps = STEPS_LEARNING;
    config->relearning_steps = STEPS_LAPSED;
    config->maximum_interval = (int)FSRS_STABILITY_MAX;
    config->seed = SEED;
    simulator_run(config, retentions, SIMULATOR_RETENTIONS, workers_jobs(workers), future->outcomes,
                  future->days);
    workers_free(workers);
}

/* --- output --- */

static void json_day_series(JsonWriter *json, const Future *future, size_t retention)
{
    const SimulatorDay *days = future->days + retention * (size_t)future->config.days;
    json_key(json, "reviews");
    json_array_open(json);
    for (int i = 0; i < future->config.days; i++)
        json_integer(json, days[i].reviews + days[i].new_cards);
    json_array_close(json);
    json_key(json, "minutes");
    json_array_open(json);
    for (int i = 0; i < future->config.days; i++)
        json_number(json, days[i].minutes);
    json_array_close(json);
    json_key(json, "remembered");
    json_array_open(json);
    for (int i = 0; i < future->config.days; i++)
        json_number(json, days[i].remembered);
    json_array_close(json);
}

static void json_future(Cli *cli, const Future *future)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_put_integer(&json, "days", future->config.days);
    json_put_integer(&json, "cards", (int64_t)future->config.new_cards);
    json_put_number(
        &json, "least_work_at",
        future->outcomes[simulator_best(future->outcomes, SIMULATOR_RETENTIONS)].retention);
    json_key(&json, "retentions");
    json_array_open(&json);
    for (size_t i = 0; i < SIMULATOR_RETENTIONS; i++) {
        const SimulatorOutcome *outcome = &future->outcomes[i];
        json_object_open(&json);
        json_put_number(&json, "retention", outcome->retention);
        json_put_number(&json, "reviews_per_day", outcome->reviews_per_day);
        json_put_number(&json, "minutes_per_day", outcome->minutes_per_day);
        json_put_number(&json, "remembered_at_end", outcome->remembered);
        json_day_series(&json, future, i);
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

static void print_future(Cli *cli, const Future *future)
{
    Output *out = &cli->out;
    size_t best = simulator_best(future->outcomes, SIMULATOR_RETENTIONS);
    output_format(out, ROLE_DIM, "%*s%*s%*s%*s", COLUMN_CELLS, "retention", COLUMN_CELLS,
                  "reviews/day", COLUMN_CELLS, "min/day", COLUMN_CELLS, "remembered");
    output_end(out);
    for (size_t i = 0; i < SIMULATOR_RETENTIONS; i++) {
        const SimulatorOutcome *outcome = &future->outcomes[i];
        output_format(out, i == best ? ROLE_STRONG : ROLE_TEXT, "%*.2f%*.1f%*.1f%*.0f",
                      COLUMN_CELLS, outcome->retention, COLUMN_CELLS, outcome->reviews_per_day,
                      COLUMN_CELLS, outcome->minutes_per_day, COLUMN_CELLS, outcome->remembered);
        output_end(out);
    }
    output_format(out, ROLE_DIM, "Least work for what is remembered: %.2f",
                  future->outcomes[best].retention);
    output_end(out);
}

Status command_fsrs_simulate(Cli *cli, const Arguments *arguments, Error *error)
{
    FsrsSettings settings;
    Future future = {.days = NULL};
    Status status = fsrs_settings_read(arguments, &settings, error);
    if (status == STATUS_OK)
        status = read_limits(arguments, &future.config, error);
    if (status == STATUS_OK)
        status = read_costs(cli, arguments, &settings, &future.costs, error);
    if (status == STATUS_OK)
        status =
            memory_model_init(&future.model, settings.weights, settings.weight_count, 0, error);
    if (status == STATUS_OK) {
        run(&future, cli->json);
        if (cli->json)
            json_future(cli, &future);
        else
            print_future(cli, &future);
    }
    mem_free(future.days);
    return status;
}
