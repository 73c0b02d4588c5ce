/* fsrs optimize and fsrs evaluate: weights from a review log, and how well weights predict one. */
#include <stdio.h>

#include "base/clock.h"
#include "base/workers.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/fsrs_settings.h"
#include "companion/training.h"
#include "study/tuning.h"

#define LABEL_CELLS  14
#define FIGURE_CELLS 10

static void put_weights(JsonWriter *json, const double *weights, size_t count)
{
    json_key(json, "weights");
    json_array_open(json);
    for (size_t i = 0; i < count; i++)
        json_number(json, weights[i]);
    json_array_close(json);
}

/* As --weights takes them. */
static void print_weights(Cli *cli, const double *weights, size_t count)
{
    char text[WEIGHTS_TEXT_SIZE];
    weights_format(weights, count, text);
    output_add(&cli->out, ROLE_TEXT, text);
    output_end(&cli->out);
}

static void print_heading(Cli *cli, const char *first, const char *second)
{
    output_cell(&cli->out, ROLE_DIM, "", LABEL_CELLS);
    output_format(&cli->out, ROLE_DIM, "%*s%*s", FIGURE_CELLS, first, FIGURE_CELLS, second);
    output_end(&cli->out);
}

static void print_figure(Cli *cli, const TuningFigure *figure, const FsrsMetrics *first,
                         const FsrsMetrics *second)
{
    output_cell(&cli->out, ROLE_DIM, figure->label, LABEL_CELLS);
    output_format(&cli->out, ROLE_TEXT, "%*.4f", FIGURE_CELLS, tuning_figure_of(figure, first));
    if (second != NULL)
        output_format(&cli->out, ROLE_TEXT, "%*.4f", FIGURE_CELLS,
                      tuning_figure_of(figure, second));
    output_end(&cli->out);
}

static Status evaluate(const ReviewLog *log, size_t from, const double *weights, size_t count,
                       FsrsMetrics *metrics, Error *error)
{
    MemoryModel model;
    Status status = memory_model_init(&model, weights, count, 0, error);
    if (status == STATUS_OK)
        fsrs_evaluate(&model, log->reviews, log->count, log->card_count, from, metrics);
    return status;
}

/* Where the predictions that are scored begin: the newest share, or all. */
static size_t scored_from(const FsrsSettings *settings, const ReviewLog *log)
{
    return settings->holdout > 0 ? fsrs_newest_from(log->reviews, log->count, settings->holdout)
                                 : 0;
}

/* --- optimize --- */

typedef struct Comparison {
    OptimizerFit fit;
    FsrsMetrics before, after;
    double seconds;
    bool
        own; /* of the learner's own reviews: then whether the weights are worth it, and are used */
    bool worth, applied;
    char verdict[TUNING_VERDICT_SIZE];
} Comparison;

static Status compare(const FsrsSettings *settings, const ReviewLog *log, Comparison *comparison,
                      Error *error)
{
    size_t from = scored_from(settings, log);
    size_t learned = settings->holdout > 0 ? from : log->count;
    Workers *workers = workers_new(0);
    OptimizerOptions options = {.jobs = workers_jobs(workers)};
    int64_t begun = clock_monotonic_us();
    Status status =
        optimizer_fit(log->reviews, learned, log->card_count, &options, &comparison->fit, error);
    comparison->seconds = (double)(clock_monotonic_us() - begun) / 1e6;
    workers_free(workers);
    if (status == STATUS_OK)
        status = evaluate(log, from, settings->weights, settings->weight_count, &comparison->before,
                          error);
    if (status == STATUS_OK)
        status = evaluate(log, from, comparison->fit.weights, FSRS_WEIGHT_COUNT, &comparison->after,
                          error);
    return status;
}

static void json_comparison(Cli *cli, const Comparison *comparison)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    put_weights(&json, comparison->fit.weights, FSRS_WEIGHT_COUNT);
    json_put_integer(&json, "items", (int64_t)comparison->after.predictions);
    json_put_integer(&json, "learned_from", (int64_t)comparison->fit.predictions);
    for (size_t i = 0; i < TUNING_FIGURES; i++) {
        json_key(&json, tuning_figure(i)->name);
        json_object_open(&json);
        json_put_number(&json, "before", tuning_figure_of(tuning_figure(i), &comparison->before));
        json_put_number(&json, "after", tuning_figure_of(tuning_figure(i), &comparison->after));
        json_object_close(&json);
    }
    json_put_number(&json, "seconds", comparison->seconds);
    if (comparison->own) {
        json_put_bool(&json, "worth", comparison->worth);
        json_put_bool(&json, "applied", comparison->applied);
    }
    cli_json_close(cli, &json);
}

static void print_comparison(Cli *cli, const Comparison *comparison)
{
    static const char *const EXTENTS[] = {
        [OPTIMIZER_DEFAULTS] = "Too few reviews to learn from: these are the default weights.",
        [OPTIMIZER_FIRSTS] = "Few reviews: only the first stabilities are fitted.",
    };
    const char *extent =
        comparison->fit.extent == OPTIMIZER_ALL ? NULL : EXTENTS[comparison->fit.extent];
    print_weights(cli, comparison->fit.weights, FSRS_WEIGHT_COUNT);
    if (extent != NULL)
        output_paragraph(&cli->out, ROLE_DIM, extent, 0);
    output_format(&cli->out, ROLE_DIM, "Learned from %zu predictions in %.4f s; scored on %zu.",
                  comparison->fit.predictions, comparison->seconds, comparison->after.predictions);
    output_end(&cli->out);
    print_heading(cli, "before", "after");
    for (size_t i = 0; i < TUNING_FIGURES; i++)
        print_figure(cli, tuning_figure(i), &comparison->before, &comparison->after);
    if (comparison->own)
        output_paragraph(&cli->out, ROLE_TEXT, comparison->verdict, 0);
}

static Status refuse_flags(const Arguments *arguments, Error *error)
{
    static const char *const OF_LOGS[] = {"weights", "holdout", "rollover", "zone"};
    for (size_t i = 0; i < sizeof OF_LOGS / sizeof *OF_LOGS; i++)
        if (args_flag(arguments, OF_LOGS[i]) != NULL)
            return error_set(error, STATUS_USAGE,
                             "--%s goes with a LOG: your own reviews are compared by the weights "
                             "in use, on the newest of them",
                             OF_LOGS[i]);
    return STATUS_OK;
}

/* The learner's own reviews; with `apply` weights that are better are used from now on. */
static Status compare_own(Cli *cli, bool apply, Comparison *comparison, Error *error)
{
    TrainingRequest request;
    Training training;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    int64_t begun = clock_monotonic_us();
    training_request(cli->workspace, &request);
    status = training_run(&request, NULL, NULL, &training, error);
    const TuningOutcome *outcome = &training.outcome;
    training_request_done(&request);
    *comparison = (Comparison){
        .fit = outcome->proposal.fit,
        .before = outcome->proposal.before,
        .after = outcome->proposal.after,
        .seconds = (double)(clock_monotonic_us() - begun) / 1e6,
        .own = true,
        .worth = outcome->proposal.worth,
        .applied = outcome->proposal.worth && apply,
    };
    if (comparison->worth && !apply)
        (void)snprintf(
            comparison->verdict, sizeof comparison->verdict, "%s",
            "The new weights predict your later reviews better: --apply puts them to use.");
    else
        tuning_verdict(outcome, comparison->verdict);
    if (status == STATUS_OK && apply)
        status = workspace_take_training(cli->workspace, &training, error);
    training_done(&training);
    return status;
}

static Status compare_log(Cli *cli, const Arguments *arguments, Comparison *comparison,
                          Error *error)
{
    FsrsSettings settings;
    ReviewLog log = {0};
    Status status = fsrs_settings_read(arguments, &settings, error);
    if (status == STATUS_OK && args_flag(arguments, "apply") != NULL)
        status = error_set(error, STATUS_USAGE,
                           "--apply is for your own reviews: leave the LOG out, or give its "
                           "weights to 'cairn config weights'");
    if (status == STATUS_OK)
        status = fsrs_log_read(cli, arguments->positional.items[0], &settings, &log, error);
    if (status == STATUS_OK)
        status = compare(&settings, &log, comparison, error);
    review_log_done(&log);
    return status;
}

Status command_fsrs_optimize(Cli *cli, const Arguments *arguments, Error *error)
{
    Comparison comparison = {.own = false};
    bool own = arguments->positional.count == 0;
    Status status = own ? refuse_flags(arguments, error) : STATUS_OK;
    if (status == STATUS_OK && own)
        status = compare_own(cli, args_flag(arguments, "apply") != NULL, &comparison, error);
    else if (status == STATUS_OK)
        status = compare_log(cli, arguments, &comparison, error);
    if (status == STATUS_OK && cli->json)
        json_comparison(cli, &comparison);
    else if (status == STATUS_OK)
        print_comparison(cli, &comparison);
    return status;
}

/* --- evaluate --- */

static void json_metrics(Cli *cli, const MemoryModel *model, const FsrsMetrics *metrics)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    put_weights(&json, memory_weights(model), model->version->weight_count);
    json_put_integer(&json, "items", (int64_t)metrics->predictions);
    for (size_t i = 0; i < TUNING_FIGURES; i++)
        json_put_number(&json, tuning_figure(i)->name, tuning_figure_of(tuning_figure(i), metrics));
    cli_json_close(cli, &json);
}

static void print_metrics(Cli *cli, const FsrsMetrics *metrics)
{
    output_cell(&cli->out, ROLE_DIM, "predictions", LABEL_CELLS);
    output_format(&cli->out, ROLE_TEXT, "%*zu", FIGURE_CELLS, metrics->predictions);
    output_end(&cli->out);
    for (size_t i = 0; i < TUNING_FIGURES; i++)
        print_figure(cli, tuning_figure(i), metrics, NULL);
}

Status command_fsrs_evaluate(Cli *cli, const Arguments *arguments, Error *error)
{
    FsrsSettings settings;
    MemoryModel model;
    FsrsMetrics metrics;
    ReviewLog log = {0};
    Status status = fsrs_settings_read(arguments, &settings, error);
    if (status == STATUS_OK)
        status = memory_model_init(&model, settings.weights, settings.weight_count, 0, error);
    if (status == STATUS_OK)
        status = fsrs_log_read(cli, arguments->positional.items[0], &settings, &log, error);
    if (status == STATUS_OK) {
        fsrs_evaluate(&model, log.reviews, log.count, log.card_count, scored_from(&settings, &log),
                      &metrics);
        if (cli->json)
            json_metrics(cli, &model, &metrics);
        else
            print_metrics(cli, &metrics);
    }
    review_log_done(&log);
    return status;
}
