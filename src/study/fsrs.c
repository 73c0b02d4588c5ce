#include "study/fsrs.h"

#include <math.h>

#define RETENTION_AT_STABILITY 0.9

const double FSRS_DEFAULT_WEIGHTS[FSRS_WEIGHT_COUNT] = {
    0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
};

/* Bounds of the weights; those of w17 and w18 also depend on the relearning steps. w19 may be 0 (as
 * weights of 17 and 19 have it): the optimiser alone keeps away from it. */
static const struct {
    double low, high;
} BOUNDS[FSRS_WEIGHT_COUNT] = {
    {FSRS_STABILITY_MIN, FSRS_FIRST_MAX},
    {FSRS_STABILITY_MIN, FSRS_FIRST_MAX},
    {FSRS_STABILITY_MIN, FSRS_FIRST_MAX},
    {FSRS_STABILITY_MIN, FSRS_FIRST_MAX},
    {1, 10},
    {0.001, 4},
    {0.001, 4},
    {0.001, 0.75},
    {0, 4.5},
    {0, 0.8},
    {0.001, 3.5},
    {0.001, 5},
    {0.001, 0.25},
    {0.001, 0.9},
    {0, 4},
    {0, 1},
    {1, 6},
    {0, 2},
    {0, 2},
    {0, 0.8},
    {0.1, 0.8},
};

static double clamp(double value, double low, double high)
{
    if (value < low)
        return low;
    return value > high ? high : value;
}

static double clamp_stability(double stability)
{
    return clamp(stability, FSRS_STABILITY_MIN, FSRS_STABILITY_MAX);
}

static double clamp_difficulty(double difficulty)
{
    return clamp(difficulty, 1, 10);
}

/* --- the model --- */

/* Weights of FSRS-4.5 (17) and FSRS-5 (19) as FSRS-6 has them. */
static void migrate(double w[FSRS_WEIGHT_COUNT], size_t count)
{
    if (count == 17) {
        w[4] += 2 * w[5];
        w[5] = log(3 * w[5] + 1) / 3;
        w[6] += 0.5;
        w[17] = w[18] = 0;
    }
    if (count < FSRS_WEIGHT_COUNT) {
        w[19] = 0;
        w[20] = 0.5;
    }
}

/* Upper bound of w17 and w18: n Goods in relearning must not lift a lapse above what was before. */
static double same_day_ceiling(const double w[FSRS_WEIGHT_COUNT], int relearning_steps)
{
    if (relearning_steps <= 1)
        return 2;
    double room = -(log(w[11]) + log(pow(2, w[13]) - 1) + 0.3 * w[14]) / relearning_steps;
    return fmin(2, sqrt(fmax(0.01, room)));
}

void fsrs_clip(double w[FSRS_WEIGHT_COUNT], int relearning_steps)
{
    for (size_t i = 0; i < FSRS_WEIGHT_COUNT; i++)
        w[i] = clamp(w[i], BOUNDS[i].low, BOUNDS[i].high);
    double ceiling = same_day_ceiling(w, relearning_steps);
    w[17] = fmin(w[17], ceiling);
    w[18] = fmin(w[18], ceiling);
}

Status fsrs_model_init(FsrsModel *model, const double *weights, size_t count, int relearning_steps,
                       Error *error)
{
    if (!weights) {
        weights = FSRS_DEFAULT_WEIGHTS;
        count = FSRS_WEIGHT_COUNT;
    }
    if (count != 17 && count != 19 && count != FSRS_WEIGHT_COUNT)
        return error_set(error, STATUS_USAGE,
                         "FSRS takes 21 weights (or 19 or 17 of an older version), not %zu", count);
    double w[FSRS_WEIGHT_COUNT] = {0};
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(weights[i]))
            return error_set(error, STATUS_USAGE, "FSRS weight %zu is not a finite number", i);
        w[i] = weights[i];
    }
    migrate(w, count);
    fsrs_clip(w, relearning_steps);

    for (size_t i = 0; i < FSRS_WEIGHT_COUNT; i++)
        model->w[i] = w[i];
    model->decay = -w[20];
    model->factor = expm1(log(RETENTION_AT_STABILITY) / model->decay);
    model->recall_scale = exp(w[8]);
    model->forget_cap = exp(w[17] * w[18]);
    model->easy_difficulty = w[4] - exp(w[5] * (RATING_EASY - 1)) + 1;
    return STATUS_OK;
}

/* --- forgetting --- */

/* base^exponent, base > 0: as precise as pow where the result is of a size with its base, and much
 * faster. */
static double power(double base, double exponent)
{
    return exp(exponent * log(base));
}

double fsrs_retrievability(const FsrsModel *model, double days, double stability)
{
    return power(1 + model->factor * fmax(days, 0) / clamp_stability(stability), model->decay);
}

double fsrs_interval_scale(const FsrsModel *model, double retention)
{
    return (pow(retention, 1 / model->decay) - 1) / model->factor;
}

double fsrs_interval(const FsrsModel *model, double stability, double retention)
{
    return stability * fsrs_interval_scale(model, retention);
}

int fsrs_interval_days(const FsrsModel *model, double stability, double retention, int maximum)
{
    return (int)clamp(round(fsrs_interval(model, stability, retention)), 1, maximum);
}

/* --- difficulty --- */

static double first_difficulty(const FsrsModel *model, Rating rating)
{
    return model->w[4] - exp(model->w[5] * ((double)rating - 1)) + 1;
}

double fsrs_difficulty_first(const FsrsModel *model, Rating rating)
{
    return clamp_difficulty(first_difficulty(model, rating));
}

double fsrs_difficulty_damped(const FsrsModel *model, double difficulty, Rating rating)
{
    double delta = -model->w[6] * ((double)rating - 3);
    return difficulty + (10 - difficulty) * delta / 9;
}

double fsrs_difficulty_next(const FsrsModel *model, double difficulty, Rating rating)
{
    double damped = fsrs_difficulty_damped(model, difficulty, rating);
    return clamp_difficulty(model->w[7] * model->easy_difficulty + (1 - model->w[7]) * damped);
}

/* --- stability --- */

double fsrs_stability_recall(const FsrsModel *model, MemoryState state, double retrievability,
                             Rating rating)
{
    const double *w = model->w;
    double gain = model->recall_scale * (11 - state.difficulty) * power(state.stability, -w[9]) *
                  expm1(w[10] * (1 - retrievability));
    if (rating == RATING_HARD)
        gain *= w[15];
    if (rating == RATING_EASY)
        gain *= w[16];
    return state.stability * (1 + gain);
}

double fsrs_stability_forget(const FsrsModel *model, MemoryState state, double retrievability)
{
    const double *w = model->w;
    double after = w[11] * power(state.difficulty, -w[12]) *
                   (power(state.stability + 1, w[13]) - 1) * exp(w[14] * (1 - retrievability));
    return fmin(after, state.stability / model->forget_cap);
}

double fsrs_stability_same_day(const FsrsModel *model, double stability, Rating rating)
{
    const double *w = model->w;
    double scale = exp(w[17] * ((double)rating - 3 + w[18])) * power(stability, -w[19]);
    if (rating != RATING_AGAIN)
        scale = fmax(scale, 1);
    return stability * scale;
}

/* --- reviews --- */

MemoryState fsrs_first(const FsrsModel *model, Rating rating)
{
    return (MemoryState){clamp_stability(model->w[rating - 1]),
                         fsrs_difficulty_first(model, rating)};
}

MemoryState fsrs_step_from(const FsrsModel *model, MemoryState state, Rating rating, int days,
                           double retrievability)
{
    if (!(state.stability > 0))
        return fsrs_first(model, rating);
    MemoryState before = {clamp_stability(state.stability), clamp_difficulty(state.difficulty)};
    double stability;
    if (days <= 0)
        stability = fsrs_stability_same_day(model, before.stability, rating);
    else if (rating == RATING_AGAIN)
        stability = fsrs_stability_forget(model, before, retrievability);
    else
        stability = fsrs_stability_recall(model, before, retrievability, rating);
    return (MemoryState){clamp_stability(stability),
                         fsrs_difficulty_next(model, before.difficulty, rating)};
}

MemoryState fsrs_step(const FsrsModel *model, MemoryState state, Rating rating, int days)
{
    bool reviewed = days > 0 && state.stability > 0;
    double retrievability = reviewed ? fsrs_retrievability(model, days, state.stability) : 1;
    return fsrs_step_from(model, state, rating, days, retrievability);
}

MemoryState fsrs_from_sm2(const FsrsModel *model, double ease, double interval, double retention)
{
    const double *w = model->w;
    double days = fmax(interval, FSRS_STABILITY_MIN);
    double stability =
        clamp_stability(days * model->factor / (pow(retention, 1 / model->decay) - 1));
    double gain = model->recall_scale * pow(stability, -w[9]) * expm1((1 - retention) * w[10]);
    return (MemoryState){stability, clamp_difficulty(11 - (ease - 1) / gain)};
}
