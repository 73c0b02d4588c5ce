/* What must hold of scheduling whatever is answered when: 10,000 random histories of a card, random
 * review logs, and random states of the sample catalog's cards. The seeds are fixed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/memory.h"
#include "study/queue.h"
#include "study/replay.h"
#include "study/scheduler.h"
#include "unit/study/sample.h"

#define HISTORIES 10000
#define START     INT64_C(1795521600000) /* 2026-11-24T12:00:00Z */

/* --- chance --- */

static uint64_t chance(uint64_t *seed, uint64_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (*seed >> 33) % below;
}

static double between(uint64_t *seed, double low, double high)
{
    return low + (high - low) * (double)chance(seed, 1000001) / 1000000;
}

/* --- histories of a card --- */

static Scheduler random_scheduler(uint64_t *seed)
{
    static const char *const STEPS[] = {"", "1m 10m", "10m", "30s 5m 2h", "15m 1d", "12h"};
    Config config;
    Scheduler scheduler;
    Error error;
    config_defaults(&config);
    snprintf(config.learning_steps, sizeof config.learning_steps, "%s", STEPS[chance(seed, 6)]);
    snprintf(config.relearning_steps, sizeof config.relearning_steps, "%s", STEPS[chance(seed, 6)]);
    config.desired_retention = between(seed, 0.7, 0.97);
    config.maximum_interval = chance(seed, 3) == 0 ? 1 + (int)chance(seed, 60) : 36500;
    config.fuzz = chance(seed, 2) == 0;
    config.rollover_hour = (int)chance(seed, 13);
    assert_int_equal(scheduler_init(&scheduler, &config, NULL, 0, &error), STATUS_OK);
    return scheduler;
}

static AnswerTime answer_time(const Scheduler *scheduler, int64_t at_ms, int offset_min)
{
    return (AnswerTime){at_ms, offset_min,
                        civil_study_day(at_ms, offset_min, scheduler->rollover_hour)};
}

static void check_outcome(const Scheduler *scheduler, const CardState *before,
                          const CardState *after, AnswerTime when)
{
    assert_true(after->memory.stability >= FSRS_STABILITY_MIN);
    assert_true(after->memory.stability <= FSRS_STABILITY_MAX);
    assert_true(after->memory.difficulty >= 1 && after->memory.difficulty <= 10);
    assert_int_equal(after->reps, before->reps + 1);
    assert_int_equal(after->last_review_day, when.study_day);
    assert_true(after->due_day >= when.study_day);
    if (after->phase == CARD_REVIEW) {
        assert_in_range(after->interval_days, 1, scheduler->maximum_interval);
        assert_int_equal(after->due_day, when.study_day + after->interval_days);
        assert_false(scheduler_is_due(after, when.at_ms, when.study_day));
    } else {
        bool learning = after->phase == CARD_LEARNING;
        assert_true(learning || after->phase == CARD_RELEARNING);
        assert_true(after->step <
                    (learning ? scheduler->learning_count : scheduler->relearning_count));
        assert_true(after->due_ms > when.at_ms);
        assert_int_equal(after->interval_days, 0);
    }
}

/* A better grade never gives a weaker or harder memory; in review it gives a longer interval, as far
 * as there is room below the longest. */
static void check_order(const Scheduler *scheduler, const CardState *before,
                        const CardState outcomes[4])
{
    for (int r = 1; r < 4; r++) {
        assert_true(outcomes[r].memory.stability >= outcomes[r - 1].memory.stability);
        assert_true(outcomes[r].memory.difficulty <= outcomes[r - 1].memory.difficulty);
    }
    if (before->phase != CARD_REVIEW)
        return;
    for (int r = 2; r < 4; r++) {
        int lower = outcomes[r - 1].interval_days, upper = outcomes[r].interval_days;
        assert_true(upper > lower || (upper == lower && upper == scheduler->maximum_interval));
    }
}

static void run_history(uint64_t *seed)
{
    Scheduler scheduler = random_scheduler(seed);
    CardState card = {.phase = CARD_NEW};
    int offset = (int)chance(seed, 1620) - 720;
    int64_t now = START + (int64_t)chance(seed, 86400) * MS_PER_SECOND;
    int answers = 1 + (int)chance(seed, 20);
    for (int i = 0; i < answers; i++) {
        AnswerTime when = answer_time(&scheduler, now, offset);
        uint64_t fuzz = scheduler_seed("card", card.reps);
        Rating rating = (Rating)(1 + chance(seed, 4));
        CardState outcomes[4];
        scheduler_preview(&scheduler, &card, when, fuzz, outcomes);
        for (int r = 0; r < 4; r++)
            check_outcome(&scheduler, &card, &outcomes[r], when);
        check_order(&scheduler, &card, outcomes);
        CardState after = scheduler_answer(&scheduler, &card, rating, when, fuzz);
        assert_int_equal(after.due_day, outcomes[rating - 1].due_day);
        assert_int_equal(after.due_ms, outcomes[rating - 1].due_ms);
        card = after;
        /* At once, when it is due, or late by up to twice the wait. */
        int64_t wait =
            card.phase == CARD_REVIEW ? card.interval_days * MS_PER_DAY : card.due_ms - now;
        now += 1 + (int64_t)((double)wait * (double)chance(seed, 4) * between(seed, 0, 0.7));
    }
}

static void histories_keep_the_rules(void **state)
{
    (void)state;
    uint64_t seed = 20261124;
    for (int i = 0; i < HISTORIES; i++)
        run_history(&seed);
}

/* --- logs --- */

/* The replay computes with functions of its own, whose last digits differ. */
static bool same(double replayed, double stepped)
{
    return fabs(replayed - stepped) <= 1e-11 * fmax(1, stepped);
}

static void a_replayed_log_equals_the_steps(void **state)
{
    (void)state;
    enum { CARDS = 50, REVIEWS = 20000 };
    uint64_t seed = 7;
    FsrsModel model;
    Error error;
    assert_int_equal(fsrs_model_init(&model, NULL, 0, 1, &error), STATUS_OK);
    ReplayReview *reviews = mem_alloc(REVIEWS, sizeof *reviews);
    ReplayResult *results = mem_alloc(REVIEWS, sizeof *results);
    for (size_t i = 0; i < REVIEWS; i++)
        reviews[i] = (ReplayReview){(uint32_t)chance(&seed, CARDS), (Rating)(1 + chance(&seed, 4)),
                                    (int32_t)chance(&seed, 40)};
    replay_run(&model, reviews, REVIEWS, CARDS, 0.85, NULL, results);
    MemoryState cards[CARDS] = {{0, 0}};
    bool seen[CARDS] = {false};
    for (size_t i = 0; i < REVIEWS; i++) {
        const ReplayReview *review = &reviews[i];
        MemoryState *memory = &cards[review->card];
        double r = fsrs_retrievability(&model, review->delta_t, memory->stability);
        assert_true(seen[review->card] ? same(results[i].retrievability, r)
                                       : isnan(results[i].retrievability));
        *memory = seen[review->card] ? fsrs_step(&model, *memory, review->rating, review->delta_t)
                                     : fsrs_first(&model, review->rating);
        seen[review->card] = true;
        assert_true(same(results[i].memory.stability, memory->stability));
        assert_true(same(results[i].memory.difficulty, memory->difficulty));
        assert_true(same(results[i].interval, fsrs_interval(&model, memory->stability, 0.85)));
    }
    mem_free(results);
    mem_free(reviews);
}

/* The same answers through the scheduler give the same memory as the log of them. */
static void the_scheduler_equals_a_replay(void **state)
{
    (void)state;
    enum { ANSWERS = 30 };
    uint64_t seed = 99;
    for (int run = 0; run < 200; run++) {
        Scheduler scheduler = random_scheduler(&seed);
        ReplayReview reviews[ANSWERS];
        ReplayResult results[ANSWERS];
        CardState states[ANSWERS], card = {.phase = CARD_NEW};
        int64_t now = START;
        for (int i = 0; i < ANSWERS; i++) {
            AnswerTime when = answer_time(&scheduler, now, 60);
            DayNumber before = card.last_review_day;
            Rating rating = (Rating)(1 + chance(&seed, 4));
            reviews[i] = (ReplayReview){0, rating, i > 0 ? when.study_day - before : 0};
            states[i] = card = scheduler_answer(&scheduler, &card, rating, when, (uint64_t)i);
            now += (int64_t)chance(&seed, 4320) * MS_PER_MINUTE;
        }
        replay_run(&scheduler.model, reviews, ANSWERS, 1, scheduler.retention, NULL, results);
        for (int i = 0; i < ANSWERS; i++) {
            assert_true(same(results[i].memory.stability, states[i].memory.stability));
            assert_true(same(results[i].memory.difficulty, states[i].memory.difficulty));
        }
    }
}

/* --- the queue --- */

static CardState random_card(uint64_t *seed, DayNumber today, int64_t now)
{
    CardState card = {
        .memory = {between(seed, 0.1, 50), between(seed, 1, 10)},
        .phase = (CardPhase)chance(seed, 4),
        .last_review_day = today - (DayNumber)chance(seed, 20),
        .suspended = chance(seed, 8) == 0,
        .buried_day = chance(seed, 8) == 0 ? today : 0,
    };
    if (card.phase == CARD_NEW)
        return (CardState){.suspended = card.suspended, .buried_day = card.buried_day};
    card.reps = 1 + (int32_t)chance(seed, 9);
    card.first_review_day = card.last_review_day - (DayNumber)chance(seed, 3);
    card.due_day = today - 10 + (DayNumber)chance(seed, 20);
    if (card.phase != CARD_REVIEW) {
        card.due_ms = now - MS_PER_HOUR + (int64_t)chance(seed, 7200) * MS_PER_SECOND;
        card.due_day = civil_study_day(card.due_ms, 0, 4);
    }
    return card;
}

static void check_next(const StudyState *study, const QueueFilter *filter, int64_t now,
                       DayNumber today)
{
    QueueCounts counts;
    CatalogIndex next = queue_next(study, filter, now, today, &counts);
    QueueCounts again = queue_count(study, filter, now, today);
    assert_memory_equal(&counts, &again, sizeof counts);
    assert_true(counts.learning >= 0 && counts.due >= 0 && counts.fresh >= 0);
    assert_true(counts.due <= study->config.reviews_per_day);
    assert_true(counts.fresh <= study->config.new_per_day);
    if (next == CATALOG_NONE) {
        int64_t due = queue_next_due_ms(study, filter, today);
        assert_int_equal(counts.due + counts.fresh, 0);
        assert_true(due == 0 || due > now + LEARN_AHEAD_MS);
        return;
    }
    const CardState *card = &study->cards[next];
    const Note *note = &study->catalog->notes[study->catalog->cards[next].note];
    assert_false(card->suspended);
    assert_true(card->buried_day == 0 || card->buried_day != today);
    assert_true(filter->topic == CATALOG_NONE || filter->topic == note->topic);
    if (card->phase == CARD_REVIEW)
        assert_true(card->due_day <= today && counts.due > 0);
    else if (card->phase == CARD_NEW)
        assert_true(counts.fresh > 0 && counts.due == 0);
    else
        assert_true(card->due_ms <= now + LEARN_AHEAD_MS ||
                    (scheduler_is_interday(card) && card->due_day <= today));
}

static void the_queue_gives_only_what_may_come(void **state)
{
    (void)state;
    uint64_t seed = 4711;
    DayNumber today = (DayNumber)(START / MS_PER_DAY);
    Catalog *catalog = sample_catalog();
    StudyState study;
    study_state_init(&study, catalog);
    for (int run = 0; run < 20000; run++) {
        for (size_t i = 0; i < catalog->card_count; i++)
            study.cards[i] = random_card(&seed, today, START);
        for (size_t i = 0; i < catalog->subtopic_count; i++)
            study.subtopics[i] =
                (ItemState){.marked = true, .mark = (Mark)chance(&seed, MARK_COUNT)};
        study.config.new_per_day = (int)chance(&seed, 4);
        study.config.reviews_per_day = (int)chance(&seed, 6);
        QueueFilter filter = queue_filter_all();
        if (chance(&seed, 3) == 0)
            filter.topic = (CatalogIndex)chance(&seed, catalog->topic_count);
        check_next(&study, &filter, START, today);
    }
    study_state_done(&study);
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(histories_keep_the_rules),
        cmocka_unit_test(a_replayed_log_equals_the_steps),
        cmocka_unit_test(the_scheduler_equals_a_replay),
        cmocka_unit_test(the_queue_gives_only_what_may_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
