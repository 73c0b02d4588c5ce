/* What each wanted retention would cost this learner, and give: the simulator on the cards as they
 * are, with the learner's own options and memory. */
#ifndef CAIRN_STUDY_FORECAST_H
#define CAIRN_STUDY_FORECAST_H

#include "study/simulator.h"
#include "study/state.h"

#define FORECAST_YEAR_DAYS   365
#define FORECAST_SHOWN_COUNT 10

/* The retentions worth comparing side by side, in percent. */
extern const int FORECAST_SHOWN[FORECAST_SHOWN_COUNT];

typedef struct Forecast {
    uint64_t revision; /* of the state it was made for */
    int32_t cards;     /* that can be remembered: all that are not set aside */
    SimulatorOutcome outcomes[SIMULATOR_RETENTIONS]; /* of SIMULATOR_RETENTION_MIN percent on */
} Forecast;

/* All that a forecast needs, apart from the state. */
typedef struct ForecastPlan {
    SimulatorConfig config; /* without model and costs */
    MemoryModel model;
    SimulatorCard *cards; /* of `config` */
    uint64_t revision;
} ForecastPlan;

/* Copies out of the state what forecast_run needs. The caller calls forecast_plan_done. */
void forecast_plan(const StudyState *state, DayNumber today, ForecastPlan *plan);
void forecast_plan_done(ForecastPlan *plan);

void forecast_run(const ForecastPlan *plan, const StudyCosts *costs, const Jobs *jobs,
                  Forecast *forecast);

/* The outcome for the retention nearest to the one given. */
const SimulatorOutcome *forecast_at(const Forecast *forecast, double retention);

#endif
