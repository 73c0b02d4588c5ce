/* From an answer to the next due time: learning and relearning steps around FSRS. Pure: time, day
 * and the fuzz seed are arguments. */
#ifndef CAIRN_STUDY_SCHEDULER_H
#define CAIRN_STUDY_SCHEDULER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/error.h"
#include "study/config.h"
#include "study/fsrs.h"

#define SCHEDULER_STEPS_MAX CONFIG_STEPS_MAX

typedef enum CardPhase { CARD_NEW, CARD_LEARNING, CARD_REVIEW, CARD_RELEARNING } CardPhase;

/* All that is known of a card's memory; zero-initialised is a new card. */
typedef struct CardState {
    MemoryState memory;
    int64_t due_ms;         /* learning, relearning: instant at which the step ends */
    int64_t last_review_ms; /* 0: never */
    DayNumber due_day;      /* review: study day it is due; steps: the study day of due_ms */
    DayNumber last_review_day;
    DayNumber buried_day;       /* hidden while today == buried_day; 0 never */
    DayNumber first_review_day; /* study day of its first answer; 0 never */
    int32_t interval_days;      /* 0 while in steps */
    int32_t reps, lapses;
    int32_t late_days; /* how long it was overdue when it was first answered on last_review_day */
    CardPhase phase;
    uint8_t step;
    bool suspended;
} CardState;

typedef struct Scheduler {
    FsrsModel model;
    double retention;
    int64_t learning_ms[SCHEDULER_STEPS_MAX], relearning_ms[SCHEDULER_STEPS_MAX];
    int learning_count, relearning_count;
    int maximum_interval;
    bool fuzz, balance;
    double easy[7]; /* share of the usual load that a weekday takes, 0 Monday */
    int leech_threshold;
    bool leech_suspends;
    int rollover_hour;
} Scheduler;

/* What falls due on the days ahead, for spreading the load: so many days from the answer on. Only
 * intervals up to SCHEDULER_BALANCE_DAYS are balanced; the fuzz of the longest ends below
 * SCHEDULER_LOAD_DAYS. */
#define SCHEDULER_BALANCE_DAYS 90
#define SCHEDULER_LOAD_DAYS    100
typedef struct DayLoads {
    int32_t due[SCHEDULER_LOAD_DAYS];
    bool sibling[SCHEDULER_LOAD_DAYS]; /* another card of the same note falls due */
} DayLoads;

/* From the learner's options; `weights` as fsrs_model_init, NULL: those of the options. */
CHECKED Status scheduler_init(Scheduler *scheduler, const Config *config, const double *weights,
                              size_t weight_count, Error *error);

/* When an answer is given: instant, offset of the local zone, and the study day it belongs to. */
typedef struct AnswerTime {
    int64_t at_ms;
    int offset_min;
    DayNumber study_day;
} AnswerTime;

/* The state after `rating` at `when`. Never due in the past; the intervals of a card in review are
 * ordered Hard < Good < Easy, as far as the longest interval allows. `seed` (stable per card and
 * repetition: scheduler_seed) drives the fuzz. */
CardState scheduler_answer(const Scheduler *scheduler, const CardState *state, Rating rating,
                           AnswerTime when, uint64_t seed);

/* All four outcomes, index rating-1. */
void scheduler_preview(const Scheduler *scheduler, const CardState *state, AnswerTime when,
                       uint64_t seed, CardState outcomes[4]);

/* The same where the days ahead are known: within the fuzz of an interval, days with fewer cards are
 * likelier (a day's weight is 1/cards^2, this one counted in, divided by the days to it; a
 * thousandth of that where a sibling falls due; times the weekday's share). */
void scheduler_preview_loaded(const Scheduler *scheduler, const CardState *state, AnswerTime when,
                              uint64_t seed, const DayLoads *loads, CardState outcomes[4]);

/* An answer as it was once given: `days` is the interval that was chosen then. One that this memory
 * cannot have led to is brought to the nearest that it can. */
CardState scheduler_answer_again(const Scheduler *scheduler, const CardState *state, Rating rating,
                                 AnswerTime when, int days);

/* Whether the card lapses too often to be learned this way: leech-threshold times or more. */
bool scheduler_is_leech(const Scheduler *scheduler, const CardState *state);
/* Whether the answer between the two made it one: at the threshold, and at every half of it more. */
bool scheduler_became_leech(const Scheduler *scheduler, const CardState *before,
                            const CardState *after);

/* Seed of the next answer of a card: hash of its id and its repetitions so far. */
uint64_t scheduler_seed(const char *card_id, int32_t reps);

/* Mixes a seed into a number from 0 (inclusive) to 1 (exclusive): the finaliser of splitmix64. */
double scheduler_chance(uint64_t seed);

/* Inclusive bounds of the fuzz for an interval (days, not rounded). */
void scheduler_fuzz_range(double interval, int maximum, int *lowest, int *highest);

/* Whether a step has brought the card over the end of a study day: from then on it is due by day. */
bool scheduler_is_interday(const CardState *state);

/* Whether the card may be shown: learning steps by instant (`now_ms`), reviews and steps of days by
 * study day; never for new, suspended or buried cards. */
bool scheduler_is_due(const CardState *state, int64_t now_ms, DayNumber today);

/* R now; 0 for a new card. Same-day reviews count as 0 days. */
double scheduler_retrievability(const Scheduler *scheduler, const CardState *state,
                                DayNumber today);

/* "new", "learning", "review", "relearning", "suspended", "buried" (buried counts today only). */
const char *scheduler_state_name(const CardState *state, DayNumber today);

/* A wait as people read it: "1m", "10m", "3h", "4d", "2.1mo", "1.3y"; out has room for 16. */
void scheduler_format_wait(int64_t ms, char out[16]);

/* Wait until `state` is due, from `when`, as text: steps in minutes, reviews in days. */
void scheduler_format_due(const CardState *state, AnswerTime when, char out[16]);

#endif
