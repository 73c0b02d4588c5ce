#include "study/scheduler.h"

#include <math.h>

#include "base/file.h"

/* What an answer leads to: a step to wait for, or an interval in days. */
typedef struct Outcome {
    bool in_steps;
    int step;
    int64_t wait_ms; /* in steps */
    int days;        /* else */
} Outcome;

/* The steps a card is in, or enters with a lapse. */
typedef struct Steps {
    const int64_t *ms;
    int count;
} Steps;

Status scheduler_init(Scheduler *scheduler, const Config *config, const double *weights,
                      size_t weight_count, Error *error)
{
    Scheduler made = {
        .retention = config->desired_retention,
        .maximum_interval = config->maximum_interval,
        .fuzz = config->fuzz,
        .rollover_hour = config->rollover_hour,
    };
    if (!config_parse_steps(config->learning_steps, made.learning_ms, &made.learning_count))
        return error_set(error, STATUS_USAGE,
                         "learning-steps: expected waits such as \"1m 10m\", not \"%s\"",
                         config->learning_steps);
    if (!config_parse_steps(config->relearning_steps, made.relearning_ms, &made.relearning_count))
        return error_set(error, STATUS_USAGE,
                         "relearning-steps: expected waits such as \"10m\", not \"%s\"",
                         config->relearning_steps);
    Status status =
        fsrs_model_init(&made.model, weights, weight_count, made.relearning_count, error);
    if (status == STATUS_OK)
        *scheduler = made;
    return status;
}

/* --- fuzz --- */

/* Mixes a seed into a number from 0 (inclusive) to 1 (exclusive): the finaliser of splitmix64. */
static double unit_from_seed(uint64_t seed)
{
    seed += UINT64_C(0x9e3779b97f4a7c15);
    seed = (seed ^ (seed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    seed = (seed ^ (seed >> 27)) * UINT64_C(0x94d049bb133111eb);
    seed ^= seed >> 31;
    return (double)(seed >> 11) / 9007199254740992.0;
}

uint64_t scheduler_seed(const char *card_id, int32_t reps)
{
    return hash_text(card_id) ^ ((uint64_t)(uint32_t)reps * UINT64_C(0x9e3779b97f4a7c15));
}

void scheduler_fuzz_range(double interval, int maximum, int *lowest, int *highest)
{
    if (interval < 2.5) {
        int days = (int)fmin(fmax(round(interval), 1), maximum);
        *lowest = *highest = days;
        return;
    }
    double delta = 1 + 0.15 * (fmin(interval, 7) - 2.5);
    delta += 0.10 * fmax(fmin(interval, 20) - 7, 0);
    delta += 0.05 * fmax(interval - 20, 0);
    *highest = (int)fmin(round(interval + delta), maximum);
    *lowest = (int)fmin(fmax(round(interval - delta), 2), *highest);
}

/* Days to the wanted retention, spread when fuzz is on. */
static int review_days(const Scheduler *scheduler, MemoryState memory, uint64_t seed)
{
    double interval = fsrs_interval(&scheduler->model, memory.stability, scheduler->retention);
    if (!scheduler->fuzz)
        return fsrs_interval_days(&scheduler->model, memory.stability, scheduler->retention,
                                  scheduler->maximum_interval);
    int lowest = 0, highest = 0;
    scheduler_fuzz_range(fmin(interval, scheduler->maximum_interval), scheduler->maximum_interval,
                         &lowest, &highest);
    return lowest + (int)(unit_from_seed(seed) * (highest - lowest + 1));
}

/* --- one answer --- */

static int elapsed_days(const CardState *state, DayNumber today)
{
    int64_t days = (int64_t)today - state->last_review_day;
    if (state->reps == 0 || days < 0)
        return 0;
    return days > INT32_MAX ? INT32_MAX : (int)days;
}

static MemoryState memory_after(const Scheduler *scheduler, const CardState *state, Rating rating,
                                DayNumber today)
{
    if (state->phase == CARD_NEW)
        return fsrs_first(&scheduler->model, rating);
    return fsrs_step(&scheduler->model, state->memory, rating, elapsed_days(state, today));
}

static Steps steps_of(const Scheduler *scheduler, CardPhase phase)
{
    if (phase == CARD_NEW || phase == CARD_LEARNING)
        return (Steps){scheduler->learning_ms, scheduler->learning_count};
    return (Steps){scheduler->relearning_ms, scheduler->relearning_count};
}

/* Where a card in steps goes. It leaves them when there are none (any more) at its place; Again
 * still sends it back to the first one, if there is one. */
static Outcome step_outcome(Steps steps, int step, Rating rating)
{
    const Outcome graduate = {.in_steps = false};
    if (steps.count == 0 || rating == RATING_EASY)
        return graduate;
    if (rating == RATING_AGAIN)
        return (Outcome){.in_steps = true, .step = 0, .wait_ms = steps.ms[0]};
    if (step >= steps.count)
        return graduate;
    if (rating == RATING_GOOD) {
        if (step + 1 == steps.count)
            return graduate;
        return (Outcome){.in_steps = true, .step = step + 1, .wait_ms = steps.ms[step + 1]};
    }
    int64_t wait = steps.ms[step];
    if (step == 0)
        wait = steps.count == 1 ? wait + wait / 2 : (wait + steps.ms[1]) / 2;
    return (Outcome){.in_steps = true, .step = step, .wait_ms = wait};
}

/* The step an answer leads to, or the days before any ordering. */
static Outcome raw_outcome(const Scheduler *scheduler, const CardState *state, Rating rating,
                           MemoryState memory, uint64_t seed)
{
    Outcome outcome = {.in_steps = false};
    Steps steps = steps_of(scheduler, state->phase);
    if (state->phase != CARD_REVIEW)
        outcome = step_outcome(steps, state->phase == CARD_NEW ? 0 : state->step, rating);
    else if (rating == RATING_AGAIN && steps.count > 0)
        outcome = step_outcome(steps, 0, rating);
    if (!outcome.in_steps)
        outcome.days = review_days(scheduler, memory, seed);
    return outcome;
}

static int smaller(int left, int right)
{
    return left < right ? left : right;
}

/* Keeps the days of Hard, Good and Easy of a card in review apart, as far as the longest interval
 * allows: Hard at most what Good would be, Good a day above Hard, Easy a day above Good. */
static int ordered_days(const int days[RATING_EASY + 1], Rating rating, int maximum)
{
    int hard = smaller(days[RATING_HARD], days[RATING_GOOD]);
    int good = days[RATING_GOOD] > hard ? days[RATING_GOOD] : smaller(hard + 1, maximum);
    int easy = days[RATING_EASY] > good ? days[RATING_EASY] : smaller(good + 1, maximum);
    if (rating == RATING_HARD)
        return hard;
    return rating == RATING_GOOD ? good : easy;
}

static CardState apply(const Scheduler *scheduler, const CardState *state, Rating rating,
                       AnswerTime when, MemoryState memory, Outcome outcome)
{
    CardState after = *state;
    bool lapse = state->phase == CARD_REVIEW && rating == RATING_AGAIN;
    bool first_steps = state->phase == CARD_NEW || state->phase == CARD_LEARNING;
    after.memory = memory;
    after.reps++;
    after.lapses += lapse;
    after.last_review_ms = when.at_ms;
    after.last_review_day = when.study_day;
    after.buried_day = 0;
    if (state->phase == CARD_NEW)
        after.first_review_day = when.study_day;
    if (outcome.in_steps) {
        after.phase = first_steps ? CARD_LEARNING : CARD_RELEARNING;
        after.step = (uint8_t)outcome.step;
        after.interval_days = 0;
        after.due_ms = when.at_ms + outcome.wait_ms;
        after.due_day = civil_study_day(after.due_ms, when.offset_min, scheduler->rollover_hour);
        if (after.due_day < when.study_day)
            after.due_day = when.study_day;
    } else {
        after.phase = CARD_REVIEW;
        after.step = 0;
        after.interval_days = outcome.days;
        after.due_ms = 0;
        after.due_day = when.study_day + outcome.days;
    }
    return after;
}

void scheduler_preview(const Scheduler *scheduler, const CardState *state, AnswerTime when,
                       uint64_t seed, CardState outcomes[4])
{
    MemoryState memory[RATING_EASY + 1];
    Outcome outcome[RATING_EASY + 1];
    int days[RATING_EASY + 1] = {0};
    for (int r = RATING_AGAIN; r <= RATING_EASY; r++) {
        memory[r] = memory_after(scheduler, state, (Rating)r, when.study_day);
        outcome[r] = raw_outcome(scheduler, state, (Rating)r, memory[r], seed);
        days[r] = outcome[r].days;
    }
    for (int r = RATING_AGAIN; r <= RATING_EASY; r++) {
        if (state->phase == CARD_REVIEW && r != RATING_AGAIN)
            outcome[r].days = ordered_days(days, (Rating)r, scheduler->maximum_interval);
        outcomes[r - 1] = apply(scheduler, state, (Rating)r, when, memory[r], outcome[r]);
    }
}

CardState scheduler_answer(const Scheduler *scheduler, const CardState *state, Rating rating,
                           AnswerTime when, uint64_t seed)
{
    CardState outcomes[4];
    scheduler_preview(scheduler, state, when, seed, outcomes);
    return outcomes[rating - 1];
}

/* --- looking at a card --- */

static bool is_buried(const CardState *state, DayNumber today)
{
    return state->buried_day != 0 && state->buried_day == today;
}

bool scheduler_is_due(const CardState *state, int64_t now_ms, DayNumber today)
{
    if (state->phase == CARD_NEW || state->suspended || is_buried(state, today))
        return false;
    return state->phase == CARD_REVIEW ? state->due_day <= today : state->due_ms <= now_ms;
}

double scheduler_retrievability(const Scheduler *scheduler, const CardState *state, DayNumber today)
{
    if (state->phase == CARD_NEW)
        return 0;
    return fsrs_retrievability(&scheduler->model, elapsed_days(state, today),
                               state->memory.stability);
}

const char *scheduler_state_name(const CardState *state, DayNumber today)
{
    if (state->suspended)
        return "suspended";
    if (is_buried(state, today))
        return "buried";
    switch (state->phase) {
    case CARD_LEARNING:
        return "learning";
    case CARD_REVIEW:
        return "review";
    case CARD_RELEARNING:
        return "relearning";
    case CARD_NEW:
        break;
    }
    return "new";
}
