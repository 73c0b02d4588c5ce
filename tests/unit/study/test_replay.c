#include "study/replay.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/workers.h"
#include "binding_vectors.h"
#include "near.h"
#include "study/replay_work.h"

#define CARDS COUNT(BINDING_SEQUENCES)
#define STEPS COUNT(BINDING_STEPS)

static FsrsModel model_of(const double *weights)
{
    FsrsModel model;
    Error error;
    assert_int_equal(fsrs_model_init(&model, weights, WEIGHTS, 1, &error), STATUS_OK);
    return model;
}

/* Every sequence of the official binary, each a card of its own. */
static void sequences_of_the_binary_match(void **state)
{
    (void)state;
    for (size_t s = 0; s < CARDS; s++) {
        const BindingSequence *sequence = &BINDING_SEQUENCES[s];
        ReplayReview reviews[64];
        ReplayResult results[64];
        assert_true(sequence->count <= COUNT(reviews));
        for (size_t i = 0; i < sequence->count; i++) {
            const BindingStep *step = &BINDING_STEPS[sequence->first + i];
            reviews[i] = (ReplayReview){0, (Rating)step->rating, step->days};
        }
        FsrsModel model = model_of(sequence->weights);
        replay_run(&model, reviews, sequence->count, 1, sequence->retention, NULL, results);
        for (size_t i = 0; i < sequence->count; i++) {
            const BindingStep *step = &BINDING_STEPS[sequence->first + i];
            assert_near("S", sequence->first + i, results[i].memory.stability, step->stability,
                        BINDING_TOLERANCE);
            assert_near("D", sequence->first + i, results[i].memory.difficulty, step->difficulty,
                        BINDING_TOLERANCE);
            assert_near("interval", sequence->first + i, results[i].interval, step->interval,
                        BINDING_TOLERANCE);
        }
    }
}

/* The default-weight sequences again, all cards in one log, answers taken in turns: a card's result
 * must not depend on what lies between its reviews. */
static void cards_do_not_touch_each_other(void **state)
{
    (void)state;
    static ReplayReview reviews[STEPS];
    static ReplayResult results[STEPS];
    static size_t origin[STEPS];
    size_t count = 0;
    for (size_t turn = 0; turn < 64; turn++)
        for (size_t s = 0; s < CARDS; s++) {
            const BindingSequence *sequence = &BINDING_SEQUENCES[s];
            if (sequence->weights != W_DEFAULT || turn >= sequence->count)
                continue;
            const BindingStep *step = &BINDING_STEPS[sequence->first + turn];
            origin[count] = sequence->first + turn;
            reviews[count++] = (ReplayReview){(uint32_t)s, (Rating)step->rating, step->days};
        }
    assert_true(count > 100);
    FsrsModel model = model_of(W_DEFAULT);
    replay_run(&model, reviews, count, CARDS, 0.9, NULL, results);
    for (size_t i = 0; i < count; i++)
        assert_near("S", origin[i], results[i].memory.stability, BINDING_STEPS[origin[i]].stability,
                    BINDING_TOLERANCE);
}

static void retrievability_is_that_before_the_review(void **state)
{
    (void)state;
    const ReplayReview reviews[] = {
        {0, RATING_GOOD, 0}, {1, RATING_EASY, 0}, {0, RATING_GOOD, 3}, {1, RATING_AGAIN, 8}};
    ReplayResult results[COUNT(reviews)];
    FsrsModel model = model_of(W_DEFAULT);
    replay_run(&model, reviews, COUNT(reviews), 2, 0.9, NULL, results);
    assert_true(isnan(results[0].retrievability));
    assert_true(isnan(results[1].retrievability));
    assert_near("R", 2, results[2].retrievability, fsrs_retrievability(&model, 3, 2.3065), 1e-12);
    assert_near("R", 3, results[3].retrievability, fsrs_retrievability(&model, 8, 8.2956), 1e-12);
    /* At a retention of 0.9 the interval is the stability. */
    assert_near("interval", 2, results[2].interval, results[2].memory.stability, 1e-9);
}

/* Each width of registers gives what the model's own steps give, for random cards whose reviews follow
 * each other closely, so that no batch is like another. */
static void each_width_equals_the_steps(void **state)
{
    (void)state;
    enum { REVIEWS = 3000, PUPILS = 19 };
    static ReplayReview reviews[REVIEWS];
    static ReplayResult results[REVIEWS];
    static uint32_t places[REVIEWS];
    FsrsModel model = model_of(NULL);
    ReplayPass *passes[REPLAY_PASSES_MAX];
    size_t versions = replay_passes(passes);
    uint32_t seed = 9;
    for (uint32_t i = 0; i < REVIEWS; i++) {
        seed = seed * 1664525U + 1013904223U;
        reviews[i] = (ReplayReview){(seed >> 8) % PUPILS, (Rating)(1 + (seed >> 5) % 4),
                                    (int32_t)((seed >> 20) % 60) - 10};
        places[i] = i;
    }
    for (size_t v = 0; v < versions; v++) {
        ReplayCard cards[PUPILS] = {{.batch = 0}};
        MemoryState states[PUPILS] = {{0, 0}};
        uint64_t batches = 0;
        ReplayWork work = {.model = &model,
                           .interval_scale = fsrs_interval_scale(&model, 0.9),
                           .reviews = reviews,
                           .cards = cards,
                           .results = results};
        for (int i = 0; i < 4; i++)
            work.first[i] = fsrs_first(&model, (Rating)(i + 1));
        passes[v](&work, 0, places, REVIEWS, &batches);
        for (size_t i = 0; i < REVIEWS; i++) {
            const ReplayReview *review = &reviews[i];
            MemoryState *memory = &states[review->card];
            if (memory->stability > 0)
                assert_near("R", i, results[i].retrievability,
                            fsrs_retrievability(&model, review->delta_t, memory->stability), 1e-11);
            else
                assert_true(isnan(results[i].retrievability));
            *memory = fsrs_step(&model, *memory, review->rating, review->delta_t);
            assert_near("S", i, results[i].memory.stability, memory->stability, 1e-11);
            assert_near("D", i, results[i].memory.difficulty, memory->difficulty, 1e-11);
        }
    }
}

/* Shared out among threads, the results are the same to the last bit. */
static void threads_make_no_difference(void **state)
{
    (void)state;
    enum { REVIEWS = 20000, PUPILS = 333 };
    ReplayReview *reviews = mem_alloc(REVIEWS, sizeof *reviews);
    ReplayResult *alone = mem_alloc(REVIEWS, sizeof *alone);
    ReplayResult *shared = mem_alloc(REVIEWS, sizeof *shared);
    FsrsModel model = model_of(NULL);
    Workers *workers = workers_new(3);
    uint32_t seed = 5;
    for (size_t i = 0; i < REVIEWS; i++) {
        seed = seed * 1664525U + 1013904223U;
        reviews[i] = (ReplayReview){(seed >> 8) % PUPILS, (Rating)(1 + (seed >> 5) % 4),
                                    (int32_t)((seed >> 20) % 40)};
    }
    replay_run(&model, reviews, REVIEWS, PUPILS, 0.9, NULL, alone);
    replay_run(&model, reviews, REVIEWS, PUPILS, 0.9, workers_jobs(workers), shared);
    for (size_t i = 0; i < REVIEWS; i++) {
        assert_int_equal(isnan(alone[i].retrievability), isnan(shared[i].retrievability));
        assert_memory_equal(&alone[i].memory, &shared[i].memory, sizeof alone[i].memory);
        assert_near("interval", i, shared[i].interval, alone[i].interval, 0);
        if (!isnan(alone[i].retrievability))
            assert_near("R", i, shared[i].retrievability, alone[i].retrievability, 0);
    }
    workers_free(workers);
    mem_free(reviews);
    mem_free(alone);
    mem_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequences_of_the_binary_match),
        cmocka_unit_test(cards_do_not_touch_each_other),
        cmocka_unit_test(retrievability_is_that_before_the_review),
        cmocka_unit_test(each_width_equals_the_steps),
        cmocka_unit_test(threads_make_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
