#include "study/scheduler.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "study/weights.h"

/* What an answer leads to: a step to wait for, or an interval in days. */
typedef struct Outcome {
    bool in_steps;
    int step;
    int64_t wait_ms; /* in steps */
    int days;        /* else */
} Outcome;

/* What a day is chosen by. */
typedef struct Choice {
    uint64_t seed;
    DayNumber today;
    const DayLoads *loads; /* NULL: unknown */
} Choice;

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
        .balance = config->load_balance,
        .leech_threshold = config->leech_threshold,
        .leech_suspends = strcmp(config->leech_action, "suspend") == 0,
        .rollover_hour = config->rollover_hour,
    };
    if (!config_parse_easy_days(config->easy_days, made.easy))
        return error_set(error, STATUS_USAGE,
                         "easy-days: expected weekdays such as \"sat,sun\", not \"%s\"",
                         config->easy_days);
    if (!config_parse_steps(config->learning_steps, made.learning_ms, &made.learning_count))
        return error_set(error, STATUS_USAGE,
                         "learning-steps: expected waits such as \"1m 10m\", not \"%s\"",
                         config->learning_steps);
    if (!config_parse_steps(config->relearning_steps, made.relearning_ms, &made.relearning_count))
        return error_set(error, STATUS_USAGE,
                         "relearning-steps: expected waits such as \"10m\", not \"%s\"",
                         config->relearning_steps);
    double own[WEIGHTS_MAX];
    size_t own_count = 0;
    if (weights == NULL && weights_parse(config->weights, own, &own_count) && own_count > 0) {
        weights = own;
        weight_count = own_count;
    }
    Status status =
        fsrs_model_init(&made.model, weights, weight_count, made.relearning_count, error);
    if (status == STATUS_OK)
        *scheduler = made;
    return status;
}

/* --- fuzz --- */

double scheduler_chance(uint64_t seed)
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

/* The days among which the fuzz may choose; a single one without fuzz. */
static void range_of(const Scheduler *scheduler, MemoryState memory, int *lowest, int *highest)
{
    double interval = fsrs_interval(&scheduler->model, memory.stability, scheduler->retention);
    if (scheduler->fuzz)
        scheduler_fuzz_range(fmin(interval, scheduler->maximum_interval),
                             scheduler->maximum_interval, lowest, highest);
    else
        *lowest = *highest = fsrs_interval_days(&scheduler->model, memory.stability,
                                                scheduler->retention, scheduler->maximum_interval);
}

static double weight_of_day(const Scheduler *scheduler, const DayLoads *loads, DayNumber today,
                            int days)
{
    double cards = 1 + (double)loads->due[days];
    double weight = scheduler->easy[civil_weekday(today + days)] / (cards * cards * days);
    return loads->sibling[days] ? weight / 1000 : weight;
}

/* A day of the range by the weights; 0 when no day has any. */
static int balanced_days(const Scheduler *scheduler, const DayLoads *loads, DayNumber today,
                         double share, int lowest, int highest)
{
    double sum = 0;
    for (int days = lowest; days <= highest; days++)
        sum += weight_of_day(scheduler, loads, today, days);
    double left = share * sum;
    int chosen = 0;
    for (int days = lowest; days <= highest; days++) {
        double weight = weight_of_day(scheduler, loads, today, days);
        if (weight <= 0)
            continue;
        chosen = days;
        if (left < weight)
            break;
        left -= weight;
    }
    return chosen;
}

/* Days to the wanted retention, spread when fuzz is on; `loads` may be NULL. */
static int review_days(const Scheduler *scheduler, MemoryState memory, const Choice *choice)
{
    int lowest = 0, highest = 0, days = 0;
    range_of(scheduler, memory, &lowest, &highest);
    if (lowest == highest)
        return lowest;
    double share = scheduler_chance(choice->seed);
    double interval = fsrs_interval(&scheduler->model, memory.stability, scheduler->retention);
    if (choice->loads && scheduler->balance && interval <= SCHEDULER_BALANCE_DAYS &&
        highest < SCHEDULER_LOAD_DAYS)
        days = balanced_days(scheduler, choice->loads, choice->today, share, lowest, highest);
    return days > 0 ? days : lowest + (int)(share * (highest - lowest + 1));
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
                           MemoryState memory, const Choice *choice)
{
    Outcome outcome = {.in_steps = false};
    Steps steps = steps_of(scheduler, state->phase);
    if (state->phase != CARD_REVIEW)
        outcome = step_outcome(steps, state->phase == CARD_NEW ? 0 : state->step, rating);
    else if (rating == RATING_AGAIN && steps.count > 0)
        outcome = step_outcome(steps, 0, rating);
    if (!outcome.in_steps)
        outcome.days = review_days(scheduler, memory, choice);
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

static int32_t late_days(const CardState *state, DayNumber today)
{
    return state->phase == CARD_REVIEW && state->due_day < today ? today - state->due_day : 0;
}

static CardState apply(const Scheduler *scheduler, const CardState *state, Rating rating,
                       AnswerTime when, MemoryState memory, Outcome outcome)
{
    CardState after = *state;
    bool lapse = state->phase == CARD_REVIEW && rating == RATING_AGAIN;
    bool first_steps = state->phase == CARD_NEW || state->phase == CARD_LEARNING;
    if (state->phase == CARD_NEW || state->last_review_day != when.study_day)
        after.late_days = late_days(state, when.study_day);
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

void scheduler_preview_loaded(const Scheduler *scheduler, const CardState *state, AnswerTime when,
                              uint64_t seed, const DayLoads *loads, CardState outcomes[4])
{
    MemoryState memory[RATING_EASY + 1];
    Outcome outcome[RATING_EASY + 1];
    int days[RATING_EASY + 1] = {0};
    Choice choice = {seed, when.study_day, loads};
    for (int r = RATING_AGAIN; r <= RATING_EASY; r++) {
        memory[r] = memory_after(scheduler, state, (Rating)r, when.study_day);
        outcome[r] = raw_outcome(scheduler, state, (Rating)r, memory[r], &choice);
        days[r] = outcome[r].days;
    }
    for (int r = RATING_AGAIN; r <= RATING_EASY; r++) {
        if (state->phase == CARD_REVIEW && r != RATING_AGAIN)
            outcome[r].days = ordered_days(days, (Rating)r, scheduler->maximum_interval);
        outcomes[r - 1] = apply(scheduler, state, (Rating)r, when, memory[r], outcome[r]);
    }
}

void scheduler_preview(const Scheduler *scheduler, const CardState *state, AnswerTime when,
                       uint64_t seed, CardState outcomes[4])
{
    scheduler_preview_loaded(scheduler, state, when, seed, NULL, outcomes);
}

CardState scheduler_answer(const Scheduler *scheduler, const CardState *state, Rating rating,
                           AnswerTime when, uint64_t seed)
{
    CardState outcomes[4];
    scheduler_preview(scheduler, state, when, seed, outcomes);
    return outcomes[rating - 1];
}

CardState scheduler_answer_again(const Scheduler *scheduler, const CardState *state, Rating rating,
                                 AnswerTime when, int days)
{
    CardState after = scheduler_answer(scheduler, state, rating, when, 0);
    if (after.phase != CARD_REVIEW)
        return after;
    int lowest = 0, highest = 0;
    range_of(scheduler, after.memory, &lowest, &highest);
    /* putting Hard, Good and Easy in order moves them by up to two days */
    highest = smaller(highest + 2, scheduler->maximum_interval);
    after.interval_days = days < lowest ? lowest : smaller(days, highest);
    after.due_day = when.study_day + after.interval_days;
    return after;
}

/* --- leeches --- */

bool scheduler_is_leech(const Scheduler *scheduler, const CardState *state)
{
    return scheduler->leech_threshold > 0 && state->lapses >= scheduler->leech_threshold;
}

bool scheduler_became_leech(const Scheduler *scheduler, const CardState *before,
                            const CardState *after)
{
    int half = (scheduler->leech_threshold + 1) / 2;
    return after->lapses > before->lapses && scheduler_is_leech(scheduler, after) &&
           (after->lapses - scheduler->leech_threshold) % half == 0;
}

/* --- looking at a card --- */

static bool is_buried(const CardState *state, DayNumber today)
{
    return state->buried_day != 0 && state->buried_day == today;
}

bool scheduler_is_interday(const CardState *state)
{
    return (state->phase == CARD_LEARNING || state->phase == CARD_RELEARNING) &&
           state->due_day > state->last_review_day;
}

bool scheduler_is_due(const CardState *state, int64_t now_ms, DayNumber today)
{
    if (state->phase == CARD_NEW || state->suspended || is_buried(state, today))
        return false;
    if (state->phase == CARD_REVIEW || scheduler_is_interday(state))
        return state->due_day <= today;
    return state->due_ms <= now_ms;
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
