/* Schedulers and cards for tests of scheduling. */
#ifndef CAIRN_TESTS_SCHEDULING_H
#define CAIRN_TESTS_SCHEDULING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "study/scheduler.h"

/* 2026-11-24T12:00:00Z; the flows of ts-fsrs began at noon as well. */
#define NOON     INT64_C(1795521600000)
#define NOON_DAY ((DayNumber)(NOON / MS_PER_DAY))

static inline Scheduler make(const char *learning, const char *relearning, double retention,
                             bool fuzz)
{
    Config config;
    config_defaults(&config);
    snprintf(config.learning_steps, sizeof config.learning_steps, "%s", learning);
    snprintf(config.relearning_steps, sizeof config.relearning_steps, "%s", relearning);
    config.desired_retention = retention;
    config.fuzz = fuzz;
    config.rollover_hour = 0;
    Scheduler scheduler;
    Error error;
    assert_int_equal(scheduler_init(&scheduler, &config, NULL, 0, &error), STATUS_OK);
    return scheduler;
}

static inline Scheduler make_default(void)
{
    return make("1m 10m", "10m", 0.9, false);
}

static inline AnswerTime at(int64_t ms)
{
    return (AnswerTime){ms, 0, civil_study_day(ms, 0, 0)};
}

static inline CardState answer(const Scheduler *scheduler, CardState state, Rating rating,
                               int64_t ms)
{
    return scheduler_answer(scheduler, &state, rating, at(ms), 7);
}

/* A card in review with a memory of its own, last seen `days` before noon. */
static inline CardState review_card(double stability, double difficulty, int days)
{
    return (CardState){
        .memory = {stability, difficulty},
        .last_review_ms = NOON - days * MS_PER_DAY,
        .last_review_day = NOON_DAY - days,
        .first_review_day = NOON_DAY - 100,
        .due_day = NOON_DAY,
        .interval_days = days,
        .reps = 5,
        .phase = CARD_REVIEW,
    };
}

#endif
