#include "study/optimizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/workers.h"
#include "near.h"
#include "study/optimizer_search.h"
#include "study/optimizer_start.h"
#include "support/learner.h"

#define N         FSRS_WEIGHT_COUNT
#define CARDS     1500
#define ANSWERS   12
#define LOG_LIMIT (CARDS * ANSWERS)

typedef struct Learner {
    ReplayReview log[LOG_LIMIT];
    size_t count;
} Learner;

static Learner *learner_new(const double w[N], uint32_t cards, int answers)
{
    FsrsModel model;
    Error error;
    Learner *learner = mem_alloc(1, sizeof *learner);
    assert_int_equal(fsrs_model_init(&model, w, N, 1, &error), STATUS_OK);
    learner_fill(&model, learner->log, cards, answers, 11);
    learner->count = (size_t)cards * (size_t)answers;
    return learner;
}

static void make_weights(double w[N])
{
    memcpy(w, FSRS_DEFAULT_WEIGHTS, N * sizeof *w);
    w[0] = 0.9;
    w[2] = 9;
    w[6] = 1.5;
    w[8] = 0.9;
    w[10] = 1.5;
    w[20] = 0.5;
}

static double log_loss(const Learner *learner, const double w[N])
{
    MemoryModel model;
    FsrsMetrics metrics;
    Error error;
    assert_int_equal(memory_model_init(&model, w, N, 1, &error), STATUS_OK);
    fsrs_evaluate(&model, learner->log, learner->count, CARDS, 0, &metrics);
    return metrics.log_loss;
}

static OptimizerFit fit_of(const Learner *learner, size_t count, const OptimizerOptions *options)
{
    OptimizerFit fit;
    Error error;
    assert_int_equal(optimizer_fit(learner->log, count, CARDS, options, &fit, &error), STATUS_OK);
    return fit;
}

/* Root mean square of the difference between what two sets of weights predict. */
static double distance_of(const Learner *learner, const double one[N], const double other[N])
{
    FsrsModel models[2];
    MemoryState(*states)[2] = mem_alloc(CARDS, sizeof *states);
    Error error;
    double sum = 0;
    size_t count = 0;
    assert_int_equal(fsrs_model_init(&models[0], one, N, 1, &error), STATUS_OK);
    assert_int_equal(fsrs_model_init(&models[1], other, N, 1, &error), STATUS_OK);
    for (size_t i = 0; i < learner->count; i++) {
        const ReplayReview *review = &learner->log[i];
        MemoryState *state = states[review->card];
        double recall[2];
        for (int j = 0; j < 2; j++) {
            recall[j] = fsrs_retrievability(&models[j], review->delta_t, state[j].stability);
            state[j] = fsrs_step(&models[j], state[j], review->rating, review->delta_t);
        }
        sum += review->delta_t > 0 ? (recall[0] - recall[1]) * (recall[0] - recall[1]) : 0;
        count += review->delta_t > 0;
    }
    mem_free(states);
    return sqrt(sum / (double)count);
}

/* What a learner's memory is like is found again: the fit predicts what the true weights do. */
static void known_weights_are_recovered(void **state)
{
    (void)state;
    double w[N];
    make_weights(w);
    Learner *learner = learner_new(w, CARDS, ANSWERS);
    OptimizerFit fit = fit_of(learner, learner->count, NULL);
    assert_int_equal(fit.extent, OPTIMIZER_ALL);
    double truth = log_loss(learner, w);
    double found = log_loss(learner, fit.weights);
    double blind = log_loss(learner, FSRS_DEFAULT_WEIGHTS);
    assert_true(found < truth + 0.0005);
    assert_true(found < blind - 0.002);
    assert_true(distance_of(learner, w, fit.weights) < 0.02);
    assert_true(distance_of(learner, w, FSRS_DEFAULT_WEIGHTS) > 0.035);
    mem_free(learner);
}

/* Nothing near the end of the search has a smaller loss, and its slope has been followed. */
static void the_search_ends_at_the_least_loss(void **state)
{
    (void)state;
    double w[N];
    make_weights(w);
    Learner *learner = learner_new(w, CARDS, ANSWERS);
    TrainingSet set;
    training_set_init(&set, learner->log, learner->count, CARDS);
    SearchProblem problem = {
        .set = &set, .kernel = kernel_best(), .pull = 1, .relearning_steps = 1};
    KernelSum start;
    KernelSum end;
    double weights[N];
    start_weights(&set, weights);
    memcpy(problem.centre, weights, sizeof weights);
    search_evaluate(&problem, weights, KERNEL_LOSS, &start);
    assert_in_range(search_run(&problem, weights), 2, SEARCH_PASSES_MAX);
    search_evaluate(&problem, weights, KERNEL_LOSS, &end);
    assert_true(end.loss < start.loss - 10);
    for (int i = 0; i < N; i++) {
        for (int side = -1; side <= 1; side += 2) {
            double moved[N];
            KernelSum there;
            memcpy(moved, weights, sizeof moved);
            moved[i] += side * 0.02 * fmax(0.1, fabs(moved[i]));
            fsrs_clip(moved, 1);
            search_evaluate(&problem, moved, KERNEL_LOSS, &there);
            assert_true(there.loss > end.loss - 0.2);
        }
    }
    training_set_done(&set);
    mem_free(learner);
}

/* fsrs-rs 6 (BSD-3-Clause), src/training.rs, test_host_adam_matches_burn_adam_steps: the pull towards
 * the defaults, published times 2 * 512 / 1000. */
static void the_pull_matches(void **state)
{
    (void)state;
    static const double WEIGHTS[N] = {
        0.252,       1.3331,     2.3464994,  8.2556, 6.3733,     0.87340003,  2.9794,
        0.040999997, 1.8322,     0.20660001, 0.756,  1.5235,     0.021400042, 0.3029,
        1.6882998,   0.64140004, 1.8329,     0.5025, 0.13119997, 0.1058,      0.1142};
    static const double GRADIENT[N] = {
        0.0019813816, 0.00087788026, 0.00026506148, -0.000105618295, -0.25213888, 1.0448985,
        -0.22755535,  5.688889,      -0.5385926,    2.5283954,       -0.75225013, 0.9102214,
        -10.113569,   3.1999993,     0.2521374,     1.3107208,       -0.07721739, -0.85244584,
        0.79999936,   4.1795917,     -1.1237311};
    static const double SCALE = 2 * 512.0 / 1000;
    TrainingSet set;
    training_set_init(&set, NULL, 0, 0);
    SearchProblem problem = {.set = &set, .kernel = kernel_best(), .pull = 1};
    memcpy(problem.centre, FSRS_DEFAULT_WEIGHTS, sizeof problem.centre);
    KernelSum sum;
    search_evaluate(&problem, WEIGHTS, KERNEL_GRADIENT, &sum);
    assert_near("pull", 0, sum.loss * SCALE, 0.67711145, 1e-5);
    for (size_t i = 0; i < N; i++)
        assert_near("pull", i, sum.gradient[i] * SCALE, GRADIENT[i], 1e-5);
    training_set_done(&set);
}

static bool differ(const double one[N], const double other[N], int from, int to)
{
    bool different = false;
    for (int i = from; i < to; i++)
        different = different || one[i] != other[i];
    return different;
}

static void few_reviews_change_little(void **state)
{
    (void)state;
    Learner *learner = learner_new(FSRS_DEFAULT_WEIGHTS, 0, 0);
    /* cards answered the next day, one prediction each */
    for (uint32_t card = 0; card < 70; card++) {
        learner->log[learner->count++] = (ReplayReview){card, RATING_GOOD, 0};
        learner->log[learner->count++] = (ReplayReview){card, RATING_GOOD, 1};
    }
    static const struct {
        size_t predictions;
        OptimizerExtent extent;
    } ROWS[] = {{0, OPTIMIZER_DEFAULTS}, {7, OPTIMIZER_DEFAULTS}, {19, OPTIMIZER_DEFAULTS},
                {20, OPTIMIZER_FIRSTS},  {63, OPTIMIZER_FIRSTS},  {64, OPTIMIZER_ALL}};
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        OptimizerFit fit = fit_of(learner, ROWS[i].predictions * 2, NULL);
        assert_int_equal(fit.extent, ROWS[i].extent);
        bool firsts = differ(fit.weights, FSRS_DEFAULT_WEIGHTS, 0, 4);
        bool others = differ(fit.weights, FSRS_DEFAULT_WEIGHTS, 4, N);
        assert_int_equal(firsts, ROWS[i].extent != OPTIMIZER_DEFAULTS);
        assert_int_equal(others, ROWS[i].extent == OPTIMIZER_ALL);
        for (int j = 1; j < 4; j++)
            assert_true(fit.weights[j - 1] <= fit.weights[j]);
    }
    mem_free(learner);
}

/* How many threads work makes no difference, not in the last bit. */
static void threads_make_no_difference(void **state)
{
    (void)state;
    double w[N];
    make_weights(w);
    Learner *learner = learner_new(w, CARDS, ANSWERS);
    OptimizerFit alone = fit_of(learner, learner->count, NULL);
    for (int threads = 2; threads <= 4; threads++) {
        Workers *workers = workers_new(threads);
        OptimizerOptions options = {.jobs = workers_jobs(workers)};
        OptimizerFit fit = fit_of(learner, learner->count, &options);
        assert_memory_equal(fit.weights, alone.weights, sizeof fit.weights);
        workers_free(workers);
    }
    mem_free(learner);
}

typedef struct Audience {
    int calls, patience;
    double last;
} Audience;

static bool watch(void *context, double share)
{
    Audience *audience = context;
    assert_true(share >= audience->last && share <= 1);
    audience->last = share;
    return ++audience->calls < audience->patience;
}

static void it_can_be_watched_and_stopped(void **state)
{
    (void)state;
    double w[N];
    make_weights(w);
    Learner *learner = learner_new(w, CARDS, ANSWERS);
    Audience audience = {.patience = 1000};
    OptimizerOptions options = {.progress = watch, .context = &audience};
    OptimizerFit fit = fit_of(learner, learner->count, &options);
    assert_int_equal(audience.calls, fit.passes + 1);
    assert_near("share", 0, audience.last, 1, 0);
    for (int patience = 1; patience <= fit.passes + 1; patience++) {
        Error error = {""};
        audience = (Audience){.patience = patience};
        assert_int_equal(optimizer_fit(learner->log, learner->count, CARDS, &options, &fit, &error),
                         STATUS_FAILED);
        assert_int_equal(audience.calls, patience);
        assert_non_null(strstr(error.message, "stopped"));
    }
    OptimizerProposal proposal;
    Error error;
    audience = (Audience){.patience = 1000};
    assert_int_equal(optimizer_propose(learner->log, learner->count, CARDS, NULL, 0, &options,
                                       &proposal, &error),
                     STATUS_OK);
    assert_near("share of both fits", 0, audience.last, 1, 1e-9);
    mem_free(learner);
}

/* New weights are worth it for a learner who differs from the defaults; they are not where the weights
 * in use are already the truth. The comparison is on what the fit has not seen. */
static void new_weights_have_to_earn_it(void **state)
{
    (void)state;
    double w[N];
    Error error;
    OptimizerProposal proposal;
    make_weights(w);
    Learner *learner = learner_new(w, CARDS, ANSWERS);
    assert_int_equal(
        optimizer_propose(learner->log, learner->count, CARDS, NULL, 0, NULL, &proposal, &error),
        STATUS_OK);
    assert_true(proposal.worth);
    assert_true(proposal.after.log_loss < proposal.before.log_loss);
    assert_int_equal(proposal.after.predictions, proposal.before.predictions);
    OptimizerFit whole = fit_of(learner, learner->count, NULL);
    assert_memory_equal(proposal.fit.weights, whole.weights, sizeof whole.weights);
    assert_int_equal(
        optimizer_propose(learner->log, learner->count, CARDS, w, N, NULL, &proposal, &error),
        STATUS_OK);
    assert_false(proposal.worth);
    assert_int_equal(optimizer_propose(learner->log, 0, CARDS, NULL, 0, NULL, &proposal, &error),
                     STATUS_OK);
    assert_false(proposal.worth);
    assert_int_equal(optimizer_propose(learner->log, 0, CARDS, w, 5, NULL, &proposal, &error),
                     STATUS_USAGE);
    mem_free(learner);
}

/* Better on a handful of reviews is chance: also where the weights in use are far off. */
static void few_later_reviews_judge_nothing(void **state)
{
    (void)state;
    enum { FEW_CARDS = 100 };
    double poor[N];
    int few = 0, enough = 0;
    memcpy(poor, FSRS_DEFAULT_WEIGHTS, sizeof poor);
    for (int i = 0; i < 4; i++)
        poor[i] = 0.01;
    poor[8] = 0;
    Learner *learner = learner_new(FSRS_DEFAULT_WEIGHTS, FEW_CARDS, 8);
    for (size_t count = 300; count <= learner->count; count += 50) {
        OptimizerProposal proposal;
        Error error;
        assert_int_equal(
            optimizer_propose(learner->log, count, FEW_CARDS, poor, N, NULL, &proposal, &error),
            STATUS_OK);
        assert_true(proposal.after.log_loss < proposal.before.log_loss);
        bool judged = proposal.after.predictions >= OPTIMIZER_JUDGED_LEAST;
        assert_false(proposal.worth && !judged);
        few += !judged;
        enough += proposal.worth;
    }
    assert_true(few > 0 && enough > 0);
    mem_free(learner);
}

/* Whatever is learned from, the weights stay within their bounds. */
static void bounds_hold(void **state)
{
    (void)state;
    double w[N];
    make_weights(w);
    Learner *learner = learner_new(w, CARDS, ANSWERS);
    for (int kind = 0; kind < 3; kind++) {
        for (size_t i = 0; i < learner->count; i++) {
            Rating always = kind == 0 ? RATING_AGAIN : RATING_EASY;
            learner->log[i].rating = kind == 2 ? (Rating)(1 + i % 4) : always;
        }
        OptimizerFit fit = fit_of(learner, learner->count, NULL);
        double clipped[N];
        memcpy(clipped, fit.weights, sizeof clipped);
        fsrs_clip(clipped, 1);
        for (size_t i = 0; i < N; i++)
            assert_near("within bounds", i, fit.weights[i], clipped[i], 0);
    }
    mem_free(learner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_weights_are_recovered),
        cmocka_unit_test(the_search_ends_at_the_least_loss),
        cmocka_unit_test(the_pull_matches),
        cmocka_unit_test(few_reviews_change_little),
        cmocka_unit_test(threads_make_no_difference),
        cmocka_unit_test(it_can_be_watched_and_stopped),
        cmocka_unit_test(new_weights_have_to_earn_it),
        cmocka_unit_test(few_later_reviews_judge_nothing),
        cmocka_unit_test(bounds_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
