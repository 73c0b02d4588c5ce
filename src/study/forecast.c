#include "study/forecast.h"

#include <math.h>

#include "base/memory.h"

#define SEED 1

const int FORECAST_SHOWN[FORECAST_SHOWN_COUNT] = {70, 75, 80, 85, 88, 90, 92, 94, 95, 97};

static SimulatorCard card_of(const CardState *card, DayNumber today)
{
    DayNumber ago = today - card->last_review_day;
    return (SimulatorCard){
        .memory = card->memory, .days_ago = ago < 0 ? 0 : ago, .due_in = card->due_day - today};
}

void forecast_plan(const StudyState *state, DayNumber today, ForecastPlan *plan)
{
    size_t count = state->catalog->card_count;
    const Scheduler *scheduler = &state->scheduler;
    SimulatorConfig *config = &plan->config;
    *plan = (ForecastPlan){.revision = state->revision};
    plan->cards = mem_alloc(count + 1, sizeof *plan->cards);
    for (size_t i = 0; i < count; i++) {
        const CardState *card = &state->cards[i];
        if (card->suspended)
            continue;
        if (card->reps == 0)
            config->new_cards++;
        else
            plan->cards[config->card_count++] = card_of(card, today);
    }
    /* weights that the scheduler runs with are weights of a version */
    Status status = memory_model_init(&plan->model, scheduler->model.w, FSRS_WEIGHT_COUNT,
                                      scheduler->relearning_count, NULL);
    (void)status;
    config->days = FORECAST_YEAR_DAYS;
    config->new_per_day = state->config.new_per_day;
    config->reviews_per_day = state->config.reviews_per_day;
    config->learning_steps = scheduler->learning_count;
    config->relearning_steps = scheduler->relearning_count;
    config->maximum_interval = scheduler->maximum_interval;
    config->seed = SEED;
}

void forecast_plan_done(ForecastPlan *plan)
{
    mem_free(plan->cards);
    plan->cards = NULL;
}

void forecast_run(const ForecastPlan *plan, const StudyCosts *costs, const Jobs *jobs,
                  Forecast *forecast)
{
    double retentions[SIMULATOR_RETENTIONS];
    SimulatorConfig config = plan->config;
    for (int i = 0; i < SIMULATOR_RETENTIONS; i++)
        retentions[i] = (SIMULATOR_RETENTION_MIN + i) / 100.0;
    config.model = &plan->model;
    config.costs = costs;
    config.cards = plan->cards;
    forecast->revision = plan->revision;
    forecast->cards = (int32_t)(config.card_count + config.new_cards);
    simulator_run(&config, retentions, SIMULATOR_RETENTIONS, jobs, forecast->outcomes, NULL);
}

const SimulatorOutcome *forecast_at(const Forecast *forecast, double retention)
{
    long at = lround(100 * retention) - SIMULATOR_RETENTION_MIN;
    at = at < 0 ? 0 : at >= SIMULATOR_RETENTIONS ? SIMULATOR_RETENTIONS - 1 : at;
    return &forecast->outcomes[at];
}
