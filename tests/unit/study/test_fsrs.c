#include "study/fsrs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fsrs_vectors.h"
#include "near.h"

/* The project's promise for double precision; a vector with fewer digits has its own tolerance. */
#define PRECISE 1e-5

static FsrsModel model_of(const double *weights)
{
    FsrsModel model;
    Error error;
    assert_int_equal(fsrs_model_init(&model, weights, WEIGHTS, 1, &error), STATUS_OK);
    return model;
}

static void curve_matches(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CURVE_VECTORS); i++) {
        const CurveVector *v = &CURVE_VECTORS[i];
        double weights[WEIGHTS];
        memcpy(weights, W_DEFAULT, sizeof weights);
        weights[20] = v->w20;
        FsrsModel model = model_of(weights);
        assert_near(v->name, i, fsrs_retrievability(&model, v->days, v->stability), v->expected,
                    v->tolerance);
    }
}

static void first_review_matches(void **state)
{
    (void)state;
    FsrsModel model = model_of(NULL);
    for (int r = 1; r <= 4; r++) {
        MemoryState memory = fsrs_first(&model, (Rating)r);
        assert_near("S0", r, memory.stability, INIT_STABILITY[r - 1], INIT_TOLERANCE);
        assert_near("D0", r, memory.difficulty, INIT_DIFFICULTY[r - 1], INIT_TOLERANCE);
        MemoryState stepped = fsrs_step(&model, (MemoryState){0, 0}, (Rating)r, 5);
        assert_near("first by step", r, stepped.stability, memory.stability, 0);
        assert_near("first by step", r, stepped.difficulty, memory.difficulty, 0);
    }
}

static void difficulty_matches(void **state)
{
    (void)state;
    FsrsModel model = model_of(NULL);
    for (size_t i = 0; i < COUNT(DAMPED_VECTORS); i++) {
        const RatingVector *v = &DAMPED_VECTORS[i];
        assert_near("damped", i, fsrs_difficulty_damped(&model, v->before, (Rating)v->rating),
                    v->expected, v->tolerance);
    }
    for (size_t i = 0; i < COUNT(DIFFICULTY_VECTORS); i++) {
        const RatingVector *v = &DIFFICULTY_VECTORS[i];
        assert_near("difficulty", i, fsrs_difficulty_next(&model, v->before, (Rating)v->rating),
                    v->expected, v->tolerance);
    }
}

static void stability_matches(void **state)
{
    (void)state;
    FsrsModel model = model_of(NULL);
    for (size_t i = 0; i < COUNT(RECALL_VECTORS); i++) {
        const StabilityVector *v = &RECALL_VECTORS[i];
        MemoryState memory = {v->stability, v->difficulty};
        assert_near("recall", i,
                    fsrs_stability_recall(&model, memory, v->retrievability, (Rating)v->rating),
                    v->expected, v->tolerance);
    }
    for (size_t i = 0; i < COUNT(FORGET_VECTORS); i++) {
        const StabilityVector *v = &FORGET_VECTORS[i];
        MemoryState memory = {v->stability, v->difficulty};
        assert_near("forget", i, fsrs_stability_forget(&model, memory, v->retrievability),
                    v->expected, v->tolerance);
    }
    for (size_t i = 0; i < COUNT(SAME_DAY_VECTORS); i++) {
        const RatingVector *v = &SAME_DAY_VECTORS[i];
        assert_near("same day", i, fsrs_stability_same_day(&model, v->before, (Rating)v->rating),
                    v->expected, v->tolerance);
    }
}

static MemoryState run(const FsrsModel *model, const ReviewVector *reviews, size_t count)
{
    MemoryState memory = {0, 0};
    for (size_t i = 0; i < count; i++)
        memory = fsrs_step(model, memory, (Rating)reviews[i].rating, reviews[i].days);
    return memory;
}

static void sequences_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(SEQUENCE_VECTORS); i++) {
        const SequenceVector *v = &SEQUENCE_VECTORS[i];
        FsrsModel model = model_of(v->weights);
        MemoryState memory = run(&model, v->reviews, v->count);
        assert_near(v->name, i, memory.stability, v->stability, PRECISE);
        assert_near(v->name, i, memory.difficulty, v->difficulty, PRECISE);
    }
}

static void single_step_matches(void **state)
{
    (void)state;
    FsrsModel model = model_of(W_NINETEEN);
    MemoryState before = {STEP_VECTOR.stability, STEP_VECTOR.difficulty};
    MemoryState after = fsrs_step(&model, before, (Rating)STEP_VECTOR.rating, STEP_VECTOR.days);
    assert_near("S", 0, after.stability, STEP_VECTOR.stability_after, STEP_VECTOR.tolerance);
    assert_near("D", 0, after.difficulty, STEP_VECTOR.difficulty_after, STEP_VECTOR.tolerance);
}

static void next_states_match(void **state)
{
    (void)state;
    FsrsModel model = model_of(W_NINETEEN);
    MemoryState before = run(&model, NEXT_STATES_HISTORY, COUNT(NEXT_STATES_HISTORY));
    for (int r = 1; r <= 4; r++) {
        MemoryState after = fsrs_step(&model, before, (Rating)r, NEXT_STATES_VECTOR.days);
        double interval = fsrs_interval(&model, after.stability, NEXT_STATES_VECTOR.retention);
        assert_near("S", r, after.stability, NEXT_STATES_VECTOR.stability[r - 1], PRECISE);
        assert_near("D", r, after.difficulty, NEXT_STATES_VECTOR.difficulty[r - 1], PRECISE);
        assert_near("interval", r, interval, NEXT_STATES_VECTOR.interval[r - 1], PRECISE);
    }
}

static void intervals_match(void **state)
{
    (void)state;
    FsrsModel model = model_of(NULL);
    for (size_t i = 0; i < COUNT(INTERVAL_VECTORS); i++) {
        int days = fsrs_interval_days(&model, 1, INTERVAL_VECTORS[i].retention, 100000000);
        /* The source rounds its factors to 8 decimals: a few days in the first two. */
        assert_near("interval", i, days, INTERVAL_VECTORS[i].days, i < 2 ? 2e-6 : 0);
    }
}

static void interval_days_stay_in_bounds(void **state)
{
    (void)state;
    FsrsModel model = model_of(NULL);
    assert_int_equal(fsrs_interval_days(&model, 100, 0.9, 36500), 100);
    assert_int_equal(fsrs_interval_days(&model, 100, 0.9, 30), 30);
    assert_int_equal(fsrs_interval_days(&model, 0.001, 0.9, 30), 1);
    assert_int_equal(fsrs_interval_days(&model, 36500, 0.7, 36500), 36500);
    assert_int_equal(fsrs_interval_days(&model, 2.51, 0.9, 36500), 3);
    assert_int_equal(fsrs_interval_days(&model, 2.49, 0.9, 36500), 2);
    assert_int_equal(fsrs_interval_days(&model, 5, 0, 36500), 36500);
}

static void sm2_states_match(void **state)
{
    (void)state;
    FsrsModel model = model_of(NULL);
    for (size_t i = 0; i < COUNT(SM2_VECTORS); i++) {
        MemoryState memory = fsrs_from_sm2(&model, SM2_VECTORS[i].ease, SM2_VECTORS[i].interval,
                                           SM2_VECTORS[i].retention);
        assert_near("S", i, memory.stability, SM2_VECTORS[i].stability, PRECISE);
        assert_near("D", i, memory.difficulty, SM2_VECTORS[i].difficulty, PRECISE);
    }
    MemoryState fresh = fsrs_from_sm2(&model, 2.5, 0, 0.9);
    assert_near("S", 0, fresh.stability, FSRS_STABILITY_MIN, 1e-12);
}

static void older_weights_are_migrated(void **state)
{
    (void)state;
    FsrsModel model;
    Error error;
    assert_int_equal(fsrs_model_init(&model, MIGRATION_FROM, 17, 1, &error), STATUS_OK);
    for (size_t i = 0; i < WEIGHTS; i++)
        assert_near("17 to 21", i, model.w[i], MIGRATION_TO[i], MIGRATION_TOLERANCE);
    assert_int_equal(fsrs_model_init(&model, W_NINETEEN, 19, 1, &error), STATUS_OK);
    for (size_t i = 0; i < WEIGHTS; i++)
        assert_near("19 to 21", i, model.w[i], W_NINETEEN[i], 0);
}

static void weights_are_clipped(void **state)
{
    (void)state;
    double weights[WEIGHTS];
    memcpy(weights, W_DEFAULT, sizeof weights);
    memcpy(weights, CLIP_FROM, sizeof CLIP_FROM);
    FsrsModel model = model_of(weights);
    for (size_t i = 0; i < COUNT(CLIP_TO); i++)
        assert_near("clip", i, model.w[i], CLIP_TO[i], 0);

    Error error;
    assert_int_equal(fsrs_model_init(&model, NULL, 0, 2, &error), STATUS_OK);
    for (size_t i = 0; i < COUNT(CLIP_STEPS_2); i++)
        assert_near("clip with 2 steps", i, model.w[17 + i], CLIP_STEPS_2[i], 1e-9);
}

/* With many relearning steps a lapse followed by Goods must stay below what was before. */
static void same_day_weights_are_bounded_by_steps(void **state)
{
    (void)state;
    double weights[WEIGHTS];
    memcpy(weights, W_DEFAULT, sizeof weights);
    weights[17] = weights[18] = 2;
    FsrsModel model = model_of(weights);
    assert_near("one step", 0, model.w[17], 2, 0);
    Error error;
    assert_int_equal(fsrs_model_init(&model, weights, WEIGHTS, 3, &error), STATUS_OK);
    double room = -(log(W_DEFAULT[11]) + log(pow(2, W_DEFAULT[13]) - 1) + 0.3 * W_DEFAULT[14]) / 3;
    assert_near("three steps", 17, model.w[17], sqrt(room), 1e-12);
    assert_near("three steps", 18, model.w[18], sqrt(room), 1e-12);
}

static void wrong_weights_are_refused(void **state)
{
    (void)state;
    FsrsModel model;
    double weights[WEIGHTS];
    memcpy(weights, W_DEFAULT, sizeof weights);
    Error error = {""};
    assert_int_equal(fsrs_model_init(&model, weights, 20, 1, &error), STATUS_USAGE);
    assert_non_null(strstr(error.message, "not 20"));
    weights[7] = (double)NAN;
    assert_int_equal(fsrs_model_init(&model, weights, WEIGHTS, 1, &error), STATUS_USAGE);
    assert_non_null(strstr(error.message, "weight 7"));
    weights[7] = (double)INFINITY;
    assert_int_equal(fsrs_model_init(&model, weights, WEIGHTS, 1, &error), STATUS_USAGE);
}

static void states_outside_the_bounds_are_brought_in(void **state)
{
    (void)state;
    FsrsModel model = model_of(NULL);
    MemoryState wild = {1e9, 99}, tame = {FSRS_STABILITY_MAX, 10};
    for (int r = 1; r <= 4; r++) {
        MemoryState left = fsrs_step(&model, wild, (Rating)r, 3);
        MemoryState right = fsrs_step(&model, tame, (Rating)r, 3);
        assert_near("S", r, left.stability, right.stability, 0);
        assert_near("D", r, left.difficulty, right.difficulty, 0);
        assert_true(left.stability <= FSRS_STABILITY_MAX && left.difficulty <= 10);
    }
    MemoryState days_back = fsrs_step(&model, (MemoryState){5, 5}, RATING_GOOD, -3);
    MemoryState same_day = fsrs_step(&model, (MemoryState){5, 5}, RATING_GOOD, 0);
    assert_near("S", 0, days_back.stability, same_day.stability, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curve_matches),
        cmocka_unit_test(first_review_matches),
        cmocka_unit_test(difficulty_matches),
        cmocka_unit_test(stability_matches),
        cmocka_unit_test(sequences_match),
        cmocka_unit_test(single_step_matches),
        cmocka_unit_test(next_states_match),
        cmocka_unit_test(intervals_match),
        cmocka_unit_test(interval_days_stay_in_bounds),
        cmocka_unit_test(sm2_states_match),
        cmocka_unit_test(older_weights_are_migrated),
        cmocka_unit_test(weights_are_clipped),
        cmocka_unit_test(same_day_weights_are_bounded_by_steps),
        cmocka_unit_test(wrong_weights_are_refused),
        cmocka_unit_test(states_outside_the_bounds_are_brought_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
